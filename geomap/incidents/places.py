"""What each place name does in its sentence: where something happened, or only a name beside it."""

from itertools import pairwise

from geomap.incidents.appositions import is_aside_in, is_next_thing, is_taken_for_region
from geomap.incidents.governed import Setting
from geomap.incidents.governors import LIST_WORDS, govern
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.quarters import parts_of_town
from geomap.incidents.roads import ON_ROAD, between_ends
from geomap.incidents.tokens import Sentence, Token
from geomap.incidents.uses import Phrase, PlaceUse, Use, is_wider, level
from geomap.models import GeoPrecision, Resolution, Role
from geomap.text import fold

_LINKS = frozenset({",", "in", "of", "on", "at", "'", "’", "s"})  # "in Aroland's Kut district"
# "a residential district of X", X a town, is a part of it, not the land around
_PARTS = frozenset({"district", "districts", "area", "areas", "section", "sections"})
_AROUND = frozenset({"general", "wider", "greater", "broader", "surrounding"})  # but this one is


def place_uses(sentence: Sentence, lexicon: Lexicon, verbs: frozenset[int]) -> tuple[PlaceUse, ...]:
    """Return what each literal place of ``sentence`` does; ``verbs`` are the trigger tokens."""
    uses: list[PlaceUse] = []
    for index, token in enumerate(sentence.tokens):
        if token.place is not None and token.place.mention.role is Role.LITERAL:
            use = _use(sentence, index, token.place, uses, lexicon, verbs)
            uses.append(_as_context(sentence, use, uses, lexicon))
    parted = parts_of_town(_in_regions(sentence, uses, lexicon))
    return tuple(between_ends(_areas(sentence, parted, lexicon)))


def _use(
    sentence: Sentence,
    index: int,
    resolution: Resolution,
    uses: list[PlaceUse],
    lexicon: Lexicon,
    verbs: frozenset[int],
) -> PlaceUse:
    phrase = _phrase(sentence, index, lexicon)
    previous = next((u for u in reversed(uses) if u.position <= phrase.governor), None)
    joined = previous is not None and _joined(sentence, previous.position, phrase.governor, lexicon)
    if joined and previous is not None and previous.use in (Use.CONTEXT, Use.EXCLUDED):
        previous = _listed(uses, level(resolution)) or previous
    if joined and previous is not None:
        use, word, group = previous.use, previous.word, previous.group
        part = _is_part(sentence, phrase, index, lexicon)
        if part or _contains(resolution, previous, sentence, phrase.governor):
            use, word = Use.CONTEXT, previous.text
        elif previous.word == "between" and _is_stretch(sentence, previous, resolution, lexicon):
            use, word = Use.CONTEXT, "between"
    else:
        setting = Setting(sentence, index, phrase, lexicon, verbs, resolution)
        use, word = govern(setting)
        group = index
    precision = _precision(sentence, resolution, index, phrase, word, lexicon)
    if joined and previous is not None:
        precision = _shared(precision, previous, level(resolution))
    return PlaceUse(
        index,
        phrase.governor + 1,
        group,
        resolution,
        use,
        precision,
        word,
        _wording(sentence, index, lexicon),
        _fineness(resolution, precision),
    )


def _is_stretch(sentence: Sentence, use: PlaceUse, other: Resolution, lexicon: Lexicon) -> bool:
    """Whether "between X and Y" is one place and not two: between towns, or on a road."""
    if min(use.fineness, level(other)) >= 3:
        return True
    before = sentence.tokens[max(0, use.head - 3) : use.head - 1]
    return any(token.form in lexicon.cues["road"] for token in before)


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


def _shared(own: GeoPrecision, first: PlaceUse, fineness: int) -> GeoPrecision:
    """The precision of a later list item: "near X and Y" holds for both, "in Kut region, X" not."""
    apart = fineness == 0 or first.fineness < min(3, fineness)
    return own if apart or own is not GeoPrecision.EXACT else first.precision


def _phrase(sentence: Sentence, index: int, lexicon: Lexicon) -> Phrase:
    """Walk left over articles, adjectives and type words to the governing word."""
    tokens = sentence.tokens
    skipped = lexicon.cues["filler"] | lexicon.cues["type_word"]
    words: list[Token] = []
    position = index - 1
    while position >= 0:
        form = tokens[position].form
        held = _holder(tokens, position, index)
        if held:
            words += tokens[position - held + 1 : position + 1][::-1]
            position -= held
            continue
        of_type = form == "of" and position > 0 and _is_head(tokens[position - 1].form, lexicon)
        plain = (form in skipped and form != "of") or of_type or form in ('"', "“", "'", "‘")
        if not plain and not _is_adjective(tokens, position, lexicon):
            break
        words.append(tokens[position])
        position -= 1
    return Phrase(position, tuple(words))


