"""The head of a dispatch: "YEREVAN - ", "GORIS, Armenia, Sept 13 (Agency) - ", "BAKU/YEREVAN —"."""

import re
from collections.abc import Iterator

Bounds = tuple[int, int]

_PLACE = r"[^\W\d_a-z](?:[^\W\d_a-z]|[ .'’-])*[^\W\d_a-z.]"  # capitals only
_HEAD = re.compile(
    rf"^[ \t]*(?P<places>{_PLACE}(?:\s*/\s*{_PLACE})*)"
    r"(?P<country>,\s+[^\W\d_][\w.'’ -]{1,30}?)?"
    r"(?:,?\s+(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?(?:,?\s+\d{4})?)?"
    r"(?:\s*\([^()\n]{2,40}\))?\s*(?:[-–—]{1,2}|:)\s",
    re.MULTILINE,
)
_PART = re.compile(_PLACE)


def datelines(text: str) -> Iterator[Bounds]:
    """Yield the bounds of the places and the country at the head of each dispatch."""
    for head in _HEAD.finditer(text):
        yield head.start("places"), head.end("country" if head["country"] else "places")


def dateline_places(text: str) -> Iterator[Bounds]:
    """Yield the bounds of each place in capitals at the head of a dispatch."""
    for head in _HEAD.finditer(text):
        for place in _PART.finditer(text, *head.span("places")):
            yield place.span()
