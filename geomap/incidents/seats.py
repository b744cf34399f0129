"""Places where somebody only sits, speaks, stays, hears or feels: nothing happened there."""

from itertools import pairwise

from geomap.incidents.governed import Answer, Setting
from geomap.incidents.tokens import is_strong
from geomap.incidents.uses import Use, level

_BE = frozenset({"is", "are", "was", "were", "been", "being"})
_REPORTED = frozenset({"reported", "confirmed", "recorded"})
_BESIDE = frozenset({"outside", "inside", "opposite", "into", "near", "before", "around", "front"})
_KNOWN = frozenset({"the", "it", "which", "that"})  # of what was told before: "the blast"
_AWAY = frozenset({"blocks", "streets", "metres", "meters", "yards", "steps"})
_STAYS = frozenset({"is", "are", "was", "were", "been", "remains", "remained", "stayed", "stays"})
_LISTED = frozenset({",", "and", "from"})


def seat(s: Setting) -> Answer | None:
    """Officials in X; said in X; "In X the ministry said"; not "cases were confirmed in X"."""
    if s.form not in ("in", "at", "across") or _is_site(s) or _suffers(s):
        return None
    before = s.before[-3:]
    if _stays(s):
        return Use.STAY, "while"
    told = before[-1:] and before[-1] in s.cue("speech")
    passive = bool(_REPORTED & set(before[-1:])) and bool({"was", "were", "been"} & set(before))
    if before and (before[-1] in s.cue("person_seat") or (told and not passive)):
        return Use.SEAT, before[-1]
    spoken = any(token.form in s.cue("speech") for token in s.sentence.tokens)
    if before and (spoken or before[-1] in s.cue("talks")) and before[-1] in s.cue("seat_noun"):
        return Use.SEAT, before[-1]
    if any(form in ("told", "said", "briefing", "speaking") for form in before) or _hears(s):
        return Use.SEAT, "said"
    return (Use.SEAT, s.form) if _speaker_follows(s) or _speaker_sits(s) else None


def names_speaker(s: Setting) -> bool:
    """Whether a name only tells which body speaks: "the X rescue service says"."""
    barred = s.cue("preposition") | s.cue("barrier")
    words: list[str] = []
    for position in range(s.position + 1, min(s.position + 7, len(s.sentence.tokens))):
        token = s.sentence.tokens[position]
        if token.form in s.cue("speech"):
            return bool(s.cue("seat_noun") & set(words))
        if position in s.verbs or token.place is not None or token.form in barred:
            return False
        words.append(token.form)
    return False


def _is_site(s: Setting) -> bool:
    """Whether an office is where it happened: "rallied outside the ministry in X"."""
    tokens, at = s.sentence.tokens, s.phrase.governor - 1
    if at < 1 or tokens[at].form not in s.cue("seat_noun"):
        return False
    first = at - 1
    while first > max(0, at - 5) and _is_plain(s, first):
        first -= 1
    opener = tokens[first - 1].form if tokens[first].form == "of" else tokens[first].form
    away = opener == "from" and tokens[first - 1].form in _AWAY
    struck = opener in ("at", "in", "on") and bool(s.verbs & set(range(first - 3, first)))
    beside = opener in _BESIDE or struck or away
    spoken = any(t.form in s.cue("speech") for t in tokens[max(0, first - 4) : first])
    return not spoken and (beside or first in s.verbs)


def _suffers(s: Setting) -> bool:
    """Whether who or what sits there suffered the event: "the court in X was bombed"."""
    after = s.position + 1
    being = any(token.form in _BE for token in s.sentence.tokens[after : after + 1])
    return being and bool(s.verbs & {after, after + 1})


def _is_plain(s: Setting, position: int) -> bool:
    """Whether a word only describes the noun behind it."""
    token = s.sentence.tokens[position]
    other = token.form in s.cue("preposition") | s.cue("barrier") or position in s.verbs
    return token.form.isalpha() and not other


def home(s: Setting) -> Answer | None:
    """Where somebody is only based or born: "its base in X"; not "a flag was raised in X"."""
    before = s.before[-3:]
    if not before or s.form not in ("in", "at") or s.phrase.governor - 1 in s.verbs:
        return None
    owned = {"its", "their", "his", "her"} & set(before) and {"has", "have", "had"} & set(before)
    based = before[-1] in s.cue("home") or (owned and before[-1] in s.cue("base"))
    return (Use.SEAT, before[-1]) if based else None


