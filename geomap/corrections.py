"""What a user knows better: a table of names and what they mean, which wins over the model.

A CSV file in UTF-8 (commas, semicolons or tabs) with the columns `name`, `document` (a report's
id; empty for all reports) and `id` (of the gazetteer, as `geomap lookup` shows it; empty or "-"
where the name is no place or shall be left open). Other columns are for the user's notes.
"""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

from geomap.errors import CorrectionError
from geomap.models import Candidate, Document, Feature, Mention, Place, Resolution
from geomap.resources import why_unread
from geomap.text import fold

_COLUMNS = ("name", "document", "id")
_LONG_FORMS = {"gazetteer id": "id", "gazetteer_id": "id", "geonameid": "id", "place": "id"}
_NO_PLACE = frozenset({"", "-"})
_SEEN_BY = "user"
_TOLD = 20  # wrong rows told at most

Get = Callable[[str], Place | None]


class Correction(NamedTuple):
    """A row of the table; ``place`` is None where the name is no place or is to be left open."""

    name: str
    document: str  # "" for every document
    place: Place | None
    row: str  # "corrections.csv, line 3"

    @property
    def reason(self) -> str:
        """Return what resolutions and outputs say of it."""
        return f"corrected by user: {self.row}"

    @property
    def words(self) -> str:
        """Return the correction in words: "'Martuni' in r1 is gn:1 (corrections.csv, line 3)"."""
        where = f"in {self.document}" if self.document else "everywhere"
        meant = self.place.id if self.place else "no place, or left open"
        return f"{self.name!r} {where} is {meant} ({self.row})"


class Corrections:
    """The corrections of a user; those of one document come before those of all."""

    def __init__(self, rows: Iterable[Correction] = ()) -> None:
        self.rows = tuple(rows)

    @classmethod
    def read(cls, path: str | Path, get: Get) -> Self:
        """Return the corrections of a file; ``get`` tells the place of an id.

        Raises:
            CorrectionError: naming file and line of each row that breaks the format, names an id
                that no place has, or contradicts another.
        """
        return cls(_read(Path(path), get))

    def answer(self, document: Document, mention: Mention) -> Resolution | None:
        """Return what a mention means by the user's word; None where the user says nothing."""
        found = self._of(document, mention)
        if found is None:
            return None
        candidates = (_candidate(mention, found.place, found.reason),) if found.place else ()
        return Resolution(
            mention=mention,
            place=found.place,
            confidence=1.0,
            candidates=candidates,
            reason=found.reason,
        )

    def marked(self, document: Document, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the mentions with those of corrected names that were not seen to be places.

        Where a corrected name is longer than what was seen of it, it takes its place.
        """
        added = [
            mention
            for mention in self._written(document)
            if not any(_lies_in(mention, seen) for seen in mentions)
        ]
        kept = (m for m in mentions if all(_apart(m, a) for a in added))
        return tuple(sorted((*kept, *added), key=lambda mention: mention.start))

    def applied(self, resolutions: Iterable[Resolution]) -> tuple[str, ...]:
        """Return, in words, the corrections that some resolutions follow."""
        reasons = {resolution.reason for resolution in resolutions}
        return tuple(row.words for row in self.rows if row.reason in reasons)

    def unused(self, applied: Collection[str]) -> list[Correction]:
        """Return the rows that are not among those applied (in words)."""
        return [row for row in self.rows if row.words not in applied]

    def _of(self, document: Document, mention: Mention) -> Correction | None:
        names = (fold(mention.text), fold(mention.name))
        keys = ((where, name) for where in (document.id, "") for name in names)
        return next((self._by_name[key] for key in keys if key in self._by_name), None)

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Correction]:
        return {(row.document, fold(row.name)): row for row in self.rows}

    def _written(self, document: Document) -> Iterator[Mention]:
        """Yield each place where a name that the user gives a place stands in a document."""
        names = {r.name for r in self.rows if r.place and r.document in ("", document.id)}
        if not names:
            return
        longest_first = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", document.text):
            yield Mention(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                name=match.group(),
                found_by=(_SEEN_BY,),
            )


def _lies_in(mention: Mention, seen: Mention) -> bool:
    return seen.start <= mention.start and mention.end <= seen.end


def _apart(one: Mention, other: Mention) -> bool:
    return one.end <= other.start or other.end <= one.start


def _candidate(mention: Mention, place: Place, reason: str) -> Candidate:
    feature = Feature(name="correction", value=1.0, weight=1.0, words=reason)
    return Candidate(
        place=place, matched_name=mention.name, match="corrected", score=1.0, features=(feature,)
    )


def _read(path: Path, get: Get) -> list[Correction]:
    """Return the rows; all that are wrong are told at once, so that a table is mended once."""
    seen: dict[tuple[str, str], Correction] = {}
    wrong: list[str] = []
    for record, line in _records(path):
        try:
            row = _correction(record, f"{path.name}, line {line}", get)
            _agree(row, seen.setdefault((row.document, fold(row.name)), row))
        except CorrectionError as error:
            wrong.append(str(error))
    if wrong:
        more = [f"and {len(wrong) - _TOLD} more rows"] if len(wrong) > _TOLD else []
        raise CorrectionError("\n".join((*wrong[:_TOLD], *more)))
    return list(seen.values())


def _agree(row: Correction, other: Correction) -> None:
    if other.place != row.place:
        raise CorrectionError(
            f"{row.row}: {row.name!r} has another meaning in {other.row}; keep one of them"
        )


def _records(path: Path) -> Iterator[tuple[dict[str, str], int]]:
    """Yield each row that is not empty, with its line; {} for one with more cells than columns."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CorrectionError(f"{path}: cannot be read ({why_unread(error)})") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CorrectionError(f"{path}, line {line}: not in UTF-8; save the table so") from None
    lines = text.splitlines(keepends=True)
    reader = csv.DictReader(lines, delimiter=max(",;\t", key=(lines or [""])[0].count))
    reader.fieldnames = _columns(path, reader.fieldnames or ())
    for record in reader:
        cells = {name: (record[name] or "").strip() for name in _COLUMNS}
        yield (cells if None not in record else {}), reader.line_num


def _columns(path: Path, names: Sequence[str]) -> list[str]:
    columns = [_LONG_FORMS.get(n.strip().casefold(), n.strip().casefold()) for n in names]
    if missing := [name for name in _COLUMNS if name not in columns]:
        raise CorrectionError(
            f"{path}, line 1: lacks {', '.join(missing)}; the columns are {', '.join(_COLUMNS)}"
        )
    return columns


def _correction(record: dict[str, str], where: str, get: Get) -> Correction:
    if not record:
        raise CorrectionError(f"{where}: more cells than columns")
    name, wanted = record["name"], record["id"]
    if not fold(name):
        raise CorrectionError(f"{where}: no name is given")
    if wanted in _NO_PLACE:
        return Correction(name, record["document"], None, where)
    place = get(f"gn:{wanted}" if wanted.isdecimal() else wanted)
    if place is None:
        raise CorrectionError(
            f"{where}: the gazetteer holds no place {wanted!r};"
            f" `geomap lookup '{name}'` shows the ids that it knows"
        )
    return Correction(name, record["document"], place, where)
