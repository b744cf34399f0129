"""Which places of a sentence can be where an event happened, by what it is and how they stand."""

from itertools import dropwhile

from geomap.incidents.governors import LIST_WORDS
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Sentence, is_strong
from geomap.incidents.triggers import Trigger
from geomap.incidents.uses import PlaceUse, Use
from geomap.models import IncidentType

_ARRIVING = frozenset({IncidentType.TROOP_MOVEMENT, IncidentType.OTHER})
# What officials, doctors or guards of a town do in it themselves, not only tell of.
_LOCAL = frozenset({IncidentType.ABDUCTION_OR_DETENTION, IncidentType.PROTEST, IncidentType.CRIME})
_ESCAPES = ("break/v out", "escape/v", "inmate", "prisoner/n", "jailbreak")
_SPREADING = frozenset({IncidentType.RIOT, IncidentType.DISASTER, IncidentType.DISEASE})
_FIGHTING = frozenset({IncidentType.ARMED_CLASH, IncidentType.PROTEST})
_CROSSING = frozenset({"across", "through", "over"})


def may_hold(trigger: Trigger, use: PlaceUse, lexicon: Lexicon) -> bool:
    """Whether this use of a place can be where the event of ``trigger`` happened."""
    if use.use is Use.ORIGIN:
        left = trigger.type is IncidentType.TERRITORY_CHANGE and use.position > trigger.first
        fled = trigger.type is IncidentType.DISPLACEMENT
        spread = _spreads(trigger, lexicon) and _is_spread(use, trigger, lexicon)
        return left or fled or spread or trigger.words.startswith(_ESCAPES)
    if use.use is Use.DESTINATION:
        bound = use.word in ("towards", "toward")  # where a movement only tends to
        arrives = (trigger.type in _ARRIVING and not bound) or _spreads(trigger, lexicon)
        return arrives and use.word != "hospital" and use.position > trigger.last
    if use.use is Use.SEAT:
        return is_done_by(trigger, use, lexicon)
    if use.use is Use.OF and (use.fineness == 0 or use.word == "person"):
        return trigger.type is IncidentType.DISPLACEMENT and use.fineness > 0
    if trigger.type is IncidentType.DISPLACEMENT and use.use is Use.AT:
        crosses = use.word in _CROSSING or _crosses(trigger, lexicon)
        return use.position < trigger.first or crosses or _is_emptied(trigger, use, lexicon)
    return use.use in (Use.AT, Use.OBJECT, Use.SUBJECT, Use.ATTRIBUTE, Use.OF)


def _spreads(trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether the sentence tells of unrest, fighting, fire or disease that spread to places."""
    forms = {token.form for token in trigger.sentence.tokens}
    words = lexicon.cues["spreading" if trigger.type in _SPREADING else "spread"]
    return trigger.type in _SPREADING | _FIGHTING and bool(forms & words)


def _is_spread(use: PlaceUse, trigger: Trigger, lexicon: Lexicon) -> bool:
    """Whether a place is where it spread from: it happened there first."""
    before = trigger.sentence.tokens[max(0, use.head - 2) : use.head - 1]
    return any(token.form in lexicon.cues["spreading"] for token in before)


def is_home(sentence: Sentence, use: PlaceUse, lexicon: Lexicon) -> bool:
    """Whether a place only tells where somebody is from: "troops from X", "a nurse from X"."""
    who = sentence.tokens[max(0, use.head - 2) : use.head - 1]
    people = lexicon.classes["civilian"] | lexicon.classes["military"] | lexicon.classes["armed"]
    return use.use is Use.ORIGIN and any(token.form in people for token in who)


def _crosses(trigger: Trigger, lexicon: Lexicon) -> bool:
    own = trigger.sentence.tokens[trigger.first : trigger.last + 1]
    return any(token.form in lexicon.cues["crossing"] for token in own)


def _is_emptied(trigger: Trigger, use: PlaceUse, lexicon: Lexicon) -> bool:
    """Whether people were driven out there: "displaced 900 people in X", not "to camps in X"."""
    sentence = trigger.sentence
    own = sentence.tokens[trigger.first : trigger.last + 1]
    if not any(token.form in lexicon.cues["driven_out"] for token in own):
        return False
    words = sentence.between(trigger.last, use.position)
    return not any(t.form in lexicon.cues["received"] or is_strong(t) for t in words)


def is_done_by(trigger: Trigger, use: PlaceUse, lexicon: Lexicon) -> bool:
    """Whether those who sit there do it there: "doctors in X went on strike"."""
    if trigger.type not in _LOCAL or trigger.first < use.position or use.fineness < 3:
        return False
    words = trigger.sentence.between(use.position, trigger.first)
    verb = trigger.sentence.tokens[trigger.first].form
    acts = verb in lexicon.finite or verb in lexicon.participles
    rest = list(dropwhile(lambda t: t.place is not None or t.form in LIST_WORDS, words))
    listed = rest == list(words) or any(t.place is not None for t in words)
    return acts and listed and all(t.form in lexicon.cues["adverb"] for t in rest)
