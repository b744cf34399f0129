"""Reports to files that other tools open, and what their fields are."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.merging import Merges, NoMerge, check_merging, merged
from geomap.cli.options import (
    ColumnsOf,
    FeedText,
    Fix,
    MaxSize,
    Mentions,
    Published,
    Seeds,
    Verbose,
    Words,
    Worldview,
    counted,
    day_of,
    file_of,
    make_folders,
)
from geomap.cli.stopping import NOTHING, WRITING, stopped_gently
from geomap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.models import Report

Output = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        parser=file_of,
        metavar="FILE",
        help="The file, in the format of its ending: .geojson, .geojsonl (RFC 8142), .csv,"
        " .kml, .jsonl (whole records); with geomap\\[gis] also .gpkg, .fgb, .parquet.",
    ),
]
Codes = Annotated[
    str, typer.Option(help="Codes of other data sets as well: acled, ucdp, plover, with commas.")
]
Hxl = Annotated[bool, typer.Option("--hxl", help="A row of HXL tags in CSV.")]


def export(
    seeds: Seeds,
    output: Output,
    mentions: Mentions = False,
    codes: Codes = "",
    hxl: Hxl = False,
    no_merge: NoMerge = False,
    merges: Merges = None,
    published: Published = None,
    max_size: MaxSize = 1,
    fix: Fix = None,
    worldview: Worldview = "un",
    lexicon: Words = None,
    feed_text: FeedText = False,
    columns: ColumnsOf = "",
    verbose: Verbose = False,
) -> None:
    """Write the incidents in reports to a file, without a map."""
    from geomap.cli.console import out, plain
    from geomap.cli.problems import problems
    from geomap.cli.reading import left_out, reports
    from geomap.export import Options, check
    from geomap.export import export as write

    options = Options(hxl, tuple(code.strip() for code in codes.split(",") if code), mentions)
    check(output, options)
    check_merging(no_merge, merges)
    with stopped_gently(NOTHING) as stop, problems(verbose=verbose) as told:
        make_folders(output, *((merges,) if merges else ()))
        day = day_of(published)
        parsed = reports(seeds, day, max_size, told, fix, worldview, lexicon, feed_text, columns)
        stop.words = WRITING
        found = merged(parsed, no_merge, merges)
        files = write(found, output, options)
        for words in _written(found, files):
            out().print(plain(words + left_out(told)))


def _written(found: "Sequence[Report]", files: "Sequence[Path]") -> "Iterator[str]":
    """Yield how many incidents, and how many toponyms where those were asked for, went where."""
    things = (("incident", "incidents"), ("toponym", "resolutions"))
    for (thing, field), file in zip(things, files, strict=False):
        number = sum(len(getattr(report, field)) for report in found)
        yield f"{counted(number, thing)} written to {file}"


def schema(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            parser=file_of,
            metavar="FILE",
            help="A .md, or a .json of JSON Schema.",
        ),
    ] = None,
    table: Annotated[
        str, typer.Option(help="Which JSON Schema: incidents or mentions.")
    ] = "incidents",
) -> None:
    """Tell what the exported fields are: a page of all, or the JSON Schema of a table."""
    import json

    from geomap.export.schema import TABLES, json_schema, markdown
    from geomap.resources import write_beside

    if table not in TABLES:
        raise ExportError(f"no table {table!r}; known are {', '.join(TABLES)}")
    ending = output.suffix.lower() if output else ".md"
    if ending not in {".md", ".json"}:
        raise ExportError(f"{output}: the name must end in .md or .json")
    as_json = json.dumps(json_schema(table), indent=1) + "\n" if ending == ".json" else ""
    text = as_json or markdown()
    if output is None:
        typer.echo(text, nl=False)
        return
    make_folders(output)
    write_beside(output, text.encode())
    typer.echo(f"written to {output}")
