"""Reports as a Folium map that stands alone."""

from collections.abc import Sequence
from pathlib import Path

import folium
from folium.template import Template

from geomap.boundaries import Boundaries
from geomap.models import Place, Report
from geomap.pauses import uncollected
from geomap.resources import write_beside
from geomap.webmap.embedding import to_embed
from geomap.webmap.island import ground_data, page_data, to_island
from geomap.webmap.page import Page
from geomap.webmap.tiles import Tiles, find_tiles


class IncidentMap(folium.Map):
    """A Folium map without tiles and without scripts from elsewhere; layers can be added to it."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - Folium's own form
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        """
{% macro html(this, kwargs) %}
<div class="folium-map" id="{{ this.get_name() }}" data-name="{{ this.get_name() }}"></div>
{% endmacro %}
{% macro script(this, kwargs) %}
var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {
    center: [20, 10], zoom: 2, minZoom: 0, maxZoom: 14, zoomSnap: 0.25, zoomDelta: 0.75,
    attributionControl: false, worldCopyJump: true, fadeAnimation: false
});
{% endmacro %}
"""
    )

    def __init__(self, page: Page) -> None:
        super().__init__(tiles=None)
        self._id = "geomap"
        page.add_child(self, name="map")


def to_map(
    reports: Sequence[Report],
    *,
    boundaries: Boundaries | None = None,
    title: str | None = None,
    places: Sequence[Place] = (),
    tiles: str | Tiles | None = None,
) -> folium.Map:
    """Return the incidents of reports as a Folium map, to which layers of one's own can be added.

    Args:
        reports: what was found.
        boundaries: what the base map is cut from; by default the packaged boundaries.
        title: the page's heading; by default the title of the only report.
        places: towns to label for orientation.
        tiles: an online map to load under the borders, by its name in xyzservices, such as
            "OpenStreetMap.Mapnik"; without it, nothing is ever loaded.

    Raises:
        ExportError: if there is no online map of that name.
    """
    online = find_tiles(tiles) if isinstance(tiles, str) else tiles
    heading = title or heading_of(reports)
    with uncollected():
        return _made(reports, boundaries or Boundaries.open(), heading, places, online)


def _made(
    reports: Sequence[Report],
    boundaries: Boundaries,
    heading: str,
    places: Sequence[Place],
    online: Tiles | None,
) -> IncidentMap:
    data = page_data(reports, boundaries, places, heading)
    ground = ground_data(reports, boundaries)
    if online:
        data["tiles"] = online.for_page()
    return IncidentMap(Page(heading, to_island(data), to_island(ground, 0), online))


def save_map(made: folium.Map, path: str | Path, *, embed: bool = False) -> None:
    """Write a map to one HTML file: beside it first, read back, then renamed.

    Args:
        made: the map.
        path: the file.
        embed: write a bare element for the page of a content management system instead.

    Raises:
        ExportError: if it cannot be written; a file that stood there before still stands.
    """
    content = to_embed(made) if embed else made.get_root().render()
    write_beside(Path(path), content.encode())


def heading_of(reports: Sequence[Report]) -> str:
    """Return the title of the only report, or how many incidents and reports there are."""
    titles = [report.document.title for report in reports]
    if len(titles) == 1 and titles[0]:
        return titles[0]
    return amount_of(reports)


def amount_of(reports: Sequence[Report]) -> str:
    """Return how much of what: "34 incidents in 4 reports"."""
    count = sum(len(report.incidents) for report in reports)
    return f"{_counted(count, 'incident')} in {_counted(len(reports), 'report')}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
