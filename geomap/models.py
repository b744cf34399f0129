"""The records that travel through geomap: frozen, comparable, serialisable, nothing more.

They have no methods that do work, and import nothing of ours.

    Document -> Mention -> Resolution(Place) -> Incident -> TerritoryStatus -> Report

Text positions are code points into ``Document.text``, ``end`` exclusive. Geographic positions are
WGS84 degrees. Dates are calendar days; an interval includes both its ends.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator


class LonLat(NamedTuple):
    """A position in WGS84 degrees, longitude first as in GeoJSON."""

    lon: float
    lat: float


class Record(BaseModel):
    """Base of all records: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of ``Document.text``; ``text`` is exactly ``document.text[start:end]``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Document(Record):
    """One report. ``text`` is kept as it was read: every offset in every output refers to it.

    ``language`` is an ISO 639-1 code; where it is None, parsing tells it from the text.
    """

    text: str
    id: str = ""
    title: str | None = None
    published: date | None = Field(default=None, ge=date(1000, 1, 1), le=date(2100, 12, 31))
    source: str | None = None
    language: str | None = None
    url: str | None = None

    @field_validator("text", "id", "title", "source", "url", "language")
    @classmethod
    def _whole_characters(cls, value: str | None) -> str | None:
        """Refuse lone surrogates here: no tokeniser and no file can take them later."""
        if value is not None and any("\ud800" <= c <= "\udfff" for c in value):
            raise ValueError("holds half characters (lone surrogates)")
        return value


class Role(StrEnum):
    """What a toponym does in its sentence."""

    LITERAL = "literal"  # the place itself
    METONYM = "metonym"  # the government, army or team it stands for: "Baku said"
    DEMONYM = "demonym"  # "Armenian", "Muscovite"
    EMBEDDED = "embedded"  # inside the name of an organisation, person or product
    DATELINE = "dateline"  # at the head of a dispatch


class Kind(StrEnum):
    """What kind of place the words around a toponym call it."""

    COUNTRY = "country"
    REGION = "region"  # admin-1
    DISTRICT = "district"  # admin-2 and the like; also "in the X direction"
    SETTLEMENT = "settlement"
    QUARTER = "quarter"  # part of a town
    SITE = "site"  # airport, bridge, base, plant
    ROAD = "road"
    WATER = "water"
    LANDFORM = "landform"
    AREA = "area"  # informal or supranational
    POINT = "point"  # coordinates written in the text


class Coordinates(Record):
    """A position written in figures.

    ``slack_km`` is what the last figure leaves open. ``in_order`` is False for a bare pair of
    numbers ("40.12345, 46.56789"): latitude first is then usual, not certain.
    """

    position: LonLat
    slack_km: float = Field(gt=0)
    in_order: bool = True


class Offset(Span):
    """Words that lead away from the place that they precede: "12 km north of", "30 miles from".

    ``bearing`` is in degrees from north, clockwise; None where the words tell no direction. The
    slacks are what the words leave open: "about 30 km" is some 10 km off, "north" 22.5 degrees.
    """

    km: float = Field(ge=0)
    slack_km: float = Field(ge=0)
    bearing: float | None = Field(default=None, ge=0, lt=360)
    slack_degrees: float = Field(default=0, ge=0)


class IncidentType(StrEnum):
    """The event types of the coding guide."""

    SHELLING = "shelling"
    AIR_STRIKE = "air_strike"
    EXPLOSION = "explosion"
    ARMED_CLASH = "armed_clash"
    SHOOTING = "shooting"
    TERRITORY_CHANGE = "territory_change"
    VIOLENCE_AGAINST_CIVILIANS = "violence_against_civilians"
    ABDUCTION_OR_DETENTION = "abduction_or_detention"
    TROOP_MOVEMENT = "troop_movement"
    CEASEFIRE = "ceasefire"
    DISPLACEMENT = "displacement"
    PROTEST = "protest"
    RIOT = "riot"
    DISASTER = "disaster"
    ACCIDENT = "accident"
    DISEASE = "disease"
    CRIME = "crime"
    OTHER = "other"


