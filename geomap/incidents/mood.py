"""Tell what happened from what did not, may, will, or is asked for."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from geomap.incidents.intent import intent_of
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Token, is_strong
from geomap.incidents.triggers import Trigger

_WINDOW = 7
_HEADS = 4  # words before "that" among which a denial stands
_PUT_OFF = 12  # words after an event in which it may be put off
_OFF = frozenset(
    {"cancelled", "canceled", "postponed", "scrapped", "foiled", "thwarted", "averted"}
)
_PURPOSE = 9  # words between a verb and the purpose that it serves
_AUXILIARIES = frozenset({"be", "been", "being", "have", "had", "has", "is", "are", "was", "were"})
_MODALS = frozenset({"could", "may", "might", "would", "should", "must"})
_OPENING = 5  # words that begin a sentence: "In recent years, ..."
_CHARGE = 6  # words after "accused of" in which the deed stands
_COURT = 12  # words between what a court does and the deed: "jailed ... for life on Tuesday for"
_OF_A_DEED = frozenset({"of", "with", "for", "over"})
_FACING = 4  # words over which "over" and "in response to" reach back from what they name


class Mood(StrEnum):
    """How the text presents an event; only the first two are incidents."""

    ASSERTED = "asserted"
    DENIED = "denied"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    DEMANDED = "demanded"
    INTENDED = "intended"
    BACKGROUND = "background"  # named only to date something else: "since the coup"


def mood_of(trigger: Trigger, lexicon: Lexicon) -> tuple[Mood, str]:
    """Return the mood of ``trigger`` and the word that decided, "" for the plain case."""
    before = _clause_before(trigger, lexicon)
    for mood, word in (
        _negated(trigger, before, lexicon),
        (Mood.INTENDED, intent_of(trigger, lexicon)),
        _around(trigger, lexicon),
        _infinitive(before, lexicon),
        _modal(before, lexicon),
        _noun_governor(before, lexicon),
        _recalled(trigger, before, lexicon),
        _pretended(trigger, lexicon),
    ):
        if word:
            return mood, word
    return _whole_clause(trigger, before, lexicon)


def _clause_before(trigger: Trigger, lexicon: Lexicon) -> list[Token]:
    """Return the tokens before the trigger in its clause, nearest first."""
    stop = (lexicon.cues["barrier"] | {"and"}) - {"since"}
    result: list[Token] = []
    for token in trigger.sentence.tokens[: trigger.first][::-1]:
        if is_strong(token) or (token.form in stop and not _is_conditional(token)):
            break
        result.append(token)
    return result


def _is_conditional(token: Token) -> bool:
    return token.form in ("if", "unless")


def _called_untrue(tokens: Sequence[Token], lexicon: Lexicon) -> str:
    """Return the word with which the sentence calls a report untrue: "the videos are fake"."""
    for before, token in pairwise(tokens):
        if token.form in lexicon.cues["untrue"] and before.form in _AUXILIARIES:
            return token.form
    return ""


def _rumour(trigger: Trigger, lexicon: Lexicon) -> str:
    """Return the word that makes a mere rumour of what the sentence tells.

    Not of what is told against it: "called that untrue and reported fire".
    """
    tokens = trigger.sentence.tokens
    for first, second in pairwise(tokens[: trigger.first]):
        if first.form in ("and", "but") and second.form in lexicon.cues["speech"]:
            tokens = tokens[trigger.first :]
            break
    rumour = next((t.form for t in tokens if t.form in lexicon.cues["rumour"]), "")
    return rumour or _called_untrue(tokens, lexicon)


def _negated(trigger: Trigger, before: list[Token], lexicon: Lexicon) -> tuple[Mood, str]:
    tokens = trigger.sentence.tokens
    inside = tokens[trigger.first : trigger.last + 1]
    for token in inside:
        if token.form in ("not", "nothing", "nobody", "never"):
            return Mood.NEGATED, token.form
    rumour = _rumour(trigger, lexicon)
    if rumour:
        return Mood.NEGATED, rumour
    if [t.form for t in before[:2]] in (["the", "since"], ["last", "since"]):
        return Mood.BACKGROUND, "since"
    for distance, token in enumerate(before[:_WINDOW]):
        if token.form in lexicon.cues["negation"] and _governs(before[:distance]):
            return Mood.NEGATED, token.form
        if token.form in lexicon.cues["denial"] and distance < 5:
            return Mood.DENIED, token.form
    denied = _denied_that(trigger, before, lexicon)
    return (Mood.DENIED, denied) if denied else (Mood.ASSERTED, "")


def _denied_that(trigger: Trigger, before: list[Token], lexicon: Lexicon) -> str:
    """Return the denial on which the clause hangs: "denied (reports) that its men had fired"."""
    opens = trigger.first - len(before) - 1
    tokens = trigger.sentence.tokens
    if opens < 0 or tokens[opens].form != "that":
        return ""
    heads = tokens[max(0, opens - _HEADS) : opens][::-1]
    owned = len(heads) > 1 and heads[1].text[:1].isupper()
    if owned and heads[0].form in lexicon.cues["claim"]:
        return ""  # "denied Kenyan claims that": somebody claims it
    return next((t.form for t in heads if t.form in lexicon.cues["denial"]), "")


def _governs(between: list[Token]) -> bool:
    """Whether a negation reaches over these words: no comma, no other noun phrase's "of"."""
    return not any(t.form in (",", "only", "yet", "than") for t in between) and len(between) < 5


