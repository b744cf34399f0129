import re

import pytest

from geomap.recognition.kinds import named_kinds

TEXTS = [
    ("the villages of [Zabukh] and [Sus]", ["settlement", "settlement"]),
    ("[Kalbajar], [Lachin] and [Gadabay] directions", ["district"] * 3),
    ("[Lachin] city and [Kalbajar]", ["settlement", None]),
    ("the [Lachin] direction", ["district"]),
    ("[Kherson] and [Odesa] oblasts", ["region", "region"]),
    ("the city of [Goris], [Syunik] province", ["settlement", "region"]),
    ("on [Lake Sevan] near [Martuni]", ["water", None]),
    ("the [Euphrates] river", ["water"]),
    ("[Armenia] said", [None]),
    ("district of [Martuni]", ["district"]),
    ("a suburb of [Beirut]", [None]),
    ("the [Mar Mikhael] quarter", ["quarter"]),
]


@pytest.mark.parametrize(("marked", "expected"), TEXTS)
def test_type_words_name_the_kind(marked, expected):
    text, spans = re.sub(r"[\[\]]", "", marked), []
    for match in re.finditer(r"\[([^\]]*)\]", marked):
        start = match.start() - 2 * len(spans)
        spans.append((start, start + len(match.group(1))))
    assert named_kinds(text, spans) == expected
