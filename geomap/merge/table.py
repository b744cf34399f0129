"""The table of merges: which telling went into which event, and why; read again it keeps the ids.

It is a CSV to look at and to mend: ``yes`` in the column ``apart`` keeps a telling by itself in the
next run.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from geomap.errors import DataError
from geomap.merge.grouping import Group
from geomap.resources import why_unread, write_beside

_COLUMNS = (
    "event", "incident", "document", "type", "place", "start", "end", "reported_by", "killed",
    "injured", "why", "apart",
)  # fmt: skip
_YES = {"yes", "y", "true", "1", "x"}


class Known(NamedTuple):
    """What an earlier table says: the event of each incident, and which stay apart."""

    events: dict[str, str]
    apart: frozenset[str]


def write_merges(groups: Iterable[Group], path: Path, known: Known | None = None) -> None:
    """Write every telling with its event, why it is there, and whether the user keeps it apart.

    Raises:
        ExportError: if the file cannot be written; one that stood there before still stands.
    """
    apart = known.apart if known else frozenset()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for group in groups:
        for member, why in zip(group.members, group.why, strict=True):
            place = member.place.name if member.place else None
            writer.writerow(
                (
                    group.id, member.id, member.document, member.type.value, place, member.start,
                    member.end, member.reported_by, member.killed, member.injured,
                    "; ".join(why), "yes" if member.id in apart else "",
                )
            )  # fmt: skip
    write_beside(path, text.getvalue().encode())


def read_merges(path: Path) -> Known:
    """Return what a table of an earlier run says; nothing if there is none yet.

    Raises:
        DataError: if the file is not such a table.
    """
    if not path.exists():
        return Known({}, frozenset())
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeError, csv.Error) as error:
        reason = why_unread(error)
        raise DataError(f"{path}: cannot be read as a table of merges ({reason})") from None
    if rows and not {"event", "incident", "apart"} <= rows[0].keys():
        raise DataError(f"{path}: no table of merges; it needs columns event, incident, apart")
    for number, row in enumerate(rows, 2):
        if None in row or not (row["event"] and row["incident"]):
            raise DataError(
                f"{path}, line {number}: needs an event and an incident, and no more cells"
            )
    apart = frozenset(row["incident"] for row in rows if _is_yes(row["apart"]))
    return Known({row["incident"]: row["event"] for row in rows}, apart)


def _is_yes(cell: str | None) -> bool:
    return (cell or "").strip().lower() in _YES
