"""Tell what somebody only means to do: "committed to driving out", "with the aim of robbing"."""

from collections.abc import Sequence

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Token, is_strong
from geomap.incidents.triggers import Trigger

_AIM = 8  # words between an aim and the deed: "with the aim of robbing or kidnapping"
_PLEDGE = 30  # words between a pledge and the last thing that is pledged
_COPULA = 3  # words between a pledge and "is", "remains": "is firmly and fully committed"
_LINKS = frozenset({"to", "or", "and", "who"})
_CARRIERS = frozenset({"of", "to", "for"})


def intent_of(trigger: Trigger, lexicon: Lexicon) -> str:
    """Return the word that makes a deed one that is only meant, "" for none.

    Nouns tell of what there is: one may be committed to helping the victims of a flood.
    """
    tokens = trigger.sentence.tokens
    if not _is_meant(tokens, trigger.first, lexicon):
        return ""
    before = tokens[: trigger.first]
    return _aim(before, lexicon) or _pledge(before, lexicon)


def _is_meant(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a verb that is no finite past stands there: "[to] rob", "robbing", "and destroy"."""
    before = at - 1
    while before > 0 and tokens[before].form in lexicon.cues["adverb"] | {"ultimately", "finally"}:
        before -= 1
    form = tokens[at].form
    if before < 0 or form.endswith("ed") or form in lexicon.finite:
        return False
    linked = tokens[before].form in _LINKS
    return linked or (form.endswith("ing") and tokens[before].form not in ("the", "a"))


def _aim(before: Sequence[Token], lexicon: Lexicon) -> str:
    """Find "with the aim of", "in order to" and the like close before."""
    for at in range(len(before) - 2, max(0, len(before) - _AIM) - 1, -1):
        if is_strong(before[at]) or before[at].form in lexicon.cues["barrier"]:
            break
        opens = {t.form for t in before[max(0, at - 2) : at]}
        carried = before[at + 1].form in _CARRIERS
        if carried and before[at].form in lexicon.cues["aim"] and opens & {"with", "in"}:
            return before[at].form
    return ""


def _pledge(before: Sequence[Token], lexicon: Lexicon) -> str:
    """Find "remains committed to", "reaffirmed its resolve to" before, over "and" and commas."""
    for at in range(len(before) - 2, max(0, len(before) - _PLEDGE) - 1, -1):
        form = before[at].form
        if is_strong(before[at]) or form in lexicon.cues["barrier"] - {"who"}:
            break
        said = {t.form for t in before[max(0, at - _COPULA) : at]} & lexicon.cues["pledging"]
        if form in lexicon.cues["pledge"] and said and before[at + 1].form in _CARRIERS:
            return form
    return ""