def _holder(tokens: tuple[Token, ...], position: int, index: int) -> int:
    """Return how many tokens name whose place it is: "X's" Y, "the X" town of Y, "the Xish" Y."""
    inner = tokens[index].place
    owned = [t.form for t in tokens[position - 1 : position + 1]] in (["'", "s"], ["’", "s"])
    outer = tokens[position - 2 if owned and position > 1 else position].place
    if inner is None or outer is None:
        return 0
    if outer.mention.role is Role.DEMONYM:
        return 1 if not owned else 0
    named = owned or (position + 2 < index and tokens[position + 2].form == "of")
    wider = outer.mention.role is Role.LITERAL and is_wider(outer, inner)
    return (3 if owned else 1) if named and wider else 0


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
    kinds = (
        lexicon.cues["type_word"]
        | LIST_WORDS
        | {"as", "well", "both", "also", "then", "later", "even"}
    )
    if all(token.form in kinds for token in between):
        forms = [token.form for token in between]
        return "well" in forms or ("as" not in forms and bool(LIST_WORDS & set(forms)))
    return _is_aside(between)


def _is_aside(between: tuple[Token, ...]) -> bool:
    """A list that runs on over ", which ... call Y," or ", in Punjab," to "and Z"."""
    forms = [token.form for token in between]
    ends = forms[-1] in ("and", "or") or forms[-3:] == ["as", "well", "as"]
    if len(forms) > 14 or forms[0] not in (",", "(") or not ends:
        return False
    return forms[1] in ("which", "in", "known", "now", "formerly", "as")


def _is_part(sentence: Sentence, phrase: Phrase, index: int, lexicon: Lexicon) -> bool:
    """Whether an apposition calls the place before a part of this one: "X, an old suburb of Y"."""
    words = [t.form for t in sentence.tokens[max(0, phrase.governor) : index]]
    if phrase.governor >= 0 and sentence.tokens[phrase.governor].place is not None:
        return words[-1:] == ["of"]  # "the X district of Y", of which Y is no part
    opened = words[:1] == [","] and words[1:2] in (["a"], ["an"]) and words[-1:] == ["of"]
    return opened and _is_head(words[-2], lexicon)


def _contains(outer: Resolution, previous: PlaceUse, sentence: Sentence, governor: int) -> bool:
    """Whether "X, Y" means X in Y: Y is coarser, and no "and" stands between."""
    first = next(n for n, t in enumerate(sentence.tokens) if t.place is outer)
    after = sentence.tokens[first + 1 : first + 3]
    between = sentence.tokens[previous.position + 1 : governor + 1]
    if any(token.form in ("and", "or", "&") for token in between):
        return False
    return level(outer) < previous.fineness or is_taken_for_region(outer, previous, after)


def _precision(
    sentence: Sentence,
    resolution: Resolution,
    index: int,
    phrase: Phrase,
    word: str,
    lexicon: Lexicon,
) -> GeoPrecision:
    words = [t.form for t in _around(phrase)]
    following = _noun_after(sentence, index, lexicon)
    if level(resolution) >= 3 and "of" in words and not _AROUND.intersection(words):
        words = [w for w in words if w not in _PARTS]
    if any(
        f in lexicon.cues["direction"] and f not in lexicon.cues["settlement_word"]
        for f in (*words, *following)
    ):
        return GeoPrecision.AREA
    if level(resolution) == 0:
        return GeoPrecision.COUNTRY
    if resolution.radius_km:
        return GeoPrecision.NEAR if resolution.mention.offset else GeoPrecision.EXACT
    if (
        word in lexicon.cues["near"]
        or word == ON_ROAD
        or any(w in lexicon.cues["near_noun"] for w in (*words, *following))
    ):
        return GeoPrecision.NEAR if level(resolution) >= 2 else GeoPrecision.AREA
    if level(resolution) <= 2:
        return GeoPrecision.AREA
    return GeoPrecision.EXACT


def _around(phrase: Phrase) -> tuple[Token, ...]:
    """Return the words before a name, without those that only say what it is: "the X suburb of"."""
    held = [
        n for n, t in enumerate(phrase.words) if t.place and t.place.mention.role is Role.LITERAL
    ]
    return phrase.words[held[-1] + 1 :] if held else phrase.words


def _noun_after(sentence: Sentence, index: int, lexicon: Lexicon) -> list[str]:
    """Return the word that a name belongs to: "X direction", "X's southern suburbs"."""
    after = [t.form for t in sentence.tokens[index + 1 : index + 6]]
    if after[:2] not in (["'", "s"], ["’", "s"]):
        return after[:1]
    nouns = [form for form in after[2:] if form not in lexicon.cues["filler"]]
    return [form for form in nouns[:1] if form in lexicon.cues["near_noun"]]


