"""Relative clauses: "A lies north of B, which they seized in May" tells of B."""

from collections.abc import Sequence

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Sentence, is_strong
from geomap.incidents.triggers import Trigger
from geomap.incidents.uses import PlaceUse, Use
from geomap.models import GeoPrecision, IncidentType

_RELATIVES = frozenset({"which", "where"})
_REACH = 10  # words between the relative word and the event
_PART = 4  # words before it that still belong to it: ", large parts of which"
# Uses of a name that no relative clause takes up: who spoke there, what it is the border with.
_NEVER = frozenset({Use.EXCLUDED, Use.SEAT, Use.STAY, Use.FELT, Use.OTHER})


def antecedents(
    sentence: Sentence, trigger: Trigger, uses: Sequence[PlaceUse], lexicon: Lexicon
) -> tuple[PlaceUse, ...]:
    """Return the places whose relative clause ``trigger`` stands in: one, or a list.

    None at all where the clause has a place of its own, or tells what somebody said there.
    """
    at = _relative_before(sentence, trigger.first, lexicon)
    if trigger.strength == "weak" or at is None:
        return ()
    if trigger.type is IncidentType.DISPLACEMENT and sentence.tokens[at].form == "where":
        return ()  # "in X, where they fled" tells where they came to
    named = [u for u in uses if u.position < at]
    if not named or not _touches(sentence, named[-1].position, at, lexicon):
        return ()
    head = _inner(named)
    if any(_is_own(u) and _is_in_clause(sentence, at, trigger, u) for u in uses) or head is None:
        return ()
    listed = (u for u in named if u.group == head.group and u.use is head.use)
    itself = sentence.tokens[at].form == "which"
    return tuple(_itself(u) if itself else u for u in listed)


def _relative_before(sentence: Sentence, first: int, lexicon: Lexicon) -> int | None:
    """Return the "which" or "where" of the clause that token ``first`` stands in."""
    for position in range(first - 1, max(-1, first - 1 - _REACH), -1):
        token = sentence.tokens[position]
        if token.form in _RELATIVES:
            return position
        ends = token.form in (",", "and", "or") or token.form in lexicon.cues["barrier"]
        if ends or is_strong(token) or token.form in lexicon.cues["speech"]:
            return None
    return None


def _is_in_clause(sentence: Sentence, at: int, trigger: Trigger, use: PlaceUse) -> bool:
    """Whether a place stands behind the relative word ``at`` and before the comma that ends it."""
    after = sentence.between(trigger.last, use.position) if use.position > trigger.last else ()
    return at < use.position and not any(t.form == "," or is_strong(t) for t in after)


def _is_own(use: PlaceUse) -> bool:
    return use.use is not Use.CONTEXT and use.fineness >= 2


def _touches(sentence: Sentence, place: int, relative: int, lexicon: Lexicon) -> bool:
    """Whether only a comma and words like "parts of" stand between a place and "which"."""
    between = [t.form for t in sentence.tokens[place + 1 : relative]]
    if between and between[0] in lexicon.cues["type_word"]:
        between = between[1:]
    named_anew = {",", "and", *lexicon.cues["type_word"]} & set(between[1:])
    return between[:1] == [","] and len(between) <= _PART and not named_anew


def _inner(named: Sequence[PlaceUse]) -> PlaceUse | None:
    """Return the place named last that can be meant; of "X, near Y" and "X in Y" it is X."""
    finer = [u for u in named if u.use is not Use.CONTEXT]
    last = finer[-1] if finer else None
    return None if last is None or last.use in _NEVER or last.fineness == 0 else last


def _itself(named: PlaceUse) -> PlaceUse:
    """Return the place that words only lead away from: "ten km south of X, which they took"."""
    use, resolution = named._replace(use=Use.OBJECT), named.resolution
    if named.precision is GeoPrecision.NEAR:
        use = use._replace(precision=GeoPrecision.EXACT)
    if resolution.spot is None or resolution.mention.offset is None:
        return use
    bare = resolution.model_copy(update={"spot": None, "radius_km": None})
    return use._replace(resolution=bare, text=bare.mention.text)
