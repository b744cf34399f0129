"""A user's own words: event triggers, word classes, reporting verbs, sources and actors.

One CSV table adds to the packaged ones (``docs/lexicon.md``). Which words are in use is carried
in a context variable while a finder works, so two finders with different words never meet.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from geomap.errors import LexiconError

COLUMNS = ("table", "words", "meaning", "needs")
MEANINGS = {
    "verb": frozenset({"say", "claim", "accuse", "confirm", "deny"}),
    "source": frozenset({"party", "official", "observer", "agency", "witness"}),
    "actor": frozenset({"armed", "group", "named", "police", "crowd", "weapon", "person"}),
}
_TABLES = ("trigger", "class", *MEANINGS)


@dataclass(frozen=True, eq=False)  # compared by identity: it keys caches
class Vocabulary:
    """The words that a user adds; ``triggers`` and ``classes`` keep their rows for messages."""

    triggers: tuple[tuple[int, str, str, str], ...] = ()  # row, pattern, type, needs
    classes: tuple[tuple[int, str, str], ...] = ()  # row, words, class
    verbs: dict[str, str] = field(default_factory=dict)  # form -> stance
    sources: dict[str, str] = field(default_factory=dict)  # noun -> kind
    actors: dict[str, str] = field(default_factory=dict)  # noun -> kind
    file: str = ""


NONE = Vocabulary()
_active: ContextVar[Vocabulary] = ContextVar("geomap_vocabulary", default=NONE)


def active() -> Vocabulary:
    """Return the user's words that the finder at work uses."""
    return _active.get()


@contextmanager
def using(vocabulary: Vocabulary) -> Iterator[None]:
    """Use ``vocabulary`` within the block, in this thread or task alone."""
    token = _active.set(vocabulary)
    try:
        yield
    finally:
        _active.reset(token)


def read_vocabulary(path: str | Path) -> Vocabulary:
    """Read a user's table.

    Raises:
        LexiconError: if it cannot be read or a row breaks the format; names file and row.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read ({error})") from None
    rows = [
        (number, [cell.strip() for cell in next(csv.reader([line]))])
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise LexiconError(f"{path}, row 1: the header must be {','.join(COLUMNS)}")
    for number, cells in rows[1:]:
        _check(f"{path}, row {number}", cells)
    return _vocabulary(path, rows[1:])


def _check(where: str, cells: list[str]) -> None:
    if len(cells) != len(COLUMNS):
        raise LexiconError(f"{where}: {len(cells)} cells, expected {len(COLUMNS)}")
    table, words, meaning, needs = cells
    if table not in _TABLES:
        raise LexiconError(f"{where}: table {table!r} is none of {', '.join(_TABLES)}")
    if not words or not meaning:
        raise LexiconError(f"{where}: words and meaning may not be empty")
    if needs and table != "trigger":
        raise LexiconError(f"{where}: only a trigger may have needs")
    if table in MEANINGS and meaning not in MEANINGS[table]:
        choices = ", ".join(sorted(MEANINGS[table]))
        raise LexiconError(f"{where}: {meaning!r} is no meaning of a {table}; one of {choices}")


def _vocabulary(path: Path, rows: list[tuple[int, list[str]]]) -> Vocabulary:
    def listed(table: str) -> dict[str, str]:
        return {
            word.strip(): cells[2]
            for _, cells in rows
            if cells[0] == table
            for word in cells[1].split("|")
        }

    return Vocabulary(
        tuple((n, c[1], c[2], c[3]) for n, c in rows if c[0] == "trigger"),
        tuple((n, c[1], c[2]) for n, c in rows if c[0] == "class"),
        listed("verb"),
        listed("source"),
        listed("actor"),
        str(path),
    )


_Tree = dict[str, "_Tree"]  # letter -> what may follow it; "" where a word ends


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of ``words``, the longest first.

    It is a tree of their beginnings, "(?:se(?:a|nt))", which is matched several times as fast as a
    list: a position is refused at its first letter. Letters in both cases are different branches.
    """
    tree: _Tree = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _written(tree)


def _written(tree: _Tree) -> str:
    start = ""
    while len(tree) == 1 and "" not in tree:  # in a loop, since words may be long
        ((letter, tree),) = tree.items()
        start += re.escape(letter)
    return start + _forked(tree)


def _forked(tree: _Tree) -> str:
    branches = [re.escape(letter) + _written(below) for letter, below in tree.items() if letter]
    if "" in tree:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return f"(?:{'|'.join(branches)})"


_slots: dict[str, Callable[[], Iterable[str]]] = {}  # filled while modules are imported


def slot(name: str, words: Callable[[], Iterable[str]]) -> str:
    """Return the mark to put into patterns for what ``words`` answers when they are used."""
    _slots[name] = words
    return f"⟨{name}⟩"


class OpenPattern:
    """A regular expression with slots, compiled once for each vocabulary that is used."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags
        self._compiled: dict[Vocabulary, re.Pattern[str]] = {}

    @property
    def now(self) -> re.Pattern[str]:
        """The expression for the words in use."""
        found = self._compiled.get(active())
        return found if found is not None else self._compile()

    def _compile(self) -> re.Pattern[str]:
        pattern = self.pattern
        for name, words in _slots.items():
            if f"⟨{name}⟩" in pattern:
                pattern = pattern.replace(f"⟨{name}⟩", alternatives(words()))
        return self._compiled.setdefault(active(), re.compile(pattern, self.flags))

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        """Search ``text`` within ``bounds``."""
        return self.now.search(text, *bounds)

    def match(self, text: str, *bounds: int) -> re.Match[str] | None:
        """Match at the start of ``bounds``."""
        return self.now.match(text, *bounds)

    def fullmatch(self, text: str, *bounds: int) -> re.Match[str] | None:
        """Match all of ``bounds``."""
        return self.now.fullmatch(text, *bounds)

    def findall(self, text: str) -> list[str]:
        """Return the matches of a pattern without groups in ``text``."""
        return [match.group() for match in self.now.finditer(text)]

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match[str]]:
        """Yield the matches within ``bounds``."""
        return self.now.finditer(text, *bounds)
