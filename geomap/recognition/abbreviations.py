"""Short forms of place names: "U.S.", "DRC", and "Ind." or "NY" after a comma."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from geomap.recognition.lexicon import abbreviations


class ShortForm(NamedTuple):
    """A short form in the text, and the name that it stands for."""

    start: int
    end: int
    place: str


def short_forms(text: str) -> Iterator[ShortForm]:
    """Yield the short forms of ``text``, in order.

    Those that are also words or initials ("Mo.", "IN") count only after a comma, or with a full
    stop after a word of place and before no other name: "in Pa.", but not "in Miss. Marple's".
    """
    known = abbreviations()
    for match in _pattern().finditer(text):
        yield ShortForm(match.start(), match.end(), known[match.group()].place)


@cache
def _pattern() -> re.Pattern[str]:
    known = abbreviations()
    free = [form for form, row in known.items() if not row.after_comma]
    mixed = [form for form, row in known.items() if row.after_comma and not form.isupper()]
    # In a text of capitals ", OR" is a word.
    capitals = [form for form, row in known.items() if row.after_comma and form.isupper()]
    stopped = [form for form in mixed if form.endswith(".")]
    located = "|".join(rf"(?<=\b{word} )" for word in ("in", "from", "of", "to", "near", "across"))
    first = "".join(sorted({form[0] for form in known}))  # refuses most letters fast
    return re.compile(
        rf"(?=[{first}])(?:(?<![\w.])(?:{_either(free)}|(?<=\w, )(?:{_either(mixed)})"
        rf"|(?<=[a-z], )(?:{_either(capitals)}))(?!\w)"
        rf"|(?:{located})(?:{_either(stopped)})(?!\s?[A-Z]))"
    )


def _either(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
