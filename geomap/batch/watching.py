"""Watching feeds: what is new in them is read once, whatever happens in between."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from geomap.batch.memory import FeedState, Memory
from geomap.documents import LiveFeed, OnProblem, Problem, Teller, Validators, Web
from geomap.documents.formats import Fields
from geomap.errors import DocumentError, FetchError, GeomapError
from geomap.models import Document, Report

_TRIES = 3  # of a page that may be had later; then the feed's own words are taken


class Round(NamedTuple):
    """What came of asking all feeds once."""

    reports: int = 0
    incidents: int = 0
    reprints: int = 0
    unchanged: int = 0
    failed: int = 0

    def __add__(self, other: object) -> "Round":
        """Return the sum of two rounds."""
        if not isinstance(other, Round):
            return NotImplemented
        return Round(*(a + b for a, b in zip(self, other, strict=True)))


class Watch:
    """Asks feeds for what is new, and puts what is found in it into the memory.

    Args:
        feeds: their addresses.
        memory: what was seen already.
        web: reads the feeds and the pages of their entries.
        parse: finds the incidents of a document.
        on_problem: told what could not be used.
        clock: Unix time in seconds.
    """

    def __init__(
        self,
        feeds: Sequence[str],
        memory: Memory,
        web: Web,
        parse: Callable[[Document], Report],
        on_problem: OnProblem,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._feeds = feeds
        self._memory = memory
        self._web = web
        self._parse = parse
        self._tell = on_problem
        self._clock = clock

    def round(self) -> Round:
        """Ask each feed once, in order; one that fails costs no other."""
        total = Round()
        for address in self._feeds:
            for came in self._asked(address):
                total += came
        return total

    def _asked(self, address: str) -> Iterator[Round]:
        """Yield what comes of one feed, entry by entry."""
        state = self._memory.feed(address)
        teller = Teller(address, self._tell)
        if self._clock() < state.quiet_until:
            yield Round(unchanged=1)
            return
        try:
            live = self._web.feed(address, state.validators)
        except DocumentError as error:
            teller.error(str(error))
            wait = error.wait if isinstance(error, FetchError) else 0.0
            self._memory.keep_feed(address, FeedState(state.validators, self._clock() + wait))
            yield Round(failed=1)
            return
        if live is None:
            yield Round(unchanged=1)
            return
        yield from self._new(address, live, teller)

    def _new(self, address: str, live: LiveFeed, teller: Teller) -> Iterator[Round]:
        """Yield what comes of each entry that is new, and remember the feed when all are done."""
        if live.feed.doubt:
            teller.warning(live.feed.doubt)
        whole = True
        for entry in live.feed.entries:
            key = entry.id or entry.url or entry.text
            if self._memory.is_done(address, key):
                continue
            came = self._entry(address, key, live, entry)
            whole = whole and came is not None
            yield came or Round()
        # With an entry left to try again, the feed must be had again though it has not changed.
        self._memory.keep_feed(address, FeedState(live.validators if whole else Validators()))

    def _entry(self, address: str, key: str, live: LiveFeed, entry: Fields) -> Round | None:
        """Deal with an entry; return None if it is to be tried again."""
        teller = Teller(entry.url or key, self._tell)
        try:
            fields = self._web.article(live, entry, teller)
        except DocumentError as error:
            later = isinstance(error, FetchError) and error.again
            if later and self._memory.tries(address, key) + 1 < _TRIES:
                self._memory.failed(address, key)
                teller.warning(f"{error}; it will be tried again")
                return None
            return self._instead(address, key, entry, teller, error)
        return self._read(address, key, fields, teller)

    def _instead(
        self, address: str, key: str, entry: Fields, teller: Teller, error: DocumentError
    ) -> Round:
        """Take the feed's own words for a page that is not given, where there are any."""
        if entry.text.strip():
            teller.warning(f"{error}; taken as the feed words it")
            return self._read(address, key, entry, teller)
        teller.error(str(error))
        self._memory.done(address, key)
        return Round()

    def _read(self, address: str, key: str, fields: Fields, teller: Teller) -> Round:
        first = self._memory.original(fields.text)
        if first is not None:
            teller.note(f"left out, a reprint: the text of {first!r}")
            self._memory.done(address, key)
            return Round(reprints=1)
        if fields.published is None:
            teller.warning("no publication date, so its days cannot be told")
        report = self._parsed(Document(**fields._replace(id=self._name(fields, key))._asdict()))
        self._memory.done(address, key, report)
        return Round(reports=1, incidents=len(report.incidents)) if report else Round()

    def _parsed(self, document: Document) -> Report | None:
        try:
            return self._parse(document)
        except GeomapError:
            raise
        except Exception as error:  # one document must not end the watch
            reason = f"stopped geomap ({type(error).__name__}: {error}); left out"
            self._tell(Problem("error", document.id, reason))
            return None

    def _name(self, fields: Fields, key: str) -> str:
        """Return an id that no other report has."""
        wanted = fields.id or fields.url or key
        names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, 1_000_000))
        return next(name for name in names if not self._memory.has_id(name))
