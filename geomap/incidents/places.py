"""What each place name does in its sentence: where something happened, or only a name beside it."""

from enum import StrEnum
from typing import NamedTuple

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Sentence, Token, is_strong
from geomap.models import GeoPrecision, Kind, Place, Resolution, Role

_LEVELS = {
    Kind.COUNTRY: 0,
    Kind.AREA: 1,
    Kind.REGION: 1,
    Kind.DISTRICT: 2,
    Kind.WATER: 2,
    Kind.LANDFORM: 2,
    Kind.ROAD: 2,
    Kind.SETTLEMENT: 3,
    Kind.QUARTER: 4,
    Kind.SITE: 4,
}
_AT = frozenset("in at on across inside within throughout over into through amid along".split())
_NOT_AT = frozenset("for with by against as like than about including via".split())
_MEASURES = frozenset(
    "km kilometres kilometers kilometre miles mile metres some about just of the , to not far from"
    " away close near around an hour minutes hours two three four five six seven eight nine ten twelve"
    " fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen half quarter".split()
)
_LIST = frozenset({",", "and", "or", "&", ";"})


class Use(StrEnum):
    """What the words around a place make of it."""

    AT = "at"  # in, at, on, near: where the clause happens
    OBJECT = "object"  # bare after a verb or "of": "shelled X", "capture of X"
    SUBJECT = "subject"  # bare before a verb: "X was shelled"
    ATTRIBUTE = "attribute"  # before a noun: "the X hospital"
    OF = "of"  # "residents of X"
    ORIGIN = "origin"  # from X
    DESTINATION = "destination"  # to X
    CONTEXT = "context"  # contains or locates a finer place
    SEAT = "seat"  # where a speaker or an institution sits
    FELT = "felt"  # heard, felt, seen from there
    EXCLUDED = "excluded"  # not there, or another name of the place before it
    OTHER = "other"


class PlaceUse(NamedTuple):
    """A literal place mention in its sentence. ``index`` is its token, ``head`` where its phrase
    begins, ``group`` the first token of the list that it belongs to."""

    index: int
    head: int
    group: int
    resolution: Resolution
    use: Use
    precision: GeoPrecision
    word: str  # the governing word, for `explain`
    distance_km: float | None
    text: str
    fineness: int  # 0 country to 4 site, see `level`

    @property
    def place(self) -> Place | None:
        """The place that the mention was resolved to."""
        return self.resolution.place


class _Phrase(NamedTuple):
    """The words between a place and its governor: nearest first."""

    governor: int  # token position, -1 before the sentence
    words: tuple[Token, ...]


def level(resolution: Resolution) -> int:
    """Return how fine a place is: 0 country, 1 region, 2 district and landforms, 3 town, 4 site.

    What it was resolved to decides; the words beside the name ("district") only coarsen it.
    """
    place, kind = resolution.place, resolution.mention.kind
    said = _LEVELS[kind] if kind is not None else 3
    if place is None:
        return said
    if place.feature_code.startswith("PCL"):
        return 0
    if place.feature_class == "A":
        return 2 if place.feature_code != "ADM1" or kind is Kind.DISTRICT else 1
    if place.feature_class == "L":
        return 1
    own = {"H": 2, "T": 2, "R": 2, "S": 4}.get(place.feature_class, 3)
    if place.feature_class == "P":
        return min(own, 2) if said in (1, 2) else max(own, said)
    return own


def place_uses(sentence: Sentence, lexicon: Lexicon, verbs: frozenset[int]) -> tuple[PlaceUse, ...]:
    """Return what each literal place of ``sentence`` does; ``verbs`` are the trigger tokens."""
    uses: list[PlaceUse] = []
    for index, token in enumerate(sentence.tokens):
        if token.place is not None and token.place.mention.role is Role.LITERAL:
            use = _use(sentence, index, token.place, uses, lexicon, verbs)
            uses.append(_as_context(sentence, use, uses, lexicon))
    return tuple(_areas(sentence, uses, lexicon))


