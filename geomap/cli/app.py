"""The commands. What a command needs is imported inside it, so that help comes at once."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.exporting import export, schema
from geomap.cli.gazetteer import gazetteer_app
from geomap.cli.merging import Merges, NoMerge, check_merging, merged
from geomap.cli.options import (
    DAY,
    ColumnsOf,
    FeedText,
    Fix,
    MaxSize,
    Published,
    Seeds,
    Verbose,
    Words,
    Worldview,
    counted,
    day_of,
    file_of,
    given,
    make_folders,
    moment_of,
)
from geomap.cli.running import run
from geomap.cli.stopping import NOTHING, WRITING, stopped_gently
from geomap.cli.territory import territory_app
from geomap.cli.watching import watch
from geomap.errors import ExportError, GeomapError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.models import Report, Role

_FAILED = 2

MapFile = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        parser=file_of,
        metavar="FILE",
        help="The map: .html, or a picture of it: .png or .svg.",
    ),
]
GeoJson = Annotated[
    Path | None,
    typer.Option(
        parser=file_of,
        metavar="FILE",
        help="The incidents; by default beside the map: incidents.geojson for map.html, else"
        " the map's name with .geojson.",
    ),
]
Tiles = Annotated[
    str | None,
    typer.Option(
        parser=given,
        metavar="NAME",
        help="An online map to load under the borders, such as OpenStreetMap.Mapnik; "
        "without it, the page asks for nothing.",
    ),
]
TilesKey = Annotated[
    str | None, typer.Option(metavar="KEY", help="Your key, where the online map needs one.")
]
Embed = Annotated[
    bool, typer.Option("--embed", help="Write a bare element, to paste into a website's page.")
]

app = typer.Typer(
    name="geomap",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(territory_app, name="territory")
app.command()(export)
app.command()(run)
app.command()(watch)
app.command()(schema)


def main() -> None:
    """Run the command line; what a user can mend is told in a line, with exit code 2."""
    try:
        app()
    except GeomapError as error:
        from geomap.cli.console import say

        say(f"error: {error}", "bold red")
        sys.exit(_FAILED)


def _show_version(wanted: bool) -> None:
    if wanted:
        from geomap.resources import version

        typer.echo(f"geomap {version()}")
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read news reports and draw an honest, offline map of the incidents in them."""


@app.command("map")
def map_command(
    seeds: Seeds,
    output: MapFile = Path("map.html"),
    geojson: GeoJson = None,
    published: Published = None,
    max_size: MaxSize = 1,
    fix: Fix = None,
    worldview: Worldview = "un",
    tiles: Tiles = None,
    tiles_key: TilesKey = None,
    embed: Embed = False,
    lexicon: Words = None,
    no_merge: NoMerge = False,
    merges: Merges = None,
    feed_text: FeedText = False,
    columns: ColumnsOf = "",
    verbose: Verbose = False,
) -> None:
    """Map the incidents in reports: an HTML file that opens offline, and GeoJSON beside it."""
    from geomap.cli.mapping import Mapping
    from geomap.cli.problems import problems
    from geomap.cli.reading import left_out, reports
    from geomap.export import write_geojson

    mapping = Mapping(output, tiles, tiles_key, embed)
    beside = _beside(output, geojson)
    check_merging(no_merge, merges)
    with stopped_gently(NOTHING) as stop, problems(verbose=verbose) as told:
        make_folders(output, beside, *((merges,) if merges else ()))
        day = day_of(published)
        read = reports(seeds, day, max_size, told, fix, worldview, lexicon, feed_text, columns)
        stop.words = WRITING
        parsed = merged(read, no_merge, merges)
        mapping.write(parsed)
        write_geojson(parsed, beside)
        _tell(parsed, left_out(told), output, beside)


def _beside(output: Path, geojson: Path | None) -> Path:
    """Return where the incidents go: beside the map, named so that no map takes another's."""
    name = "incidents" if output.stem == "map" else output.stem
    beside = geojson or output.parent / f"{name}.geojson"
    if beside.resolve() == output.resolve():
        raise ExportError(f"{output}: the map and the GeoJSON cannot be one file; name two")
    return beside


def _tell(parsed: "Sequence[Report]", left_out: str, output: Path, beside: Path) -> None:
    """Print the incidents as a table, how many there are, and where the files are."""
    from geomap.cli.console import out, plain
    from geomap.cli.tables import incident_table
    from geomap.cli.unknown import unknown_line
    from geomap.gazetteer import Gazetteer

    count = sum(len(report.incidents) for report in parsed)
    if count:
        out().print(incident_table(parsed))
    summary = f"{counted(count, 'incident')} in {counted(len(parsed), 'report')}"
    with Gazetteer.open() as gazetteer:
        unknown = unknown_line(parsed, gazetteer.info().recipe)
    for line in (summary + left_out, unknown, f"map      {output}", f"GeoJSON  {beside}"):
        if line:
            out().print(plain(line))


