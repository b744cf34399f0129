"""What geomap itself wrote, which is no report though it may lie among reports."""

import re
from pathlib import Path

from geomap.documents.contents import HTML

_MAP = b'<meta name="generator" content="geomap">'
_HEAD = 4096  # bytes of a page in which that stands
_PART = re.compile(r"(part-\d{6})(?:\.[a-z]+)+")
_PLAN = "run.json"  # a run's folder has it before any part is written
_DONE = ".done.json"
_ALWAYS = (".problems.jsonl", _DONE)  # nobody else calls files so


def why_own(path: Path) -> str | None:
    """Return why a file is no report but geomap's own; None if it is not."""
    if not path.is_file():
        return None
    if _is_of_a_run(path):
        return "skipped, a part that geomap run wrote, not a report"
    if path.suffix.lower() in HTML and _is_map(path):
        return "skipped, a map that geomap wrote, not a report"
    return None


def _is_of_a_run(path: Path) -> bool:
    """Tell whether a file is a run's part, or tells of one.

    Others may call their reports part-000001.jsonl as well: so what a run leaves beside a part,
    its plan or that the part is done, must be there.
    """
    named = _PART.fullmatch(path.name)
    if named is None:
        return False
    beside = (path.with_name(_PLAN), path.with_name(named[1] + _DONE))
    return path.name.endswith(_ALWAYS) or any(other.is_file() for other in beside)


def _is_map(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _MAP in file.read(_HEAD)
    except OSError:
        return False  # whoever reads it will tell