def _use(
    sentence: Sentence,
    index: int,
    resolution: Resolution,
    uses: list[PlaceUse],
    lexicon: Lexicon,
    verbs: frozenset[int],
) -> PlaceUse:
    phrase = _phrase(sentence, index, lexicon)
    previous = uses[-1] if uses else None
    joined = previous is not None and _joined(sentence, previous.index, phrase.governor, lexicon)
    if joined and previous is not None and previous.use in (Use.CONTEXT, Use.EXCLUDED):
        previous = _listed(uses, level(resolution)) or previous
    if joined and previous is not None:
        use, word, group = previous.use, previous.word, previous.group
        if _contains(resolution, previous, sentence, phrase.governor):
            use, word = Use.CONTEXT, previous.text
    else:
        use, word = _govern(sentence, index, phrase, lexicon, verbs)
        group = index
    words = phrase.words + sentence.tokens[index + 1 : index + 2]
    precision, distance = _precision(sentence, resolution, index, phrase, word, lexicon)
    if joined and previous is not None and previous.precision is not GeoPrecision.EXACT:
        precision = _shared(precision, previous.precision, level(resolution))
    return PlaceUse(
        index,
        phrase.governor + 1,
        group,
        resolution,
        use,
        precision,
        word,
        distance,
        _wording(sentence, index, words, lexicon),
        _fineness(resolution, precision),
    )


def _fineness(resolution: Resolution, precision: GeoPrecision) -> int:
    """An unknown name beside an area word ("the vale of X") is an area."""
    fineness = level(resolution)
    if resolution.place is None and precision is GeoPrecision.AREA:
        return min(2, fineness)
    return fineness


def _listed(uses: list[PlaceUse], fineness: int) -> PlaceUse | None:
    """Return the last place of about this fineness that no later one contains: the list's."""
    found = (u for u in reversed(uses) if u.use not in (Use.CONTEXT, Use.EXCLUDED))
    return next((u for u in found if abs(u.fineness - fineness) <= 1), None)


def _shared(own: GeoPrecision, other: GeoPrecision, fineness: int) -> GeoPrecision:
    """The precision of a later list item: "near X and Y" holds for both."""
    if fineness == 0 or other is GeoPrecision.COUNTRY:
        return own
    return other if own is GeoPrecision.EXACT else own


def _phrase(sentence: Sentence, index: int, lexicon: Lexicon) -> _Phrase:
    """Walk left over articles, adjectives and type words to the governing word."""
    tokens = sentence.tokens
    skipped = lexicon.cues["filler"] | lexicon.cues["type_word"]
    position, words = index - 1, []
    while position >= 0:
        form = tokens[position].form
        of_type = form == "of" and position > 0 and _is_head(tokens[position - 1].form, lexicon)
        plain = form in skipped and form != "of" or of_type or form in ('"', "“", "'", "‘")
        if not plain and not _is_adjective(tokens, position, lexicon):
            break
        words.append(tokens[position])
        position -= 1
    return _Phrase(position, tuple(words))


def _is_adjective(tokens: tuple[Token, ...], position: int, lexicon: Lexicon) -> bool:
    """Whether an unknown word stands between an article and the name: "the unruly X"."""
    token = tokens[position]
    if position == 0 or token.place is not None or not token.text[0].islower():
        return False
    if token.form in lexicon.cues["preposition"] or token.form in lexicon.cues["barrier"]:
        return False
    return tokens[position - 1].form in ("the", "a", "an", "its", "their")


def _is_head(form: str, lexicon: Lexicon) -> bool:
    cues = lexicon.cues
    return form in cues["type_word"] or form in cues["near_noun"] or form in cues["direction"]


def _joined(sentence: Sentence, previous: int, governor: int, lexicon: Lexicon) -> bool:
    """Whether only list words stand between the place ``previous`` and this phrase."""
    between = sentence.tokens[previous + 1 : governor + 1]
    if not between:
        return governor == previous
    kinds = lexicon.cues["type_word"] | _LIST | {"as", "well", "both", "also", "then", "later", "even"}
    if all(token.form in kinds for token in between):
        return any(token.form in _LIST or token.form == "well" for token in between)
    return _is_aside(between, lexicon)