@app.command()
def explain(
    seeds: Seeds,
    full: Annotated[
        bool, typer.Option("--full", help="Every candidate, with its features and their weights.")
    ] = False,
    name: Annotated[
        str | None,
        typer.Option(parser=given, metavar="NAME", help="Explain this name alone."),
    ] = None,
    candidates: Annotated[
        int, typer.Option(help="How many candidates --full shows a name.", min=0)
    ] = 5,
    published: Published = None,
    max_size: MaxSize = 1,
    fix: Fix = None,
    lexicon: Words = None,
    columns: ColumnsOf = "",
    verbose: Verbose = False,
) -> None:
    """Tell what each name was taken for and why, and of each incident why."""
    from geomap.cli.console import say
    from geomap.cli.explaining import Asked
    from geomap.cli.explaining import explained as lines_of
    from geomap.cli.problems import problems
    from geomap.cli.reading import reports

    with problems(verbose=verbose) as told:
        day = day_of(published)
        parsed = reports(seeds, day, max_size, told, fix, lexicon=lexicon, columns=columns)
        lines = lines_of(parsed, Asked(full, candidates, name))
        if not lines:
            say(f"no report has a place called {name!r}")
            raise typer.Exit(1)
        typer.echo("\n".join(lines))


@app.command()
def lookup(
    name: Annotated[
        str,
        typer.Argument(parser=given, metavar="NAME", help="A place name, in any of its spellings."),
    ],
    limit: Annotated[int, typer.Option(help="How many places to show.", min=1)] = 20,
) -> None:
    """Show the places in the gazetteer that a name may mean."""
    from geomap.cli.console import out, say
    from geomap.cli.tables import match_table
    from geomap.gazetteer import Gazetteer, likeliest_first

    matches = likeliest_first(Gazetteer.open().lookup(name, typos=True))
    if not matches:
        say(f"the gazetteer knows no place called {name!r}")
        raise typer.Exit(1)
    out().print(match_table(matches[:limit]))
    if len(matches) > limit:
        say(f"and {len(matches) - limit} more; --limit shows them")


# Without this, a latitude south of the equator would be taken for an option.
@app.command(context_settings={"ignore_unknown_options": True})
def locate(
    where: Annotated[
        list[str],
        typer.Argument(
            metavar="LAT LON | MGRS | UTM | NAME",
            help="Degrees, latitude first; a grid reference; a place name, with what tells it apart"
            " ('Paris, Texas'); a distance from one ('12 km north of Goris'); or an id of the"
            " gazetteer.",
        ),
    ],
    on: Annotated[
        datetime | None,
        typer.Option(
            parser=moment_of,
            metavar=DAY,
            help="The day that counts; without it, only whose ground it is de jure.",
        ),
    ] = None,
    worldview: Worldview = "un",
) -> None:
    """Tell whose ground a place was on a day: de jure, de facto, who claimed it, lines near it."""
    from geomap.cli.console import clean
    from geomap.cli.locating import locate as lines_of

    for line in lines_of(where, day_of(on, "--on"), worldview):
        typer.echo(clean(line))


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            parser=file_of,
            metavar="GOLD",
            help="Gold toponyms (.jsonl, .jsonl.gz) or gold incidents.",
        ),
    ],
    predictions: Annotated[
        Path | None, typer.Option(help="Where to write the predictions, in the gold's form.")
    ] = None,
    roles: Annotated[
        str, typer.Option(help="Roles in which a name counts as a toponym, with commas between.")
    ] = "literal,metonym,dateline",
    kind: Annotated[
        str | None, typer.Option(help="Kind of gold toponyms that must be found, such as literal.")
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="The gold has only some of the toponyms.")
    ] = False,
    km: Annotated[float, typer.Option(help="How far off a right toponym may be.", min=0)] = 161.0,
    fix: Fix = None,
    lexicon: Words = None,
) -> None:
    """Run the reports of a gold file and show how right geomap is on them."""
    from geomap.cli.console import out, plain, tracked
    from geomap.cli.figures import figures
    from geomap.cli.problems import problems
    from geomap.cli.reading import corrected
    from geomap.evaluation import evaluate as scores_of

    with problems() as told, corrected(fix, told, lexicon) as parse:
        scores = scores_of(
            gold,
            parse=parse,
            predictions=predictions,
            roles=_roles(roles),
            kind=kind,
            partial=partial,
            radius_km=km,
            track=lambda listed: tracked(listed, "Reading gold"),
        )
        out().print(plain(f"{counted(scores.documents, 'document')} of {gold}"))
        for table in figures(scores):
            out().print(table)
        if predictions:
            out().print(plain(f"predictions {predictions}"))


def _roles(names: str) -> frozenset["Role"]:
    from geomap.models import Role

    try:
        return frozenset(Role(name.strip()) for name in names.split(","))
    except ValueError as error:
        known = ", ".join(Role)
        raise typer.BadParameter(f"{error}; known are {known}", param_hint="--roles") from None
