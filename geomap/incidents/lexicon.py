"""Read the tables of event words: what the words are, what type they mean, what they need.

Tables are data that users extend, so every fault names the file, the row and the reason.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from geomap.errors import LexiconError
from geomap.incidents.vocabulary import NONE as NO_WORDS
from geomap.incidents.vocabulary import Vocabulary
from geomap.models import IncidentType
from geomap.resources import packaged

GAP = "*"
_OWN_FIRST = 1_000_000  # subtracted from the rows of a user's triggers, which come first
NONE = "none"  # the words are no event
CONTEXT = "context"  # the type is that of the story told so far
STRENGTHS = ("strong", "weak", "effect", "none")
WHERE = ("sentence", "document", "object", "subject")
_NAMES = ("place", "name")  # word classes that the recogniser or a capital decides, not a list
_VOWELS = "aeiou"
_DOUBLING = re.compile(r"[^aeiou]*[aeiou][bdgkmnprt]")  # zap, zapped
_Conjugations = dict[str, dict[str, tuple[str, ...]]]  # lemma -> third, past, participle, gerund


class Need(NamedTuple):
    """What must (or must not) stand near a trigger: ``word_class`` somewhere in ``where``."""

    where: str
    word_class: str
    wanted: bool


class Pattern(NamedTuple):
    """A trigger: one set of word forms a position (None: up to four words), and what it means."""

    forms: tuple[frozenset[str] | None, ...]
    type: IncidentType | None
    needs: tuple[Need, ...]
    strength: str
    words: str
    row: int
    verbal: frozenset[str] = frozenset()  # first forms that are a noun too, here meant as verbs


class Lexicon(NamedTuple):
    """All patterns by each form that they may begin with, word classes, participles, cues."""

    patterns: dict[str, tuple[Pattern, ...]]
    classes: dict[str, frozenset[str]]
    participles: frozenset[str]
    finite: frozenset[str]
    cues: dict[str, frozenset[str]]


@cache
def packaged_lexicon() -> Lexicon:
    """Return the event lexicon that ships under ``data/lexicon/events``."""
    return load_lexicon(packaged("data", "lexicon", "events"))


def load_lexicon(folder: Path, own: Vocabulary = NO_WORDS) -> Lexicon:
    """Read ``triggers.csv``, ``classes.csv``, ``irregular.csv`` and ``cues.csv`` of ``folder``.

    The triggers of a user's ``own`` words win over packaged ones of the same length.

    Raises:
        LexiconError: naming file, row and reason, if a table breaks its format.
    """
    verbs = _irregular(folder / "irregular.csv")
    classes = _word_lists(folder / "classes.csv", "class", verbs)
    for _, words, name in own.classes:
        forms = {form for word in words.split("|") for form in _expand(word, verbs)}
        classes[name] = classes.get(name, frozenset()) | forms
    patterns = [
        *_own_patterns(own, verbs, classes),
        *_patterns(folder / "triggers.csv", verbs, classes),
    ]
    index: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for form in sorted(pattern.forms[0] or ()):
            index.setdefault(form, []).append(pattern)
    return Lexicon(
        {form: tuple(found) for form, found in index.items()},
        classes,
        frozenset(f for forms in verbs.values() for f in forms["participle"]),
        frozenset(f for forms in verbs.values() for k in ("past", "third") for f in forms[k]),
        _cues(folder / "cues.csv", verbs),
    )


def _cues(path: Path, verbs: _Conjugations) -> dict[str, frozenset[str]]:
    """Return the cues of a table, which must hold all that the packaged one holds."""
    cues = _word_lists(path, "cue", verbs)
    ours = packaged("data", "lexicon", "events", "cues.csv")
    missing = {cells[0] for _, cells in _rows(ours, ("cue", "words"))} - cues.keys()
    if missing:
        raise LexiconError(
            f"{path.name}: no row for {', '.join(sorted(missing))}; copy these from {ours}"
        )
    return cues


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(line for line in file if not line.startswith("#"))
        header = next(reader, [])
        if tuple(header) != columns:
            raise LexiconError(f"{path.name}, row 1: header must be {','.join(columns)}")
        for number, cells in enumerate(reader, 2):
            if len(cells) != len(columns):
                raise LexiconError(
                    f"{path.name}, row {number}: {len(cells)} cells, expected {len(columns)}"
                )
            if not cells[0].strip():
                raise LexiconError(f"{path.name}, row {number}: {columns[0]} is empty")
            yield number, [cell.strip() for cell in cells]


def _irregular(path: Path) -> _Conjugations:
    columns = ("lemma", "third", "past", "participle", "gerund")
    return {
        cells[0]: {
            column: tuple(cell.split("|"))
            for column, cell in zip(columns[1:], cells[1:], strict=True)
        }
        for _, cells in _rows(path, columns)
    }


def _word_lists(path: Path, first: str, verbs: _Conjugations) -> dict[str, frozenset[str]]:
    result: dict[str, set[str]] = {}
    for _, (name, words) in _rows(path, (first, "words")):
        forms = {form for word in words.split("|") for form in _expand(word, verbs)}
        result.setdefault(name, set()).update(forms)
    return {name: frozenset(forms) for name, forms in result.items()}


def _expand(word: str, verbs: _Conjugations) -> set[str]:
    """Return all forms of ``lemma/v`` or ``lemma/n``; a word without a tag stands for itself."""
    lemma, _, tag = word.strip().partition("/")
    if tag == "n":
        return {lemma, plural(lemma)}
    if tag == "v":
        forms = verbs.get(lemma) or regular(lemma)
        verbs.setdefault(lemma, forms)
        return {lemma, *(form for kind in forms.values() for form in kind)}
    return {lemma}


def plural(noun: str) -> str:
    """Return the regular plural of a noun: raids, clashes, robberies."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh", "z")) else "s")


