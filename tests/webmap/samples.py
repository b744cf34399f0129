"""Reports made by hand: every precision, status and kind of ground that a map must show."""

from datetime import date

from geomap.models import (
    Candidate,
    ControlFact,
    DatePrecision,
    Document,
    Evidence,
    Feature,
    GeoPrecision,
    Incident,
    IncidentType,
    LonLat,
    Mention,
    Place,
    Provenance,
    Report,
    Resolution,
    Span,
    Status,
    Telling,
    TerritoryStatus,
)

DAY = date(2022, 9, 13)

GORIS = Place(
    id="gn:174895", name="Goris", position=LonLat(46.3417, 39.5089), feature_class="P",
    feature_code="PPL", country="AM", admin1="08", admin1_name="Syunik", population=20591,
)  # fmt: skip
JERMUK = Place(
    id="gn:616629", name="Jermuk", position=LonLat(45.6728, 39.8417), feature_class="P",
    feature_code="PPL", country="AM", admin1="10", admin1_name="Vayots Dzor", population=4628,
)  # fmt: skip
ZABUKH = Place(
    id="user:zabukh", name="Zabukh", position=LonLat(46.4861, 39.5986), feature_class="P",
    feature_code="PPL", country="AZ", admin1="28", admin1_name="Lachin",
)  # fmt: skip
LACHIN_DISTRICT = Place(
    id="gn:147626", name="Lachin", position=LonLat(46.45, 39.7), feature_class="A",
    feature_code="ADM1", country="AZ", admin1="28", admin1_name="Lachin",
)  # fmt: skip
RANGE = Place(
    id="user:range", name="Zangezur Mountains", position=LonLat(45.95, 39.2), feature_class="T",
    feature_code="MTS", country="AM", admin1="08", admin1_name="Syunik",
)  # fmt: skip
ARMENIA = Place(
    id="gn:174982", name="Armenia", position=LonLat(45.0, 40.0), feature_class="A",
    feature_code="PCLI", country="AM",
)  # fmt: skip
PLACES = (GORIS, JERMUK, ZABUKH, LACHIN_DISTRICT, RANGE, ARMENIA)

LINES = (
    "Shells hit Goris 🚑 before dawn, the Armenian Defence Ministry said, and killed 3 people.",
    "Shells also fell near Jermuk.",
    "Azerbaijan's Defence Ministry said its posts in the Lachin direction were shelled.",
    "Azerbaijani forces took the village of Zabukh at the end of August.",
    "A truce from 9:00 was broken within minutes.",
    "Drones were seen over the Zangezur range; both armies confirm strikes there.",
    "Protests were held across Armenia.",
)  # fmt: skip
TEXT = "\n".join(LINES)

ARMENIAN = TerritoryStatus(
    day=DAY, country="AM", country_name="Armenia", admin1="Syunik", controlled_by=("Armenia",),
    control="controlled", disputed=False, sources=("Boundaries: OpenStreetMap contributors",),
)  # fmt: skip
CONTESTED = TerritoryStatus(
    day=date(2022, 8, 31), country="AZ", country_name="Azerbaijan", admin1="Lachin",
    controlled_by=("Azerbaijan",), control="controlled", disputed=True, claimed_by=("AM",),
    areas=("Lachin corridor",),
    history=(
        ControlFact(
            area="Lachin corridor", holder="Russian peacekeepers", since=date(2020, 12, 1),
            until=date(2022, 8, 26), status="peacekeepers", source="Statement of 10 November 2020",
        ),
        ControlFact(
            area="Lachin corridor", holder="Azerbaijan", since=date(2022, 8, 26),
            source="https://example.org/lachin", note="Lachin, Zabukh and Sus handed over.",
        ),
    ),
)  # fmt: skip


def resolved(place: Place, line: str) -> Resolution:
    """Return the resolution of a place's name in a line, with one rival."""
    mention = Mention(start=0, end=len(place.name), text=place.name, name=place.name)
    near = Feature(name="near", value=0.9, weight=2.0, words=f"near other places of {line[:20]!r}")
    best = Candidate(
        place=place, matched_name=place.name, match="exact", score=2.1, features=(near,)
    )
    return Resolution(
        mention=mention, place=place, confidence=0.93, candidates=(best,), reason=near.words
    )


def incident(line: int, trigger: str, kind: IncidentType, document: str = "sample", **fields):
    """Return an incident that rests on a line of ``TEXT``, with the trigger where it stands."""
    start = sum(len(text) + 1 for text in LINES[:line])
    text = LINES[line]
    at = start + text.index(trigger)
    place = fields.get("place")
    given = {
        "id": f"{document}-{line}-{kind}-{place.name if place else 'nowhere'}",
        "start": DAY,
        "end": DAY,
        "date_precision": DatePrecision.DAY,
        "resolution": resolved(place, text) if place else None,
    }
    return Incident(
        document=document,
        type=kind,
        trigger=Span(start=at, end=at + len(trigger), text=trigger),
        evidence=(Evidence(start=start, end=start + len(text), text=text, fields=("type",)),),
        **given | fields,
    )


