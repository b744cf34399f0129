"""Get GeoNames' tables from a server or a folder, and make sources of them."""

import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from geomap.errors import GazetteerError
from geomap.gazetteer import dump
from geomap.gazetteer.progress import Progress
from geomap.gazetteer.schema import Link, Source, nothing
from geomap.gazetteer.update import PATIENT, Fetched, NotThereError, Patience, day_of, fetch

SERVER = "https://download.geonames.org/export/dump/"
_LICENCE = "CC BY 4.0, GeoNames"
_SMALL_TABLES = (
    "countryInfo.txt", "admin1CodesASCII.txt", "admin2Codes.txt", "hierarchy.zip",
    "featureCodes_en.txt",
)  # fmt: skip
_ALL_NAMES = "alternateNamesV2.zip"
_WORLD = "allCountries.zip"
_WORLD_CANARIES = (("Paris", "gn:2988507"), ("Yerevan", "gn:616052"))  # of any --min-population


class Choice(NamedTuple):
    """What of GeoNames is wanted: all countries and languages where none is named."""

    source: str = SERVER
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_population: int = 0


EVERYTHING = Choice()


class Tables(NamedTuple):
    """The tables that could be had, by name, and the names of those that the source lacks."""

    files: Mapping[str, Fetched]
    missing: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether any table is newer than the copy that was here."""
        return any(file.changed for file in self.files.values())


def obtain(choice: Choice, folder: Path, report: Progress, patience: Patience = PATIENT) -> Tables:
    """Return the tables of a choice: those of a folder as they lie, those of a server fetched.

    Args:
        choice: what is wanted; its source is a web address or the path of a folder.
        folder: where downloads are kept.
        report: told a file's name, the bytes received and those expected.
        patience: how long to wait for a server.

    Raises:
        GazetteerError: if a table of places cannot be had, or another one only in part.
    """
    is_remote = choice.source.startswith(("http://", "https://"))
    with _alone(folder) if is_remote else _readable(Path(choice.source)):
        files: dict[str, Fetched] = {}
        missing = []
        for name, needed in _wanted(choice):
            try:
                if is_remote:
                    url = choice.source.rstrip("/") + "/" + name
                    files[name] = fetch(url, folder / name, report, patience)
                else:
                    files[name] = _found(Path(choice.source), name)
            except NotThereError:
                if needed:
                    raise
                missing.append(name)
    return Tables(files, tuple(missing))


def _wanted(choice: Choice) -> Iterator[tuple[str, bool]]:
    """Yield the tables to get, and whether nothing can be done without."""
    yield from ((name, False) for name in _SMALL_TABLES)
    yield from ((f"{code}.zip", True) for code in choice.countries or ("allCountries",))
    yield _ALL_NAMES, False


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder of downloads: two updates at once would write the same files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / ".lock", timeout=0)
        lock.execute("PRAGMA journal_mode = MEMORY")
        lock.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.OperationalError) as error:
        if "locked" in str(error):
            raise GazetteerError(
                f"another update is fetching into {folder}; wait for it, or stop it"
            ) from error
        raise GazetteerError(
            f"{folder} cannot be written ({error}); the old gazetteer is kept: free some space or"
            " mend the folder's rights, then run the command again"
        ) from error
    with closing(lock):
        yield


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    if not folder.is_dir():
        raise GazetteerError(f"--source {folder} is neither a folder nor a web address")
    yield


def _found(folder: Path, name: str) -> Fetched:
    for path in (folder / name, folder / name.replace(".zip", ".txt")):
        if path.is_file():
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            day = day_of(path) or written.date().isoformat()
            return Fetched(path, path.name, day, digest, path.stat().st_size, changed=True)
    raise NotThereError(f"{folder} holds no {name}; fetch it, or choose other --countries")


def sources(tables: Tables, choice: Choice) -> tuple[Source, ...]:
    """Return the tables as sources: small ones first, names, then places.

    Each must give something: an empty side table would quietly take names and units away.

    Raises:
        GazetteerError: if a table that is read at once is cut off or lacks what was chosen.
    """
    files = tables.files
    few = [_few(name, file) for name, file in files.items() if name in _SMALL_TABLES]
    names = files.get(_ALL_NAMES)
    known = _known_codes(files.get("featureCodes_en.txt"))
    capitals = _capitals(files.get("countryInfo.txt"), choice)
    made = [
        _source(name, file)._replace(
            rows=partial(
                dump.places,
                file.path,
                min_population=choice.min_population,
                alternates=names is None,
                known=known,
            ),
            expected=_lines(file),
            canaries=_canaries(name, capitals),
        )
        for name, file in files.items()
        if name not in {*_SMALL_TABLES, _ALL_NAMES}
    ]
    if names is not None:
        wanted = frozenset(choice.languages)
        few.append(
            _source(_ALL_NAMES, names)._replace(
                names=partial(dump.alternate_names, names.path, wanted)
            )
        )
    return (*few, *made)


def _few(name: str, file: Fetched) -> Source:
    source = _source(name, file)
    if name.startswith("featureCodes"):
        return source._replace(floor=0)  # checked already
    if name.startswith("admin"):
        return source._replace(divisions=partial(dump.divisions, file.path))
    if name.startswith("hierarchy"):
        return source._replace(links=partial(dump.links, file.path))
    return source._replace(links=partial(_continents, file.path))


def source_name(file: str) -> str:
    """Return what the source of a file is called."""
    return f"GeoNames {file.rpartition('.')[0]}"


def _source(name: str, file: Fetched) -> Source:
    return Source(
        name=source_name(name),
        version=file.modified or "date not told",
        licence=_LICENCE,
        digest=file.digest,
        rows=nothing,
    )


def _continents(path: Path) -> Iterator[Link]:
    for country in dump.countries(path):
        if country.continent in dump.CONTINENTS:
            yield f"gn:{country.geonameid}", f"gn:{dump.CONTINENTS[country.continent]}"


def _known_codes(file: Fetched | None) -> frozenset[str]:
    """Return the feature codes that there are, none where the source does not tell."""
    if file is None:
        return frozenset()
    if known := frozenset(code for code, _ in dump.features(file.path)):
        return known
    raise GazetteerError(
        f"{file.path} is empty; the old gazetteer is kept: delete it, get it anew and update again"
    )


def _capitals(file: Fetched | None, choice: Choice) -> dict[str, str]:
    """Return the capitals by country code, none where the source does not tell."""
    if file is None:
        return {}
    capitals = {country.code: country.capital for country in dump.countries(file.path)}
    if lacking := [code for code in choice.countries if code not in capitals]:
        raise GazetteerError(
            f"{file.path} lacks {', '.join(lacking)}, so it is cut off or empty; the old gazetteer"
            " is kept: delete it, get it anew and update again"
        )
    return capitals


def _canaries(name: str, capitals: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what the places of a file must answer: a country's capital, or some of the world."""
    if name == _WORLD:
        return _WORLD_CANARIES
    code = name.partition(".")[0]
    return ((capitals[code], f"country:{code}"),) if capitals.get(code) else ()


_BYTES_A_LINE = 125  # of a table of places; only scales the progress bar


def _lines(file: Fetched) -> int:
    return unpacked(file.path) // _BYTES_A_LINE


def unpacked(path: Path) -> int:
    """Return the bytes of a table once it is out of its zip."""
    try:
        if path.suffix != ".zip":
            return path.stat().st_size
        with zipfile.ZipFile(path) as archive:
            return sum(item.file_size for item in archive.infolist())
    except (OSError, zipfile.BadZipFile) as error:
        raise GazetteerError(
            f"{path} is damaged ({error}); the old gazetteer is kept: delete it, get it anew and"
            " update again"
        ) from error


def check_countries(codes: Sequence[str]) -> tuple[str, ...]:
    """Return country codes as GeoNames writes them, each once.

    Raises:
        GazetteerError: if one is not of two letters.
    """
    tidy = dict.fromkeys(code.strip().upper() for code in codes if code.strip())
    for code in tidy:
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise GazetteerError(f"{code!r} is no country code; write --countries AM,AZ,GE")
    return tuple(tidy)
