"""Numbers of persons whose verb stands before another: "killed three in Aro and two in Chiva"."""

import re
from collections.abc import Iterable

from geomap.incidents.dates.rules import MONTH
from geomap.incidents.numbers import NUMBER, number_value
from geomap.incidents.sums import Count
from geomap.text import Bounds

_AT = rf"(?:in|at|near|outside)\s(?:the\s(?:\w+\s){{1,3}})?(?!{MONTH}\b)(?=[A-Z])"
_HOW_MANY = rf"(?:(?:at least|about|some|another|only)\s)?(?P<number>{NUMBER}|nobody|no one|none)"
# How the last of them died: "two died at once and a third in hospital".
_LATER = (
    r"(?:later\s)?(?:in\s(?:a\s|the\s)?(?:\w+\s)?hospital\b|on\sthe\sway\sto\b"
    r"|of\s(?:his|her|their)\b)"
)
_FORMS = (
    re.compile(
        r"(?:,|;|\band|\bwhile)\s(?P<whole>another|an?\s(?:second|third|fourth|fifth|sixth)"
        rf"|{_HOW_MANY}(?:\s(?:others?|more))?)\s{_LATER}"
    ),
    re.compile(rf"(?:[,;]|\band|\bbut)\s(?P<whole>{_HOW_MANY}(?:\s(?:others?|more))?)\s{_AT}"),
    re.compile(
        rf"(?:[,;]|\band|\bbut)\s{_AT}[\w’'-]+(?:\s[A-Z][\w’'-]+){{0,3}},?"
        rf"\s(?P<whole>{_HOW_MANY})(?=[,;.]|\sand\b|$)"
    ),
)


def elided(text: str, sentence: Bounds, told: Iterable[Count]) -> list[Count]:
    """Return the numbers at other places that take up the verb of ``told``, counts before them."""
    before = sorted(told)
    found: list[Count] = []
    for form in _FORMS:
        for match in form.finditer(text, *sentence):
            whole = Bounds(*match.span("whole"))
            kinds = [count.kind for count in before if count.end <= whole.start]
            if kinds:
                number = (number_value(match["number"]) or 0) if match["number"] else 1
                found.append(Count(*whole, kinds[-1], number))
    return found
