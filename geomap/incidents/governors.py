"""Decide from the words that govern a place name what the place is to its sentence.

Each rule looks at one construction and answers with a use and the word that decided, or None;
the first answer wins.
"""

from collections.abc import Callable
from itertools import pairwise

from geomap.incidents.governed import Answer, Setting
from geomap.incidents.seats import (
    calm,
    felt,
    from_base,
    home,
    names_speaker,
    seat,
    spoken_from,
)
from geomap.incidents.tokens import Token, is_strong
from geomap.incidents.triggers import names_by_region
from geomap.incidents.uses import Use, is_wider, level
from geomap.models import Role

LIST_WORDS = frozenset({",", "and", "or", "&", ";"})
_AT = frozenset("in at on across inside within throughout over into through amid along".split())
_NOT_AT = frozenset("for with by against as like than about including via".split())
_OPENERS = frozenset({",", "–", "—", "-", "("})
_DASHES = frozenset({"–", "—", "-"})
_IS = frozenset({"is", "are", "was", "were"})
_SUFFERS = _IS | {"has", "had", "came"}  # "the army says X [was] shelled"
_MEASURES = frozenset(
    (
        "km kilometres kilometers kilometre miles mile metres some about just of the , to not far"
        " from away close near around an hour minutes hours two three four five six seven eight"
        " nine ten twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
        " dozen half quarter"
    ).split()
)


def govern(setting: Setting) -> Answer:
    """Return the use of a place that begins a list, and the word that decides."""
    for rule in _RULES:
        answer = rule(setting)
        if answer is not None:
            return answer
    return Use.OBJECT, setting.form


def _heads_line(s: Setting) -> Answer | None:
    """Places that head a line ("X: ..."), follow a colon, or are taken up by "where"."""
    if s.form == ":":
        return Use.AT, ":"
    if s.form in _OPENERS and _is_apposition(s):
        return Use.AT, "list"
    if s.governor is not None and not is_strong(s.governor) and s.form not in (",", "and"):
        return None
    for token in s.sentence.tokens[s.position + 1 : s.position + 12]:
        if token.form in (":", "where"):
            return Use.AT, token.form
        listed = token.place is not None or token.form in LIST_WORDS
        if not listed and token.form not in s.cue("type_word"):
            return None
    return None


def _is_apposition(s: Setting) -> bool:
    """Whether a list explains the word before it: "the towns, X and Y, ..."."""
    named = s.form in _DASHES or (bool(s.before) and s.before[-1] in s.cue("type_word"))
    if not named:
        return False
    for token in s.sentence.tokens[s.position + 1 : s.position + 5]:
        if token.place is not None:
            return True
        if token.form not in LIST_WORDS and token.form not in s.cue("type_word"):
            return False
    return False


def _modifies(s: Setting) -> Answer | None:
    """The first name of "the X town of Y", "X's Y" and "the X-Y road" only locates."""
    after = s.sentence.tokens[s.position + 1 : s.position + 4]
    owned = _owned(s)
    if owned is not None:
        return Use.CONTEXT, owned.text
    if names_by_region(s.sentence.tokens, s.position, s.lexicon):
        return Use.CONTEXT, after[0].form
    if len(after) == 3 and after[0].form in s.cue("type_word") and after[1].form == "of":
        inner = after[2].place
        return (Use.CONTEXT, after[0].form) if inner and is_wider(s.resolution, inner) else None
    if len(after) < 2 or after[0].form not in _DASHES or after[1].place is None:
        return None
    touching = after[0].start == s.sentence.tokens[s.position].end
    return (Use.CONTEXT, after[1].text) if touching else None


def _owned(s: Setting) -> Token | None:
    """Return the place that belongs to this one: Y of "X's Y", "X's eastern town of Y"."""
    tokens = s.sentence.tokens[s.position + 1 : s.position + 9]
    if [t.form for t in tokens[:2]] not in (["'", "s"], ["’", "s"]):
        return None
    skipped = s.cue("filler") | s.cue("type_word")
    named = next((t for t in tokens[2:] if t.form not in skipped), None)
    inner = named.place if named is not None else None
    return named if inner is not None and is_wider(s.resolution, inner) else None