def _is_aside(between: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """A list that runs on over ", which ... call Y," or ", in Punjab," to "and Z"."""
    forms = [token.form for token in between]
    ends = forms[-1] in ("and", "or") or forms[-3:] == ["as", "well", "as"]
    if len(forms) > 14 or forms[0] not in (",", "(") or not ends:
        return False
    return forms[1] in ("which", "in", "known", "now", "formerly", "as")


def _contains(
    outer: Resolution, previous: PlaceUse, sentence: Sentence, governor: int
) -> bool:
    """Whether "X, Y" means X in Y: Y is coarser, and no "and" stands between."""
    between = sentence.tokens[previous.index + 1 : governor + 1]
    if any(token.form in ("and", "or", "&") for token in between):
        return False
    return level(outer) < previous.fineness


def _govern(
    sentence: Sentence, index: int, phrase: _Phrase, lexicon: Lexicon, verbs: frozenset[int]
) -> tuple[Use, str]:
    """Return the use of a place that begins a list, and the word that decides."""
    tokens = sentence.tokens
    following = tokens[index + 1].form if index + 1 < len(tokens) else ""
    governor = tokens[phrase.governor] if phrase.governor >= 0 else None
    topic = _topic(sentence, index, governor, lexicon)
    if topic:
        return Use.AT, topic
    before = tokens[max(0, phrase.governor - 5) : max(0, phrase.governor)]
    if _is_modifier(tokens, index, lexicon):
        return Use.CONTEXT, following
    if tokens[index].form in lexicon.classes["disease"]:
        return Use.EXCLUDED, "name of a disease"
    if governor is None or is_strong(governor):
        return Use.SUBJECT, ""
    form = governor.form
    if form in lexicon.cues["negation"] or (before and before[-1].form == "not"):
        return Use.EXCLUDED, "not"
    if form in lexicon.cues["alias"] and phrase.governor not in verbs:
        return Use.EXCLUDED, form
    if phrase.governor in verbs:
        return Use.OBJECT, form
    if form in ("in", "at", "across") and _is_seat(sentence, index, phrase, lexicon):
        return Use.SEAT, form
    if _is_felt(before, form, level(sentence.tokens[index].place), lexicon):
        return Use.FELT, "felt"
    if form == "of":
        return _of(sentence, phrase, lexicon, verbs)
    if form == "from":
        return _from(before, lexicon)
    if form == "to":
        return _to([t.form for t in before], lexicon)
    if form in ("towards", "toward"):
        return Use.DESTINATION, form
    if form == "over" and before and before[-1].form in lexicon.cues["dispute"]:
        return Use.OTHER, before[-1].form
    if form in lexicon.cues["near"]:
        return _near(sentence, phrase.governor, lexicon)
    if form in _AT:
        return (Use.DESTINATION, "hospital") if _is_hospital(before, lexicon) else (Use.AT, form)
    if form == "between":
        return Use.AT, "between"
    if form in _NOT_AT:
        return Use.OTHER, form
    if form == "that" or form in lexicon.cues["barrier"] or form in (",", "and", "“", '"'):
        return Use.SUBJECT, ""
    if form in lexicon.cues["speech"]:
        return Use.OTHER, form
    if following[:1].isalpha() and following not in lexicon.cues["after_object"]:
        return Use.ATTRIBUTE, following
    return Use.OBJECT, form


def _is_modifier(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    """The first name of "the X town of Y" and of "the X-Y road"."""
    after = tokens[index + 1 : index + 4]
    if len(after) == 3 and after[0].form in lexicon.cues["type_word"] and after[1].form == "of":
        return after[2].place is not None
    return len(after) >= 2 and after[0].text in ("-", "–") and (
        after[1].place is not None and after[0].start == tokens[index].end
    )


def _near(sentence: Sentence, position: int, lexicon: Lexicon) -> tuple[Use, str]:
    """Near X is where it happened, unless it follows a place that it only helps to find."""
    skipped = lexicon.cues["compass"] | lexicon.cues["filler"] | _MEASURES
    for token in sentence.tokens[max(0, position - 7) : position][::-1]:
        if token.place is not None:
            literal = token.place.mention.role is Role.LITERAL
            return (Use.CONTEXT, token.text) if literal else (Use.AT, "near")
        if token.form not in skipped and not token.form[0].isdigit():
            break
    return Use.AT, "near"


def _from(before: tuple[Token, ...], lexicon: Lexicon) -> tuple[Use, str]:
    """Far from X is near it, the road from X is beside it; else X is where things came from."""
    forms = [token.form for token in before]
    units = ("far", "km", "kilometres", "kilometers", "miles", "away")
    if any(form in units for form in forms[-2:]):
        return Use.AT, "near"
    if forms and forms[-1] in lexicon.cues["road"]:
        return (Use.AT, "near") if any(f in _AT | lexicon.cues["near"] for f in forms) else (Use.OTHER, "road")
    return Use.ORIGIN, "from"


def _to(before: list[str], lexicon: Lexicon) -> tuple[Use, str]:
    """On the road to X is near it; the road from X to Y has its place already."""
    if not any(form in lexicon.cues["road"] for form in before):
        return Use.DESTINATION, "to"
    beside = any(form in _AT | lexicon.cues["near"] for form in before)
    return (Use.AT, "near") if beside and "from" not in before else (Use.OTHER, "road")


def _topic(sentence: Sentence, index: int, governor: Token | None, lexicon: Lexicon) -> str:
    """Places that head a line ("X: ..."), follow a colon, or are taken up by "where"."""
    if governor is not None and governor.form == ":":
        return ":"
    if governor is not None and governor.form in (",", "–", "—", "-", "("):
        before = sentence.tokens[max(0, sentence.tokens.index(governor) - 1)].form
        if before in lexicon.cues["type_word"] or governor.form in ("–", "—", "-"):
            if _is_list(sentence, index, lexicon):
                return "list"
    bare = governor is None or is_strong(governor) or governor.form in ("•", ",", "and")
    if not bare:
        return ""
    for token in sentence.tokens[index + 1 : index + 12]:
        if token.form in (":", "where"):
            return token.form
        listed = token.place is not None or token.form in _LIST
        if not listed and token.form not in lexicon.cues["type_word"]:
            return ""
    return ""


def _is_list(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether another place follows in a list: "the towns, X and Y, ..."."""
    for token in sentence.tokens[index + 1 : index + 5]:
        if token.place is not None:
            return True
        if token.form not in _LIST and token.form not in lexicon.cues["type_word"]:
            return False
    return False


def _of(
    sentence: Sentence, phrase: _Phrase, lexicon: Lexicon, verbs: frozenset[int]
) -> tuple[Use, str]:
    tokens = sentence.tokens
    at = phrase.governor
    head = tokens[at - 1].form if at else ""
    if at - 1 in verbs:
        return Use.OBJECT, head
    if head in lexicon.cues["compass"]:
        return _near(sentence, at - 1, lexicon)
    if head in lexicon.cues["person_head"]:
        return Use.OF, "person"
    if head in lexicon.cues["hospital_noun"]:
        return Use.DESTINATION, "hospital"
    if head in lexicon.cues["seat_noun"]:
        return Use.SEAT, head
    if head in ("out", "west"):
        return Use.ORIGIN, head
    position = at - 2
    while position >= 0 and tokens[position].form in lexicon.cues["filler"]:
        position -= 1
    if position >= 0 and tokens[position].form in _AT | lexicon.cues["near"]:
        return Use.AT, tokens[position].form
    return Use.OF, head


def _is_hospital(before: tuple[Token, ...], lexicon: Lexicon) -> bool:
    forms = [token.form for token in before]
    return (
        bool(forms)
        and forms[-1] in lexicon.cues["hospital_noun"]
        and any(f in ("to", "at", "in", "from") for f in forms[-4:-1])
    )


def _is_seat(sentence: Sentence, index: int, phrase: _Phrase, lexicon: Lexicon) -> bool:
    """Officials in X; said in X; "In X the ministry said"."""
    tokens = sentence.tokens
    before = [t.form for t in tokens[max(0, phrase.governor - 3) : phrase.governor]]
    cues = lexicon.cues
    spoken = any(token.form in cues["speech"] for token in tokens)
    told = bool(before) and before[-1] in cues["speech"]
    passive = told and before[-1] == "reported" and bool({"was", "were", "been"} & set(before))
    if before and (before[-1] in cues["person_seat"] or (told and not passive)):
        return True
    if before and before[-1] in cues["seat_noun"] and spoken:
        return True
    if any(form in ("told", "said", "briefing", "speaking") for form in before):
        return True
    if phrase.governor and not is_strong(tokens[phrase.governor - 1]):
        return False
    after = [t.form for t in tokens[index + 1 : index + 8]]
    if any(form in cues["seat_noun"] for form in after[:4]):
        rest = [t.form for t in tokens[index + 1 : index + 14]]
        return any(form in cues["speech"] for form in rest)
    return bool(after) and any(form in cues["speech"] for form in after[:2])


def _is_felt(before: tuple[Token, ...], form: str, fineness: int, lexicon: Lexicon) -> bool:
    """Felt in X, heard as far as X; but "explosions were heard in" a town puts them there."""
    forms = [token.form for token in before]
    if form == "as" and "far" in forms[-3:]:
        return True
    if form not in ("in", "as", "at", "from"):
        return False
    heard = "heard" in forms[-3:] and fineness >= 3 and form in ("in", "at") and "was" not in forms
    return any(f in lexicon.cues["felt"] for f in forms[-3:]) and not heard


def _precision(
    sentence: Sentence,
    resolution: Resolution,
    index: int,
    phrase: _Phrase,
    word: str,
    lexicon: Lexicon,
) -> tuple[GeoPrecision, float | None]:
    words = [t.form for t in phrase.words]
    following = [t.form for t in sentence.tokens[index + 1 : index + 2]]
    distance = _distance(sentence, phrase)
    if any(f in lexicon.cues["direction"] and f not in lexicon.cues["settlement_word"]
           for f in (*words, *following)):
        return GeoPrecision.AREA, distance
    if level(resolution) == 0:
        return GeoPrecision.COUNTRY, distance
    if word in lexicon.cues["near"] or any(w in lexicon.cues["near_noun"] for w in words):
        near = GeoPrecision.NEAR if level(resolution) >= 2 else GeoPrecision.AREA
        return near, distance
    if level(resolution) <= 2:
        return GeoPrecision.AREA, distance
    return GeoPrecision.EXACT, distance


def _distance(sentence: Sentence, phrase: _Phrase) -> float | None:
    """Return the kilometres of "12 km north of X"; a mile is 1.609 km."""
    tokens = sentence.tokens[max(0, phrase.governor - 5) : phrase.governor + 1]
    for number, unit in zip(tokens, tokens[1:], strict=False):
        if not number.form.replace(".", "").isdigit():
            continue
        if unit.form in ("km", "kilometre", "kilometres", "kilometer", "kilometers"):
            return float(number.form)
        if unit.form in ("mile", "miles"):
            return round(float(number.form) * 1.609, 1)
    return None


def _wording(
    sentence: Sentence, index: int, words: tuple[Token, ...], lexicon: Lexicon
) -> str:
    following = sentence.tokens[index + 1 : index + 2]
    name = sentence.tokens[index].text
    if following and following[0].form in lexicon.cues["type_word"]:
        return f"{name} {following[0].text}"
    return name


def _as_context(
    sentence: Sentence, use: PlaceUse, before: list[PlaceUse], lexicon: Lexicon
) -> PlaceUse:
    """Mark "in Y", "of Y" after a finer place as what contains it: "Zabukh in Lachin district"."""
    inner = next((u for u in reversed(before) if u.use is not Use.CONTEXT), None)
    if inner is None or use.use not in (Use.AT, Use.OF, Use.ATTRIBUTE, Use.OBJECT):
        return use
    between = [t.form for t in sentence.between(before[-1].index, use.head)]
    finer = inner.fineness > use.fineness or _is_shore(use, between)
    if finer and _is_link(between, lexicon):
        return use._replace(use=Use.CONTEXT, word=inner.text)
    return use


def _is_shore(use: PlaceUse, between: list[str]) -> bool:
    """Water and mountains on whose edge a place lies only locate it."""
    return use.fineness == 2 and bool({"shore", "shores", "bank", "banks", "foot"} & set(between))


def _areas(sentence: Sentence, uses: list[PlaceUse], lexicon: Lexicon) -> list[PlaceUse]:
    """Let "X, Y and Z directions" hold for the whole list."""
    following = {u.group: sentence.tokens[u.index + 1 : u.index + 2] for u in uses}
    areas = {g for g, t in following.items() if t and t[0].form in lexicon.cues["plural_type"]}
    return [
        u._replace(precision=GeoPrecision.AREA) if u.group in areas and u.fineness else u
        for u in uses
    ]


def _is_link(between: list[str], lexicon: Lexicon) -> bool:
    """Only "in", "of", commas and descriptions ("a village in the south of") stand between."""
    allowed = lexicon.cues["filler"] | lexicon.cues["type_word"] | lexicon.cues["compass"]
    words = [w for w in between if w not in allowed and w not in (",", "in", "of", "on", "at")]
    return len(words) <= 1 and len(between) <= 9 and "and" not in between
