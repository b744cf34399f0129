from datetime import date

import pytest

from geomap import Geoparser
from geomap.models import Document, GeoPrecision, Status

WEDNESDAY = date(2022, 9, 14)


@pytest.fixture(scope="module")
def geoparser(gazetteer):
    return Geoparser(gazetteer)


def found(geoparser, text):
    document = Document(text=text, language="ru", published=WEDNESDAY)
    incidents = geoparser.parse(document).incidents
    for incident in incidents:
        trigger, [evidence, *_] = incident.trigger, incident.evidence
        assert text[trigger.start : trigger.end] == trigger.text
        assert text[evidence.start : evidence.end] == evidence.text
    return [(i.type.value, i.place.name) for i in incidents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ночью обстреляны Горис и Джермук, сообщили в Ереване.",
            [("shelling", "Goris"), ("shelling", "Jermuk")],
        ),
        ("В Капане прогремел взрыв.", [("explosion", "Kapan")]),
        ("Город Лачин перешёл под контроль Азербайджана.", [("territory_change", "Lachin")]),
        ("Жители вышли на улицы Тбилиси, в Батуми тихо.", [("protest", "Tbilisi")]),
        ("Снаряд, выпущенный из Кельбаджара, упал у села Сотк.", []),
        ("Снаряд упал у села Сотк.", [("shelling", "Sotk")]),
        ("Взрыв слышен у дороги Горис — Капан близ Татева.", [("explosion", "Tatev")]),
        ("В Ереване заявили об обстреле Гориса.", [("shelling", "Goris")]),
        ("Горис — город в горах, там сыро.", []),
    ],
)
def test_events_and_their_places(geoparser, text, expected):
    assert found(geoparser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Баку опровергает обстрел Гориса.",
        "Гориса не обстреливали.",
        "Если обстреляют Горис, жители уйдут.",
        "Армия готовится занять село Сотк.",
        "В Капане опасаются взрыва.",
        "Шёл обстрел, а где, не сказано.",
        "В Ереване начались учения на случай землетрясения.",
    ],
)
def test_what_did_not_happen_or_nowhere_is_no_incident(geoparser, text):
    assert found(geoparser, text) == []


def test_precision_status_and_territory(geoparser):
    text = "Минобороны Армении заявило об обстреле позиций под Горисом в ночь на вторник."
    document = Document(text=text, published=WEDNESDAY)
    [incident] = geoparser.parse(document).incidents
    assert incident.geo_precision is GeoPrecision.NEAR
    assert incident.status is Status.CLAIMED
    assert (incident.start, incident.end) == (date(2022, 9, 13), date(2022, 9, 13))
    assert incident.territory.country == "AM"


def test_an_event_told_twice_is_one_with_both_sentences(geoparser):
    text = "Горис обстрелян. Обстрел Гориса шёл час."
    document = Document(text=text, language="ru", published=WEDNESDAY)
    [incident] = geoparser.parse(document).incidents
    assert [e.text for e in incident.evidence] == ["Горис обстрелян.", "Обстрел Гориса шёл час."]


def test_the_same_document_gives_the_same_ids(geoparser):
    document = Document(text="Взрывы в Капане и Горисе.", language="ru", published=WEDNESDAY)
    first, second = (geoparser.parse(document).incidents for _ in range(2))
    assert first == second
    assert len({incident.id for incident in first}) == 2


def test_one_place_on_two_days_is_two_incidents(geoparser):
    text = "12 сентября обстрелян Горис. 13 сентября Горис обстрелян снова."
    document = Document(text=text, language="ru", published=WEDNESDAY)
    days = [(i.place.name, i.start) for i in geoparser.parse(document).incidents]
    assert days == [("Goris", date(2022, 9, 12)), ("Goris", date(2022, 9, 13))]


GORIS, MIDDLE, ROAD = (39.511, 46.342), (39.517, 46.184), (39.359, 46.374)
BESIDE = [
    # the text, the place as it is told, the radius, latitude and longitude
    ("В 12 км к северу от Гориса взрыв.", "12 км к северу от Гориса", 5.0, (39.619, 46.342)),
    ("Взрыв в 5 км северо-западнее Капана.", "5 км северо-западнее Капана", 2.8, (39.239, 46.366)),
    ("Взрыв прогремел примерно в десяти километрах от Гориса.", "Гориса", 17.0, GORIS),
    ("На окраине города Горис прогремел взрыв.", "Горис", 10.0, GORIS),
    ("Севернее Гориса прогремел взрыв.", "Гориса", 10.0, GORIS),
    ("К северу от Гориса прогремел взрыв.", "Гориса", 10.0, GORIS),
    ("Взрыв в 8 км к югу от населённого пункта Горис.", "8 км к югу от населённого пункта Горис",
     3.7, (39.439, 46.342)),
    ("В районе Гориса прогремел взрыв.", "Гориса", 10.0, GORIS),
    ("На подступах к Горису идут бои.", "Горису", 10.0, GORIS),
    ("Под Бахмутом прогремел взрыв.", "Бахмутом", 10.0, (48.594, 37.999)),
    ("Между Горисом и Сисианом взрыв.", "между Горисом и Сисианом", 13.5, MIDDLE),
    ("Взрыв на полпути из Гориса в Сисиан.", "полпути из Гориса в Сисиан", 13.5, MIDDLE),
    ("На трассе Горис — Капан взрыв.", "трассе Горис — Капан", 17.1, ROAD),
    ("Дорогу между городами Горис и Капан обстреляли.", "дорогу между городами Горис и Капан",
     17.1, ROAD),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "radius", "at"), BESIDE)
def test_what_lies_beside_a_place_or_between_two(geoparser, text, place, radius, at):
    document = Document(text=text, language="ru", published=WEDNESDAY)
    [incident] = geoparser.parse(document).incidents
    assert (incident.place_text, incident.geo_precision) == (place, GeoPrecision.NEAR)
    assert incident.radius_km == radius
    assert incident.place.position == pytest.approx(at[::-1], abs=0.001)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Обстреляны Горис и Капан.", {"Goris", "Kapan"}),
        ("Бои идут на Бахмутском направлении.", {"Bakhmut"}),
        ("Колонна ушла из Гориса в Капан, в Капане прогремел взрыв.", {"Kapan"}),
        ("От Гориса до Капана тихо, взрыв прогремел в Сисиане.", {"Sisian"}),
    ],
)
def test_other_pairs_stay_what_they_are(geoparser, text, expected):
    assert {place for _, place in found(geoparser, text)} == expected
