import pytest

from geomap.resolution.candidates import PART, STAND_IN, candidates

NAMES = [
    ("Goris", "gn:174895", "exact"),
    ("Northeast Texas", "gn:4736286", PART),
    ("South East Texas", "gn:4736286", PART),
    ("Goris Central Hospital", "gn:174895", STAND_IN),
    ("Goris Central Square", None, None),
    ("Kapan Copper Works", None, None),
    ("Goris Heights", None, None),
    ("Qwzvanli", None, None),
    ("North", None, None),
]


@pytest.mark.parametrize(("name", "place", "match"), NAMES)
def test_first_candidate(mini_gazetteer, name, place, match):
    found = candidates(mini_gazetteer, name)
    assert (found[0].place.id if found else None) == place
    assert (found[0].match if found else None) == match


@pytest.mark.parametrize(
    ("name", "place"),
    [("Qamishli", "gn:173377"), ("Hoceima", "gn:2558545"), ("Obeid", "gn:379003")],
)
def test_the_arabic_article_may_be_missing(gazetteer, name, place):
    assert place in {m.place.id for m in candidates(gazetteer, name)}
