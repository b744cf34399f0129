"""The commands on the gazetteer. What a command needs is imported inside it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from geomap.gazetteer import GazetteerInfo
    from geomap.gazetteer.make import OwnTable

gazetteer_app = typer.Typer(
    no_args_is_help=True, help="Build, update, check or show the offline gazetteer."
)


@gazetteer_app.command("build")
def build_gazetteer() -> None:
    """Build the gazetteer from packaged data; no network is needed.

    One that `update` made is kept: `geomap gazetteer update --rollback` brings it back.
    """
    from geomap.gazetteer.make import is_updated, make_packaged
    from geomap.resources import gazetteer_path

    was_updated = is_updated(gazetteer_path())
    typer.echo(_held(make_packaged(gazetteer_path())))
    if was_updated:
        typer.echo(
            "the one before, made by `geomap gazetteer update`, is kept:"
            " `geomap gazetteer update --rollback` brings it back"
        )


@gazetteer_app.command("update")
def update_gazetteer(
    countries: Annotated[
        str, typer.Option(metavar="AM,AZ,GE", help="Only these countries in full; else all.")
    ] = "",
    source: Annotated[
        str,
        typer.Option(metavar="URL|FOLDER", help="A mirror, or a folder of GeoNames' files."),
    ] = "",
    min_population: Annotated[
        int, typer.Option(help="Leave out settlements with fewer inhabitants.", min=0)
    ] = 0,
    languages: Annotated[
        str, typer.Option(metavar="en,hy,az", help="Only names of these languages; else all.")
    ] = "",
    rollback: Annotated[
        bool,
        typer.Option(
            "--rollback", help="Go back to the gazetteer before the last update; twice undoes it."
        ),
    ] = False,
) -> None:
    """Fetch all of GeoNames, or some countries, and make the gazetteer of it.

    A broken download goes on where it stopped when the command is run again. The gazetteer in use
    is only replaced once the new one is checked, and kept for --rollback.
    """
    from geomap.gazetteer import build as building
    from geomap.gazetteer.geonames import SERVER, Choice, check_countries
    from geomap.gazetteer.make import update as make
    from geomap.resources import gazetteer_path

    if rollback:
        typer.echo(f"back to {_held(building.rollback(gazetteer_path()))}")
        return
    spoken = tuple(code.strip() for code in languages.split(",") if code.strip())
    where = source if not source or "://" in source else str(Path(source).absolute())
    choice = Choice(where or SERVER, check_countries(countries.split(",")), spoken, min_population)
    info, is_new = make(gazetteer_path(), choice)
    typer.echo(_held(info) if is_new else f"nothing newer: {_held(info)}")


@gazetteer_app.command("add")
def add_places(
    table: Annotated[
        Path,
        typer.Argument(help="A CSV with name, lat, lon and more; or a Who's On First table."),
    ],
) -> None:
    """Add a table of your own places; it is kept across builds and updates.

    One of the same file name takes the place of the older. `added` lists the tables, `remove` takes
    one away.
    """
    from geomap.gazetteer.make import add as add_table
    from geomap.resources import gazetteer_path

    count, info = add_table(table, gazetteer_path())
    places = "1 place" if count == 1 else f"{count:,} places"
    typer.echo(f"{places} of {table} added\n{_held(info)}")


@gazetteer_app.command("added")
def list_added() -> None:
    """List the tables of your own places."""
    from geomap.cli.console import clean
    from geomap.gazetteer.make import added
    from geomap.resources import gazetteer_path

    tables = added(gazetteer_path())
    for table in tables:
        typer.echo(clean(f"{table.name}{_state(table)}"))
    if not tables:
        typer.echo("none; `geomap gazetteer add TABLE` adds one")


@gazetteer_app.command("remove")
def remove_places(
    name: Annotated[str, typer.Argument(help="The table's file name, as `added` lists it.")],
) -> None:
    """Remove a table of your own places, and build the gazetteer without it."""
    from geomap.gazetteer.make import remove
    from geomap.resources import gazetteer_path

    info = remove(Path(name).name, gazetteer_path())
    typer.echo(f"{Path(name).name} removed\n{_held(info)}")


@gazetteer_app.command("info")
def show_info() -> None:
    """Show what the gazetteer holds, from which sources, and what it does not cover."""
    from geomap.gazetteer import Gazetteer

    with Gazetteer.open() as gazetteer:
        held = gazetteer.info()
    dated = f", data of {held.date}" if held.date else ""
    typer.echo(f"{_held(held)}\nversion {held.version}{dated}\nsources")
    for source in held.sources:
        rows = f"{source.rows:,}" if source.rows else "-"
        typer.echo(f"  {rows:>10}  {source.name} ({source.version}); {source.licence}")
        typer.echo(f"              sha256 {source.digest}")
    typer.echo("not covered")
    for gap in held.not_covered:
        typer.echo(f"  {gap}")


@gazetteer_app.command("verify")
def verify_gazetteer() -> None:
    """Check every page of the gazetteer, and some answers; exit code 2 if it is damaged."""
    from geomap.gazetteer.checking import verify as check

    typer.echo(f"sound: {_held(check())}")


@gazetteer_app.command("coverage")
def show_coverage(
    gold: Annotated[list[Path], typer.Argument(help="Gold toponyms (.jsonl, .jsonl.gz).")],
    km: Annotated[float, typer.Option(help="How far off a right place may be.", min=0)] = 161.0,
    missing: Annotated[int, typer.Option(help="How many of the missing names to show.", min=0)] = 0,
) -> None:
    """Show how many gold toponyms have a candidate, and how many the right one among them."""
    from geomap.cli.console import clean
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.coverage import coverage as count

    with Gazetteer.open() as gazetteer:
        for path in gold:
            found = count(gazetteer, path, km=km)
            of = max(1, found.toponyms)
            typer.echo(
                f"{path.name}: {found.toponyms:,} toponyms with coordinates;"
                f" a candidate {found.known / of:.1%}; the right one {found.right / of:.1%};"
                f" the same country or region by its Wikipedia page, but with its point"
                f" farther off, {found.areas / of:.1%}"
            )
            for title, names in (("no candidate", found.unknown), ("none right", found.wrong)):
                often = sorted(names.items(), key=lambda item: (-item[1], item[0]))[:missing]
                for name, times in often:
                    typer.echo(clean(f"  {title}: {name} ({times})"))


def _state(table: "OwnTable") -> str:
    if table.is_kept and table.is_built_in:
        return ""
    state = "not in the gazetteer as it is now" if table.is_kept else "gone, but in the gazetteer"
    return f" ({state}: run `geomap gazetteer build`, or `update` if that made the gazetteer)"


def _held(info: "GazetteerInfo") -> str:
    return f"{info.rows:,} places under {info.names:,} names in {info.path}"
