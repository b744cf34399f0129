"""A place that no recogniser saw, where the words of the event name it: "Shelling hit Sus."."""

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.mood import Mood
from geomap.incidents.sides import side_of
from geomap.incidents.tables import news_table
from geomap.incidents.tellings import Event
from geomap.incidents.tokens import Token
from geomap.incidents.uses import PlaceUse, Use
from geomap.models import GeoPrecision, IncidentType, Kind, Mention, Resolution

# Events that are told of ground: what they hit is a place before it is a person or a firm.
_OF_GROUND = frozenset(
    {IncidentType.SHELLING, IncidentType.AIR_STRIKE, IncidentType.TERRITORY_CHANGE}
)
_LEADS = frozenset({"in", "at", "near", "of", "on", "the"})
_TIME = frozenset(row["word"] for row in news_table("time_words.csv", "word"))


def with_unseen(event: Event, lexicon: Lexicon) -> Event:
    """Give an event without a place the unknown name right after its words, if there is one."""
    trigger = event.trigger
    wanted = trigger.type in _OF_GROUND and trigger.strength == "strong"
    if event.use is not None or not wanted or event.told.mood is not Mood.ASSERTED:
        return event
    tokens = trigger.sentence.tokens
    at = trigger.last + 1
    while at < len(tokens) and (tokens[at].form in _LEADS | lexicon.cues["type_word"]):
        at += 1
    if at >= len(tokens) or not _is_name(tokens[at]) or not _ends(tokens[at + 1 :], lexicon):
        return event
    return event._replace(use=_use(at, tokens[at]), how="named right after the event")


def _is_name(token: Token) -> bool:
    plain = token.place is None and token.text.istitle() and token.text.isalpha()
    return plain and token.form not in _TIME and len(token.text) > 2 and not side_of(token.text)


def _ends(following: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether the name is one word: a mark, a preposition or the end of the sentence follows."""
    if not following:
        return True
    return following[0].form in lexicon.cues["after_object"] or following[0].text in ".,;:!?"


def _use(at: int, token: Token) -> PlaceUse:
    mention = Mention(
        start=token.start,
        end=token.end,
        text=token.text,
        name=token.text,
        kind=Kind.SETTLEMENT,
        found_by=("event",),
        confidence=0.3,
    )
    seen = Resolution(
        mention=mention, place=None, reason="named by an event, seen by no recogniser"
    )
    return PlaceUse(at, at, at, seen, Use.OBJECT, GeoPrecision.EXACT, "event", token.text, 3)
