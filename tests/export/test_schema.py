"""The page and the JSON Schemas of the fields are what the models say today."""

import json
from pathlib import Path

import jsonschema
import pytest

from geomap.boundaries import Boundaries
from geomap.export.codes import SCHEMES, code_columns
from geomap.export.geojson import write_collection
from geomap.export.rows import incident_table, mention_table
from geomap.export.schema import TABLES, json_schema, markdown
from geomap.resources import packaged, writing_beside
from tests.webmap import samples

ROOT = Path(__file__).resolve().parents[2]
STALE = "run `geomap schema -o docs/schema.md` and `geomap schema --table … -o data/schema/….json`"


def test_the_page_is_current():
    assert (ROOT / "docs" / "schema.md").read_text(encoding="utf-8") == markdown(), STALE


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_that_ships_is_current(table):
    shipped = packaged("data", "schema", f"{table}.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == json_schema(table), STALE


@pytest.mark.parametrize("table", TABLES)
def test_what_is_exported_obeys_the_schema(table, tmp_path):
    reports, boundaries = [samples.with_mentions()], Boundaries.open()
    tables = {
        "incidents": lambda: incident_table(
            reports, boundaries=boundaries, codes=code_columns(tuple(SCHEMES))
        ),
        "mentions": lambda: mention_table(reports),
    }
    with writing_beside(tmp_path / "a.geojson") as file:
        write_collection(tables[table](), file)
    made = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert made["features"]
    jsonschema.Draft202012Validator(json_schema(table)).validate(made)


def test_the_schema_refuses_what_is_not_so():
    validator = jsonschema.Draft202012Validator(json_schema("incidents"))
    feature = {"type": "Feature", "id": "x", "geometry": None, "time": None, "properties": {}}
    made = {"type": "FeatureCollection", "provenance": {}, "features": [feature]}
    assert "'document' is a required property" in {e.message for e in validator.iter_errors(made)}
