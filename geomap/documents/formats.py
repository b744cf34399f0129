"""One function a format: the content of a file to the fields of one report."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from geomap.errors import DocumentError

Doubt = Callable[[str, int | None], None]  # (message, line)
_FRONT = re.compile(r"---\r?\n(?P<head>.*?)^---\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"---\r?\n")
_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON may hold halves of characters; files cannot
_YEARS = range(1000, 2101)  # a report of another year is a slip, and intervals need room round it
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_TOLD = 8  # names of a record that are told where its text is missing
_TOLD_OF_IT = 40  # characters of what stands in its place
_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*:\s*(?P<value>.*?)\s*\Z")
_ALIASES = {
    "id": ("id",),
    "title": ("title", "headline"),
    "published": ("published", "date", "date_published"),
    "source": ("source", "publisher", "author"),
    "language": ("language", "lang"),
    "url": ("url", "link"),
}


class Fields(NamedTuple):
    """A report as its file tells it; what it does not tell is None."""

    text: str
    id: str | None = None
    title: str | None = None
    published: date | None = None
    source: str | None = None
    language: str | None = None
    url: str | None = None


def from_plain(text: str, _: Doubt) -> Fields:
    """Return the report of a plain text file: all of it."""
    return Fields(text)


def from_markdown(text: str, doubt: Doubt) -> Fields:
    """Return the report of a Markdown file with or without YAML front matter.

    The body is what follows the line end of the second line that is exactly ``---``, unchanged.
    """
    front = _FRONT.match(text)
    if not front:
        if _OPENED.match(text):
            doubt("the front matter is never closed by a line ---; read as plain text", 1)
        return Fields(text)
    return _told(text[front.end() :], _front_matter(front["head"], doubt), doubt, 1)


def _front_matter(head: str, doubt: Doubt) -> Mapping[str, Any]:
    import yaml

    try:
        # The base loader leaves strings as they are: "no" is a language here, not False.
        loaded = yaml.load(head, Loader=yaml.BaseLoader) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        doubt("the front matter is not valid YAML; read as plain 'key: value' lines", line)
        return _plain_pairs(head)
    if isinstance(loaded, dict):
        return {str(key): value for key, value in loaded.items()}
    doubt("the front matter holds no 'key: value' lines; ignored", 1)
    return {}


def _plain_pairs(head: str) -> dict[str, str]:
    pairs = (_KEY.match(line) for line in head.splitlines())
    return {pair["key"]: pair["value"].strip("\"'") for pair in pairs if pair}


def from_record(record: Mapping[str, Any], doubt: Doubt, line: int) -> Fields:
    """Return the report of one JSON Lines record; only ``text`` is a must.

    Raises:
        DocumentError: if there is no text in it.
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise DocumentError(_no_text(record))
    mended, count = _SURROGATE.subn("\ufffd", text)
    if count:
        doubt(f"{count} half characters (lone surrogates) in the text were replaced", line)
    return _told(mended, record, doubt, line)


def _no_text(record: Mapping[str, Any]) -> str:
    """Return what is wrong with a record that gives no text, and what helps."""
    if record.get("text") is not None:
        return f'the "text" of the record is no text but {record["text"]!r:.{_TOLD_OF_IT}}'
    names = [name for name in record if name != "text"]  # that one is there without a text
    held = ", ".join(f'"{name}"' for name in names[:_TOLD]) or "nothing"
    return f'the record has no "text"; it has {held}; --columns text=... names the right one'


def parse_record(line: str) -> Mapping[str, Any]:
    """Return one line of JSON Lines as a mapping.

    Raises:
        DocumentError: if it is not JSON, or another kind of value.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"not valid JSON ({error})") from None
    if not isinstance(record, dict):
        raise DocumentError("not a JSON object")
    return record


def from_html(text: str, doubt: Doubt, *, url: str | None = None) -> Fields:
    """Return the report of a web page: its main text, without menus, comments and the like.

    Offsets refer to the extracted text. The date is the one in the page's metadata; none is
    guessed from the page's body. Where it is known, the page's address may tell the date as well.

    Raises:
        DocumentError: if no main text is found.
    """
    import trafilatura

    page = trafilatura.bare_extraction(
        text,
        url=url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    told: dict[str, Any] = (
        {} if page is None else page if isinstance(page, dict) else page.as_dict()
    )
    if not told.get("text"):
        raise DocumentError("no article text found in the page; save its text as .txt")
    about = {key: told.get(key) for key in ("title", "date", "url", "language")}
    about["source"] = told.get("sitename") or told.get("hostname")
    return _told(told["text"], about, doubt, None)


def _told(text: str, record: Mapping[str, Any], doubt: Doubt, line: int | None) -> Fields:
    lowered = {key.casefold(): value for key, value in record.items()}
    values = {
        field: next((lowered[key] for key in keys if lowered.get(key) not in (None, "")), None)
        for field, keys in _ALIASES.items()
    }
    published = values.pop("published")
    words = {
        field: None if value is None else _SURROGATE.sub("\ufffd", str(value))
        for field, value in values.items()
    }
    return Fields(text, published=_day(published, doubt, line), **words)


def _day(value: object, doubt: Doubt, line: int | None) -> date | None:
    """Return the day of a date or a date and time in ISO 8601, in the time zone it is given in."""
    if value is None:
        return None
    try:
        if day := _ISO_DAY.match(str(value).strip()):
            found = date.fromisoformat(day.group())
            if found.year in _YEARS:
                return found
    except ValueError:
        pass
    doubt(f"the publication date {str(value)!r} is no date like 2022-09-13", line)
    return None
