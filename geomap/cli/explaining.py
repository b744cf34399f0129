"""Why geomap decided as it did, in words: a line or two a name, a few an incident."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geomap.cli.console import clean
from geomap.cli.full import full_incident, full_name
from geomap.cli.tables import place_words, territory_words, when, where
from geomap.gazetteer.variants import without_type_word
from geomap.models import Candidate, Incident, Kind, Report, Resolution, Role
from geomap.text import fold

_ROLES = {
    Role.LITERAL: "the place itself",
    Role.METONYM: "who governs or plays there",
    Role.DEMONYM: "its people",
    Role.EMBEDDED: "part of a longer name",
    Role.DATELINE: "head of a dispatch",
}
_DECIDING = 3  # reasons that are told
_WEIGHTLESS = 0.1  # differences that decide nothing
_QUOTED = 160  # characters of a sentence


class Asked(NamedTuple):
    """What of a report is to be explained: all candidates or the gist, and of which name.

    ``in_part`` takes names that hold the one asked for, and those of places that bear it.
    """

    full: bool = False
    candidates: int = 5
    name: str | None = None
    in_part: bool = False

    def tells_of(self, incident: Incident) -> bool:
        """Return whether an incident's place bears or holds the name asked for."""
        if self.name is None or self.about(incident.resolution):
            return True
        return fold(self.name) in fold(incident.place_text or "")

    def about(self, resolution: Resolution | None) -> bool:
        """Return whether a name is asked for."""
        if self.name is None:
            return True
        if resolution is None:
            return False
        mention, place, asked = resolution.mention, resolution.place, fold(self.name)
        said = [fold(mention.text), fold(mention.name)]
        if not self.in_part:
            return asked in said
        return any(
            f" {asked} " in f" {words} " for words in (*said, fold(place.name if place else ""))
        )


def explained(reports: Sequence[Report], asked: Asked) -> list[str]:
    """Return the lines that explain reports; where no name is the one asked for, what holds it.

    Last comes the name without the word for what it is, which incidents show and names have not.
    """
    asks = [asked, asked._replace(in_part=True)]
    if bare := without_type_word(asked.name or ""):
        asks.append(asked._replace(name=bare))
    for ask in asks:
        if lines := [line for report in reports for line in explain(report, ask)]:
            return lines
    return []


def explain(report: Report, asked: Asked = Asked()) -> Iterator[str]:  # noqa: B008
    """Yield the lines that explain ``report``, or what of it is asked for."""
    document = report.document
    day = f", published {document.published}" if document.published else ""
    names = [r for r in report.resolutions if asked.about(r)]
    incidents = [i for i in report.incidents if asked.tells_of(i)]
    if asked.name is not None and not names:
        return
    yield clean(f"{document.id}: {document.title or 'no title'}{day}")
    yield ""
    yield f"{len(names)} names"
    yield from map(clean, _names(names, asked))
    yield ""
    yield f"{len(incidents)} incidents"
    for incident in incidents:
        yield from map(clean, full_incident(incident) if asked.full else _incident(incident))
    yield ""


def _names(resolutions: Sequence[Resolution], asked: Asked) -> Iterator[str]:
    if asked.full:
        for resolution in resolutions:
            yield from full_name(resolution, asked.candidates)
        return
    groups: dict[tuple[str, str, str], list[Resolution]] = {}
    for resolution in resolutions:
        place = resolution.place.id if resolution.place else ""
        spot = resolution.spot.id if resolution.spot else ""
        groups.setdefault((fold(resolution.mention.name), place, spot), []).append(resolution)
    for same in groups.values():
        yield from _name(same)


