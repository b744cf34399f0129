"""What came already, for as many documents as there are: kept on disk once memory is used up."""

import sqlite3
from weakref import finalize

from geomap.errors import DocumentError

_MEMORY_KB = 32_000  # of what was seen last; the rest goes to a file that ends with the process
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_MEMORY_KB}")


class Seen:
    """A table of keys and a value each, of any size in memory that does not grow with it.

    It is SQLite's temporary database: in memory while it is small, then in a file that has no name.

    Raises:
        DocumentError: where the disk has no room for it; says how to name another.
    """

    def __init__(self) -> None:
        # Documents are read by one thread at a time, but not always by the one that began.
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        finalize(self, self._base.close)
        for setting in _SETTINGS:
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute("CREATE TABLE seen (key PRIMARY KEY, value) WITHOUT ROWID")
        self._base.execute("BEGIN")  # a single one for good: nobody needs it after a crash

    def get(self, key: bytes | str) -> str | int | None:
        """Return the value of a key, None if it has not come yet."""
        row = self._do("SELECT value FROM seen WHERE key = ?", key).fetchone()
        return row[0] if row else None

    def put(self, key: bytes | str, value: str | int) -> None:
        """Keep a value for a key, in place of one that it had."""
        self._do("INSERT OR REPLACE INTO seen VALUES (?, ?)", key, value)

    def _do(self, statement: str, *values: bytes | str | int) -> sqlite3.Cursor:
        try:
            return self._base.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise DocumentError(
                f"what was read cannot be kept in a temporary file ({error});"
                " name a folder with room in SQLITE_TMPDIR"
            ) from None


class Names:
    """Names given to documents, no two the same."""

    def __init__(self) -> None:
        self._numbers = Seen()  # how often each was wanted

    def free(self, wanted: str) -> str:
        """Return ``wanted``, or with the next number behind it if another has it."""
        number = self._count(wanted)
        if not number:
            self._numbers.put(wanted, 1)
            return wanted
        name = wanted
        while name == wanted or self._count(name):
            number += 1
            name = f"{wanted}-{number}"
        self._numbers.put(wanted, number)
        self._numbers.put(name, 1)
        return name

    def _count(self, name: str) -> int:
        return int(self._numbers.get(name) or 0)
