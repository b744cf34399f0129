"""Numbers in news English, in digits and in words: "1,644", "4.5 million", "twenty-one"."""

import re

from geomap.errors import LexiconError
from geomap.incidents.tables import news_table


def _values() -> dict[str, int]:
    rows = news_table("numbers.csv", "word", "value")
    if fault := next((row["word"] for row in rows if not row["value"].isdecimal()), None):
        raise LexiconError(f"numbers.csv, {fault!r}: value is not a whole number")
    return {row["word"]: int(row["value"]) for row in rows}


_VALUES = _values()


# "dozen" and "score" count as numbers only after one: "a dozen", "two dozen".
_COLLECTIVE = ("dozen", "score")


def _any(low: int, high: int) -> str:
    words = [
        word for word, value in _VALUES.items() if low <= value < high and word not in _COLLECTIVE
    ]
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_BELOW_100 = rf"(?:{_any(20, 100)}(?:[- ]{_any(1, 10)})?|{_any(0, 20)})"
_HUNDREDS = rf"(?:(?:{_BELOW_100}|an?)[- ]hundred(?:(?: and)?[- ]{_BELOW_100})?|{_BELOW_100})"
_THOUSANDS = rf"(?:(?:{_HUNDREDS}|an?)[- ]thousand(?:,?(?: and)?[- ]{_HUNDREDS})?|{_HUNDREDS})"
_WORDS = rf"(?:{_THOUSANDS}(?: million)?|an? million)"
_DOZENS = rf"(?:(?:{_BELOW_100}|an?|half a)[- ]dozen|an? score)"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d+)?)(?:[ \u00a0](?:hundred|thousand|million))?"
NUMBER = rf"(?:{_DOZENS}|(?<![\d.,:]){_DIGITS}(?![\d:])|{_WORDS})"
_TOKEN = re.compile(r"[a-z]+|\d[\d,.]*")


def number_value(words: str) -> int | None:
    """Return the whole number that ``words`` (a match of ``NUMBER``) means, None where it is none.

    >>> number_value("One hundred and forty-seven"), number_value("2.5 million")
    (147, 2500000)
    """
    total, current = 0.0, 0.0
    tokens: list[str] = _TOKEN.findall(words.casefold())
    for token in tokens:
        value = _token_value(token)
        if value is None:
            continue
        if token == "half":
            current = 0.5
        elif value >= 1000:
            total, current = total + max(current, 1) * value, 0.0
        elif value == 100 or token in _COLLECTIVE:
            current = (current or 1) * value
        else:
            current += value
    return int(total + current) if any(_token_value(t) is not None for t in tokens) else None


def _token_value(token: str) -> float | None:
    if token[0].isdigit():
        return float(token.replace(",", "").rstrip(".") or 0) if token.count(".") < 2 else None
    return 0.5 if token == "half" else _VALUES.get(token)
