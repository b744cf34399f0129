"""Read the sentences of a document in order, and carry the place from one to the next."""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from geomap.incidents.asides import are_apart, asides
from geomap.incidents.holding import is_home
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.linking import is_unknown_spot, link
from geomap.incidents.mood import Mood, mood_of
from geomap.incidents.places import place_uses
from geomap.incidents.scenes import with_scenes
from geomap.incidents.stories import FAMILIES
from geomap.incidents.tellings import Event, Found, Told
from geomap.incidents.tokens import Sentence, is_strong
from geomap.incidents.triggers import Trigger, document_classes, findings, points_back
from geomap.incidents.unseen import with_unseen
from geomap.incidents.uses import PlaceUse, Use, level
from geomap.incidents.witnesses import with_hosts, with_witnesses
from geomap.models import GeoPrecision, IncidentType, Kind, Role

T = IncidentType
_HARMFUL = frozenset(
    {
        T.SHELLING, T.AIR_STRIKE, T.EXPLOSION, T.ARMED_CLASH, T.SHOOTING, T.DISASTER, T.ACCIDENT,
        T.VIOLENCE_AGAINST_CIVILIANS, T.RIOT, T.DISEASE, T.CRIME,
    }
)  # fmt: skip
_CARRY = 2  # sentences over which the last event's place is understood
_IN_TOWN = 4  # sentences over which an unknown quarter lies in the town named last
_HEAD = 2  # sentences at the head of a dispatch
_RECALL = 8  # sentences over which "the village" still points to the last one named
_OWN_PLACE = frozenset({T.CEASEFIRE, T.OTHER, T.TROOP_MOVEMENT})  # never understood from before
_FOLLOWS = frozenset({T.DISPLACEMENT})  # told where what drove people out was told


_TOWN_USES = frozenset({Use.AT, Use.OBJECT, Use.SUBJECT, Use.OF})
_NOWHERE = frozenset({Use.EXCLUDED, Use.SEAT, Use.STAY})  # what "there" does not point back to


class _State(NamedTuple):
    """What later sentences may point back to."""

    last: Event | None = None  # the last event with a place
    number: int = -99  # its sentence
    topic: PlaceUse | None = None  # the last town or site named, or the head of a paragraph
    latest: PlaceUse | None = None  # the same, but the last of its sentence
    topic_number: int = -99
    paragraph: int = -99  # the first sentence of the paragraph
    chief: str = ""  # id of the town that the whole text names most
    chief_use: PlaceUse | None = None  # its first mention so far
    dateline: PlaceUse | None = None  # the town at the head of the dispatch
    local: bool = False  # whether the dispatch begins with no place but that


