"""What others say to what was told: denials, rebuffs and confirmations in the sentences after."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from geomap.incidents.clauses import sentences_of
from geomap.incidents.reporting import alternatives
from geomap.incidents.sides import side_of
from geomap.incidents.speakers import Speaker, full_name, speaker_before, subject_at
from geomap.incidents.statements import Statement, statements
from geomap.incidents.tables import function_words, words_of
from geomap.text import Bounds

_REACH = 4  # sentences after the incident within which an answer to it is looked for
_OBJECT = 80  # characters after a verb of answering in which it says to what
_USES = frozenset({"act", "aim", "around", "loss", "own", "rebuff"})


def _words(use: str) -> str:
    return alternatives(words_of("answers.csv", use, _USES))


_ACT = re.compile(rf"\b(?:{_words('act')})", re.IGNORECASE)
_AIM = re.compile(
    rf"\s(?:that (?:it|they) )?(?:having |had )?(?:\w+ly )?(?:{_words('aim')})", re.IGNORECASE
)
_OWN = re.compile(rf"\b(?:{_words('own')})\b", re.IGNORECASE)
_LOSS = re.compile(rf"\b(?:{_words('loss')})", re.IGNORECASE)
_REBUFF = re.compile(
    r"\b(?:calls?|called|describes?|described|dismiss\w*|speaks? of"
    rf"|spoke of)\b.{{0,60}}?\b(?:{_words('rebuff')})",
    re.IGNORECASE,
)
_GENERIC_OBJECT = re.compile(
    r"\s(?:it\b|this|that(?=\s?[.,;])|these|them|involvement|responsibility"
    r"|any (?:part|involvement|role|responsibility|link)"
    r"|the (?:\w+ )?(?:claims?|accusations?|reports?|charges?|allegations?|account|attack"
    r"|version)|all|everything|as much|the same"
    r"|(?:each|both|every one|any) of (?:it|them|the|these|those|its|their)"
    r"|(?:the|this|its|his|her|their) [\w-]+(?: [\w-]+)?(?=[.,;]|\s(?:on|in|to|at|but|and)\b)"
    r"|(?:\w+ )?(?:claims|accusations|allegations|charges)\b"
    r"|as (?:\w+ ){0,2}\w+(?=[.,;])"  # "a claim that Baku rejected [as baseless]"
    r"|having (?:\w+ ){1,2}any(?:thing|one|body)\b|having done|doing)",
    re.IGNORECASE,
)
NOT = re.compile(
    r"(?:\b(?:not|cannot|could not|never|declined to|refused to|neither)\b[^.;]{0,12}"
    r"|\b(?:nobody|no[ -]one|none|no (?:\w+ ){0,2}\w+)"
    r"(?:\s(?:has|have|had|could|can|yet|so far|independently|immediately))*\s)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w’'-]{2,}")
_ITSELF = re.compile(r"(?P<name>[A-ZÀ-Þ][\w’'-]{2,})(?: city| town)? (?:itself|proper)\b")
_NOT_AROUND = rf"(?!\s(?:{_words('around')})\b)"
_THERE = re.compile(  # no "on Monday"
    r"(?:\s\w+){0,2}?\s(?:in|at|near) (?:the )?(?P<name>[A-ZÀ-Þ][\w’'-]{2,})"
)
_REPORT = re.compile(
    r"\b(?:the|this|such) (?:\w+ )?(?:reports?|claims?|allegations?|accusations?)\b"
)
# What was told right before: "called [this claim] ridiculous".
_THAT_REPORT = re.compile(r"\s(?:that|this) (?:\w+ )?(?:report|claim|account|version|allegation)\b")
_ALL = re.compile(
    r"\s(?:that )?(?:having )?(?:\w+ )?(?:anything|all|both|everything|any of|every|each|either)\b"
)
# "said that no shot had been fired", "insisted it had not attacked": what is told did not happen.
_NEGATED = re.compile(
    r"(?:\s(?:in|on|via|at|through)\s[^.;:,]{2,40}?\sthat)?\s(?:that\s)?"
    r"(?:no(?:ne)?\b|(?:it|they|he|she|its|their|our|the)\b[^.;:,]{0,40}?"
    rf"\b(?:not|never)\b)[^.;:,]{{0,30}}?\b(?:{_words('act')})",
    re.IGNORECASE,
)


def answers(
    text: str, near: Sequence[Bounds], others: Collection[Bounds] = ()
) -> Iterable[tuple[Bounds, Statement]]:
    """Yield the statements and rebuffs of the sentences ``near`` an incident.

    Who says that it did not do it denies it. After a paragraph begins with another incident (a
    sentence of ``others``) only who denies everything still answers; who rejects "that report"
    after one answers that.
    """
    elsewhere = False
    for number, sentence in enumerate(near):
        begins = number > 0 and "\n" in text[near[number - 1].end : sentence.start]
        elsewhere |= begins and sentence in others
        after_another = number > 0 and near[number - 1] in others
        for answer in _answers(text, sentence):
            if elsewhere and not _ALL.match(text, answer.verb.end):
                continue
            if after_another and _THAT_REPORT.search(text, answer.verb.start, sentence.end):
                continue
            yield sentence, answer


def _answers(text: str, sentence: Bounds) -> Iterable[Statement]:
    for said in statements(text, sentence):
        says = said.stance in ("say", "claim")
        negated = says and _NEGATED.match(text, said.verb.end, sentence.end)
        yield said._replace(stance="deny") if negated else said
    for match in _REBUFF.finditer(text, *sentence):
        if speaker := _rebuffer(text, sentence, match.start()):
            yield Statement(speaker, Bounds(*match.span()), "deny", trailing=False)


def within_reach(text: str, evidence: Sequence[Bounds]) -> list[Bounds]:
    """Return the sentences of the evidence, of its paragraphs from there on, and a few after it."""
    told = sentences_of(text)
    first = bisect_left(told, (min(s.start for s in evidence), 0))
    last = bisect_left(told, (max(s.end for s in evidence), 0))
    between = in_paragraphs(text, told[first:last], evidence)
    return [*sorted({*evidence, *between}), *told[last : last + _REACH]]


def in_paragraphs(text: str, near: Sequence[Bounds], evidence: Sequence[Bounds]) -> list[Bounds]:
    """Return those of ``near`` between which and some of the evidence no line ends."""
    starts = {text.rfind("\n", 0, s.start) for s in evidence}
    ends = {text.rfind("\n", 0, s.end) for s in evidence}
    return [
        s
        for s in near
        if text.rfind("\n", 0, s.end) in starts or text.rfind("\n", 0, s.start) in ends
    ]


def _rebuffer(text: str, sentence: Bounds, position: int) -> Speaker | None:
    cuts = (m.end() for m in re.finditer(r"[;:]\s", text[sentence.start : position]))
    start = sentence.start + max(cuts, default=0)
    return speaker_before(text, start, position) or subject_at(text, start, position)


def concerns(
    text: str,
    sentence: Bounds,
    answer: Statement,
    evidence: Sequence[Bounds],
    *,
    accused: bool = False,
) -> bool:
    """Tell whether an answer is about what the ``evidence`` tells: "denied it", "laid no mines".

    Args:
        text: the text into which all bounds point.
        sentence: that of the answer.
        answer: the denial or confirmation.
        evidence: the sentences that tell of the incident.
        accused: whether it is the answer of the one who is said to have done it: then any act
            that it denies is what it is accused of.
    """
    end = answer.verb.end
    if _AIM.match(text, end):
        return False
    if not answer.trailing and (all_of_it := _GENERIC_OBJECT.match(text, end)):
        return not _is_elsewhere(text, all_of_it.end(), sentence, evidence)
    if _REBUFF.match(text, answer.verb.start):
        return True
    clause = _clause(text, sentence, answer)
    words = text[clause.start : clause.end]
    if names_another(text, sentence, answer, evidence):
        return False
    if accused and _ACT.search(words):
        return True
    told = _told(text, evidence, Bounds(min(clause.start, answer.verb.start), clause.end))
    long = set(re.findall(r"[^\W\d_]{4,}", words)) - function_words("any")
    return not long or any(word[:5].casefold().rstrip("s") in told for word in long)


def rejects_report(text: str, sentence: Bounds, answer: Statement) -> bool:
    """Tell whether an answer rejects what is told: "called [the report] false"."""
    end = min(sentence.end, answer.verb.end + _OBJECT)
    return answer.stance == "deny" and _REPORT.search(text, answer.verb.start, end) is not None


def names_another(
    text: str, sentence: Bounds, answer: Statement, evidence: Sequence[Bounds]
) -> bool:
    """Whether an answer names places, and none that the evidence names.

    A place "itself" is set against what was told of its surroundings.
    """
    clause = _clause(text, sentence, answer)
    told = _told(text, evidence, Bounds(min(clause.start, answer.verb.start), clause.end))
    if (itself := _ITSELF.search(text, *clause)) and side_of(itself["name"]) is None:
        own = rf"(?<!near )(?<!around )\b{re.escape(itself['name'].casefold())}\b{_NOT_AROUND}"
        return re.search(own, told) is None
    found = _NAME.findall(text[clause.start : clause.end])
    names = [name.casefold() for name in found if side_of(name) is None]
    return bool(names) and not any(name in told for name in names)


def _is_elsewhere(text: str, end: int, sentence: Bounds, evidence: Sequence[Bounds]) -> bool:
    """Whether the object of an answer goes on with a place of no evidence: "a role [in Aro]"."""
    place = _THERE.match(text, end, sentence.end)
    if place is None or side_of(place["name"]):
        return False
    return place["name"].casefold() not in _told(text, evidence, Bounds(*place.span()))


def _clause(text: str, sentence: Bounds, answer: Statement) -> Bounds:
    """Return where an answer says what is so: after its verb, or before who closes it."""
    if answer.trailing:
        return Bounds(sentence.start, max(sentence.start, answer.speaker.start))
    end = answer.verb.end
    clause = re.split(r"[.;:]\s|\band (?:said|says|accused)\b", text[end : end + _OBJECT])[0]
    return Bounds(end, end + len(clause))


def is_of_loss(text: str, sentence: Bounds, answer: Statement) -> bool:
    """Whether somebody admits to have lost ground: "conceded that its men had left".

    Where another place is named, it is the loss of that.
    """
    clause = _clause(text, sentence, answer)
    named = any(side_of(name) is None for name in _NAME.findall(text[clause.start : clause.end]))
    return not named and _LOSS.search(text, *clause) is not None


def is_owned(text: str, sentence: Bounds) -> bool:
    """Whether a sentence says that somebody claims the deed: "the group took responsibility"."""
    own = _OWN.search(text, *sentence)
    return own is not None and not NOT.search(text, sentence.start, own.start())


def _told(text: str, evidence: Iterable[Bounds], answer: Bounds) -> str:
    """Return the words of the evidence without those of the answer, in lower case."""
    parts = []
    for start, end in evidence:
        if answer.start < end and answer.end > start:
            parts += [text[start : answer.start], text[min(answer.end, end) : end]]
        else:
            parts.append(text[start:end])
    return " ".join(parts).casefold()


def accuser(text: str, evidence: Sequence[Bounds]) -> str | None:
    """Return who first accuses somebody of what the ``evidence`` tells, in it or after it."""
    for sentence in within_reach(text, evidence):
        for said in statements(text, sentence):
            if said.stance == "accuse":
                return full_name(text, said.speaker)
    return None
