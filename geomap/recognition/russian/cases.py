"""In which case a name stands: what the word before it governs, what its ending may come from."""

from collections.abc import Iterator

from geomap.language.russian import parses

_NOMINATIVE = frozenset({"nomn"})
_GENITIVE = frozenset({"gent"})
_UNKNOWN = frozenset({"nomn", "gent", "accs"})  # with nothing before it: subject, owner, object
_GOVERNED = {
    "gent": "из из-за из-под от до у близ около возле вблизи для без против вокруг ради после кроме"
    " внутри вне мимо среди относительно недалеко вдоль напротив ото изо",
    "datv": "к ко по благодаря вопреки навстречу согласно",
    "ablt": "над перед между",
    "loct": "при о об обо",
    "loct accs": "в во на",
    "gent ablt": "с со",
    "ablt accs": "под за",
    "accs": "через про сквозь",
}
PREPOSITIONS = {
    word: frozenset(cases.split()) for cases, words in _GOVERNED.items() for word in words.split()
}

# Endings by case, each with what the nominative may end in: "Горисом" of Горис, "Шушой" of Шуша.
_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "gent": (("а", ("",)), ("я", ("ь", "й")), ("ы", ("а",)), ("и", ("а", "я", "ь"))),
    "datv": (("у", ("",)), ("ю", ("ь", "й")), ("е", ("а", "я")), ("и", ("я", "ь"))),
    "accs": (("у", ("а",)), ("ю", ("я",))),
    "ablt": (
        ("ом", ("",)), ("ем", ("", "й", "ь")), ("ём", ("ь", "й")), ("ой", ("а",)),
        ("ей", ("а", "я")), ("ью", ("ь",)),
    ),
    "loct": (("е", ("", "а", "я", "й", "ь")), ("и", ("я", "ь", "й"))),
}  # fmt: skip


def cases_after(word: str | None, *, names_kind: bool) -> frozenset[str]:
    """Return the cases in which a name may stand after ``word``, which touches it.

    Args:
        word: the word before, None where none is.
        names_kind: whether it is a type word: "в городе Барда", but "у озера Севан" as well.
    """
    if word is None:
        return _UNKNOWN
    if (governed := PREPOSITIONS.get(word.lower())) is not None:
        return governed
    if names_kind:
        return _NOMINATIVE
    first = parses(word)[0]
    return _GENITIVE if first.pos == "NOUN" else _UNKNOWN


def nominatives(word: str, cases: frozenset[str]) -> Iterator[str]:
    """Yield what a form may be the nominative's of, in lower case, the likeliest first.

    The dictionary's places in a case that fits come first, then its other words, then what the
    endings tell: no dictionary has the villages. The form itself is among them, since many names
    are never declined.
    """
    form = word.lower()
    read = parses(form)
    yield from (p.nominative for p in read if p.place and p.case in cases)
    if "nomn" in cases:
        yield form
    yield from _by_endings(form, cases)
    yield from (p.nominative for p in read if p.case in cases)
    yield form
    yield from _by_endings(form, frozenset(_ENDINGS))


def _by_endings(form: str, cases: frozenset[str]) -> Iterator[str]:
    for case in sorted(cases & _ENDINGS.keys()):
        for ending, originals in _ENDINGS[case]:
            if form.endswith(ending) and len(form) > len(ending) + 1:
                yield from (form[: -len(ending)] + original for original in originals)
