"""Texts with marked names: ``[Lachin|kind=district|147626]`` is a mention and what it means."""

import re
from collections.abc import Callable

import pytest

from geomap.models import Document, Kind, Mention, Role

Marked = tuple[Document, tuple[Mention, ...], list[str]]
_MARK = re.compile(r"\[([^|\]]*)((?:\|[^|\]]*)*)\]")


@pytest.fixture(scope="session")
def read_marks() -> Callable[[str], Marked]:
    """Return the reader of marked texts: document, mentions, and the ids that are expected."""
    return _read


def _read(marked: str) -> Marked:
    text, mentions, expected, last = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        *options, place = mark.group(2)[1:].split("|")
        mentions.append(_mention(len(text), mark.group(1), dict(o.split("=") for o in options)))
        expected.append(place)
        text += mark.group(1)
    return Document(text=text + marked[last:]), tuple(mentions), expected


def _mention(start: int, text: str, options: dict[str, str]) -> Mention:
    kind = Kind(options["kind"]) if "kind" in options else None
    return Mention(
        start=start,
        end=start + len(text),
        text=text,
        name=options.get("name", text),
        role=Role(options.get("role", "literal")),
        kind=kind,
        found_by=("tagger", "type word beside") if kind else ("tagger",),
    )
