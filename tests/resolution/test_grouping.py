import pytest

from geomap.resolution.grouping import make_groups

TEXTS = [
    # text, and for each group its number of mentions and the places that the text puts it in
    ("[Goris|] and [Goris|]", [(2, [])]),
    ("[Goris|], [Armenia|]", [(1, ["gn:174982"]), (1, [])]),
    ("[Goris|] (in [Armenia|])", [(1, []), (1, [])]),
    ("[Sus|] and [Zabukh|] in [Lachin|kind=district|] district",
     [(1, ["gn:147626"]), (1, ["gn:147626"]), (1, [])]),
    ("[Azerbaijan|]'s [Sus|]", [(1, []), (1, ["gn:587116"])]),
    ("[Lachin|kind=settlement|] city, [Lachin|kind=district|] district",
     [(1, ["gn:147626"]), (1, [])]),
    ("[Armenia|], [Georgia|] and [Azerbaijan|]", [(1, []), (1, []), (1, [])]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), TEXTS)
def test_groups(mini_gazetteer, read_marks, marked, expected):
    document, mentions, _ = read_marks(marked)
    groups = make_groups(mini_gazetteer, document.text, mentions)
    assert [(len(g.mentions), [p.id for p in g.query.qualifiers]) for g in groups] == expected
