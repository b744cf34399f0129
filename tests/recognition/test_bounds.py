import pytest

from geomap.recognition.bounds import grown, parts, shrunk

NAMES = frozenset(
    {
        "democratic republic of the congo", "congo", "kwazulu natal", "goris", "kapan", "kingston",
        "new york", "york", "kherson oblast", "kherson", "bosnia", "herzegovina",
        "bosnia herzegovina", "hague", "al ula", "town",
    }
)  # fmt: skip


def knows(folded: str) -> bool:
    return folded in NAMES


def spanned(text: str) -> tuple[str, int, int]:
    """Return the text without the brackets, and where they stood."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


GROWN = [
    ("the [Democratic Republic] of the Congo", "Democratic Republic of the Congo"),
    ("[KwaZulu]-Natal", "KwaZulu-Natal"),
    ("KwaZulu-[Natal] province", "KwaZulu-Natal"),
    ("Bosnia-[Herzegovina], July", "Bosnia-Herzegovina"),
    ("in New [York] today", "New York"),
    ("in [Kherson] Oblast", "Kherson Oblast"),
    ("in [Kherson] oblast", "Kherson"),
    ("[Goris], Kapan", "Goris"),
    ("The [Hague]", "Hague"),
    ("[Bosnia]’s Herzegovina", "Bosnia"),
]


@pytest.mark.parametrize(("text", "expected"), GROWN)
def test_a_name_grows_to_the_longest_known(text, expected):
    plain, start, end = spanned(text)
    assert plain[slice(*grown(plain, start, end, knows))] == expected


SPLIT = [
    ("the [Goris-Kapan] road", ["Goris", "Kapan"]),
    ("the [Goris–Kapan] road", ["Goris", "Kapan"]),
    ("the [Goris-Tatev] road", []),
    ("in [Goris]", []),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_joined_names_come_apart_where_each_is_known(text, expected):
    plain, start, end = spanned(text)
    assert [plain[slice(*b)] for b in parts(plain, start, end, knows)] == expected


SHRUNK = [
    ("at [Kingston Crown Court]", "Kingston"),
    ("the [Greater New York]", "New York"),
    ("at [Saint Mary Hospital]", None),
    ("[Kingston]", None),
]


@pytest.mark.parametrize(("text", "expected"), SHRUNK)
def test_the_place_within_a_longer_name(text, expected):
    plain, start, end = spanned(text)
    found = shrunk(plain, start, end, knows)
    assert (found and plain[slice(*found)]) == expected