def _around(trigger: Trigger, lexicon: Lexicon) -> tuple[Mood, str]:
    """Look inside the trigger and right after it: "people could leave", "attacks will follow"."""
    near = trigger.sentence.tokens[trigger.first + 1 : trigger.last + 2]
    if near[-1:] and near[-1].form in lexicon.cues["put_ahead"]:  # "marches planned in"
        return Mood.FUTURE, near[-1].form
    for token in near:
        if token.form in lexicon.cues["future"]:
            return Mood.FUTURE, token.form
        if token.form in _MODALS:
            return Mood.HYPOTHETICAL, token.form
    return Mood.ASSERTED, ""


def _infinitive(before: list[Token], lexicon: Lexicon) -> tuple[Mood, str]:
    words = [t for t in before[:_PURPOSE] if t.form not in ("be", "have", "been")]
    if not words or words[0].form != "to":
        return Mood.ASSERTED, ""
    for token in words[1:5]:
        if token.form in lexicon.cues["assertive"]:
            return Mood.ASSERTED, ""
        if token.form in lexicon.cues["future_phrase"]:
            return Mood.FUTURE, token.form + " to"
        if token.form in ("is", "are", "was", "were"):
            return Mood.FUTURE, token.form + " to"
    for token in words[1:_PURPOSE]:  # "would send planes to evacuate staff"
        if token.form in lexicon.cues["future"] or token.form == "would":
            return Mood.FUTURE, token.form
    return Mood.ASSERTED, ""


def _modal(before: list[Token], lexicon: Lexicon) -> tuple[Mood, str]:
    for token in before[:4]:
        if token.form in lexicon.cues["future"]:
            return Mood.FUTURE, token.form
        if token.form in lexicon.cues["hypothetical"]:
            return Mood.HYPOTHETICAL, token.form
        if token.form not in _AUXILIARIES and token.form not in lexicon.cues["adverb"]:
            break
    if any(_is_conditional(token) for token in before):
        return Mood.HYPOTHETICAL, "if"
    return Mood.ASSERTED, ""


def _noun_governor(before: list[Token], lexicon: Lexicon) -> tuple[Mood, str]:
    """Look over "of a", "for an end to" at the noun or verb that asks for or fears the event."""
    for index, token in enumerate(before[:5]):
        if token.form in lexicon.cues["hypothetical_noun"]:
            return Mood.HYPOTHETICAL, token.form
        if token.form in lexicon.cues["supposed"] and _names((*before, None)[index + 1], "in"):
            return Mood.HYPOTHETICAL, token.form
        if token.form in lexicon.cues["graded"]:
            continue
        if token.form in ("of", "for", "to", "from", "on", "about"):
            continue
        if token.form in ("end", "halt", "return", "immediate", "possible", "full", "complete"):
            continue
        if token.form in lexicon.cues["demand"]:
            return Mood.DEMANDED, token.form
        break
    return Mood.ASSERTED, ""


def _recalled(trigger: Trigger, before: list[Token], lexicon: Lexicon) -> tuple[Mood, str]:
    """Find what names the event only to tell of another: a court, a protest over it, an answer."""
    if phrase := _in_general(trigger, before, lexicon):
        return Mood.BACKGROUND, phrase
    if charge := _charge(before, lexicon):
        return Mood.BACKGROUND, charge
    nouns = [t for t in before[:_FACING] if t.form not in lexicon.cues["graded"]]
    after = trigger.sentence.tokens[trigger.last + 1 : trigger.last + _WINDOW]
    if nouns and not any(t.place is not None for t in after):
        words = nouns[0].form, nouns[1].form if len(nouns) > 1 else ""
        if words[0] in ("to", "for") and words[1] in lexicon.cues["answer"]:
            return Mood.BACKGROUND, words[1]
        angry = lexicon.classes["unrest"] | lexicon.cues["dispute"]
        if words[0] in ("over", "about", "against") and any(t.form in angry for t in before):
            return Mood.BACKGROUND, words[0]
    if reason := _reason(trigger, lexicon):
        return Mood.BACKGROUND, reason
    return Mood.ASSERTED, ""


