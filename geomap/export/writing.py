"""One way to write a file of any format, told by the ending of its name."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import tee
from pathlib import Path
from typing import BinaryIO, NamedTuple

from geomap.boundaries import Boundaries
from geomap.errors import ExportError
from geomap.export import frames
from geomap.export.codes import code_columns
from geomap.export.flat import write_csv
from geomap.export.geojson import write_collection, write_sequence
from geomap.export.kml import write_kml
from geomap.export.rows import Table, incident_table, mention_table
from geomap.models import Record, Report
from geomap.resources import made_beside, writing_beside

Stream = Callable[[Table, BinaryIO], None]
_STREAMS: dict[str, Stream] = {
    ".geojson": write_collection,
    ".json": write_collection,
    ".geojsons": write_sequence,
    ".geojsonl": write_sequence,
    ".csv": write_csv,
    ".kml": write_kml,
}
_FRAMES = {
    ".gpkg": frames.write_geopackage,
    ".fgb": frames.write_flatgeobuf,
    ".parquet": frames.write_geoparquet,
}
_RECORDS = ".jsonl"
ENDINGS = (*_STREAMS, _RECORDS, *_FRAMES)


class Options(NamedTuple):
    """What may be asked for: HXL tags in CSV, codebooks, and the toponyms as well."""

    hxl: bool = False
    codes: tuple[str, ...] = ()
    mentions: bool = False


def check(path: Path, options: Options = Options()) -> None:  # noqa: B008 - frozen
    """Refuse what cannot be written, before any work is done.

    Raises:
        ExportError: for an unknown ending or codebook, and for tags where there can be none.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ExportError(f"{path}: the name must end in one of {' '.join(ENDINGS)}")
    if options.hxl and ending != ".csv":
        raise ExportError(f"{path}: HXL tags are for .csv only")
    if options.codes and ending == _RECORDS:
        raise ExportError(f"{path}: {_RECORDS} holds the records as they are; for codes, use .csv")
    code_columns(options.codes)
    if ending in _FRAMES:
        frames.check_installed()


def export(
    reports: Iterable[Report],
    path: Path,
    options: Options = Options(),  # noqa: B008 - frozen
    *,
    boundaries: Boundaries | None = None,
) -> list[Path]:
    """Write what was found to ``path``, in the format of its ending; return the files written.

    Toponyms go to a file of their own: ``a.mentions.csv`` beside ``a.csv``.

    Raises:
        ExportError: if the file cannot be written; one that stood there before still stands.
    """
    check(path, options)
    if not options.mentions:
        _write_incidents(reports, path, options, boundaries)
        return [path]
    beside = path.with_suffix(f".mentions{path.suffix}")
    first, second = tee(reports) if isinstance(reports, Iterator) else (reports, reports)
    _write_incidents(first, path, options, boundaries)
    _write_mentions(second, beside, options)
    return [path, beside]


def _write_incidents(
    reports: Iterable[Report], path: Path, options: Options, boundaries: Boundaries | None
) -> None:
    if path.suffix.lower() == _RECORDS:
        _write_records((i for report in reports for i in report.incidents), path)
        return
    codes = code_columns(options.codes)
    _write(incident_table(reports, boundaries=boundaries, codes=codes), path, options)


def _write_mentions(reports: Iterable[Report], path: Path, options: Options) -> None:
    if path.suffix.lower() == _RECORDS:
        _write_records((r for report in reports for r in report.resolutions), path)
    else:
        _write(mention_table(reports), path, options)


def _write(table: Table, path: Path, options: Options) -> None:
    ending = path.suffix.lower()
    if ending in _FRAMES:
        with made_beside(path) as beside:
            _FRAMES[ending](table, beside)
        return
    stream = partial(write_csv, hxl=True) if options.hxl else _STREAMS[ending]
    with writing_beside(path) as file:
        stream(table, file)


def _write_records(records: Iterable[Record], path: Path) -> None:
    """Write one record a line, with all its fields."""
    with writing_beside(path) as file:
        for record in records:
            file.write(record.model_dump_json().encode() + b"\n")
