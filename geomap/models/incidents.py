"""What happened: incidents with their precision, their evidence and their tellings."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from geomap.models.base import Record, Span
from geomap.models.ground import TerritoryStatus
from geomap.models.mentions import IncidentType
from geomap.models.places import Place, Resolution


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
    date_precision: DatePrecision = DatePrecision.UNKNOWN
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
