"""The table of fields is whole: each names a field that is there, and no field is forgotten."""

import pytest

from geomap.export.columns import DERIVED, columns
from geomap.export.kinds import annotation
from geomap.models import Document, Incident, Mention, Resolution, TerritoryStatus

# What is not exported under its own name, and what shows it instead.
ELSEWHERE = {
    "incident.place": "place, place_id, lat, lon",
    "incident.resolution": "confidence, place_reason; the toponyms hold the candidates",
    "incident.territory": "country and what follows it",
    "incident.trigger": "trigger",
    "ground.day": "end, else start, else published",
    "ground.country_name": "country",
    "ground.worldview": "worldview, which the whole export has one of",
    "meaning.mention": "text, name, role",
    "meaning.place": "place",
    "document.text": "nowhere: the text is whoever's it is; evidence quotes it",
    "document.id": "document",
}


@pytest.mark.parametrize("table", ["incidents", "mentions"])
def test_each_column_shows_a_field_that_is_there(table):
    names = [column.name for column in columns(table)]
    assert len(names) == len(set(names))
    assert set(DERIVED[table]) <= set(names)
    for column in columns(table):
        assert annotation(column) is not None
        assert column.words
        assert column.hxl.startswith("#")


@pytest.mark.parametrize("table", ["incidents", "mentions"])
def test_tags_tell_columns_apart(table):
    tags = [column.hxl for column in columns(table)]
    assert len(tags) == len(set(tags))


@pytest.mark.parametrize(
    ("table", "root", "record"),
    [
        ("incidents", "incident", Incident),
        ("incidents", "ground", TerritoryStatus),
        ("incidents", "document", Document),
        ("mentions", "mention", Mention),
        ("mentions", "meaning", Resolution),
    ],
)
def test_no_field_of_the_models_is_forgotten(table, root, record):
    """A new field of a record needs a row in data/schema/columns.csv, or a word above."""
    shown = {column.path for column in columns(table)}
    fields = {f"{root}.{name}" for name in record.model_fields}
    assert fields - shown <= set(ELSEWHERE)
