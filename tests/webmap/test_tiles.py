"""Online layers by name: what the page may load then, and what is refused."""

import re

import pytest

from geomap.errors import ExportError
from geomap.webmap import find_tiles, to_map
from tests.webmap import samples


def _policy(page: str) -> str:
    return re.search(r'Content-Security-Policy" content="([^"]+)"', page).group(1)


# asked for; the layer, its hosts
KNOWN = [
    ("OpenStreetMap.Mapnik", "OpenStreetMap.Mapnik", ("https://tile.openstreetmap.org",)),
    ("openstreetmap mapnik", "OpenStreetMap.Mapnik", ("https://tile.openstreetmap.org",)),
    ("OpenTopoMap", "OpenTopoMap", tuple(f"https://{s}.tile.opentopomap.org" for s in "abc")),
]


@pytest.mark.parametrize(("asked", "name", "hosts"), KNOWN)
def test_a_layer_is_found_by_its_name(asked: str, name: str, hosts: tuple[str, ...]) -> None:
    tiles = find_tiles(asked)
    assert (tiles.name, tiles.hosts) == (name, hosts)
    assert "©" in tiles.attribution
    assert set(re.findall(r"\{(\w+)\}", tiles.url)) <= set("xyzs")


# asked for, what is said
REFUSED = [
    ("OpenStreetMap.Mapnick", "did you mean OpenStreetMap.Mapnik"),
    ("OpenStreetMap.Mapnick", r"Names are those of xyzservices, such as OpenStreetMap\.Mapnik"),
    ("OpenStreetMap", r"did you mean OpenStreetMap\.Mapnik, "),
    ("osm", r"did you mean .*CyclOSM, MapTilesAPI"),
    ("qqqqqqqq", r"'qqqqqqqq'; names are those of xyzservices, such as OpenStreetMap\.Mapnik"),
    ("https://a.org/{z}/{x}/{y}.png", "is an address; online maps go by their names: those of"),
    ("Thunderforest.Outdoors", "needs a key"),
]


@pytest.mark.parametrize(("asked", "said"), REFUSED)
def test_what_there_is_not_is_refused(asked: str, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        find_tiles(asked)


def test_a_key_is_filled_in() -> None:
    assert "apikey=mine" in find_tiles("Thunderforest.Outdoors", key="mine").url


def test_policy_lets_in_the_pictures_of_that_host_and_nothing_else() -> None:
    plain = _policy(to_map([samples.report()]).get_root().render())
    online = _policy(to_map([samples.report()], tiles="OpenStreetMap.Mapnik").get_root().render())
    assert online == plain.replace("img-src data:", "img-src data: https://tile.openstreetmap.org")


def test_without_a_name_no_host_stands_in_the_page() -> None:
    assert "tile.openstreetmap.org" not in to_map([samples.report()]).get_root().render()
