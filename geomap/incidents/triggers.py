"""Find the words that tell of events, and what type they mean where they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from geomap.incidents.lexicon import NONE, Lexicon, Need, Pattern
from geomap.incidents.tokens import Sentence, Token, is_strong
from geomap.incidents.uses import level
from geomap.models import IncidentType, Role

_GAP = 4
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})
_REACH = 12
_OBJECT_REACH = 7
# Months that are also verbs; a capital inside a sentence shows the month.
_MONTHS = frozenset({"march", "may"})


_DETERMINERS = frozenset({"the", "this", "that"})
_EXISTS = frozenset(
    {"is", "was", "are", "were", "has", "have", "had", "can", "could", "will", "would"}
)


class Trigger(NamedTuple):
    """An occurrence of a pattern: token positions ``first`` to ``last`` (included)."""

    sentence: Sentence
    first: int
    last: int
    type: IncidentType | None  # None: that of the story so far
    strength: str
    words: str

    @property
    def told_type(self) -> IncidentType:
        """The type, once that of the story has been filled in."""
        return self.type or IncidentType.OTHER

    @property
    def start(self) -> int:
        """Where the trigger begins in the text."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where the trigger ends in the text (exclusive)."""
        return self.sentence.tokens[self.last].end


class _Found(NamedTuple):
    first: int
    last: int
    literal: int
    pattern: Pattern


