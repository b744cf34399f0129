"""How a report shows itself in a notebook: rooms above the records, told to them.

`import geomap` registers these; what each needs is imported when it is first asked for.
"""

from typing import Any

from geomap.models import Report


def register() -> None:
    """Tell reports how to be shown."""
    Report.views.update(map=_map, dataframe=_dataframe, geodataframe=_geodataframe)


def _map(report: Report) -> str:
    from geomap.webmap import to_map

    return str(to_map([report])._repr_html_())


def _dataframe(report: Report) -> Any:
    from geomap.export import to_dataframe

    return to_dataframe([report])


def _geodataframe(report: Report) -> Any:
    from geomap.export import to_geodataframe

    return to_geodataframe([report])