def _excluded(s: Setting) -> Answer | None:
    """Names of diseases, places denied ("not in X"), other names ("called X")."""
    if s.sentence.tokens[s.position].form in s.lexicon.classes["disease"]:
        return Use.EXCLUDED, "name of a disease"
    if s.form in s.cue("negation") or s.before[-1:] == ["not"]:
        return Use.EXCLUDED, "not"
    if s.form in s.cue("alias") and s.phrase.governor not in s.verbs:
        return Use.EXCLUDED, s.form
    return None


def _led_away(s: Setting) -> Answer | None:
    """Near X, whatever the last word is: "12 km north of X", "5 miles off X"."""
    offset = s.resolution.mention.offset
    if offset is None:
        return None
    if _only_stands(s, offset.start):
        return Use.OTHER, "distance"
    return _near_or_context(s, s.phrase.governor + 1)


def _only_stands(s: Setting, start: int) -> bool:
    """Whether a clause tells how far off forces are: "and are now less than 10 km from X"."""
    before = [t.form for t in s.sentence.tokens if t.end <= start]
    skipped = _MEASURES | (s.cue("adverb") - _IS)
    while before and before[-1] in skipped:
        before.pop()
    return (
        before[-1:] != []
        and before[-1] in _IS
        and bool(s.lexicon.classes["military"] & set(before))
    )


def _deprived(s: Setting) -> Answer | None:
    """What is left without power or water felt the event; it need not have happened there."""
    after = [t.form for t in s.sentence.tokens[s.position + 1 : s.position + 10]]
    cut = next((n for n, form in enumerate(after) if form in ("without", ".", ";")), len(after))
    if after[cut : cut + 1] != ["without"]:
        return None
    left = s.form in ("left", "leaving", "leaves", "leave")
    return (Use.FELT, "without") if left or "left" in after[:cut] else None


def _bare(s: Setting) -> Answer | None:
    """A name that begins its clause is its subject; one right after a trigger is its object."""
    if s.governor is None or is_strong(s.governor):
        return (Use.SEAT, "speaker") if names_speaker(s) else (Use.SUBJECT, "")
    return (Use.OBJECT, s.form) if s.phrase.governor in s.verbs else None


def _of(s: Setting) -> Answer | None:
    """Look behind "of": hospitals, speakers, compass points, persons, a preposition."""
    if s.form != "of":
        return None
    at, tokens = s.phrase.governor, s.sentence.tokens
    head = tokens[at - 1].form if at else ""
    if at - 1 in s.verbs:
        return Use.OBJECT, head
    if head == "," and at > 2 and tokens[at - 2].form.isdecimal() and tokens[at - 3].form == ",":
        return Use.OF, "person"  # "Ani Petrosyan, 40, of X"
    if head in s.cue("compass"):
        return _near_or_context(s, at - 1)
    for cue, use, word in _HEADS:
        if head in s.cue(cue):
            return use, word or head
    return _whole_phrase(s, at, head)


def _whole_phrase(s: Setting, at: int, head: str) -> Answer:
    """Out of X; "in the streets of X" is in X; else a mere "of"."""
    if head == "out":
        return Use.ORIGIN, head
    position = at - 2
    while position >= 0 and s.sentence.tokens[position].form in s.cue("filler"):
        position -= 1
    opener = s.sentence.tokens[position].form if position >= 0 else ""
    if opener in s.cue("near") and position in s.verbs:
        return Use.OBJECT, head  # "cut off parts of X"
    return (Use.AT, opener) if opener in _AT | s.cue("near") else (Use.OF, head)


_HEADS = (
    ("person_head", Use.OF, "person"),
    ("hospital_noun", Use.DESTINATION, "hospital"),
    ("seat_noun", Use.SEAT, ""),
)


