"""What a watch has seen and found, in an SQLite file: a report a transaction, so none is lost."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from geomap.documents import Validators
from geomap.documents.reprints import digest
from geomap.errors import ExportError
from geomap.models import Report

_KIND = 0x67656F77  # "geow", the application id by which the file is known
_SCHEMA = 1
_TABLES = """
CREATE TABLE feed (address TEXT PRIMARY KEY, tag TEXT, changed TEXT, quiet_until REAL) STRICT;
CREATE TABLE entry (feed TEXT, key TEXT, tries INTEGER, done INTEGER,
                    PRIMARY KEY (feed, key)) STRICT;
CREATE TABLE report (number INTEGER PRIMARY KEY, id TEXT UNIQUE, digest BLOB UNIQUE,
                     text BLOB, found BLOB) STRICT;
CREATE TABLE event (incident TEXT PRIMARY KEY, event TEXT) STRICT;
CREATE TABLE shown (output TEXT PRIMARY KEY, reports INTEGER) STRICT;
"""


class FeedState(NamedTuple):
    """How to ask for a feed next time, and until when it wants to be left alone (Unix seconds)."""

    validators: Validators = Validators()
    quiet_until: float = 0.0


class Memory:
    """Feeds, the entries of them that were dealt with, and the reports that were made of those.

    Two watches cannot keep one memory: the first holds the file until it ends.

    Raises:
        ExportError: if the file is in use, or no memory of a watch.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._base = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._make()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise ExportError(f"{path}: another geomap watch is keeping it") from None
            raise ExportError(
                f"{path}: cannot be used as the memory of a watch ({error})"
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._base.close()

    def _make(self) -> None:
        """Lay out a new file; refuse one of another kind."""
        self._base.execute("BEGIN EXCLUSIVE")
        kind, schema = (self._one(f"PRAGMA {name}") for name in ("application_id", "user_version"))
        if (kind, schema) == (0, 0) and not self._one("SELECT count(*) FROM sqlite_master"):
            for statement in _TABLES.split(";"):
                self._base.execute(statement)
            self._base.execute(f"PRAGMA application_id = {_KIND}")
            self._base.execute(f"PRAGMA user_version = {_SCHEMA}")
        elif (kind, schema) != (_KIND, _SCHEMA):
            raise ExportError(
                f"{self._path}: no memory of this version's geomap watch; name another"
            )
        self._base.execute("COMMIT")

    def _one(self, query: str, *values: object) -> object:
        row = self._base.execute(query, values).fetchone()
        return row[0] if row else None

    def feed(self, address: str) -> FeedState:
        """Return what is remembered of a feed."""
        query = "SELECT tag, changed, quiet_until FROM feed WHERE address = ?"
        row = self._base.execute(query, (address,)).fetchone()
        return FeedState(Validators(row[0], row[1]), row[2]) if row else FeedState()

    def keep_feed(self, address: str, state: FeedState) -> None:
        """Remember how to ask for a feed next time."""
        row = (address, *state.validators, state.quiet_until)
        self._base.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?)", row)

    def is_done(self, feed: str, key: str) -> bool:
        """Tell whether an entry was dealt with."""
        return bool(self._one("SELECT done FROM entry WHERE feed = ? AND key = ?", feed, key))

    def tries(self, feed: str, key: str) -> int:
        """Return how often an entry could not be had."""
        found = self._one("SELECT tries FROM entry WHERE feed = ? AND key = ?", feed, key)
        return int(str(found or 0))

    def failed(self, feed: str, key: str) -> None:
        """Remember that an entry could not be had, and is to be tried again."""
        query = (
            "INSERT INTO entry VALUES (?, ?, 1, 0)"
            " ON CONFLICT (feed, key) DO UPDATE SET tries = tries + 1"
        )
        self._base.execute(query, (feed, key))

    def done(self, feed: str, key: str, report: Report | None = None) -> None:
        """Remember that an entry was dealt with, and what was found in it, both or neither."""
        self._base.execute("BEGIN")
        if report is not None:
            self._add(report)
        self._base.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, 0, 1)", (feed, key))
        self._base.execute("COMMIT")

    def _add(self, report: Report) -> None:
        document = report.document
        bare = document.model_copy(update={"text": ""})
        kept = report.model_copy(update={"document": bare, "resolutions": ()})
        text = zlib.compress(document.text.encode())
        found = zlib.compress(kept.model_dump_json().encode())
        row = (document.id, digest(document.text), text, found)
        query = "INSERT INTO report (id, digest, text, found) VALUES (?, ?, ?, ?)"
        self._base.execute(query, row)

    def original(self, text: str) -> str | None:
        """Return the id of the report that has this text, None if none has."""
        found = self._one("SELECT id FROM report WHERE digest = ?", digest(text))
        return None if found is None else str(found)

    def has_id(self, name: str) -> bool:
        """Tell whether a report is called so already."""
        return self._one("SELECT 1 FROM report WHERE id = ?", name) is not None

    def reports(self, after: int = 0) -> Iterator[Report]:
        """Yield the reports after the first so many, in the order they came; without texts."""
        query = "SELECT found FROM report ORDER BY number LIMIT -1 OFFSET ?"
        for (found,) in self._base.execute(query, (after,)):
            yield Report.model_validate_json(zlib.decompress(found))

    def count(self) -> int:
        """Return how many reports there are."""
        return int(str(self._one("SELECT count(*) FROM report")))

    def events(self) -> dict[str, str]:
        """Return the event that each incident is of."""
        return dict(self._base.execute("SELECT incident, event FROM event"))

    def keep_events(self, events: Iterable[tuple[str, str]]) -> None:
        """Remember which incident is of which event, so that events keep their ids."""
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR REPLACE INTO event VALUES (?, ?)", events)
        self._base.execute("COMMIT")

    def is_shown(self, output: Path) -> bool:
        """Tell whether an output shows all the reports that there are."""
        shown = self._one("SELECT reports FROM shown WHERE output = ?", str(output.resolve()))
        return output.exists() and shown == self.count()

    def keep_shown(self, output: Path) -> None:
        """Remember that an output shows all the reports."""
        self._base.execute(
            "INSERT OR REPLACE INTO shown VALUES (?, ?)", (str(output), self.count())
        )
