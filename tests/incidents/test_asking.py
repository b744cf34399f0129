"""The places of an event whose words are given."""

import pytest

from geomap.incidents.asking import places_of_verb
from geomap.models import Document


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Shelling hit a bus in [Aro] on Monday, killing eight people.", "killing", ["Aro"]),
        ("Rebels shelled [Aro] and [Bela] on Monday.", "shelled", ["Aro", "Bela"]),
        ("Rebels shelled [Aro] after troops marched into [Bela].", "marched", ["Bela"]),
        ("Officials in [Aro] said rebels shelled [Bela].", "shelled", ["Bela"]),
        ("The army said that it would march.", "march", []),
        ("Rebels shelled [Aro|||0.3 other] by [Bela|||0.9 shelling].", "shelled", ["Bela"]),
        ("Rebels shelled [Aro|||0.6 shelling] by [Bela|||0.9 shelling].", "shelled", ["Aro"]),
        ("It began, as [Aro|||0.9 riot] and [Bela|||0.6 riot] knew.", "began", ["Aro"]),
        ("It began, as [Aro|||0.6 riot] and [Bela|||0.6 riot] knew.", "began", []),
    ],
)
def test_places(read, text, words, expected) -> None:
    plain, resolutions = read(text)
    at = plain.index(words)
    found = places_of_verb(Document(text=plain, id="d"), resolutions, at, at + len(words))
    assert [span.text for span in found] == expected


def test_words_outside_the_text_have_none(read) -> None:
    plain, resolutions = read("Rebels shelled [Aro].")
    assert places_of_verb(Document(text=plain, id="d"), resolutions, 900, 905) == ()