class Scene(Record):
    """What the tagger reads off a toponym's own sentence: whether something happened there.

    ``happened`` and ``came_from`` are probabilities: that an event took place there, or only came
    from there (fire, movement). ``type`` is the likeliest type, ``share`` its share of what
    ``happened``, and ``trigger`` the words that tell of it, where the tagger sees them.
    """

    happened: float = Field(ge=0, le=1)
    came_from: float = Field(ge=0, le=1)
    type: IncidentType
    share: float = Field(ge=0, le=1)
    trigger: Span | None = None


class Mention(Span):
    """A span that names a place (or is made from a place name), and its role.

    ``name`` is what is looked up ("Armenia" for "Armenian"). ``kind`` comes from words beside the
    span ("the village of X", "X district"). ``found_by`` names the rules or models that saw it.
    ``coordinates`` are set where the span is no name but figures. ``offset`` is set where words
    before the name lead away from it; the span is the name alone all the same.
    ``scene`` is what a recogniser that reads events too makes of the place; None where it doesn't.
    """

    role: Role = Role.LITERAL
    name: str
    kind: Kind | None = None
    coordinates: Coordinates | None = None
    offset: Offset | None = None
    found_by: tuple[str, ...] = ()
    confidence: float = Field(default=1.0, ge=0, le=1)
    scene: Scene | None = None


class Place(Record):
    """A row of the gazetteer.

    ``id`` is ``gn:<GeoNames id>`` where GeoNames knows the place, else another source's prefix
    (``wof:``, ``osm:``, ``user:``), or ``point:<lat>,<lon>`` for a point that only the text gives,
    in figures or at a distance from a named place. ``feature_class`` and ``feature_code`` are
    GeoNames' (P.PPL, A.ADM1, H.LK ...), and S.POINT for such points. ``admin1`` and ``admin2`` are
    GeoNames codes within the country ("08"); ``admin1_name`` is the plain name ("Syunik").
    ``country`` is ISO 3166-1 alpha-2.
    """

    id: str
    name: str
    position: LonLat
    feature_class: str
    feature_code: str
    country: str | None = None
    admin1: str | None = None
    admin1_name: str | None = None
    admin2: str | None = None
    admin2_name: str | None = None
    population: int = 0
    source: str = ""

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id as a number, if GeoNames is where the place comes from."""
        return int(self.id[3:]) if self.id.startswith("gn:") else None


class Feature(Record):
    """One named reason for or against a candidate: ``value * weight`` is added to its score."""

    name: str
    value: float
    weight: float
    words: str  # what `geomap explain` prints


class Candidate(Record):
    """A place that a mention may mean, with the reasons."""

    place: Place
    matched_name: str
    match: str  # exact, alternate, folded, generic-word, demonym, ...
    score: float = 0.0
    features: tuple[Feature, ...] = ()


class Resolution(Record):
    """What a mention means. ``place`` is None where it could not be told; never a fake point.

    ``spot`` is the point that the words beside the name lead to ("12 km north of Goris"), while
    ``place`` stays what the name means. ``radius_km`` is how far off the spot, or written
    coordinates, may be; without a direction ("12 km from Goris") it is the circle about the place.
    """

    mention: Mention
    place: Place | None
    spot: Place | None = None
    radius_km: float | None = None
    confidence: float = Field(default=0.0, ge=0, le=1)
    candidates: tuple[Candidate, ...] = ()  # best first
    reason: str = ""


class GeoPrecision(StrEnum):
    """How exactly the text says where."""

    EXACT = "exact"
    NEAR = "near"
    AREA = "area"
    COUNTRY = "country"


class DatePrecision(StrEnum):
    """How exactly the text says when."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Whose word it is, and whether anybody contradicts it."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    DENIED = "denied"
    CONFIRMED = "confirmed"


class DateInterval(Record):
    """First and last day, both included, and how exactly they are known."""

    start: date | None
    end: date | None
    precision: DatePrecision


class Evidence(Span):
    """A verbatim sentence and the fields that rest on it ("type", "place", "date", ...)."""

    fields: tuple[str, ...] = ()


class ControlFact(Record):
    """One dated, sourced row of the territory ledger, as it bears on a place.

    ``until`` is None while the fact lasts. ``status`` is controlled, peacekeepers, contested or
    unknown.
    """

    area: str
    holder: str
    since: date
    until: date | None = None
    status: str = "controlled"
    source: str
    confidence: str = "high"
    note: str = ""


