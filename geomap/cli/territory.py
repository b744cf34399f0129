"""The commands on the territory ledger. What a command needs is imported inside it."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import DAY, moment_of
from geomap.errors import LedgerError

if TYPE_CHECKING:
    from geomap.territory import Layer

territory_app = typer.Typer(
    no_args_is_help=True, help="Add, list or remove your own lines of control; check the ledger."
)


@territory_app.command("add")
def add(
    lines: Annotated[Path, typer.Argument(help="GeoJSON polygons in degrees, longitude first.")],
    since: Annotated[
        datetime,
        typer.Option("--from", parser=moment_of, metavar=DAY, help="The first day they show."),
    ],
    controlled_by: Annotated[
        str, typer.Option(help="Who held that ground: a name or an ISO code; several with |.")
    ],
    source: Annotated[str, typer.Option(help="The publication they are from, with its date.")],
    until: Annotated[
        datetime | None,
        typer.Option("--to", parser=moment_of, metavar=DAY, help="The last day; else open."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="The layer's name; by default the file's.")
    ] = None,
    sure: Annotated[
        bool,
        typer.Option("--sure", help="Take a party that is new, or polygons that look swapped."),
    ] = False,
) -> None:
    """Add a dated layer: on its days and its ground it speaks before the packaged ledger.

    It is copied into your data folder, and used by map, export and locate until it is removed.
    """
    from geomap.territory import add_layer

    made = add_layer(
        lines,
        since=since.date(),
        until=until.date() if until else None,
        controlled_by=controlled_by,
        source=source,
        name=name,
        sure=sure,
    )
    typer.echo(_words(made))


@territory_app.command("list")
def list_all() -> None:
    """Show your layers."""
    from geomap.cli.console import out, plain
    from geomap.cli.tables import table
    from geomap.territory import layers_folder, list_layers

    layers = list_layers()
    if not layers:
        typer.echo(f"no layers in {layers_folder()}; `geomap territory add` takes one in")
        return
    made = table("layer", "held by", "from", "to", "source")
    for layer in layers:
        row = layer.control
        cells = (layer.name, " and ".join(row.holder), row.since, _end(row.until), row.source)
        made.add_row(*map(plain, cells))
    out().print(made)


@territory_app.command("remove")
def remove(name: Annotated[str, typer.Argument(help="The layer, as `list` names it.")]) -> None:
    """Remove a layer; what it spoke for is as it was before."""
    from geomap.territory import remove_layer

    remove_layer(name)
    typer.echo(f"removed {name}")


@territory_app.command("check")
def check() -> None:
    """Check the packaged ledger and your layers; exit code 2 if anything is wrong."""
    from geomap.cli.console import say
    from geomap.gazetteer import Gazetteer
    from geomap.territory import Territories

    territories = Territories.open()
    with Gazetteer.open() as gazetteer:
        found = territories.check(lambda place_id: gazetteer.get(place_id) is not None)
    for problem in found:
        say(problem, "yellow")
    if found:
        raise LedgerError(f"{len(found)} of the ledger's rows need looking at, see above")
    ledger = territories.ledger
    rows = sum(1 for _ in ledger.rows())
    typer.echo(f"sound: {len(ledger.areas)} areas, {rows} rows, each with a source")


def _words(layer: "Layer") -> str:
    row = layer.control
    return (
        f"layer {layer.name}: held by {' and '.join(row.holder)} from {row.since}"
        f" to {_end(row.until)}\n`geomap territory remove {layer.name}` takes it back"
    )


def _end(until: date | None) -> str:
    return str(until) if until else "now"