def document_classes(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> frozenset[str]:
    """Return the word classes that occur anywhere in the document."""
    forms = {token.form for sentence in sentences for token in sentence.tokens}
    return frozenset(name for name, words in lexicon.classes.items() if words & forms)


class Findings(NamedTuple):
    """The triggers of a sentence, and the tokens whose words tell of no event ("film was shot")."""

    triggers: tuple[Trigger, ...]
    idle: frozenset[int]


def find_triggers(
    sentence: Sentence, lexicon: Lexicon, document: frozenset[str]
) -> tuple[Trigger, ...]:
    """Return the triggers of ``sentence``, in order, not overlapping; the longest pattern wins."""
    return findings(sentence, lexicon, document).triggers


def findings(sentence: Sentence, lexicon: Lexicon, document: frozenset[str]) -> Findings:
    """Return what `find_triggers` does, and what the lists know to be no event."""
    found = [
        match
        for first, token in enumerate(sentence.tokens)
        if token.form in lexicon.patterns and token.place is None
        if not _is_month(sentence, first) and not _is_attribute(sentence.tokens, first, lexicon)
        for match in _matches(sentence, first, lexicon)
    ]
    taken: set[int] = set()
    chosen: list[_Found] = []
    for match in sorted(found, key=lambda m: (-m.literal, m.last - m.first, m.pattern.row)):
        span = range(match.first, match.last + 1)
        if taken.isdisjoint(span) and _holds(sentence, match, lexicon, document):
            taken.update(span)
            chosen.append(match)
    triggers: list[Trigger] = []
    idle: set[int] = set()
    for m in sorted(chosen):
        if m.pattern.strength == NONE:
            idle.update(range(m.first, m.last + 1))
            continue
        trigger = Trigger(
            sentence, m.first, m.last, m.pattern.type, m.pattern.strength, m.pattern.words
        )
        triggers.append(_as_result(trigger, triggers, lexicon))
    told = tuple(_as_harm(t, triggers[n + 1 :], lexicon) for n, t in enumerate(triggers))
    return Findings(told, frozenset(idle))


def _as_result(trigger: Trigger, before: list[Trigger], lexicon: Lexicon) -> Trigger:
    """Make ", killing five" what came of the event told before it, and no event of its own."""
    tokens = trigger.sentence.tokens
    result = tokens[trigger.first].form in lexicon.cues["result"]
    if not result or not before or tokens[trigger.first - 1].form != ",":
        return trigger
    return trigger._replace(type=before[-1].type, strength="effect")


def _as_harm(trigger: Trigger, after: list[Trigger], lexicon: Lexicon) -> Trigger:
    """Make "three were killed when ..." what came of the event that is told next."""
    tokens = trigger.sentence.tokens
    joined = tokens[trigger.last + 1 : trigger.last + 2]
    when = bool(joined) and joined[0].form in ("when", "as", "after")
    cause = next((t for t in after if t.strength == "strong"), None)
    if cause is None or not when or tokens[trigger.last].form not in lexicon.cues["harmed"]:
        return trigger
    return trigger._replace(type=cause.type, strength="effect")


def _is_month(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    opens = index == 0 and not any(t.text.isdigit() for t in sentence.tokens[1:2])
    return token.form in _MONTHS and token.text[0].isupper() and not opens


def _matches(sentence: Sentence, first: int, lexicon: Lexicon) -> Iterator[_Found]:
    form = sentence.tokens[first].form
    noun = _reads_as_noun(sentence, first, lexicon)
    for pattern in lexicon.patterns[form]:
        if noun and form in pattern.verbal:
            continue
        last = _match(sentence.tokens, first, pattern.forms, lexicon)
        if last is not None:
            literal = sum(forms is not None for forms in pattern.forms)
            yield _Found(first, last, literal, pattern)


def _reads_as_noun(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether the word before shows a noun: an article, a preposition, an ordinal ("a fire")."""
    if _names_a_deed(sentence, index, lexicon):
        return False
    if index == 0 or _is_name(sentence, index):
        return not sentence.tokens[index].form.endswith("ing")
    before = sentence.tokens[index - 1].form
    owned = sentence.tokens[index - 1].text.endswith(("'s", "’s"))
    if before in lexicon.cues["noun_sign"] or owned:
        return True
    thing = before in lexicon.classes["vehicle"] or before in lexicon.classes["structure"]
    return thing and sentence.tokens[index].form in lexicon.classes["firewords"]


def _is_name(sentence: Sentence, index: int) -> bool:
    """Whether a word begins a name: "Storm Ada"."""
    return all(t.text[0].isupper() for t in sentence.tokens[index : index + 2])


def _names_a_deed(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a verb is made the noun of what was done: "the storming of the barracks".

    "Since the beginning of May" names none.
    """
    form, following = sentence.tokens[index].form, sentence.tokens[index + 1 : index + 2]
    names = form.endswith("ing") and form not in lexicon.cues["assertive"]
    return names and bool(following) and following[0].form == "of"


def _is_attribute(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    """Whether a participle only describes a noun: "a son of the jailed kingpin".

    "The shelled towns, X and Y" tells an event: a place stands near.
    """
    if index == 0 or index + 1 >= len(tokens) or tokens[index - 1].form not in _ARTICLES:
        return False
    form, after = tokens[index].form, tokens[index + 1]
    participle = form in lexicon.participles and form.endswith("ed")
    noun = after.text.isalpha() and after.text[0].islower()
    placed = any(token.place is not None for token in tokens[index + 1 : index + 4])
    return participle and noun and not placed and after.form not in lexicon.cues["after_object"]


def _match(
    tokens: tuple[Token, ...],
    first: int,
    forms: tuple[frozenset[str] | None, ...],
    lexicon: Lexicon,
) -> int | None:
    """Return the position of the last token of the shortest match that begins at ``first``."""
    position, gap = first + 1, 0  # patterns are found by their first form
    for wanted in forms[1:]:
        if wanted is None:
            gap = _GAP
            continue
        while position < len(tokens) and tokens[position].form not in wanted:
            if not gap or _breaks(tokens[position], lexicon):
                return None
            gap -= 1
            position += 1
        if position == len(tokens):
            return None
        position, gap = position + 1, 0
    return position - 1


def _breaks(token: Token, lexicon: Lexicon) -> bool:
    """Whether no pattern reaches over a word: "killed when a passenger ..."."""
    return is_strong(token) or token.form == "," or token.form in lexicon.cues["subordinate"]


def _holds(sentence: Sentence, match: _Found, lexicon: Lexicon, document: frozenset[str]) -> bool:
    return all(
        _is_met(sentence, match, need, lexicon, document) == need.wanted
        for need in match.pattern.needs
    )


def _is_met(
    sentence: Sentence, match: _Found, need: Need, lexicon: Lexicon, document: frozenset[str]
) -> bool:
    if need.where == "document":
        return need.word_class in document
    if need.word_class == "place":
        return _has_place(sentence, match, need.where, lexicon)
    if need.word_class == "name":
        return _names_somebody(sentence.tokens[match.last + 1 :])
    words = lexicon.classes[need.word_class]
    if need.where == "sentence":
        ends = (match.first, match.last)
        return any(t.form in words for i, t in enumerate(sentence.tokens) if i not in ends)
    return any(token.form in words for token in _side(sentence, match, need.where))


def _names_somebody(after: tuple[Token, ...]) -> bool:
    """Whether two words with capitals, or one before a comma, follow: "captured Ana Ortiz"."""
    named = [t.place is None and t.text[:1].isupper() and t.text.isalpha() for t in after[:2]]
    return len(named) == 2 and named[0] and (named[1] or after[1].form == ",")


def _side(sentence: Sentence, match: _Found, where: str) -> tuple[Token, ...]:
    """Return the tokens before (subject) or after (object) the match, up to a strong mark."""
    tokens = sentence.tokens
    if where == "object":
        side = tokens[match.last + 1 : match.last + 1 + _REACH]
    else:
        side = tokens[max(0, match.first - _REACH) : match.first][::-1]
    cut = next((i for i, token in enumerate(side) if is_strong(token)), len(side))
    return side[:cut]


def _has_place(sentence: Sentence, match: _Found, where: str, lexicon: Lexicon) -> bool:
    tokens = sentence.tokens
    if where == "sentence":
        return any(map(_is_literal, tokens)) or points_back(tokens, lexicon) is not None
    if where == "object":
        return _reaches(tokens[match.last + 1 :], lexicon, lexicon.cues["preposition"] - {"of"})
    allowed = lexicon.cues["adverb"] | lexicon.cues["type_word"]
    for token in tokens[max(0, match.first - 4) : match.first][::-1]:
        if token.place is not None:
            return token.place.mention.role is Role.LITERAL
        if token.form not in allowed:
            return False
    return False


def _reaches(tokens: tuple[Token, ...], lexicon: Lexicon, stop: frozenset[str]) -> bool:
    for token in tokens[:_OBJECT_REACH]:
        if token.place is not None:
            if token.place.mention.role is Role.LITERAL:
                return True
            continue
        if token.form in stop or not token.form[0].isalnum():
            return False
        if token.form in lexicon.cues["barrier"]:
            return False
    return False


def points_back(tokens: tuple[Token, ...], lexicon: Lexicon) -> int | None:
    """Return where the sentence points to a place named before: "there", "the village"."""
    for index, token in enumerate(tokens):
        if token.place is not None:
            points = names_by_region(tokens, index, lexicon)
        elif token.form == "there":
            points = index + 1 < len(tokens) and tokens[index + 1].form not in _EXISTS
        else:
            points = token.form in _DETERMINERS and _is_settlement(tokens, index + 1, lexicon)
        if points:
            return index
    return None


def _is_settlement(tokens: tuple[Token, ...], start: int, lexicon: Lexicon) -> bool:
    """Whether "[same] village", "compound" stands there, without a name of its own behind it."""
    if start < len(tokens) and tokens[start].form == "same":
        start += 1
    following = tokens[start : start + 2]
    known = lexicon.cues["settlement_word"] | lexicon.cues["site_word"]
    if len(following) < 2 or following[0].form not in known:
        return False
    if following[0].form in lexicon.cues["capital"]:
        return False
    return following[1].form != "of" and following[1].place is None


def names_by_region(tokens: tuple[Token, ...], position: int, lexicon: Lexicon) -> bool:
    """Whether a coarse place only says which town is meant: "the Darfur town was bombed"."""
    place = tokens[position].place
    if place is None or position == 0 or tokens[position - 1].form not in _DETERMINERS:
        return False
    following = tokens[position + 1 : position + 3]
    if level(place) > 2 or not following:
        return False
    named = len(following) == 2 and (following[1].form == "of" or following[1].place is not None)
    return not named and following[0].form in lexicon.cues["settlement_word"]


def _is_literal(token: Token) -> bool:
    return token.place is not None and token.place.mention.role is Role.LITERAL
