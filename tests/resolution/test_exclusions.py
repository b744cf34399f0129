import pytest

from geomap.resolution.exclusions import exclusions

TEXTS = [
    ("[Martuni|] burns. The town of that name on [Lake Sevan|], in [Armenia|], is not concerned.",
     {"Martuni": {"Lake Sevan", "Armenia"}}),
    ("[Sus|] (not to be confused with [Sousse|] in [Tunisia|]) fell. [Goris|] is calm.",
     {"Sus": {"Sousse", "Tunisia"}}),
    ("[Martuni|], not the town in [Armenia|], was hit.", {"Martuni": {"Armenia"}}),
    ("[Goris|] and [Kapan|] in [Armenia|].", {}),
    ("A street of that name in [Goris|].", {}),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), TEXTS)
def test_what_is_told_apart(read_marks, marked, expected):
    document, mentions, _ = read_marks(marked)
    names = {mention.start: mention.text for mention in mentions}
    found = exclusions(document.text, mentions)
    assert {names[s]: {names[a] for a in apart} for s, apart in found.items()} == expected
