"""Give each event of a sentence its places."""

from itertools import dropwhile, pairwise, takewhile

from geomap.incidents.asides import Asides, are_apart, asides, between
from geomap.incidents.governors import LIST_WORDS
from geomap.incidents.holding import is_done_by, may_hold
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.relatives import antecedents
from geomap.incidents.roads import FAR_END, HALF_WAY, ON_ROAD
from geomap.incidents.tellings import Event, Told
from geomap.incidents.tokens import Sentence, Token, is_strong
from geomap.incidents.triggers import Trigger
from geomap.incidents.uses import PlaceUse, Use, in_words
from geomap.models import GeoPrecision, IncidentType, Kind

_TOO_FAR = {"strong": 30.0, "weak": 12.0, "effect": 24.0}
_APART = 80  # words between a trigger and a place beyond which they aren't compared
# A place goes to a word that names an event before one that names only what came of it.
_RELUCTANCE = {"strong": 0.0, "weak": 2.0, "effect": 4.0}
# Between an unknown place and its town: it is not in it.
_OUTSIDE = frozenset(
    "near outside from km north south east west northeast northwest southeast southwest".split()
)
_BESIDE_KM = 15.0  # farther from a town that is measured from, an event is in an area around it
_ENDURED = 3.0  # what a town counts or bears is told of it as if it stood three words off
_STATES = ("come/v under", "fall/v", "change/v", "pass/v", "be/v", "surrender/v", "fall", "erupt/v")
_OPENERS = frozenset({"and", "but", ";", "while"})
_BE = frozenset({"be", "been", "being", "was", "were", "is", "are", "got"})


def link(
    sentence: Sentence, told: tuple[Told, ...], uses: tuple[PlaceUse, ...], lexicon: Lexicon
) -> tuple[Event, ...]:
    """Return an event for each trigger and each of its places; triggers without one keep None."""
    events = _taken_up(sentence, told, uses, lexicon)
    beside = asides(sentence)
    taken = {e.trigger.first for e in events}
    free = tuple(t for t in told if t.trigger.first not in taken)
    chosen: dict[int, tuple[Told, str] | None] = {}
    for use in uses:
        if use.use is Use.CONTEXT:
            continue
        if use.group not in chosen:
            last = max(u.position for u in uses if u.group == use.group and u.use == use.use)
            whole = use._replace(position=last)  # the list reaches up to its last name
            chosen[use.group] = _best(sentence, free, whole, lexicon, beside)
        best = chosen[use.group]
        if best is not None and may_hold(best[0].trigger, use, lexicon):
            events.append(put(best[0], use, best[1], uses))
    events = [e for e in events if not _is_in_other_clause(e, events, lexicon, beside)]
    spots = {e.trigger.first: e.use.text for e in events if e.use and _is_in_town(e, events)}
    events = [
        _with_spot(e, spots)
        for e in events
        if not _is_vaguer(e, events)
        and not _is_in_town(e, events)
        and not _is_beside_taken(e, events)
        and not _is_where_they_came(e, events)
    ]
    placed = {event.trigger.first for event in events}
    bare = (
        Event(t, None, "no place in the sentence") for t in told if t.trigger.first not in placed
    )
    return tuple(sorted((*events, *bare), key=lambda e: (e.trigger.first, _position(e))))


def _taken_up(
    sentence: Sentence, told: tuple[Told, ...], uses: tuple[PlaceUse, ...], lexicon: Lexicon
) -> list[Event]:
    """Return the events of relative clauses, at the places that these clauses take up."""
    how = "the name is taken up by a clause of its own"
    return [
        put(t, use, how, uses)._replace(taken_up=True)
        for t in told
        for use in antecedents(sentence, t.trigger, uses, lexicon)
    ]


