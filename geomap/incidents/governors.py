"""Decide from the words that govern a place name what the place is to its sentence.

Each rule looks at one construction and answers with a use and the word that decided, or None;
the first answer wins.
"""

from collections.abc import Callable
from typing import NamedTuple

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Sentence, Token, is_strong
from geomap.incidents.triggers import names_by_region
from geomap.incidents.uses import Phrase, Use, level
from geomap.models import Resolution, Role

Answer = tuple[Use, str]
LIST_WORDS = frozenset({",", "and", "or", "&", ";"})
_AT = frozenset("in at on across inside within throughout over into through amid along".split())
_NOT_AT = frozenset("for with by against as like than about including via".split())
_OPENERS = frozenset({",", "–", "—", "-", "("})
_DASHES = frozenset({"–", "—", "-"})
_IS = frozenset({"is", "are", "was", "were"})
_REPORTED = frozenset({"reported", "confirmed", "recorded"})
_MEASURES = frozenset(
    (
        "km kilometres kilometers kilometre miles mile metres some about just of the , to not far"
        " from away close near around an hour minutes hours two three four five six seven eight"
        " nine ten twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
        " dozen half quarter"
    ).split()
)


class Setting(NamedTuple):
    """A place name (token ``position``) in its sentence, with the word that governs it."""

    sentence: Sentence
    position: int
    phrase: Phrase
    lexicon: Lexicon
    verbs: frozenset[int]  # tokens that belong to a trigger
    resolution: Resolution

    @property
    def governor(self) -> Token | None:
        """The governing word; None where the sentence begins with the phrase."""
        return self.sentence.tokens[self.phrase.governor] if self.phrase.governor >= 0 else None

    @property
    def form(self) -> str:
        """The governing word in lower case, "" for none."""
        return self.governor.form if self.governor is not None else ""

    @property
    def before(self) -> list[str]:
        """Up to five words before the governor, in text order."""
        at = max(0, self.phrase.governor)
        return [token.form for token in self.sentence.tokens[max(0, at - 5) : at]]

    @property
    def following(self) -> str:
        """The word after the name, "" at the end."""
        after = self.sentence.tokens[self.position + 1 : self.position + 2]
        return after[0].form if after else ""

    def cue(self, name: str) -> frozenset[str]:
        """Return the words of the cue ``name``."""
        return self.lexicon.cues[name]


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
    """The first name of "the X town of Y" and of "the X-Y road" only locates."""
    after = s.sentence.tokens[s.position + 1 : s.position + 4]
    if names_by_region(s.sentence.tokens, s.position, s.lexicon):
        return Use.CONTEXT, after[0].form
    if len(after) == 3 and after[0].form in s.cue("type_word") and after[1].form == "of":
        return (Use.CONTEXT, after[0].form) if after[2].place is not None else None
    if len(after) < 2 or after[0].form not in _DASHES or after[1].place is None:
        return None
    touching = after[0].start == s.sentence.tokens[s.position].end
    return (Use.CONTEXT, after[1].text) if touching else None


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
        return Use.SUBJECT, ""
    return (Use.OBJECT, s.form) if s.phrase.governor in s.verbs else None


def _seat(s: Setting) -> Answer | None:
    """Officials in X; said in X; "In X the ministry said"; not "cases were confirmed in X"."""
    if s.form not in ("in", "at", "across"):
        return None
    before = s.before[-3:]
    if _stays(s):
        return Use.STAY, "while"
    told = before[-1:] and before[-1] in s.cue("speech")
    passive = bool(_REPORTED & set(before[-1:])) and bool({"was", "were", "been"} & set(before))
    if before and (before[-1] in s.cue("person_seat") or (told and not passive)):
        return Use.SEAT, before[-1]
    spoken = any(token.form in s.cue("speech") for token in s.sentence.tokens)
    if before and spoken and before[-1] in s.cue("seat_noun"):
        return Use.SEAT, before[-1]
    if any(form in ("told", "said", "briefing", "speaking") for form in before):
        return Use.SEAT, "said"
    return (Use.SEAT, s.form) if _speaker_follows(s) else None


def _spoken_from(s: Setting) -> Answer | None:
    """Where somebody only rang or reported from."""
    spoken = s.form == "from" and s.cue("call") & set(s.before[-3:])
    return (Use.SEAT, "said from") if spoken else None


def _stays(s: Setting) -> bool:
    """Whether somebody only was there meanwhile: "while the minister was in X"."""
    at = s.phrase.governor
    if s.before[-1:] not in (["was"], ["were"]):
        return False
    clause = [t.form for t in s.sentence.tokens[max(0, at - 9) : at]]
    return bool(s.cue("meanwhile") & set(clause)) and not s.verbs & set(range(at - 4, at))


def _speaker_follows(s: Setting) -> bool:
    at = s.phrase.governor
    if at and not is_strong(s.sentence.tokens[at - 1]):
        return False
    after = [t.form for t in s.sentence.tokens[s.position + 1 : s.position + 14]]
    if any(form in s.cue("seat_noun") for form in after[:4]):
        return any(form in s.cue("speech") for form in after)
    return any(form in s.cue("speech") for form in after[:2])


def _felt(s: Setting) -> Answer | None:
    """Felt in X, heard as far as X; but "explosions were heard in" a town puts them there."""
    if s.form == "as" and "far" in s.before[-3:]:
        return Use.FELT, "far"
    if s.form not in ("in", "as", "at", "from"):
        return None
    last = s.before[-3:]
    heard = "heard" in last and level(s.resolution) >= 3 and s.form in ("in", "at")
    if heard and "was" not in s.before:
        return None
    return (Use.FELT, "felt") if any(form in s.cue("felt") for form in last) else None


def _of(s: Setting) -> Answer | None:
    """Look behind "of": hospitals, speakers, compass points, persons, a preposition."""
    if s.form != "of":
        return None
    at, tokens = s.phrase.governor, s.sentence.tokens
    head = tokens[at - 1].form if at else ""
    if at - 1 in s.verbs:
        return Use.OBJECT, head
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
    return (Use.AT, opener) if opener in _AT | s.cue("near") else (Use.OF, head)


_HEADS = (
    ("person_head", Use.OF, "person"),
    ("hospital_noun", Use.DESTINATION, "hospital"),
    ("seat_noun", Use.SEAT, ""),
)


def _from_or_to(s: Setting) -> Answer | None:
    """Origin and destination; far from X is near it; the road from X is beside it."""
    road = any(form in s.cue("road") for form in s.before)
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
        return (Use.AT, "near") if beside and "from" not in s.before else (Use.OTHER, "road")
    return None


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
    """Those who were taken to a hospital in X, or died in it, were hurt elsewhere."""
    before = s.before
    at_one = bool(before) and before[-1] in s.cue("hospital_noun")
    if not at_one or not any(form in ("to", "at", "in", "from") for form in before[-4:-1]):
        return None
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
        return Use.OTHER, s.form
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
    _seat,
    _spoken_from,
    _felt,
    _of,
    _from_or_to,
    _preposition,
    _other,
)
