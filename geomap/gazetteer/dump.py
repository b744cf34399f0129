"""Read GeoNames' own distribution: its tables as they are served, zipped or not, line by line.

Formats: the readme of https://download.geonames.org/export/dump/. A few broken lines are skipped,
as GeoNames has some; a file with many is refused.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, TextIO

from geomap.errors import GazetteerError
from geomap.gazetteer.schema import Division, Link, Named, Row
from geomap.gazetteer.tables import first_undecodable

_FIELDS_A_PLACE = 19
_FIELDS_A_NAME = 10
_DIGITS = 12  # of a GeoNames id at most: the index of names has room for no more
_TOLERATED = 0.01  # the share of broken lines that a sound file may have
_LINES_TO_JUDGE_BY = 1000
# What stands among alternate names and is none.
_NO_NAMES = frozenset("link wkdt post iata icao faac tcid unlc phon piny abbr fr_1793".split())
_SEATS = frozenset("P.PPLC P.PPLA P.PPLA2 P.PPLG".split())


class Country(NamedTuple):
    """What countryInfo.txt says of a country."""

    code: str
    name: str
    capital: str
    continent: str
    geonameid: int


CONTINENTS = {
    "AF": 6255146, "AS": 6255147, "EU": 6255148, "NA": 6255149, "OC": 6255151, "SA": 6255150,
    "AN": 6255152,
}  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open a table: a text file, or the one in a zip that bears its name.

    Raises:
        GazetteerError: if it cannot be read, now or later while it is open.
    """
    try:
        with _raw(path) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as file:
            yield file
    except UnicodeDecodeError as error:
        with _raw(path) as raw:
            line = first_undecodable(raw)
        raise _unreadable(path, f"line {line} is not in UTF-8") from error
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError) as error:
        raise _unreadable(path, str(error)) from error


@contextmanager
def _raw(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix != ".zip":
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as file:
        yield file


def _unreadable(path: Path, reason: str) -> GazetteerError:
    return GazetteerError(
        f"{path} cannot be read ({reason}); the old gazetteer is kept: delete the file, get it"
        " anew and update again"
    )


class _Judge:
    """Counts the broken lines of a file, and ends the reading where there are too many."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._broken = 0

    def broken(self, number: int, line: str) -> None:
        if not line.endswith("\n"):
            raise _unreadable(self._path, f"it is cut off in line {number}: {line[:60]!r}")
        self._broken += 1
        if number >= _LINES_TO_JUDGE_BY and self._broken > number * _TOLERATED:
            self._refuse(line)

    def end(self, lines: int) -> None:
        if self._broken > max(1, lines * _TOLERATED):
            self._refuse(f"{self._broken} of {lines} lines")

    def _refuse(self, sample: str) -> None:
        raise GazetteerError(
            f"{self._path} is not in GeoNames' format (such as {sample[:60]!r});"
            " the old gazetteer is kept; check the source, then delete the file and update again"
        )


def places(
    path: Path,
    *,
    min_population: int = 0,
    alternates: bool = True,
    known: frozenset[str] = frozenset(),
) -> Iterator[Row]:
    """Yield the places of allCountries or of a country's file.

    Args:
        path: the file, .txt or .zip.
        min_population: settlements with fewer inhabitants are left out, but for capitals and
            seats of administration; what is no settlement stays.
        alternates: take the names in the file itself; not needed where alternateNamesV2 is read.
        known: the feature codes that there are; a line with another one is broken.
    """
    judge = _Judge(path)
    number = 0
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            fields = line.split("\t")
            try:
                row = _place(fields, alternates)
            except (ValueError, IndexError):
                judge.broken(number, line)
                continue
            if known and row[4] not in known and fields[7]:
                judge.broken(number, line)
            elif row[8] >= min_population or row[4][0] != "P" or row[4] in _SEATS:
                yield row
    judge.end(number)


def _place(fields: Sequence[str], alternates: bool) -> Row:
    (
        number, name, ascii_name, names, lat, lon, kind, code, country, _, admin1, admin2, _, _,
        people, _, _, _, _,
    ) = fields  # fmt: skip
    y, x = float(lat), float(lon)
    if not (-180 <= x <= 180 and -90 <= y <= 90 and name and _is_id(number)):
        raise ValueError(fields)
    return _row(
        Row,
        (
            int(number),
            name,
            x,
            y,
            f"{kind or 'L'}.{code or 'AREA'}",
            country or None,
            admin1 if admin1 != "00" and admin1 else None,
            admin2 or None,
            int(people or 0),
            _others(name, ascii_name, names if alternates else ""),
            (),
        ),
    )


_row = tuple.__new__


def _is_id(number: str) -> bool:
    return number.isdecimal() and len(number) <= _DIGITS


def _others(name: str, ascii_name: str, names: str) -> tuple[str, ...]:
    others = tuple(names.split(",")) if names else ()
    if ascii_name and ascii_name != name and ascii_name not in others:
        return (ascii_name, *others)
    return others


def alternate_names(path: Path, languages: frozenset[str] = frozenset()) -> Iterator[Named]:
    """Yield the names of alternateNamesV2; with ``languages`` only theirs and those of none.

    Colloquial names are weak. Codes, web addresses and post codes are no names.
    """
    judge = _Judge(path)
    number = 0
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) < _FIELDS_A_NAME - 2 or not _is_id(fields[1]) or not fields[3]:
                judge.broken(number, line)
                continue
            language = fields[2]
            if language in _NO_NAMES or (languages and language and language not in languages):
                continue
            yield Named(int(fields[1]), fields[3], fields[6] == "1")
    judge.end(number)


def divisions(path: Path) -> Iterator[Division]:
    """Yield the units of admin1CodesASCII or admin2Codes: code, name, ASCII name, id."""
    for fields in _table(path, 4):
        country, admin1, *rest = fields[0].split(".", 2)
        yield Division(country, admin1, rest[0] if rest else "", fields[1])


def links(path: Path) -> Iterator[Link]:
    """Yield the pairs of hierarchy.txt, the place inside first."""
    for parent, child, *_ in _table(path, 2):
        yield f"gn:{child}", f"gn:{parent}"


def countries(path: Path) -> Iterator[Country]:
    """Yield the countries of countryInfo.txt."""
    for fields in _table(path, 17):
        if fields[16].isdecimal():
            yield Country(fields[0], fields[4], fields[5], fields[8], int(fields[16]))


def features(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the codes ("P.PPL") and plain names of featureCodes_en.txt."""
    for fields in _table(path, 2):
        yield fields[0], fields[1]


def _table(path: Path, least: int) -> Iterator[list[str]]:
    judge = _Judge(path)
    number = 0
    with opened(path) as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            number += 1
            fields = line.rstrip("\r\n").split("\t")
            if len(fields) >= least and fields[0]:
                yield fields
            else:
                judge.broken(number, line)
    judge.end(number)
