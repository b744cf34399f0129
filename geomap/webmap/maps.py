"""Reports as a Folium map that stands alone."""

from collections.abc import Sequence
from pathlib import Path

import folium
from branca.element import Template

from geomap.boundaries import Boundaries
from geomap.errors import ExportError
from geomap.models import Place, Report
from geomap.webmap.island import page_data, to_island
from geomap.webmap.page import Page


class IncidentMap(folium.Map):  # type: ignore[misc]
    """A Folium map without tiles and without scripts from elsewhere; layers can be added to it."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - Folium's own form
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        """
{% macro html(this, kwargs) %}
<div class="folium-map" id="{{ this.get_name() }}"></div>
{% endmacro %}
{% macro script(this, kwargs) %}
var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {
    center: [20, 10], zoom: 2, zoomControl: true, zoomSnap: 0.25, attributionControl: false,
    worldCopyJump: true, preferCanvas: true, maxZoom: 14
});
{% endmacro %}
"""
    )

    def __init__(self, page: Page) -> None:
        super().__init__(tiles=None)
        self._id = "geomap"
        self._parent = None
        page.add_child(self, name="map")


def to_map(
    reports: Sequence[Report],
    *,
    boundaries: Boundaries | None = None,
    places: Sequence[Place] = (),
    title: str | None = None,
) -> folium.Map:
    """Return the incidents of reports as a Folium map, to which layers of one's own can be added.

    Args:
        reports: what was found.
        boundaries: what the base map is cut from; by default the packaged boundaries.
        places: towns to label for orientation.
        title: the page's heading; by default the title of the only report.
    """
    heading = title or _heading(reports)
    data = page_data(reports, boundaries or Boundaries.open(), places, heading)
    return IncidentMap(Page(heading, to_island(data)))


def _heading(reports: Sequence[Report]) -> str:
    if len(reports) == 1 and reports[0].document.title:
        return reports[0].document.title
    return f"Incidents in {len(reports)} reports" if len(reports) != 1 else "Incidents"


def save_map(map_: folium.Map, path: Path) -> None:
    """Write a map to a file: beside it first, then renamed.

    Raises:
        ExportError: if it cannot be written; a file that stood there before still stands.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(map_.get_root().render(), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error