def _from_or_to(s: Setting) -> Answer | None:
    """Origin and destination; far from X is near it; the road from X is beside it."""
    by_road = any(a == "by" and b in s.cue("road") for a, b in pairwise(s.before))
    road = not by_road and any(form in s.cue("road") for form in s.before)
    near_trigger = bool(s.verbs & set(range(s.phrase.governor - 5, s.phrase.governor)))
    beside = near_trigger or any(form in _AT | s.cue("near") for form in s.before)
    if s.form == "from":
        units = ("far", "km", "kilometres", "kilometers", "miles", "away")
        if any(form in units for form in s.before[-2:]):
            return _near_or_context(s, s.phrase.governor)
        if s.before and s.before[-1] in s.cue("road"):
            return (Use.AT, "road") if beside else (Use.OTHER, "road")
        return Use.ORIGIN, "from"
    if s.form in ("towards", "toward") or (s.form == "to" and not road):
        return Use.DESTINATION, s.form
    if s.form == "to":
        here = beside and "from" not in s.before and not _is_placed(s)
        return (Use.AT, "near") if here else (Use.OTHER, "road")
    return None


def _is_placed(s: Setting) -> bool:
    """Whether the sentence says before where it is: "in X, marchers blocked the road to Y"."""
    before = s.sentence.tokens[: s.position]
    return any(t.place is not None and o.form in _AT for o, t in pairwise(before))


def _definite(s: Setting) -> Answer | None:
    """The place of "over the X attacks"; "across the X" is a river taken for its town."""
    if not any(word.form == "the" for word in s.phrase.words) or s.form not in s.cue("preposition"):
        return None
    if s.position + 1 in s.verbs:
        return Use.ATTRIBUTE, s.following
    crossed = s.form == "across" and level(s.resolution) == 3 and len(s.phrase.words) == 1
    return (Use.OTHER, s.form) if crossed else None


def _preposition(s: Setting) -> Answer | None:
    """In, at, on X happen there, near X near it; for, with, against X do not."""
    if s.form == "over" and s.before and s.before[-1] in s.cue("dispute"):
        return Use.OTHER, s.before[-1]
    if s.form in s.cue("near"):
        return _near_or_context(s, s.phrase.governor)
    if s.form in _AT:
        return _hospital(s) or (Use.AT, s.form)
    if s.form == "between":
        return Use.AT, "between"
    if s.form == "as" and s.before[-1:] == ["such"]:
        return Use.AT, "such as"
    return (Use.OTHER, s.form) if s.form in _NOT_AT else None


def _hospital(s: Setting) -> Answer | None:
    """Those who were taken to a hospital in X, or died in it, were hurt elsewhere.

    Those who were taken from it were there.
    """
    before = s.before
    at_one = bool(before) and before[-1] in s.cue("hospital_noun")
    if not at_one or not any(form in ("to", "at", "in", "from") for form in before[-4:-1]):
        return None
    if "from" in before[-3:-1]:
        return Use.ORIGIN, "hospital"
    patients = s.cue("transfer") | s.cue("in_care")
    return (Use.STAY if patients & set(before) else Use.DESTINATION), "hospital"


def _near_or_context(s: Setting, position: int) -> Answer:
    """Near X is where it happened, unless it follows a place that it only helps to find."""
    skipped = s.cue("compass") | s.cue("filler") | _MEASURES
    offset = s.resolution.mention.offset
    for token in s.sentence.tokens[max(0, position - 7) : position][::-1]:
        if offset and token.start >= offset.start:
            continue
        if token.place is not None:
            literal = token.place.mention.role is Role.LITERAL
            as_fine = level(token.place) >= min(3, level(s.resolution))
            return (Use.CONTEXT, token.text) if literal and as_fine else (Use.AT, "near")
        if token.form not in skipped and not token.form[0].isdigit():
            break
    return Use.AT, "near"


def _other(s: Setting) -> Answer | None:
    """Subjects of later clauses, objects of saying, and names before a noun."""
    if s.form in s.cue("barrier") or s.form in ("that", ",", "and", "“", '"'):
        return Use.SUBJECT, ""
    if s.form in s.cue("speech"):
        return (Use.SUBJECT, "") if s.following in _SUFFERS else (Use.OTHER, s.form)
    if s.following[:1].isalpha() and s.following not in s.cue("after_object"):
        return Use.ATTRIBUTE, s.following
    return None


_RULES: tuple[Callable[[Setting], Answer | None], ...] = (
    _heads_line,
    _modifies,
    _excluded,
    _led_away,
    _deprived,
    _bare,
    calm,
    home,
    seat,
    spoken_from,
    from_base,
    felt,
    _of,
    _from_or_to,
    _definite,
    _preposition,
    _other,
)
