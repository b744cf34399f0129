"""What is written: a report, and the toponyms in it with what the words beside them say."""

from datetime import date
from enum import StrEnum

from pydantic import Field, field_validator

from geomap.models.base import LonLat, Record, Span

_DIGITS = 4  # of a share


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


# Where a word starts, and how likely an event that it tells of, if it does, was at a toponym.
Link = tuple[int, float]


class Scene(Record):
    """What the tagger reads off a toponym's own sentence: whether something happened there.

    ``happened`` and ``came_from`` are probabilities: that an event took place there, or only came
    from there (fire, movement). ``type`` is the likeliest type, ``shares`` are those of all types
    in what ``happened``, in the order of `IncidentType`, to four digits, and ``trigger`` the words
    that tell of the likeliest, where the tagger sees them. ``links`` are the words of the sentence
    whose event may have been there: where each starts, and its share, from a fifth on.
    """

    happened: float = Field(ge=0, le=1)
    came_from: float = Field(ge=0, le=1)
    type: IncidentType
    shares: tuple[float, ...] = Field(min_length=len(IncidentType), max_length=len(IncidentType))
    trigger: Span | None = None
    links: tuple[Link, ...] = ()

    @field_validator("shares")
    @classmethod
    def _rounded(cls, shares: tuple[float, ...]) -> tuple[float, ...]:
        """Round once more: digits rounded in single precision are written as 0.0003000000142."""
        return tuple(round(share, _DIGITS) for share in shares)


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
