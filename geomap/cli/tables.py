"""Records as tables and lines of words."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.table import Table

from geomap.cli.console import plain
from geomap.gazetteer import Match
from geomap.models import DatePrecision, Incident, Place, Report, TerritoryStatus
from geomap.wording import Names


def table(*columns: str) -> Table:
    """Return an empty table with light rules."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def incident_table(reports: Iterable[Report]) -> Table:
    """Return the incidents of ``reports``, one a row."""
    made = table("place", "what", "when", "who says so", "territory", "status")
    incidents = [incident for report in reports for incident in report.incidents]
    names = Names(incidents)
    for incident in incidents:
        made.add_row(*map(plain, (names.where(incident), *_cells(incident))))
    return made


def _cells(incident: Incident) -> tuple[str, ...]:
    return (
        incident.type.replace("_", " ") + (" (background)" if incident.background else ""),
        when(incident),
        _teller(incident),
        territory_words(incident.territory),
        incident.status,
    )


def _teller(incident: Incident) -> str:
    """Return whose word it is, and how many reports tell it where several do."""
    who = incident.reported_by or "the report itself"
    reports = len({telling.document for telling in incident.tellings})
    return f"{who}; {reports} reports" if reports > 1 else who


def where(incident: Incident) -> str:
    """Return the place of an incident that stands alone, in words."""
    return Names([incident]).where(incident)


def when(incident: Incident) -> str:
    """Return the day or the days in words."""
    start, end = incident.start, incident.end
    if start is None and end is None:
        return "date unknown"
    days = f"{start}" if start == end else f"{start or '?'} to {end or '?'}"
    return f"{days} (?)" if incident.date_precision == DatePrecision.UNKNOWN else days


def territory_words(status: TerritoryStatus | None) -> str:
    """Return whose ground it is in words: de jure, admin-1, holder, dispute."""
    if status is None:
        return "-"
    own_name = status.label or status.country_name or status.country
    ground = ", ".join(filter(None, (status.admin1, own_name)))
    held = ", ".join(status.controlled_by)
    own = {status.country, status.country_name, status.label}
    if status.at_sea:
        ground = f"at sea, waters of {own_name}" if own_name else "at sea"
    parts = [ground or "unknown ground"]
    if held and not set(status.controlled_by) <= own:
        parts.append(f"held by {held}")
    if status.control not in ("controlled", "unknown"):
        parts.append(status.control)
    if status.dispute in ("yes", "undemarcated"):
        parts.append({"yes": "disputed", "undemarcated": "undemarcated border"}[status.dispute])
    return "; ".join(dict.fromkeys(parts))


def place_words(place: Place) -> str:
    """Return a place in words: name, admin-1, country, id."""
    parts = (place.name, place.admin1_name, place.country)
    return f"{', '.join(dict.fromkeys(filter(None, parts)))} [{place.id}, {place.feature_code}]"


def match_table(matches: Sequence[Match]) -> Table:
    """Return the matches of a look-up, one a row."""
    made = table("id", "name", "found as", "kind", "admin-1", "country", "population", "lat", "lon")
    for place, name, how in matches:
        found = how if name == place.name else f"{name} ({how})"
        feature = f"{place.feature_class}.{place.feature_code}"
        unit, people = place.admin1_name or "", f"{place.population:,}" if place.population else ""
        lon, lat = place.position
        cells = (place.id, place.name, found, feature, unit, place.country or "", people)
        made.add_row(*map(plain, (*cells, f"{lat:.4f}", f"{lon:.4f}")))
    return made