def _is_in_other_clause(
    event: Event, events: list[Event], lexicon: Lexicon, beside: Asides
) -> bool:
    """Whether the clause of the trigger has a place: "schools shut in A when bombs fell on B"."""
    if event.use is None or not _crosses_clauses(event, lexicon, beside):
        return False
    first = event.trigger.first
    aside = are_apart(event.use.position, first, beside)
    kin = (
        e
        for e in events
        if e.trigger == event.trigger or (aside and not are_apart(e.trigger.first, first, beside))
    )
    return any(e.use is not None and not _crosses_clauses(e, lexicon, beside) for e in kin)


def _crosses_clauses(event: Event, lexicon: Lexicon, beside: Asides) -> bool:
    """Whether another clause begins or ends between an event's place and its trigger."""
    use, trigger = event.use, event.trigger
    if use is None or event.taken_up:
        return False
    if are_apart(use.position, trigger.first, beside):
        return True
    if use.position > trigger.first:
        return _follows_clause(trigger.sentence.between(trigger.last, use.position), lexicon)
    words = between(use.position, trigger.first, beside)
    return any(trigger.sentence.tokens[n].form in lexicon.cues["barrier"] for n in words)


def _follows_clause(words: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a place is of a clause of time: "died at A, days before leaders met in B"."""
    for token in reversed(words):
        if token.form in lexicon.cues["subordinate"]:
            return True
        if token.form in LIST_WORDS or is_strong(token):
            return False
    return False


def _is_vaguer(event: Event, events: list[Event]) -> bool:
    """Whether another phrase gives the same trigger a finer place: "In Darfur ... at El Fasher"."""
    own = event.use
    if own is None or not _is_region(own) or event.trigger.type is IncidentType.DISPLACEMENT:
        return False
    return any(
        other.trigger == event.trigger
        and other.use is not None
        and other.use.group != own.group
        and other.use.fineness >= max(3, own.fineness + 1)
        for other in events
    )


def _is_beside_taken(event: Event, events: list[Event]) -> bool:
    """Whether the ground that was taken is named itself: "cut the road between A and B, took C"."""
    own = event.use
    if (
        own is None
        or own.word not in ("between", ON_ROAD, HALF_WAY)
        or event.trigger.type is not IncidentType.TERRITORY_CHANGE
    ):
        return False
    taken = (e.use for e in events if e.trigger == event.trigger)
    return any(use is not None and use.use is Use.OBJECT for use in taken)


def _is_where_they_came(event: Event, events: list[Event]) -> bool:
    """Whether people fled from another place that stands first: "displaced from A, live in B"."""
    own = event.use
    if own is None or own.use is not Use.AT or event.trigger.type is not IncidentType.DISPLACEMENT:
        return False
    left = (e.use for e in events if e.trigger == event.trigger and e.use is not None)
    path = range(event.trigger.last, own.position)
    return any(u.use is Use.ORIGIN and u.position in path for u in left)


def _is_in_town(event: Event, events: list[Event]) -> bool:
    """Whether a site or quarter that the gazetteer lacks stands beside its town: keep the town."""
    use = event.use
    if use is None or not is_unknown_spot(use):
        return False
    return any(
        other.trigger == event.trigger
        and other.use is not None
        and other.use.place is not None
        and other.use.fineness == 3
        and other.use.group != use.group
        for other in events
    )


def _with_spot(event: Event, spots: dict[int, str]) -> Event:
    """Word the place of an event as "Lenin Street, Gyumri" where its street is unknown."""
    spot, use = spots.get(event.trigger.first), event.use
    if spot is None or use is None or use.place is None or use.fineness != 3:
        return event
    return event._replace(use=use._replace(text=f"{spot}, {use.text}"))


def is_unknown_spot(use: PlaceUse) -> bool:
    """Whether a use names a site, a street or a quarter that the gazetteer lacks."""
    return use.place is None and (use.fineness >= 4 or use.resolution.mention.kind is Kind.ROAD)


def _is_region(use: PlaceUse) -> bool:
    """Whether a use names a country, a region, a district, a water or a road."""
    if use.stands_in:
        return False  # a place of its own, only drawn as the area around it
    district = use.place is not None and use.place.feature_class in ("A", "H", "R")
    return use.fineness <= 1 or (use.fineness == 2 and district)


def _position(event: Event) -> int:
    return event.use.position if event.use else -1


def put(told: Told, use: PlaceUse, how: str, uses: tuple[PlaceUse, ...]) -> Event:
    """Return the event at a place; one that the gazetteer lacks stands where the text puts it.

    ``uses`` are all places of the sentence: what contains this one, and where fire came from.
    """
    origins = [u.text for u in uses if u.use is Use.ORIGIN and u is not use]
    around = [u for u in uses if u.use is Use.CONTEXT and u.position > use.position]
    outer = _finest_around(use, uses) if use.place is None else None
    if outer is not None:
        how += f"; {use.text} is in no gazetteer, so placed in {outer.text}"
        use = _stand_in(use, outer, told.trigger.sentence)
        around = [u for u in around if u is not outer]
    context = tuple(u.resolution for u in around)
    return Event(told, use, how, origins[0] if origins else None, context)


def _finest_around(use: PlaceUse, uses: tuple[PlaceUse, ...]) -> PlaceUse | None:
    """Return the finest known place that contains another: of "in Aroland's Kut district" Kut."""
    behind = (u for u in uses if u.position > use.position)
    after = dropwhile(lambda u: u.use is not Use.CONTEXT, behind)
    around = takewhile(lambda u: u.use is Use.CONTEXT, after)
    known = [u for u in around if u.place is not None and u.word != FAR_END]
    known = known or [u for u in uses if _names(u, use) and u.place]
    return max(known, key=lambda u: u.fineness, default=None)


def _names(outer: PlaceUse, inner: PlaceUse) -> bool:
    """Whether a place only tells where another is: "Kut's", "in Kut region," before it."""
    return outer.use is Use.CONTEXT and bool(outer.word) and inner.text.startswith(outer.word)


def _stand_in(unknown: PlaceUse, around: PlaceUse, sentence: Sentence) -> PlaceUse:
    """Put what the gazetteer lacks where the text says it is: in a town, a district, a region."""
    in_town = around.fineness >= 3
    return unknown._replace(
        resolution=around.resolution,
        precision=_in_town_precision(unknown, around, sentence) if in_town else around.precision,
        fineness=around.fineness,
        text=f"{unknown.text}, {around.text}",
    )


def _in_town_precision(unknown: PlaceUse, around: PlaceUse, sentence: Sentence) -> GeoPrecision:
    """A street or square counts as the spot itself, though the words read like an area.

    But "Dorn, east of Goris" and "Dorn, a hamlet 20 km from Goris" are not in Goris.
    """
    if around.resolution.radius_km is not None:
        return GeoPrecision.AREA if around.resolution.radius_km > _BESIDE_KM else GeoPrecision.NEAR
    first, last = sorted((unknown.position, around.position))
    outside = any(token.form in _OUTSIDE for token in sentence.between(first, last))
    near = outside or unknown.precision is GeoPrecision.NEAR
    return GeoPrecision.NEAR if near else GeoPrecision.EXACT


def _best(
    sentence: Sentence, told: tuple[Told, ...], use: PlaceUse, lexicon: Lexicon, beside: Asides
) -> tuple[Told, str] | None:
    later = any(t.trigger.first > use.position for t in told)
    opens = (later and _opens_clause(sentence, use)) or _is_next_subject(sentence, use)
    costs = [
        (cost + _RELUCTANCE[t.trigger.strength], t.trigger.first, t)
        for t in told
        if abs(t.trigger.first - use.position) < _APART
        and (cost := _cost(sentence, t.trigger, use, lexicon, beside)) is not None
        and not (opens and t.trigger.last < use.position)
    ]
    if not costs:
        return None
    cost, _, best = min(costs, key=lambda c: c[:2])
    if cost > _TOO_FAR[best.trigger.strength]:
        return None
    return best, in_words(use)


def _opens_clause(sentence: Sentence, use: PlaceUse) -> bool:
    """Whether a place stands at the head of a clause of its own: "took A, and in B, guns fired"."""
    before = [t.form for t in sentence.tokens[max(0, use.head - 2) : use.head]]
    after = sentence.tokens[use.position + 1 : use.position + 2]
    fronted = len(before) == 2 and before[0] in _OPENERS and before[1] in ("in", "at", "near")
    return fronted and bool(after) and after[0].form == ","


def _is_next_subject(sentence: Sentence, use: PlaceUse) -> bool:
    """Whether a place is of what a next clause is about: ", and a dam near X was full"."""
    before = [t.form for t in sentence.tokens[max(0, use.head - 5) : use.head]]
    after = sentence.tokens[use.position + 1 : use.position + 2]
    new = any(b in ("a", "an") and a in _OPENERS for a, b in pairwise(before))
    return new and bool(after) and after[0].form in _BE


def _cost(
    sentence: Sentence, trigger: Trigger, use: PlaceUse, lexicon: Lexicon, beside: Asides
) -> float | None:
    """Return how far the place stands from the trigger, in words; None where it cannot be its."""
    if use.use is Use.SUBJECT:
        return _subject_cost(sentence, trigger, use, lexicon, beside)
    if use.use is Use.OBJECT and trigger.first <= use.head - 1 <= trigger.last:
        return 0.0
    elsewhere = use.use in (Use.STAY, Use.FELT, Use.EXCLUDED, Use.OTHER, Use.CONTEXT)
    if elsewhere or (use.use is Use.SEAT and not is_done_by(trigger, use, lexicon)):
        return None
    if use.position > trigger.last:
        return _path(sentence, trigger.last, use.head, lexicon, beside)
    if use.position < trigger.first:
        return 1 + 1.2 * _path(sentence, use.position, trigger.first, lexicon, beside)
    return 0.0


def _subject_cost(
    sentence: Sentence, trigger: Trigger, use: PlaceUse, lexicon: Lexicon, beside: Asides
) -> float | None:
    """A bare subject is the place of what befell it ("was shelled", "fell"), not of what it did."""
    if trigger.first <= use.position:
        return None
    if _endures(sentence, trigger, use, lexicon):
        return _ENDURED
    path = _path(sentence, use.position, trigger.first, lexicon, beside)
    before = {t.form for t in sentence.tokens[max(0, trigger.first - 3) : trigger.first]}
    befell = bool(before & _BE) or trigger.words.startswith(_STATES)
    # A river that rises is no place of what it did, a town that counts its dead is.
    stays = use.fineness >= 2 and use.resolution.mention.kind is not Kind.WATER
    suffered = trigger.strength == "effect" and stays and path <= 3
    if not befell and not suffered:
        return None
    if use.fineness == 0 and path > 2:
        return None
    return path if path <= 12 else None


def _endures(sentence: Sentence, trigger: Trigger, use: PlaceUse, lexicon: Lexicon) -> bool:
    """Whether a town counts or bears what happened: "A, in the hills, has recorded 12 cases of"."""
    words = sentence.tokens[use.position + 1 : trigger.first]
    verb = next((n for n, t in enumerate(words) if t.form in lexicon.cues["enduring"]), None)
    if verb is None or use.fineness == 0 or len(words) - verb > 9:
        return False
    head = words[:verb]
    aside = not head or head[0].form != "," or any(t.form == "," for t in head[1:])
    named = len(head) <= 10 and not any(t.form in lexicon.cues["barrier"] for t in words)
    return aside and named and not any(is_strong(t) for t in words)


def _path(sentence: Sentence, first: int, last: int, lexicon: Lexicon, beside: Asides) -> float:
    total = 0.0
    for token in (sentence.tokens[n] for n in between(first, last, beside)):
        if is_strong(token):
            total += 6
        elif token.form == ",":
            total += 1.5
        elif token.form in lexicon.cues["barrier"]:
            total += 3
        elif token.form == "and":
            total += 1.5
        elif token.place is None and token.form not in lexicon.cues["filler"]:
            total += 0.7
    return total