def _name(same: Sequence[Resolution]) -> Iterator[str]:
    """Yield a line or two on a name: what it was taken for, and why not for another place."""
    first = same[0]
    words = dict.fromkeys(f"{r.mention.text!r}" for r in same)
    times = f" ({len(same)} times)" if len(same) > 1 else ""
    roles = ", ".join(dict.fromkeys(_ROLES[r.mention.role] for r in same))
    kind = first.mention.kind
    taken = f"{roles}; {_called(kind)}" if kind and first.mention.coordinates is None else roles
    if first.place:
        meant = f"{place_words(first.place)}, {first.confidence:.0%} sure"
    else:
        meant = "left open"
    yield f"  {', '.join(words)}{times}: {taken} -> {meant}"
    yield from (f"      {line}" for line in _because(first))


def _called(kind: Kind) -> str:
    article = "an" if kind[0] in "aeiou" else "a"
    return f"{article} {kind}"


def _because(resolution: Resolution) -> Iterator[str]:
    best, rival = _best_and_rival(resolution)
    if resolution.spot:
        yield f"the words beside it lead to {_point(resolution)}"
    if resolution.place is None:
        others = ", ".join(map(_short, resolution.candidates[:3]))
        yield f"{resolution.reason or 'no reason is told'}" + (
            f"; perhaps {others}" if others else ""
        )
    elif resolution.reason:
        yield resolution.reason
    elif best and rival:
        yield f"rather than {_short(rival)}: {'; '.join(_deciding(best, rival))}"
    elif best:
        yield f"no other place of this name is known; {'; '.join(_helping(best))}"


def _best_and_rival(resolution: Resolution) -> tuple[Candidate | None, Candidate | None]:
    """Return the best candidate, and the best one of another name or elsewhere."""
    if not resolution.candidates:
        return None, None
    best, *others = resolution.candidates
    return best, next((c for c in others if _short(c) != _short(best)), None)


def _point(resolution: Resolution) -> str:
    radius = f", give or take {resolution.radius_km:g} km" if resolution.radius_km else ""
    lon, lat = resolution.spot.position if resolution.spot else (0.0, 0.0)
    return f"{lat:.4f}, {lon:.4f}{radius}"


def _short(candidate: Candidate) -> str:
    place = candidate.place
    parts = dict.fromkeys(filter(None, (place.name, place.admin1_name, place.country)))
    return f"{', '.join(parts)} ({place.feature_code})"


def _deciding(best: Candidate, rival: Candidate) -> list[str]:
    """Return the features that most set the best apart from its rival, in words."""
    gains = {f.words or f.name: f.value * f.weight for f in best.features}
    losses: dict[str, float] = {}
    for feature in rival.features:
        words = feature.words or feature.name
        added = feature.value * feature.weight
        gains[words] = gains.get(words, 0.0) - added
        losses[words] = added
    for words, gain in list(gains.items()):
        if losses.get(words, 0.0) < 0 < gain:
            gains[f"but of the other, {_lowered(words)}"] = gains.pop(words)
    return _weightiest(gains) or ["hardly anything tells them apart"]


def _helping(best: Candidate) -> list[str]:
    return _weightiest({f.words or f.name: f.value * f.weight for f in best.features})


def _weightiest(gains: dict[str, float]) -> list[str]:
    ranked = sorted(gains, key=lambda words: -gains[words])
    return [_lowered(w) for w in ranked if gains[w] > _WEIGHTLESS][:_DECIDING]


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _incident(incident: Incident) -> Iterator[str]:
    toll = [
        f"{n} {w}" for n, w in ((incident.killed, "killed"), (incident.injured, "injured")) if n
    ]
    who = incident.reported_by or "the report itself"
    head = f"{incident.type}: {where(incident)}, {when(incident)}, {incident.status}, says {who}"
    yield "  " + ", ".join((head, *toll))
    yield f'      "{_quoted(incident)}"'
    told = f"{incident.trigger.text!r} tells of it"
    yield f"      because {'; '.join((told, *incident.reasons[1:]))}"
    if incident.territory:
        yield f"      ground: {territory_words(incident.territory)}"


def _quoted(incident: Incident) -> str:
    start = incident.trigger.start
    told = next((e for e in incident.evidence if e.start <= start < e.end), incident.evidence[0])
    text = " ".join(told.text.split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rsplit(' ', 1)[0]} ..."
