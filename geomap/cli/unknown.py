"""What to say of villages that the gazetteer lacks, and which command brings them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from geomap.cli.options import counted
from geomap.models import Kind, Report, Resolution, Role

_SHOWN = 4  # names
_MOST_COUNTRIES = 5  # in the command: the most frequent


def unknown_line(reports: Sequence[Report], recipe: Mapping[str, Any]) -> str:
    """Return a line on the settlements that ``reports`` name and the gazetteer lacks; "" if none.

    ``recipe`` tells what the gazetteer was made of, so that nothing is advised that was done.
    """
    found = [(report, name) for report in reports for name in _unknown(report)]
    names = list(dict.fromkeys(name for _, name in found))
    if not names:
        return ""
    more = len(names) - _SHOWN
    listed = ", ".join(names[:_SHOWN]) + (f" and {counted(more, 'more name')}" if more > 0 else "")
    line = f"unknown  {listed}: not in the gazetteer"
    countries = _worth_fetching([report for report, _ in found], recipe)
    if not countries:
        return f"{line}; `geomap gazetteer add TABLE` takes places of your own"
    return f"{line}; `geomap gazetteer update --countries {','.join(countries)}` brings villages"


def _unknown(report: Report) -> list[str]:
    """Return the names of settlements that nothing in the gazetteer may be meant by."""
    return [r.mention.name for r in report.resolutions if _is_unknown(r)]


def _is_unknown(resolution: Resolution) -> bool:
    mention = resolution.mention
    named = mention.role is Role.LITERAL and mention.kind is Kind.SETTLEMENT
    return named and resolution.place is None and not resolution.candidates


def _worth_fetching(reports: Sequence[Report], recipe: Mapping[str, Any]) -> list[str]:
    """Return the countries to fetch: those that the reports tell most of, and what was fetched.

    None where all of them are there in full.
    """
    told = Counter(
        incident.place.country
        for report in reports
        for incident in report.incidents
        if incident.place and incident.place.country
    )
    is_fetched = "source" in recipe
    held = set(recipe.get("countries") or told) if is_fetched else set()
    new = [country for country, _ in told.most_common() if country not in held][:_MOST_COUNTRIES]
    return sorted({*new, *held}) if new else []  # `update` keeps no country that it is not told
