"""A map kept current from feeds."""

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.merging import NoMerge
from geomap.cli.options import (
    FeedText,
    Fix,
    MaxSize,
    Words,
    Worldview,
    counted,
    file_of,
    make_folders,
)
from geomap.cli.stopping import stopped_gently
from geomap.errors import ExportError

if TYPE_CHECKING:
    from geomap.batch.memory import Memory
    from geomap.batch.watching import Round, Watch
    from geomap.models import Report

_STOPPED = "stopped; the same command goes on from here"

Feeds = Annotated[
    list[str],
    typer.Argument(metavar="FEED...", help="Web addresses of RSS or Atom feeds."),
]
Store = Annotated[
    Path,
    typer.Option(
        parser=file_of,
        metavar="FILE",
        help="The incidents, in the format of its ending: .gpkg (needs geomap[gis]), .geojson,"
        " .csv, .jsonl, ... What was seen is kept beside it, in a file that ends in .watch.",
    ),
]
MapFile = Annotated[
    Path | None,
    typer.Option(
        "--map",
        parser=file_of,
        metavar="FILE",
        help="Draw a map as well: .html, .png or .svg.",
    ),
]
Minutes = Annotated[
    float, typer.Option("--every", metavar="MINUTES", min=1, help="How often the feeds are asked.")
]
Once = Annotated[bool, typer.Option("--once", help="Ask once and end, as cron wants it.")]
Pause = Annotated[
    float,
    typer.Option(metavar="SECONDS", min=0, help="Between two requests to one host, at least."),
]


def watch(
    feeds: Feeds,
    store: Store,
    drawn: MapFile = None,
    every: Minutes = 15,
    once: Once = False,
    feed_text: FeedText = False,
    pause: Pause = 1,
    no_merge: NoMerge = False,
    max_size: MaxSize = 1,
    fix: Fix = None,
    worldview: Worldview = "un",
    lexicon: Words = None,
) -> None:
    """Keep incidents, and a map of them, current from feeds; ended in any way, it goes on later."""
    from geomap.batch.memory import Memory
    from geomap.batch.watching import Watch
    from geomap.cli.problems import Problems
    from geomap.documents import Fetcher, Web, checked
    from geomap.pipeline import Geoparser

    addresses = [checked(feed) for feed in feeds]
    outputs = _Outputs(store, drawn, no_merge)
    told = Problems()
    geoparser = Geoparser.open(corrections=fix, worldview=worldview, lexicon=lexicon)
    web = Web(Fetcher(pause=pause), int(max_size * 1e6), feed_text=feed_text)
    with stopped_gently(_STOPPED), Memory(outputs.memory) as memory:
        watching = Watch(addresses, memory, web, geoparser.parse, told)
        while True:
            _round(watching, outputs, memory)
            if once:
                raise typer.Exit(2 if told.serious else 0)
            time.sleep(every * 60)


class _Outputs:
    """The files that a watch keeps current.

    Raises:
        ExportError: if one cannot be written, or holds what no watch wrote.
    """

    def __init__(self, store: Path, drawn: Path | None, no_merge: bool) -> None:
        from geomap.cli.mapping import Mapping
        from geomap.export import check

        check(store)
        self.mapping = Mapping(drawn, None, None, False) if drawn else None
        self.store, self.drawn, self.no_merge = store, drawn, no_merge
        self.memory = store.with_name(f"{store.name}.watch")
        make_folders(store, self.memory, *((drawn,) if drawn else ()))
        if store.exists() and not self.memory.exists():
            raise ExportError(f"{store}: is there already, and no watch wrote it; name another")
        self._reports: list[Report] = []

    def write(self, memory: "Memory") -> None:
        """Write the files that do not show all reports yet."""
        from geomap.export import export

        outputs = [self.store, *((self.drawn,) if self.drawn else ())]
        stale = [output for output in outputs if not memory.is_shown(output)]
        if not stale:
            return
        self._reports += memory.reports(after=len(self._reports))
        shown = self._merged(memory)
        if self.store in stale:
            export(shown, self.store)
            memory.keep_shown(self.store)
        if self.mapping and self.drawn and self.drawn in stale:
            self.mapping.write(shown)
            memory.keep_shown(self.drawn)

    def _merged(self, memory: "Memory") -> "list[Report]":
        """Return the reports with each event once; events keep the ids that they had."""
        from geomap.merge import merge_incidents, merged_reports

        if self.no_merge:
            return self._reports
        groups = merge_incidents(self._reports, known=memory.events())
        memory.keep_events((member.id, group.id) for group in groups for member in group.members)
        return merged_reports(self._reports, groups)


def _round(watching: "Watch", outputs: _Outputs, memory: "Memory") -> None:
    """Ask all feeds, write what is new, and say what came."""
    from geomap.cli.console import out, plain

    came = watching.round()
    outputs.write(memory)
    out().print(plain(f"{datetime.now():%Y-%m-%d %H:%M}  {_words(came)}"))


def _words(came: "Round") -> str:
    words = f"{counted(came.reports, 'new report')}, {counted(came.incidents, 'new incident')}"
    if came.reprints:
        words += f"; {counted(came.reprints, 'reprint')} left out"
    if came.unchanged:
        words += f"; {counted(came.unchanged, 'feed')} unchanged"
    if came.failed:
        words += f"; {counted(came.failed, 'feed')} not had"
    return words
