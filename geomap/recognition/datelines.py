"""The head of a dispatch: "YEREVAN - ", "BAKU/YEREVAN —", "Goris, Armenia, Sept 13 (Agency) - "."""

import re
from collections.abc import Iterator

Bounds = tuple[int, int]

_PLACE = r"[^\W\d_a-z](?:[^\W\d_a-z]|[ .'’-])*[^\W\d_a-z.]"  # capitals only
_NAME = r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,2}"
_COUNTRY = r"(?P<country>,\s+[^\W\d_][\w.'’ -]{1,30}?)?"
_AGENCY = r"\([^()\n]{2,40}\)"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|Mar|April|Apr|May|June|July|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?"
_DASH = r"[-–—]{1,2}\s"
_BODY = r":\s(?=[^\n]*[a-z])"  # after a colon, "UKRAINE: FIVE DEAD" is a headline
_HEADS = tuple(
    re.compile(rf"^[ \t]*(?P<places>{places}){_COUNTRY}{rest}", re.MULTILINE)
    for places, rest in (
        # capitals before a dash or a colon, as in "BAKU/YEREVAN, Sept 13 (Agency) - "
        (
            rf"{_PLACE}(?:\s*/\s*{_PLACE})*",
            r"(?:,?\s+(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?(?:,?\s+\d{4})?)?"
            rf"(?:\s*{_AGENCY})?\s*(?:{_DASH}|{_BODY})",
        ),
        # capitals, a day and an agency, without a dash: "MOSCOW, March 3. /TASS/. "
        (_PLACE, rf",?\s+{_DAY}\.?\s+(?:{_AGENCY}|/[A-Z][\w ]+/)[.:]?\s"),
        # small letters need an agency or a day: "Beirut (AFP) - ", "Kyiv, 5 May - "
        (_NAME, rf"(?:,?\s+{_DAY})?\s*{_AGENCY}\s*{_DASH}"),
        (_NAME, rf",?\s+{_DAY}\s*{_DASH}"),
    )
)
_PART = re.compile(_PLACE)


def datelines(text: str) -> Iterator[Bounds]:
    """Yield the bounds of the places and the country at the head of each dispatch."""
    found = {
        (head.start("places"), head.end("country" if head["country"] else "places"))
        for heads in _HEADS
        for head in heads.finditer(text)
    }
    yield from sorted(found)


def dateline_places(text: str) -> Iterator[Bounds]:
    """Yield the bounds of each place in capitals at the head of a dispatch."""
    heads = {head.span("places") for heads in _HEADS[:2] for head in heads.finditer(text)}
    for span in sorted(heads):
        for place in _PART.finditer(text, *span):
            yield place.span()
