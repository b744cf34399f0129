"""The dated questions of `tests/gold/territory.csv`, and of `territory_2.csv` that came later.

They are asked of records and of bare points.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from geomap.models import LonLat, Place, TerritoryStatus
from geomap.territory import Territories

GOLD = Path(__file__).parents[1] / "gold"
LEAST = {"territory.csv": 150, "territory_2.csv": 190}  # questions that a file has
FLOORS = {"country": 0.97, "controlled_by": 0.95, "disputed": 0.95}
Row = dict[str, str]


@pytest.fixture(scope="module")
def territories() -> Territories:
    return Territories.open()


@pytest.fixture(scope="module", params=LEAST)
def questions(request: pytest.FixtureRequest) -> list[Row]:
    with (GOLD / request.param).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def position(row: Row) -> LonLat:
    return LonLat(float(row["lon"]), float(row["lat"]))


def record(row: Row) -> Place | LonLat:
    """Return the question's gazetteer record, or its position where it has none."""
    if not row["id"]:
        return position(row)
    return Place(
        id=row["id"], name=row["place"], position=position(row), feature_class="P",
        feature_code="PPL", country=row["record_country"], admin1=row["record_admin1"],
    )  # fmt: skip


def right(row: Row, status: TerritoryStatus) -> dict[str, bool]:
    holders = row["controlled_by"].split("|")
    return {
        "country": (status.country or "") in row["country"].split("|"),
        "controlled_by": bool(status.controlled_by) and status.controlled_by[0] in holders,
        "disputed": status.disputed == (row["disputed"] == "yes"),
    }


@pytest.mark.parametrize("asked", [record, position])
def test_answers_keep_to_the_floors(territories: Territories, questions: list[Row], asked) -> None:
    answers = [
        (row, right(row, territories.classify(asked(row), on=date.fromisoformat(row["day"]))))
        for row in questions
    ]
    for field, floor in FLOORS.items():
        share = sum(answer[field] for _, answer in answers) / len(answers)
        wrong = [f"{r['place']} {r['day']}" for r, answer in answers if not answer[field]]
        assert share >= floor, f"{field} {share:.3f}: {wrong}"


def test_no_question_is_lost() -> None:
    for name, least in LEAST.items():
        assert len((GOLD / name).read_text(encoding="utf-8").splitlines()) > least


def test_the_questions_are_cited_and_from_everywhere(questions: list[Row]) -> None:
    assert all(row["source"] for row in questions)
    abroad = [r for r in questions if not {"AM", "AZ", "GE"} & set(r["country"].split("|"))]
    assert len(abroad) * 2 >= len(questions)
    assert len({(r["place"], r["lat"], r["day"]) for r in questions}) == len(questions)