def read_events(text: str, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> tuple[Event, ...]:
    """Return all tellings of events, in text order, with places carried over sentences."""
    classes = document_classes(sentences, lexicon)
    state = _State(chief=_chief_town(sentences), local=_is_local(sentences))
    result: list[Event] = []
    found = [findings(sentence, lexicon, classes) for sentence in sentences]
    stories = typed([one.triggers for one in found])
    before = 0
    for sentence, triggers, (_, idle) in zip(sentences, stories, found, strict=True):
        told = tuple(Told(t, *mood_of(t, lexicon)) for t in triggers)
        covered = frozenset(i for t in triggers for i in range(t.first, t.last + 1))
        uses = place_uses(sentence, lexicon, covered)
        events = tuple(e for e in link(sentence, told, uses, lexicon) if _is_real(e))
        events = with_scenes(sentence, told, events, uses, lexicon, idle)
        events = with_hosts(events, sentence, uses, lexicon)
        if not uses:
            events = tuple(with_unseen(event, lexicon) for event in events)
        if "\n" in text[before : sentence.bounds.start]:
            state = state._replace(number=-99, paragraph=sentence.number)
        state = state._replace(dateline=_dateline(sentence) or state.dateline)
        events, state = _settle(sentence, events, uses, state, lexicon)
        result = with_witnesses(result, sentence, uses, lexicon)
        result.extend(events)
        before = sentence.bounds.end
    return tuple(result)


def typed(found: list[tuple[Trigger, ...]]) -> list[tuple[Trigger, ...]]:
    """Give words that name only what came of an event the type of the last one told, or the main.

    Without any other event in the document they tell of none.
    """
    counts = Counter(t.type for part in found for t in part if _is_story(t))
    last = max(counts, key=lambda kind: counts[kind], default=None)
    result = []
    for part in found:
        own = next((t.type for t in part if _is_story(t)), None)
        last = own or last
        result.append(tuple(k for t in part if (k := _with_type(t, last)) is not None))
    return result


def _is_story(trigger: Trigger) -> bool:
    return trigger.strength == "strong" and trigger.type in _HARMFUL


def _with_type(trigger: Trigger, story: IncidentType | None) -> Trigger | None:
    """An attack of unknown means, in no other story, is a clash; damage alone is no event."""
    if trigger.type is not None:
        return trigger
    fallback = T.ARMED_CLASH if trigger.strength == "strong" else None
    kind = story or fallback
    return trigger._replace(type=kind) if kind else None


def _is_real(event: Event) -> bool:
    return event.told.mood in (Mood.ASSERTED, Mood.DENIED)


def _settle(
    sentence: Sentence,
    events: tuple[Event, ...],
    uses: tuple[PlaceUse, ...],
    state: _State,
    lexicon: Lexicon,
) -> tuple[tuple[Event, ...], _State]:
    """Give events without a place the sentence's or the discourse's, and remember the last one."""
    events = tuple(_in_topic(e, uses, state, sentence) for e in events)
    placed = [e for e in events if e.use is not None]
    at = points_back(sentence.tokens, lexicon)
    anaphor = at is not None
    here = _named_before(sentence, uses, at, lexicon) or _latest(sentence, at, state)
    if here is not None:
        state = state._replace(topic=here, topic_number=sentence.number)
    settled = [
        e if e.use is not None else _inherit(e, placed, state, sentence, anaphor) for e in events
    ]
    state = _remember(sentence, uses, state)
    last = _main(settled)
    if last is not None:
        state = state._replace(last=last, number=sentence.number)
    return tuple(settled), state


def _main(events: list[Event]) -> Event | None:
    """Return the last event with a place: one that was told itself before what only came of one."""
    placed = [e for e in events if e.use is not None]
    told = [e for e in placed if e.trigger.strength != "effect"]
    return next(reversed(told or placed), None)


def _in_topic(event: Event, uses: tuple[PlaceUse, ...], state: _State, sentence: Sentence) -> Event:
    """Put a quarter or a site that the gazetteer lacks in its sentence's town, or the last one."""
    use = event.use
    if use is None or not is_unknown_spot(use):
        return event
    topic = _town_beside(use, uses) or _town_before(state, sentence) or _of_dispatch(use, state)
    figures = use.resolution.mention.coordinates  # in doubt, they stand for no other place
    if topic is None or topic.place is None or figures:
        return event
    known = topic._replace(position=use.position, text=f"{use.text}, {topic.text}")
    return event._replace(use=known, how=f"{event.how}; {use.text} is in no gazetteer")


def _town_before(state: _State, sentence: Sentence) -> PlaceUse | None:
    """Return the town of an unknown spot: the paragraph's, else the report's chief one."""
    near = sentence.number - state.topic_number <= _IN_TOWN
    if near and state.topic_number >= state.paragraph:
        return state.topic
    return state.chief_use


def _of_dispatch(spot: PlaceUse, state: _State) -> PlaceUse | None:
    """Return the town of the dateline for a street or a quarter: no other town is told of."""
    inside = spot.resolution.mention.kind in (Kind.QUARTER, Kind.ROAD)
    return state.dateline if inside and is_unknown_spot(spot) else None


def _dateline(sentence: Sentence) -> PlaceUse | None:
    """Return the town at the head of a dispatch that a sentence begins with."""
    for position, token in enumerate(sentence.tokens):
        seen = token.place
        if seen is None or seen.mention.role is not Role.DATELINE or level(seen) != 3:
            continue
        name = token.text.title() if token.text.isupper() else token.text
        at = (position, position, position)
        return PlaceUse(*at, seen, Use.AT, GeoPrecision.EXACT, "dateline", name, 3)
    return None


def _is_local(sentences: tuple[Sentence, ...]) -> bool:
    """Whether the head of a dispatch names no place but where it was written: it tells of that."""
    told = (t.place for s in sentences[:_HEAD] for t in s.tokens if t.place is not None)
    return not any(r.mention.role is Role.LITERAL and level(r) > 0 for r in told)


def _chief_town(sentences: tuple[Sentence, ...]) -> str:
    """Return the id of the town that the text names most, the first of equals; "" if none twice."""
    tokens = (token.place for sentence in sentences for token in sentence.tokens)
    literal = (r for r in tokens if r is not None and r.mention.role is Role.LITERAL)
    counts = Counter(r.place.id for r in literal if r.place is not None and level(r) == 3)
    found = counts.most_common(1)
    return found[0][0] if found and found[0][1] > 1 else ""


def _town_beside(spot: PlaceUse, uses: tuple[PlaceUse, ...]) -> PlaceUse | None:
    """Return the town that the sentence names nearest to an unknown spot, those before it first."""
    towns = [u for u in uses if u.fineness == 3 and u.place is not None and _is_topic(u)]
    before = [u for u in towns if u.position < spot.position]
    return before[-1] if before else next(iter(towns), None)


def _named_before(
    sentence: Sentence, uses: tuple[PlaceUse, ...], at: int | None, lexicon: Lexicon
) -> PlaceUse | None:
    """Return the town that the same sentence names before "there"."""
    if at is None:
        return None
    named = (u for u in uses if u.position < at and u.fineness >= 2 and not _is_nowhere(u))
    before = [u for u in named if not is_home(sentence, u, lexicon)]
    return before[-1] if before else None


def _is_nowhere(use: PlaceUse) -> bool:
    """Whether nothing happened where somebody only spoke, stayed or was cared for."""
    return use.use in _NOWHERE or (use.use is Use.DESTINATION and use.word == "hospital")


def _latest(sentence: Sentence, at: int | None, state: _State) -> PlaceUse | None:
    """Return the town that "there" points to, where the sentence before is the one that names it.

    "The town" is the one told of, "there" the one named last: "fighting in A and arrests in B".
    """
    there = at is not None and sentence.tokens[at].form == "there"
    return state.latest if there and state.topic_number == sentence.number - 1 else None


def _remember(sentence: Sentence, uses: tuple[PlaceUse, ...], state: _State) -> _State:
    known = [u for u in uses if u.place is not None and u.fineness == 3]
    chief = next((u for u in known if u.named_id == state.chief), None)
    state = state._replace(chief_use=state.chief_use or chief)
    towns = [u for u in uses if u.fineness == 3 and (_is_topic(u) or _holds(u, uses))]
    if not towns:
        return state
    return state._replace(topic=towns[0], latest=towns[-1], topic_number=sentence.number)


def _is_topic(use: PlaceUse) -> bool:
    """Whether the sentence tells of the place; the home town of a person is only named."""
    return use.use in _TOWN_USES and use.word != "person"


def _holds(town: PlaceUse, uses: tuple[PlaceUse, ...]) -> bool:
    """Whether a town contains a quarter or site that the gazetteer lacks: it is what is told of."""
    inner = {u.text for u in uses if is_unknown_spot(u)}
    return town.place is not None and town.use is Use.CONTEXT and town.word in inner


def _inherit(
    event: Event, placed: list[Event], state: _State, sentence: Sentence, anaphor: bool
) -> Event:
    trigger = event.trigger
    if (trigger.strength == "weak" and not anaphor) or _says_who(trigger):
        return event
    placed = [e for e in placed if not _is_aside(e, trigger)]
    if placed:
        # What came of an event came of one that harms: the dead of a crash, not of an arrest.
        harmful = [e for e in placed if e.trigger.type in _HARMFUL]
        among = (harmful or placed) if trigger.strength == "effect" else placed
        nearest = min(among, key=lambda e: _apart(e.trigger, trigger))
        return event._replace(use=nearest.use, how="place of the sentence", found=Found.SENTENCE)
    if anaphor and state.topic is not None and sentence.number - state.topic_number <= _RECALL:
        return event._replace(use=state.topic, how="place pointed back to", found=Found.BACK)
    return _from_before(event, state, sentence)


def _from_before(event: Event, state: _State, sentence: Sentence) -> Event:
    """Give an event the place of the one before it, or of a dispatch that begins with no other."""
    trigger = event.trigger
    use, how = None, "place of the sentence before"
    if state.last is None:
        at_head = state.local and trigger.strength == "strong"
        use, how = (state.dateline if at_head else None), "place of the dateline"
    elif sentence.number - state.number <= _CARRY and _continues(trigger, state.last):
        use = state.last.use
    return event._replace(use=use, how=how, found=Found.BEFORE) if use else event


def _is_aside(event: Event, trigger: Trigger) -> bool:
    """Whether an event of another kind is told between commas: "A, who lost X, did it"."""
    other = FAMILIES[event.trigger.told_type] != FAMILIES[trigger.told_type]
    beside = asides(trigger.sentence)
    strong = trigger.strength == "strong"
    return strong and other and are_apart(event.trigger.first, trigger.first, beside)


def _says_who(trigger: Trigger) -> bool:
    """Whether the words only say what people had been through: "families who had fled"."""
    words = trigger.sentence.tokens[max(0, trigger.first - 2) : trigger.last]
    return any(a.form == "who" and b.form in ("had", "have") for a, b in pairwise(words))


def _apart(one: Trigger, other: Trigger) -> tuple[bool, int]:
    """Return how far apart two triggers of a sentence are: across a semicolon is farthest."""
    first, last = sorted((one.first, other.first))
    broken = any(is_strong(token) for token in one.sentence.between(first, last))
    return broken, last - first


def _continues(trigger: Trigger, last: Event) -> bool:
    """Whether an event without a place goes on with the story of the event before it.

    Who is led away after a protest in a town is led away there.
    """
    if trigger.type in _OWN_PLACE:
        return False
    before, now = FAMILIES[last.trigger.told_type], FAMILIES[trigger.told_type]
    in_town = last.use is not None and last.use.fineness >= 3
    story = before == now or (in_town and (before, now) == ("unrest", "detention"))
    return story or trigger.strength == "effect" or trigger.type in _FOLLOWS