def incidents(document: str = "sample") -> tuple[Incident, ...]:
    """Return one incident of each precision and status, one without a place, two at one place."""
    return (
        incident(
            0, "hit", IncidentType.SHELLING, document, place=GORIS, place_text="Goris",
            geo_precision=GeoPrecision.EXACT, status=Status.CLAIMED, killed=3, target="Goris",
            actor="Azerbaijan", reported_by="Armenian Defence Ministry", territory=ARMENIAN,
            linked=(f"{document}-2-shelling-Lachin",),
        ),
        incident(
            0, "killed", IncidentType.VIOLENCE_AGAINST_CIVILIANS, document, place=GORIS,
            geo_precision=GeoPrecision.EXACT, status=Status.REPORTED, killed=3, territory=ARMENIAN,
        ),
        incident(
            1, "fell", IncidentType.SHELLING, document, place=JERMUK, place_text="near Jermuk",
            geo_precision=GeoPrecision.NEAR, radius_km=10.0, territory=ARMENIAN,
        ),
        incident(
            2, "shelled", IncidentType.SHELLING, document, place=LACHIN_DISTRICT,
            place_text="Lachin direction", geo_precision=GeoPrecision.AREA, radius_km=25.0,
            start=date(2022, 8, 13), end=DAY, date_precision=DatePrecision.MONTH,
            status=Status.DENIED, reported_by="Azerbaijan's Defence Ministry", territory=CONTESTED,
        ),
        incident(
            3, "took", IncidentType.TERRITORY_CHANGE, document, place=ZABUKH,
            geo_precision=GeoPrecision.EXACT, start=date(2022, 8, 25), end=date(2022, 8, 31),
            date_precision=DatePrecision.WEEK, actor="Azerbaijani forces", territory=CONTESTED,
            text_status=("a village under Russian peacekeepers",),
        ),
        incident(4, "truce", IncidentType.CEASEFIRE, document),
        incident(
            5, "strikes", IncidentType.AIR_STRIKE, document, place=RANGE,
            geo_precision=GeoPrecision.AREA, radius_km=30.0, status=Status.CONFIRMED,
        ),
        incident(
            6, "Protests", IncidentType.PROTEST, document, place=ARMENIA,
            geo_precision=GeoPrecision.COUNTRY, start=None, end=None,
            date_precision=DatePrecision.UNKNOWN,
        ),
    )  # fmt: skip


def merged() -> list[Report]:
    """Return two reports of the shelling at Goris: it stands in the first, with both tellings."""
    lead = incidents()[0]
    other = Document(
        text="Shelling killed 5 people in Goris, Azerbaijan's army says.", id="other",
        title="The other side's count", published=date(2022, 9, 14), source="The Second Paper",
        url="https://example.net/count",
    )  # fmt: skip
    tellings = (
        Telling(
            document="sample", incident=lead.id, source="The Sample", published=DAY, type=lead.type,
            place="Goris", start=DAY, end=DAY, date_precision=DatePrecision.DAY,
            reported_by="Armenian Defence Ministry",
            status=Status.CLAIMED, killed=3, quote=LINES[0], url="https://example.org/night",
        ),
        Telling(
            document="other", incident="o1", source=other.source, published=other.published,
            type=IncidentType.EXPLOSION, place="Goris", start=DAY, end=DAY, url=other.url,
            reported_by="Azerbaijan's army", killed=5, injured=2, quote=other.text,
            why=("same place and day",),
        ),
    )  # fmt: skip
    first = report()
    told = (lead.model_copy(update={"tellings": tellings}), *first.incidents[1:])
    return [first.model_copy(update={"incidents": told}), Report(document=other)]


def report(document: str = "sample", **fields) -> Report:
    """Return the sample report; ``fields`` change its document."""
    given = {
        "id": document,
        "title": "A night of shelling at the border",
        "published": DAY,
        "source": "The Sample",
        "url": "https://example.org/night",
    }
    return Report(
        document=Document(text=TEXT, **given | fields),
        incidents=incidents(document),
        provenance=Provenance(
            geomap="0.1.0", gazetteer="6 places", sources=("GeoNames (CC BY 4.0)",)
        ),
    )


def in_kosovo(worldview: str) -> Report:
    """Return a report of a protest in Pristina, in somebody's eyes."""
    pristina = GORIS.model_copy(update={
        "id": "user:pristina", "name": "Pristina", "position": LonLat(21.16, 42.66),
        "country": "XK", "admin1_name": "Pristina",
    })  # fmt: skip
    told = incident(6, "Protests", IncidentType.PROTEST, place=pristina,
        geo_precision=GeoPrecision.EXACT)  # fmt: skip
    seen = report().provenance.model_copy(update={"worldview": worldview})
    return report().model_copy(update={"incidents": (told,), "provenance": seen})


def with_mentions(document: str = "sample") -> Report:
    """Return the sample report with the toponyms of its incidents, and one unknown."""
    made = report(document)
    found = [i.resolution for i in made.incidents if i.resolution]
    found.append(
        Resolution(
            mention=Mention(start=140, end=146, text="Jermuk", name="Jermuk"),
            place=None,
            reason="the gazetteer knows no such place",
        )
    )
    return made.model_copy(update={"resolutions": tuple(found)})


def _spread(number: int, k: int) -> LonLat:
    return LonLat((number * 37 % 2400) / 10 - 120, (k * 997 + number * 13) % 1000 / 10 - 40)


def synthetic(count: int) -> list[Report]:
    """Return reports of ten incidents each, spread over the world, ``count`` in all."""
    made = []
    for number in range(count // 10):
        name = f"doc{number}"
        spread = tuple(
            incident(
                1, "fell", kind, name, id=f"{name}-{k}",
                place=GORIS.model_copy(update={
                    "id": f"user:{number}-{k}",
                    "name": f"Town {number}-{k}",
                    "position": _spread(number, k),
                }),
                geo_precision=GeoPrecision.EXACT, territory=ARMENIAN,
                start=date(2022, 1 + number % 12, 1 + k), end=date(2022, 1 + number % 12, 1 + k),
            )
            for k, kind in enumerate(list(IncidentType)[:10])
        )  # fmt: skip
        document = Document(text=TEXT, id=name, title=f"Report {number}", published=DAY)
        made.append(Report(document=document, incidents=spread))
    return made
