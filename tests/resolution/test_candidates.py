import pytest

from geomap.models import Kind
from geomap.resolution.candidates import candidates

NAMES = [
    ("Goris", None, "gn:174895", "exact"),
    ("Northeast Texas", None, "gn:4736286", "part"),
    ("South East Texas", None, "gn:4736286", "part"),
    ("Goris Central Hospital", None, "gn:174895", "part"),
    ("Kapan Copper Works", Kind.SITE, "gn:174875", "part"),
    ("Goris Heights", Kind.LANDFORM, None, None),
    ("Qwzvanli", None, None, None),
    ("North", None, None, None),
]


@pytest.mark.parametrize(("name", "kind", "place", "match"), NAMES)
def test_first_candidate(mini_gazetteer, name, kind, place, match):
    found = candidates(mini_gazetteer, name, kind)
    assert (found[0].place.id if found else None) == place
    assert (found[0].match if found else None) == match
