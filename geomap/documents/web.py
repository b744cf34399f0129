"""Pages and live feeds of the web as reports."""

from collections.abc import Iterator
from typing import NamedTuple

from geomap.documents import feeds, formats
from geomap.documents.contents import FORMATS, Found, refuse_large
from geomap.documents.decoding import decode
from geomap.documents.feeds import Feed
from geomap.documents.fetching import Answer, Fetcher, Validators, linked, path_of
from geomap.documents.formats import Fields
from geomap.documents.problems import Teller
from geomap.errors import DocumentError, FetchError

_MARKUP = 10  # times as large as a report may a page be: most of one is no text
_PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "")
_TEXTS = {"text/plain": ".txt", "text/markdown": ".md"}


class LiveFeed(NamedTuple):
    """A feed as it is now: where it stands, its entries, and how to ask for it next time."""

    url: str
    feed: Feed
    validators: Validators


class Web:
    """Reads pages and feeds through one fetcher, so that all keep to one pace.

    Args:
        fetcher: asks the servers.
        max_bytes: the largest text of one report.
        feed_text: whether entries of feeds are taken as the feed words them, and no page is asked
            for.
    """

    def __init__(self, fetcher: Fetcher, max_bytes: int, *, feed_text: bool = False) -> None:
        self._fetcher = fetcher
        self._max_bytes = max_bytes
        self._feed_text = feed_text

    def read(self, url: str, teller: Teller) -> Iterator[Found]:
        """Yield the report of a page, or those of a feed's entries.

        Raises:
            DocumentError: if the server does not give it, or it is neither.
        """
        answer = self._fetched(url)
        if not feeds.is_feed(answer.data):
            yield Found(self._report(answer, teller), answer.url)
            return
        live = _live(answer)
        if live.feed.doubt:
            teller.warning(live.feed.doubt)
        for number, entry in enumerate(live.feed.entries, 1):
            if fields := self._told(live, entry, teller):
                yield Found(fields, f"{answer.url}#{number}")

    def feed(self, url: str, known: Validators) -> LiveFeed | None:
        """Return a feed, None if it has not changed since ``known``.

        Raises:
            DocumentError: if the server does not give it, or it is no feed.
        """
        answer = self._fetcher.fetch(url, max_bytes=self._limit, known=known)
        return _live(answer) if answer else None

    def article(self, live: LiveFeed, entry: Fields, teller: Teller) -> Fields:
        """Return an entry with the text of its page, or the feed's own where that is asked for.

        Raises:
            DocumentError: if the page is not given, or has no text.
        """
        if self._feed_text or not entry.url:
            return _worded(entry)
        answer = self._fetched(linked(live.url, entry.url))
        page = self._report(answer, teller._replace(source=answer.url))
        text = max(page.text, entry.text, key=len)  # some pages give less than their feed
        about = {name: value for name, value in entry._asdict().items() if value}
        return page._replace(**about | {"text": text, "url": answer.url})

    def _told(self, live: LiveFeed, entry: Fields, teller: Teller) -> Fields | None:
        """Return what an entry tells: its page, else the feed's own words with a warning."""
        at = teller._replace(source=entry.url or entry.id or teller.source)
        try:
            return self.article(live, entry, teller)
        except DocumentError as error:
            if not entry.text.strip():
                at.error(str(error))
                return None
            at.warning(f"{error}; taken as the feed words it")
            return entry

    def _fetched(self, url: str) -> Answer:
        answer = self._fetcher.fetch(url, max_bytes=self._limit)
        if answer is None:
            raise FetchError("the server answers that it has not changed, but was not asked")
        return answer

    @property
    def _limit(self) -> int:
        return self._max_bytes * _MARKUP

    def _report(self, answer: Answer, teller: Teller) -> Fields:
        """Return the report of a page or a plain text."""
        suffix = _suffix(answer)
        text, doubt = decode(answer.data, html=suffix == ".html", declared=answer.charset)
        if doubt:
            teller.warning(doubt)
        if suffix == ".html":
            fields = formats.from_html(text, teller.warning, url=answer.url)
        else:
            fields = FORMATS[suffix](text, teller.warning)
        refuse_large(len(fields.text.encode()), self._max_bytes)
        return fields._replace(url=fields.url or answer.url)


def _live(answer: Answer) -> LiveFeed:
    return LiveFeed(answer.url, feeds.read(answer.data), answer.validators)


def _worded(entry: Fields) -> Fields:
    if not entry.text.strip():
        raise DocumentError("the feed gives no text of it")
    return entry


def _suffix(answer: Answer) -> str:
    """Return the ending of the format that an answer is in.

    Raises:
        DocumentError: if it is none that is read.
    """
    if answer.kind in _PAGES:
        return ".html"
    if answer.kind not in _TEXTS:
        raise DocumentError(f"the server gives {answer.kind}: neither a page nor text nor a feed")
    markdown = path_of(answer.url).lower().endswith((".md", ".markdown"))
    return ".md" if markdown else _TEXTS[answer.kind]