def _speaker_sits(s: Setting) -> bool:
    """Whether an aside tells where a speaker sits: "the monitor, in X, put the number at"."""
    after = [t.form for t in s.sentence.tokens[s.position + 1 : s.position + 3]]
    aside = s.before[-1:] == [","] and after[:1] == [","]
    return aside and after[1:] != [] and after[1] in s.cue("speech")


def _hears(s: Setting) -> bool:
    """Whether only those whom somebody told stand before: "told a rights group in X"."""
    at = s.phrase.governor
    for position in range(at - 1, max(-1, at - 7), -1):
        token = s.sentence.tokens[position]
        if token.form in ("told", "tells"):
            return True
        if not token.form.isalpha() or token.form in s.cue("preposition") | s.cue("barrier"):
            return False
        if position in s.verbs:
            return False
    return False


def spoken_from(s: Setting) -> Answer | None:
    """Where somebody only rang or reported from; but "clashes were reported from X" were there."""
    if s.form == "from":
        if _was_reported(s):
            return Use.AT, "reported from"
        return (Use.SEAT, "said from") if s.cue("call") & set(s.before[-3:]) else None
    after = [token.form for token in s.sentence.tokens[s.position + 1 : s.position + 9]]
    speaks = after[:2] == [",", "from"] and after[2:3] in (["where"], ["which"])
    return (Use.SEAT, "from where") if speaks and s.cue("speech") & set(after) else None


def _was_reported(s: Setting) -> bool:
    """Whether "was reported (also)" stands before "from", other places of the list between them."""
    tokens, at = s.sentence.tokens, s.phrase.governor - 1
    while at > 0 and (tokens[at].place or tokens[at].form in s.cue("adverb") | _LISTED):
        at -= 1
    before = [token.form for token in tokens[max(0, at - 2) : at]]
    return at > 0 and tokens[at].form in _REPORTED and bool(_BE & set(before))


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


def felt(s: Setting) -> Answer | None:
    """Felt in X, heard as far as X; but "gunfire was heard in" a town puts it there."""
    if s.form == "as" and "far" in s.before[-3:]:
        return (Use.AT if _happens_before(s) else Use.FELT), "far"
    if s.form not in ("in", "as", "at", "from"):
        return None
    last = s.before[-3:]
    heard = "heard" in last and level(s.resolution) >= 3 and s.form in ("in", "at")
    if heard and not ("was" in s.before and _KNOWN.intersection(s.before)):
        return None
    return (Use.FELT, "felt") if any(form in s.cue("felt") for form in last) else None


def _happens_before(s: Setting) -> bool:
    """Whether it reached that far itself: "bridges collapsed as far south as X"."""
    far = s.phrase.governor - 1 - s.before[::-1].index("far")
    words = range(max(0, far - 6), far)
    senses = any(s.sentence.tokens[n].form in s.cue("felt") for n in words)
    return not senses and bool(s.verbs & set(words))


def from_base(s: Setting) -> Answer | None:
    """Where those who act set out: "sent from their base in X", "launched from a ship off X"."""
    at, tokens = s.phrase.governor, s.sentence.tokens
    noun = [token.form for token in tokens[max(0, at - 4) : at]]
    if s.form not in ("in", "at", "near", "off") or "from" not in noun[:-1]:
        return None
    start = at - noun[::-1].index("from")
    if any(
        tokens[n].place or n in s.verbs or not tokens[n].form.isalpha() for n in range(start, at)
    ):
        return None
    sets_out = any(t.form in s.cue("setting_out") for t in tokens[max(0, start - 4) : start])
    return (Use.ORIGIN, "from") if sets_out or noun[-1] in s.cue("base") else None


def calm(s: Setting) -> Answer | None:
    """Where its own part of the sentence says that nothing happened: "; in X all was calm"."""
    tokens = s.sentence.tokens
    first = next((n for n in range(s.position, 0, -1) if is_strong(tokens[n - 1])), 0)
    last = next((n for n in range(s.position, len(tokens)) if is_strong(tokens[n])), len(tokens))
    if s.verbs & set(range(first, last)):
        return None
    words = [token.form for token in tokens[s.position + 1 : last]]
    quiet = any(a in _STAYS and b in s.cue("calm") for a, b in pairwise(words))
    return (Use.EXCLUDED, "calm") if quiet else None
