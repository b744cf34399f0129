"""What opposed sides say of one fight, where they name it by places of their own."""

import pytest

from geomap.incidents.opposing import link_opposing
from geomap.models import (
    DatePrecision,
    Evidence,
    Incident,
    IncidentType,
    LonLat,
    Place,
    Span,
    Status,
)


def incident(name: str, kind: IncidentType, lon: float, source: str) -> Incident:
    place = Place(
        id=f"user:{name}", name=name, position=LonLat(lon, 40), feature_class="P",
        feature_code="PPL",
    )  # fmt: skip
    return Incident(
        id=name, document="x", type=kind, place=place, start="2022-09-13", end="2022-09-13",
        date_precision=DatePrecision.DAY, reported_by=source, status=Status.CLAIMED,
        radius_km=2.0, trigger=Span(start=0, end=1, text="x"), reasons=("x",),
        evidence=(Evidence(start=0, end=1, text="x", fields=()),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "lon", "source", "linked"),
    [
        (IncidentType.SHOOTING, 45.1, "Baku", True),
        (IncidentType.SHOOTING, 46.0, "Baku", False),
        (IncidentType.SHOOTING, 45.1, "Yerevan", False),
        (IncidentType.SHELLING, 45.1, "Baku", False),
    ],
)
def test_two_sides_name_one_fight_by_two_places(kind, lon, source, linked):
    one = incident("Aro", kind, 45.0, "Armenia's Defence Ministry")
    other = incident("Bel", kind, lon, source)
    assert [i.linked for i in link_opposing([one, other])] == (
        [("Bel",), ("Aro",)] if linked else [(), ()]
    )
