"""The data island: whatever the text, it comes back whole and holds nothing that starts code."""

import gzip
import json
from base64 import b64decode
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.boundaries import Boundaries
from geomap.models import Report
from geomap.webmap.island import COLUMNS, ground_data, page_data, to_island
from tests.webmap import samples

STARTERS = "{}<>&$`\u2028\u2029"
NASTY = st.text(alphabet=st.sampled_from(STARTERS + "%#'\"\\/-!ux0\n\x00é\U0001f691")) | st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | NASTY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NASTY, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
def test_island_comes_back_whole(value: Any) -> None:
    island = to_island(value)
    assert island.kind == "application/json"
    assert json.loads(json.loads(island.text)) == value


@given(VALUES)
def test_a_packed_island_comes_back_whole_and_is_letters_only(value: Any) -> None:
    island = to_island(value, readable=0)
    assert island.kind == "text/plain"
    assert json.loads(gzip.decompress(b64decode(island.text, validate=True))) == value


@given(VALUES)
def test_island_holds_nothing_that_starts_code(value: Any) -> None:
    assert not set(STARTERS) & set(to_island(value).text)


@given(VALUES)
def test_a_template_engine_finds_nothing_to_do(value: Any) -> None:
    island = to_island(value).text
    assert jinja2.Template(island, keep_trailing_newline=True).render() == island


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_island([float("nan")])


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return page_data([samples.report()], Boundaries.open(), [samples.GORIS], "A title")


def _cells(data: dict[str, Any], number: int) -> dict[str, Any]:
    return dict(zip(COLUMNS, data["rows"][number], strict=False))


def test_each_incident_is_a_row(data) -> None:
    assert [row[0] for row in data["rows"]] == [i.id for i in samples.incidents()]


def test_what_incidents_share_is_kept_once(data) -> None:
    first, second = _cells(data, 0), _cells(data, 1)
    assert first["place"] == second["place"]
    assert first["ground"] == second["ground"]
    assert first["evidence"] == second["evidence"]
    assert len(data["sentences"]) == len(samples.LINES)


def test_incident_without_a_place_has_none(data) -> None:
    assert _cells(data, 5).get("place") is None


def test_area_carries_the_outline_of_its_unit(data) -> None:
    place = data["places"][_cells(data, 3)["place"]]
    assert place["outline"]["type"] in ("Polygon", "MultiPolygon")
    assert "outline" not in data["places"][_cells(data, 0)["place"]]


def test_why_the_place_was_chosen_is_told(data) -> None:
    assert _cells(data, 0)["why"]


def test_an_unsure_place_is_told_first() -> None:
    report = samples.report()
    unsure = report.incidents[0].resolution.model_copy(update={"confidence": 0.55})
    incident = report.incidents[0].model_copy(update={"resolution": unsure})
    made = page_data(
        [report.model_copy(update={"incidents": (incident,)})], Boundaries.open(), (), "Unsure"
    )
    assert made["reasons"][_cells(made, 0)["why"][0]].startswith("only 55% sure")


def test_a_telling_knows_its_report() -> None:
    made = page_data(samples.merged(), Boundaries.open(), (), "Merged")
    first, second = _cells(made, 0)["tellings"]
    assert [first["document"], second["document"]] == [0, 1]
    assert second["killed"] == 5
    assert "injured" not in first
    assert [made["reasons"][n] for n in second["why"]] == ["same place and day"]


def test_a_telling_of_a_report_that_is_not_here_brings_its_source() -> None:
    made = page_data(samples.merged()[:1], Boundaries.open(), (), "Merged")
    _, second = _cells(made, 0)["tellings"]
    assert made["documents"][second["document"]] == {
        "id": "other", "source": "The Second Paper", "published": "2022-09-14",
        "url": "https://example.net/count",
    }  # fmt: skip


def test_a_report_without_incidents_is_still_named(data) -> None:
    empty = page_data([Report(document=samples.report().document)], Boundaries.open(), (), "None")
    assert empty["rows"] == []
    assert (
        ground_data([Report(document=samples.report().document)], Boundaries.open())["frames"] == []
    )
    assert empty["documents"][0]["title"] == "A night of shelling at the border"