def regular(lemma: str) -> dict[str, tuple[str, ...]]:
    """Return the regular forms of a verb: shells, shelled, shelling."""
    if _DOUBLING.fullmatch(lemma):
        stem = lemma + lemma[-1]
        return _conjugation(plural(lemma), stem + "ed", stem + "ing")
    if lemma.endswith("e"):
        past, gerund = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        past, gerund = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, gerund = lemma + "ed", lemma + "ing"
    return _conjugation(plural(lemma), past, gerund)


def _conjugation(third: str, past: str, gerund: str) -> dict[str, tuple[str, ...]]:
    return {"third": (third,), "past": (past,), "participle": (past,), "gerund": (gerund,)}


def _patterns(
    path: Path,
    verbs: _Conjugations,
    classes: dict[str, frozenset[str]],
) -> Iterator[Pattern]:
    for number, (words, kind, needs, strength) in _rows(
        path, ("pattern", "type", "needs", "strength")
    ):
        cells = (words, kind, needs, strength)
        yield _pattern(f"{path.name}, row {number}", number, cells, verbs, classes)


def _own_patterns(
    own: Vocabulary, verbs: _Conjugations, classes: dict[str, frozenset[str]]
) -> Iterator[Pattern]:
    """Yield the user's triggers: ``type`` is strong, ``type:weak`` says how strong it is."""
    for number, words, meaning, needs in own.triggers:
        kind, _, strength = meaning.partition(":")
        strength = strength or (NONE if kind == NONE else "strong")
        where = f"{own.file}, row {number}"
        cells = (words, kind, needs, strength)
        yield _pattern(where, number - _OWN_FIRST, cells, verbs, classes)


def _pattern(
    where: str,
    number: int,
    cells: tuple[str, str, str, str],
    verbs: _Conjugations,
    classes: dict[str, frozenset[str]],
) -> Pattern:
    words, kind, needs, strength = cells
    if (strength == NONE) != (kind == NONE):
        raise LexiconError(f"{where}: type and strength are both none, or neither")
    if strength not in STRENGTHS:
        raise LexiconError(f"{where}: strength {strength!r} is none of {', '.join(STRENGTHS)}")
    if words.startswith(GAP):
        raise LexiconError(f"{where}: a pattern may not begin with a gap")
    return Pattern(
        tuple(_forms(part, verbs) for part in words.split()),
        _type(kind, where),
        tuple(_need(need, classes, where) for need in needs.split(";") if need),
        strength,
        words,
        number,
        _verbal(words.split()[0], verbs),
    )


def _verbal(part: str, verbs: _Conjugations) -> frozenset[str]:
    """Return the forms of verbs in ``part`` that read as nouns after an article, unless listed."""
    words = [word.strip().partition("/") for word in part.split("|")]
    nouns = {form for word in part.split("|") if "/v" not in word for form in _expand(word, verbs)}
    forms = {
        form
        for lemma, _, tag in words
        if tag == "v"
        for form in (lemma, plural(lemma), *(verbs.get(lemma) or regular(lemma))["gerund"])
    }
    return frozenset(forms - nouns)


def _forms(part: str, verbs: _Conjugations) -> frozenset[str] | None:
    if part == GAP:
        return None
    return frozenset(form for word in part.split("|") for form in _expand(word, verbs))


def _type(kind: str, where: str) -> IncidentType | None:
    if kind in (NONE, CONTEXT):
        return None
    try:
        return IncidentType(kind)
    except ValueError:
        raise LexiconError(f"{where}: {kind!r} is no incident type") from None


def _need(text: str, classes: dict[str, frozenset[str]], where: str) -> Need:
    wanted = not text.startswith("!")
    place, _, word_class = text.lstrip("!").partition(":")
    if (place, word_class) == ("place", ""):
        return Need("sentence", "place", wanted)
    if place not in WHERE or (word_class not in classes and word_class not in _NAMES):
        raise LexiconError(f"{where}: need {text!r} names no known scope and word class")
    return Need(place, word_class, wanted)
