"""Fetch files over HTTP: the only module of the gazetteer that opens a socket.

A file is written beside its name, with a note of the version that the server gave, so that a
broken download goes on where it stopped and an unchanged file is not fetched again. It gets its
name only when it is whole and sound, and its note after it: a process killed between the two is
made good by the next one. Proxies are taken from the environment.
"""

import email.utils
import http.client
import json
import shutil
import time
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterator
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import GazetteerError
from geomap.gazetteer.progress import Progress

_CHUNK = 1 << 16
_SPARE_BYTES = 64 << 20  # never fill a disk to the last byte
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT_S = 60.0
_SLOWEST = 256  # bytes a second over the stall time: less is a stalled server


class Patience(NamedTuple):
    """How long to wait, and how often to try: in seconds, and in attempts without progress."""

    attempts: int = 5
    first_wait: float = 1.0
    stall: float = 30.0
    sleep: Callable[[float], None] = time.sleep


PATIENT = Patience()


class Fetched(NamedTuple):
    """A file as it lies on the disk, and what the server said of it."""

    path: Path
    url: str
    modified: str  # the server's date of the file, as ISO day, or ""
    digest: str
    size: int
    changed: bool


class NotThereError(GazetteerError):
    """The source has no such file."""


class _BrokenError(Exception):
    """A download that stopped or makes no sense, but that may go well another time."""

    def __init__(self, reason: str, wait: float = 0) -> None:
        super().__init__(reason)
        self.wait = wait


def fetch(url: str, path: Path, report: Progress, patience: Patience = PATIENT) -> Fetched:
    """Return the file at ``url``, kept at ``path``: as it is if the server has no newer one.

    ``report`` is told the file's name, the bytes received and those expected (0: unknown).

    Raises:
        GazetteerError: if it cannot be had whole and sound; an older copy stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    failures, wait = 0, patience.first_wait
    while True:
        before = _size(part)
        try:
            return _attempt(url, path, part, report, patience)
        except _BrokenError as error:
            failures = 1 if _size(part) > before else failures + 1
            if failures >= patience.attempts:
                raise GazetteerError(
                    f"{url}: {error}, after {failures} attempts; the old gazetteer is kept."
                    " Run the same command again: the download goes on where it stopped"
                ) from error
            patience.sleep(min(max(wait, error.wait), _LONGEST_WAIT_S))
            wait = min(wait * 2, _LONGEST_WAIT_S)
        except OSError as error:
            raise GazetteerError(
                f"{part} could not be written ({error.strerror or error}); the old gazetteer is"
                " kept: free some space or mend the folder's rights, then run the command again"
            ) from error


def _attempt(url: str, path: Path, part: Path, report: Progress, patience: Patience) -> Fetched:
    if _read_note(part).get("whole"):  # the last one was killed between the names
        _give_name(part, path)
    try:
        opener = urllib.request.build_opener()  # anew, to see the proxies of the moment
        answer = opener.open(_request(url, path, part), timeout=patience.stall)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.client.NOT_MODIFIED and path.exists():
            return _described(url, path, changed=False)
        raise _judged(error, part) from error
    except (OSError, http.client.HTTPException) as error:
        raise _BrokenError(f"no connection ({getattr(error, 'reason', error)})") from error
    with answer:
        _receive(answer, part, url, report, patience)
    _check_sound(part)
    _write_note(part, _read_note(part) | {"whole": "yes"})
    _give_name(part, path)
    return _described(url, path, changed=True)


def _give_name(part: Path, path: Path) -> None:
    """Give a whole file its name, then its note; whatever of it is done already stays done."""
    if part.exists():
        part.replace(path)
    _note(part).replace(_note(path))


def _request(url: str, path: Path, part: Path) -> urllib.request.Request:
    headers = {"User-Agent": f"geomap/{version('geomap')} (gazetteer update)", "Accept": "*/*"}
    note = _read_note(part)
    etag = note.get("etag", "")
    validator = etag if etag and not etag.startswith("W/") else note.get("modified")
    if _size(part) and note.get("url") == url and validator:
        headers |= {"Range": f"bytes={_size(part)}-", "If-Range": validator}
    elif path.exists() and (old := _read_note(path)).get("url") == url:
        if old.get("etag"):
            headers["If-None-Match"] = old["etag"]
        if old.get("modified"):
            headers["If-Modified-Since"] = old["modified"]
    return urllib.request.Request(url, headers=headers)


def _judged(error: urllib.error.HTTPError, part: Path) -> Exception:
    """Return what a status means: that trying again may help, or that it will not."""
    if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
        _discard(part)
        return _BrokenError("the server no longer has what was begun")
    if error.code not in _RETRIED:
        gone = error.code in {http.client.NOT_FOUND, http.client.GONE}
        return (NotThereError if gone else GazetteerError)(
            f"{error.url}: the server answers {error.code} {error.reason}; the old gazetteer is"
            " kept. Check --source and --countries"
        )
    wait = error.headers.get("Retry-After", "")
    return _BrokenError(
        f"the server answers {error.code} {error.reason}", float(wait) if wait.isdecimal() else 0
    )


def _receive(answer: Any, part: Path, url: str, report: Progress, patience: Patience) -> None:
    start = _start(answer, part)
    length = answer.headers.get("Content-Length", "")
    total = start + int(length) if length.isdecimal() else 0
    _check_space(part, total - start)
    note = {
        "url": url,
        "etag": answer.headers.get("ETag", ""),
        "modified": answer.headers.get("Last-Modified", ""),
    }
    _write_note(part, note)
    name, done = url.rpartition("/")[2], start
    report(name, done, total)
    with part.open("ab" if start else "wb") as file:
        for chunk in _chunks(answer, patience.stall):
            file.write(chunk)
            file.flush()  # what is received is kept, whatever happens next
            done += len(chunk)
            report(name, done, total)
    if total and done != total:
        raise _BrokenError(f"only {done:,} of {total:,} bytes came")
    if not done:
        raise _BrokenError("the server sent an empty file")


def _chunks(answer: Any, stall: float) -> Iterator[bytes]:
    """Yield what comes; a connection that breaks, stops or only trickles is broken."""
    since, received = time.monotonic(), 0
    while True:
        try:
            chunk = answer.read1(_CHUNK)
        except (OSError, http.client.HTTPException) as error:
            raise _BrokenError(f"the connection broke ({error or type(error).__name__})") from error
        if not chunk:
            return
        yield chunk
        received += len(chunk)
        if (now := time.monotonic()) - since > stall:
            if received < _SLOWEST * stall:
                raise _BrokenError("the server has all but stalled")
            since, received = now, 0


def _start(answer: Any, part: Path) -> int:
    """Return where in the file the answer's first byte belongs."""
    if answer.status != http.client.PARTIAL_CONTENT:
        return 0
    unit = answer.headers.get("Content-Range", "")
    if not unit.startswith(f"bytes {_size(part)}-"):
        _discard(part)
        raise _BrokenError(f"the server sent another part than was asked for ({unit})")
    return _size(part)