def _reason(trigger: Trigger, lexicon: Lexicon) -> str:
    """Return "after" where a deed is only why a crowd acted: "rioted after the killing of"."""
    tokens = trigger.sentence.tokens
    at = trigger.first - 1
    while at > 0 and tokens[at].form in lexicon.cues["graded"]:
        at -= 1
    after = tokens[trigger.last + 1 : trigger.last + _WINDOW]
    named = at < trigger.first - 1 and not any(t.place is not None for t in after)
    if not named or at < 0 or tokens[at].form not in ("after", "following"):
        return ""
    crowds = lexicon.classes["unrest"] | lexicon.classes["crowd"]
    angry = any(t.form in crowds or t.form in ("angry", "furious") for t in tokens[:at])
    return tokens[at].form if angry else ""


def _charge(before: list[Token], lexicon: Lexicon) -> str:
    """Return the word of a court before its deed: "jailed two men for life for", "accused of".

    Who accuses somebody ("accused rebels of shelling") tells of the deed.
    """
    deed = next((n for n, t in enumerate(before[:_CHARGE]) if t.form in _OF_A_DEED), None)
    if deed is None:
        return ""
    verbs = before[deed + 1 : deed + 1 + _COURT]
    if verbs and verbs[0].form in lexicon.cues["charged"]:
        return verbs[0].form
    return next((t.form for t in verbs if t.form in lexicon.cues["court"]), "")


def _pretended(trigger: Trigger, lexicon: Lexicon) -> tuple[Mood, str]:
    """Find what only plays an event or gets ready for it: "a drill that simulated a quake"."""
    for token in trigger.sentence.tokens[: trigger.first][::-1]:
        if is_strong(token) or token.form == "," or token.form in lexicon.cues["barrier"]:
            break
        if token.form in lexicon.cues["pretend"]:
            return Mood.HYPOTHETICAL, token.form
    return Mood.ASSERTED, ""


def _in_general(trigger: Trigger, before: list[Token], lexicon: Lexicon) -> str:
    """Return what makes a clause a statement on many events: "in recent years", "are common"."""
    tokens = trigger.sentence.tokens
    after: list[str] = []
    for token in tokens[trigger.last + 1 :]:
        if is_strong(token) or token.form == "," or token.form in lexicon.cues["barrier"]:
            break
        after.append(token.form)
    opening = [t.form for t in tokens[:_OPENING]] if len(before) == trigger.first else []
    clause = f" {' '.join(opening)} | {' '.join(after)} "
    return next((p for p in sorted(lexicon.cues["general"]) if f" {p} " in clause), "")


def _names(token: Token | None, form: str) -> bool:
    return token is not None and token.form == form


def _called_off(trigger: Trigger) -> str:
    """Return what says that the event was put off: "a rally planned for Monday was called off"."""
    after = trigger.sentence.tokens[trigger.last + 1 : trigger.last + _PUT_OFF]
    for first, second in pairwise(after):
        if is_strong(first):
            break
        if first.form in _AUXILIARIES and second.form in _OFF:
            return second.form
        if (first.form, second.form) == ("called", "off"):
            return "called off"
    return ""


def _only_planned(trigger: Trigger, lexicon: Lexicon) -> str:
    """Return what says that the event is still to come: "rallies are planned in X next week"."""
    following = trigger.sentence.tokens[trigger.last + 1 : trigger.last + _PUT_OFF]
    after = [t for t in following if t.form not in lexicon.cues["adverb"] - _AUXILIARIES]
    for first, second in pairwise(after):
        if is_strong(first) or first.form == ",":
            break
        if first.form in _AUXILIARIES and second.form in lexicon.cues["planned"]:
            return second.form
    return ""


def _whole_clause(trigger: Trigger, before: list[Token], lexicon: Lexicon) -> tuple[Mood, str]:
    if off := _called_off(trigger):
        return Mood.NEGATED, off
    if planned := _only_planned(trigger, lexicon):
        return Mood.FUTURE, planned
    after = trigger.sentence.tokens[trigger.last + 1 : trigger.last + 9]
    for token in after:
        if is_strong(token):
            break
        if token.form == "tomorrow":
            return Mood.FUTURE, token.form
    for token in before:
        if token.form in ("will", "tomorrow"):
            return Mood.FUTURE, token.form
    return Mood.ASSERTED, ""
