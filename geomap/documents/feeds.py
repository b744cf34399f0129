"""Entries of RSS and Atom feeds. Needs feedparser; nothing is fetched here."""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.sax import SAXParseException

from geomap.documents.formats import Fields, from_record
from geomap.errors import DocumentError
from geomap.resources import extra

_HEAD = 4096  # bytes in which the first element stands
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL,
)


class Feed(NamedTuple):
    """The entries of a feed in its order, also those without a text; and what is doubtful of it."""

    entries: tuple[Fields, ...]
    doubt: str | None = None


def is_feed(data: bytes) -> bool:
    """Tell whether a document is a feed, by its first element."""
    return bool(_OPENING.match(data[:_HEAD]))


def entries(data: bytes) -> Iterator[Fields]:
    """Yield the entries of a feed that have a text of their own, in its order.

    Raises:
        DocumentError: if it is no feed, or feedparser is not installed.
    """
    return (entry for entry in read(data).entries if entry.text.strip())


def read(data: bytes) -> Feed:
    """Return a feed.

    An entry's text is its title and what the feed gives of the article; its day that of its
    publication, in UTC; its source the feed's title.

    Raises:
        DocumentError: if it is no feed, or feedparser is not installed.
    """
    feedparser = extra("feedparser", "web", "reading feeds", DocumentError)
    feed = feedparser.parse(io.BytesIO(data))  # as bytes it might be taken for a file's name
    if not feed.get("version"):
        raise DocumentError("not an RSS or Atom feed")
    about = {"source": feed.feed.get("title"), "language": feed.feed.get("language")}
    told = (from_record(about | _fields(e) | {"text": _text(e)}, _silent, 0) for e in feed.entries)
    broken = feed.get("bozo_exception")
    doubt = f"the feed is broken XML ({broken}); read as far as it goes"
    return Feed(tuple(told), doubt if _is_broken(broken) else None)


def _is_broken(error: Exception | None) -> bool:
    """Tell a feed that does not parse from one that, say, only declares another encoding."""
    return isinstance(error, SAXParseException)


def _silent(message: str, line: int | None) -> None:
    """Take no notice: days are made here, so none can be wrong."""


def _fields(entry: Any) -> dict[str, Any]:
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    return {
        "id": entry.get("id") or entry.get("link"),
        "title": entry.get("title"),
        "url": entry.get("link"),
        "published": f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}" if day else None,
    }


def _text(entry: Any) -> str:
    """Return an entry's title and body as plain text, a paragraph each."""
    bodies = [part.get("value", "") for part in entry.get("content", ())]
    body = max(bodies, key=len, default="") or entry.get("summary", "")
    parts = (_plain(part) for part in (entry.get("title", ""), body))
    return "\n\n".join(part for part in parts if part)


def _plain(html: str) -> str:
    """Return the words of a piece of HTML; paragraphs and breaks end lines."""
    from lxml import html as reader

    if not html.strip():
        return ""
    root = reader.fromstring(f"<div>{html}</div>")
    for element in root.iter("p", "br", "li", "h1", "h2", "h3"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in str(root.text_content()).splitlines())
    return "\n".join(line for line in lines if line)
