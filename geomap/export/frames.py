"""Tables for pandas and GeoPandas, and files by GDAL and Arrow: the extra `geomap[gis]`."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import shapely

from geomap.boundaries import Boundaries
from geomap.errors import ExportError
from geomap.export.columns import Column
from geomap.export.flat import UNPLACED, cell
from geomap.export.geojson import plain
from geomap.export.kinds import kind
from geomap.export.rows import Encode, Table, incident_table
from geomap.models import Report
from geomap.resources import extra

CRS = "EPSG:4326"
_GEOMETRY = Encode(shapely.Point, lambda shape: shape)
# Where nothing is known, these hold nothing; numpy's own would make 3 deaths 3.0.
_DTYPES = {int: "Int64", float: "Float64", bool: "boolean", str: "string"}


def to_dataframe(reports: Iterable[Report]) -> Any:
    """Return the incidents of ``reports`` as a pandas DataFrame; lists stay lists.

    Raises:
        ExportError: if pandas is not installed.
    """
    table = incident_table(reports)
    rows = [row.fields for row in table.rows(UNPLACED)]
    return _frame(table.columns, rows, _value)


def to_geodataframe(reports: Iterable[Report], *, boundaries: Boundaries | None = None) -> Any:
    """Return the incidents of ``reports`` as a GeoDataFrame in WGS84; lists stay lists.

    Raises:
        ExportError: if geopandas is not installed.
    """
    return _placed(incident_table(reports, boundaries=boundaries), _value)


def write_geopackage(table: Table, path: Path) -> None:
    """Write a GeoPackage of one layer, ``geomap``."""
    _through_gdal(table, path, driver="GPKG", layer="geomap")


def write_flatgeobuf(table: Table, path: Path) -> None:
    """Write FlatGeobuf without an index, which could not hold what has no place."""
    _through_gdal(table, path, driver="FlatGeobuf", layer="geomap", SPATIAL_INDEX="NO")


def write_geoparquet(table: Table, path: Path) -> None:
    """Write GeoParquet 1.1."""
    _placed(table, cell).to_parquet(path, schema_version="1.1.0", compression="zstd")


def check_installed() -> None:
    """Refuse at once where what writes GIS files is missing.

    Raises:
        ExportError: naming what to install.
    """
    for package in ("geopandas", "pyogrio", "pyarrow"):
        _gis(package)


def _through_gdal(table: Table, path: Path, **options: Any) -> None:
    _gis("pyogrio").set_gdal_config_options({"OGR_CURRENT_DATE": "1970-01-01T00:00:00Z"})
    frame = _placed(table, cell)
    frame.to_file(path, engine="pyogrio", use_arrow=True, geometry_type="Unknown", **options)


def _placed(table: Table, make: Callable[[Column], Callable[[Any], Any]]) -> Any:
    geopandas = _gis("geopandas")
    rows = list(table.rows(_GEOMETRY))
    frame = _frame(table.columns, [row.fields for row in rows], make)
    shapes = [row.shape.encoded if row.shape else None for row in rows]
    return geopandas.GeoDataFrame(frame, geometry=geopandas.GeoSeries(shapes, crs=CRS))


def _frame(
    columns: Sequence[Column],
    rows: Sequence[dict[str, Any]],
    make: Callable[[Column], Callable[[Any], Any]],
) -> Any:
    pandas = _gis("pandas")
    series = {}
    for column in columns:
        value = make(column)
        cells = [value(row[column.name]) for row in rows]
        series[column.name] = pandas.Series(cells, dtype=_dtype(column, cells))
    return pandas.DataFrame(series)


def _dtype(column: Column, cells: Sequence[Any]) -> str:
    if kind(column) is list and all(isinstance(c, str) for c in cells):
        return "string" if cells else "object"
    return _DTYPES.get(kind(column), "object")


def _value(column: Column) -> Callable[[Any], Any]:
    """Return what makes a value for Python: days stay days, records become objects."""
    return _same if kind(column) in (date, float, int, bool) else plain


def _same(value: Any) -> Any:
    return value


def _gis(module: str) -> Any:
    return extra(module, "gis", "this", ExportError)