def _wording(sentence: Sentence, index: int, lexicon: Lexicon) -> str:
    following = sentence.tokens[index + 1 : index + 2]
    token = sentence.tokens[index]
    if token.place and token.place.spot and token.place.mention.offset:
        return token.place.spot.name
    name = token.text
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
    if _is_sibling(sentence, inner, use):
        return use._replace(use=inner.use, word=inner.word, group=inner.group)
    last = max(u.position for u in before if u.position < use.head or u is inner)
    between = [t.form for t in sentence.between(last, use.head)]
    finer = inner.fineness > use.fineness or _is_shore(use, between) or _is_inside(use, inner)
    aside = inner.fineness >= use.fineness and is_aside_in(between, lexicon)
    aside = aside and not is_next_thing(sentence, inner, use, lexicon)
    if aside or _is_own_region(sentence, use, inner) or (finer and _is_link(between, lexicon)):
        return use._replace(use=Use.CONTEXT, word=inner.text)
    return use


def _is_sibling(sentence: Sentence, inner: PlaceUse, use: PlaceUse) -> bool:
    """Whether two are named alike, as members of a list: "the ridge of X, the ridge of Y"."""
    before = [t.form for t in sentence.tokens[max(0, inner.position - 2) : inner.position]]
    between = [t.form for t in sentence.tokens[inner.position + 1 : use.position]]
    alike = len(before) == 2 and before[1] == "of" and between[-2:] == before
    return alike and between[0] in LIST_WORDS and len(between) <= 5  # ", and the ridge of"


def _is_own_region(sentence: Sentence, use: PlaceUse, inner: PlaceUse) -> bool:
    """Whether a town's region stands after it, though its name was taken for the region's seat."""
    between = [t.form for t in sentence.tokens[inner.position + 1 : use.position]]
    region = (inner.place.admin1_name if inner.place is not None else None) or ""
    return between == [","] and fold(use.resolution.mention.name) == fold(region)


def _is_inside(use: PlaceUse, inner: PlaceUse) -> bool:
    """Whether what the gazetteer lacks lies "in" what it knows: "on the beach of X in Y"."""
    unknown = inner.place is None and use.place is not None
    return unknown and use.word in ("in", "of") and inner.position < use.position


def _is_shore(use: PlaceUse, between: list[str]) -> bool:
    """Water and mountains on whose edge a place lies only locate it."""
    return use.fineness == 2 and bool({"shore", "shores", "bank", "banks", "foot"} & set(between))


def _in_regions(sentence: Sentence, uses: list[PlaceUse], lexicon: Lexicon) -> list[PlaceUse]:
    """Mark a region right before a finer place as what contains it: "In Kut region, X was hit"."""
    result = list(uses)
    for n, (region, inner) in enumerate(pairwise(uses)):
        between = [t.form for t in sentence.tokens[region.position + 1 : inner.head]]
        joined = region.group == inner.group and region.use is inner.use
        beside = [form for form in between if form not in lexicon.cues["type_word"]] == [","]
        if joined and beside and region.fineness < min(3, inner.fineness):
            result[n] = region._replace(use=Use.CONTEXT, word=inner.text)
    return result


def _areas(sentence: Sentence, uses: list[PlaceUse], lexicon: Lexicon) -> list[PlaceUse]:
    """Let "X, Y and Z directions" hold for the whole list."""
    following = {u.group: sentence.tokens[u.position + 1 : u.position + 2] for u in uses}
    areas = {g for g, t in following.items() if t and t[0].form in lexicon.cues["plural_type"]}
    words = {g: following[g][0] for g in areas}
    return [
        u._replace(
            precision=GeoPrecision.AREA, text=f"{_name(sentence, u)} {_singular(words[u.group])}"
        )
        if u.group in areas and u.fineness
        else u
        for u in uses
    ]


def _name(sentence: Sentence, use: PlaceUse) -> str:
    return sentence.tokens[use.position].text


def _singular(word: Token) -> str:
    """Return the type word of one member of a list: directions, axes, counties."""
    irregular = {"axes": "axis", "counties": "county"}
    return irregular.get(word.form) or word.text.removesuffix("s")


def _is_link(between: list[str], lexicon: Lexicon) -> bool:
    """Only "in", "of", commas and descriptions ("a village in the south of") stand between."""
    allowed = lexicon.cues["filler"] | lexicon.cues["type_word"] | lexicon.cues["compass"]
    words = [w for w in between if w not in allowed | _LINKS]
    return len(words) <= 1 and len(between) <= 9 and "and" not in between