class TerritoryStatus(Record):
    """Whose ground a place was on ``day``: de jure, de facto, claims; each with its source.

    ``disputed`` is None where nothing is known. ``undemarcated`` names a border without an agreed
    line in whose strip the place lies, which alone disputes nothing. ``at_sea`` places lie off
    every coast; ``country`` is then the state of the territorial waters, if any. ``history`` holds
    the facts before, on and after the day, in time order, so that a hand-over can be read from the
    record. ``label`` says whose ground it is in the eyes of ``worldview``; only words and colours
    follow it.
    """

    day: date | None
    country: str | None = None
    country_name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    controlled_by: tuple[str, ...] = ()
    control: str = "unknown"
    disputed: bool | None = None
    undemarcated: str | None = None
    at_sea: bool = False
    claimed_by: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    history: tuple[ControlFact, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    worldview: str = "un"
    label: str | None = None

    @property
    def dispute(self) -> str | None:
        """Whether it is disputed, in a word: yes, no, or undemarcated; None where not known."""
        if self.disputed is None:
            return None
        return "yes" if self.disputed else "undemarcated" if self.undemarcated else "no"


class Telling(Record):
    """What one document tells of an incident that several tell of: whose word, which numbers.

    ``incident`` is the id that the telling has alone; ``why`` says why it is of the same event.
    """

    document: str
    incident: str
    source: str | None = None
    url: str | None = None
    published: date | None = None
    type: IncidentType
    place: str | None = None
    start: date | None = None
    end: date | None = None
    actor: str | None = None
    reported_by: str | None = None
    status: Status = Status.REPORTED
    killed: int | None = None
    injured: int | None = None
    quote: str = ""
    why: tuple[str, ...] = ()


class Incident(Record):
    """One event of one type, at one place, on one date or interval, that the text says happened.

    ``place`` is None where the text names none: such an incident is listed and exported, without
    a point. ``place_text`` is the place as the text words it ("Kalbajar direction"). ``id`` is a
    digest of the document's id and the fields that identify the event, so the same input gives
    the same ids. ``text_status`` keeps, verbatim, what the text itself says of the place's status.
    """

    id: str
    document: str
    type: IncidentType
    place: Place | None = None
    place_text: str | None = None
    geo_precision: GeoPrecision | None = None
    radius_km: float | None = None
    origin: str | None = None
    context: tuple[str, ...] = ()  # places that only locate it: "Lachin district"
    start: date | None = None
    end: date | None = None
    date_precision: DatePrecision = DatePrecision.UNKNOWN
    actor: str | None = None
    target: str | None = None
    reported_by: str | None = None
    status: Status = Status.REPORTED
    killed: int | None = None
    injured: int | None = None
    background: bool = False
    trigger: Span
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    resolution: Resolution | None = None
    territory: TerritoryStatus | None = None
    text_status: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()  # ids of opposing claims about the same event
    reasons: tuple[str, ...] = ()
    tellings: tuple[Telling, ...] = ()  # every telling, where several were merged into this


class Provenance(Record):
    """What made an output: versions, data sets with their licences, and whose eyes it labels by."""

    geomap: str
    gazetteer: str = ""
    worldview: str = "un"
    sources: tuple[str, ...] = ()


class Report(Record):
    """All that geomap found in one document.

    How a report is shown is told it by `geomap.views`, which stands above: here is only the place.
    """

    views: ClassVar[dict[str, Callable[["Report"], Any]]] = {}

    document: Document
    resolutions: tuple[Resolution, ...] = ()
    incidents: tuple[Incident, ...] = ()
    provenance: Provenance | None = None
    corrections: tuple[str, ...] = ()  # those of the user that were followed, in words
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str | None:
        """Return the report as its map, which notebooks show; None if nobody can draw it."""
        draw = self.views.get("map")
        return draw(self) if draw else None

    def to_dataframe(self) -> Any:
        """Return the incidents as a pandas DataFrame (extra: `geomap[gis]`)."""
        return self.views["dataframe"](self)

    def to_geodataframe(self) -> Any:
        """Return the incidents as a GeoDataFrame (extra: `geomap[gis]`)."""
        return self.views["geodataframe"](self)
