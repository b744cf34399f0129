"""The head of a dispatch: "ЕРЕВАН, 13 сентября — ", "БАКУ, 19 сен. /Агентство/. ", "ТБИЛИСИ. "."""

import re
from collections.abc import Iterator

Bounds = tuple[int, int]

_PLACE = r"[А-ЯЁ][А-ЯЁ-]+(?:\s[А-ЯЁ][А-ЯЁ-]+)*"
_HEAD = re.compile(
    rf"^[ \t]*(?P<places>{_PLACE}(?:\s*[/—–-]\s*{_PLACE})*)"
    r"(?P<more>,\s+[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+)?)?"
    r"(?:,\s+\d{1,2}\s+[а-яё]{3,9}\.?(?:\s+\d{4}(?:\s+г\.)?)?)?"
    r"\s*(?:[—–-]{1,2}\s|:\s|\.\s*/[^/\n]{2,40}/|/[^/\n]{2,40}/|\([^()\n]{2,40}\)|\.\s)",
    re.MULTILINE,
)
_PART = re.compile(_PLACE)


def dateline_places(text: str) -> Iterator[Bounds]:
    """Yield the bounds of each place in capitals at the head of a dispatch."""
    for head in _HEAD.finditer(text):
        for place in _PART.finditer(text, *head.span("places")):
            yield place.span()