def _check_space(part: Path, needed: int) -> None:
    free = shutil.disk_usage(part.parent).free
    if free < needed + _SPARE_BYTES:
        raise GazetteerError(
            f"{part.parent} has {free >> 20:,} MB free, {(needed + _SPARE_BYTES) >> 20:,} MB are"
            " needed; the old gazetteer is kept: free some space, or choose fewer --countries"
        )


def _check_sound(part: Path) -> None:
    """Read a zip once through; a damaged one is thrown away, to be fetched from its start."""
    if not part.name.endswith(".zip.part"):
        return
    try:
        with zipfile.ZipFile(part) as archive:
            bad = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        bad = "its directory"
    if bad:
        _discard(part)
        raise _BrokenError(f"the zip is damaged ({bad})")


def _described(url: str, path: Path, *, changed: bool) -> Fetched:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Fetched(path, url, day_of(path), digest, _size(path), changed)


def day_of(path: Path) -> str:
    """Return the day of a fetched file as its server told it, as ISO date, or ""."""
    moment = _read_note(path).get("modified", "")
    try:
        return email.utils.parsedate_to_datetime(moment).date().isoformat()
    except ValueError:
        return ""


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _write_note(path: Path, note: dict[str, str]) -> None:
    beside = path.with_name(f"{path.name}.json.new")
    beside.write_text(json.dumps(note), encoding="utf-8")
    beside.replace(_note(path))


def _read_note(path: Path) -> dict[str, str]:
    try:
        note = json.loads(_note(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    _note(part).unlink(missing_ok=True)
