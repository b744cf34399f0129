"""The places of an event whose words are given."""

import pytest

from geomap.incidents.asking import places_of_verb
from geomap.models import Document, Resolution


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Shelling hit a bus in [Aro] on Monday, killing eight people.", "killing", ["Aro"]),
        ("Rebels shelled [Aro] and [Bela] on Monday.", "shelled", ["Aro", "Bela"]),
        ("Rebels shelled [Aro] after troops marched into [Bela].", "marched", ["Bela"]),
        ("Officials in [Aro] said rebels shelled [Bela].", "shelled", ["Bela"]),
        ("The army said that it would march.", "march", []),
    ],
)
def test_places(read, text, words, expected) -> None:
    plain, resolutions = read(text)
    at = plain.index(words)
    found = places_of_verb(Document(text=plain, id="d"), resolutions, at, at + len(words))
    assert [span.text for span in found] == expected


@pytest.mark.parametrize(
    ("aro", "bela", "expected"),
    [
        (0.1, 0.5, ["Bela"]),
        (0.1, 0.3, []),  # in doubt, and the word lists choose the other
        (0.3, 0.3, ["Aro"]),
        (0.5, 0.5, ["Aro", "Bela"]),
        (0.0, 0.0, []),
    ],
)
def test_a_tagger_that_links_words_with_places_decides(read, aro, bela, expected) -> None:
    plain, resolutions = read("Rebels shelled [Aro|||0.9 shelling] by [Bela|||0.9 shelling].")
    at = plain.index("shelled")
    linked = tuple(_linked(r, at, share) for r, share in zip(resolutions, (aro, bela), strict=True))
    found = places_of_verb(Document(text=plain, id="d"), linked, at, at + len("shelled"))
    assert [span.text for span in found] == expected


def _linked(resolution: Resolution, start: int, share: float) -> Resolution:
    """Return it with its place linked with the word at ``start``."""
    mention = resolution.mention
    assert mention.scene is not None
    links = ((0, 0.9), (start, share))
    scene = mention.scene.model_copy(update={"links": links})
    return resolution.model_copy(update={"mention": mention.model_copy(update={"scene": scene})})


def test_words_outside_the_text_have_none(read) -> None:
    plain, resolutions = read("Rebels shelled [Aro].")
    assert places_of_verb(Document(text=plain, id="d"), resolutions, 900, 905) == ()
