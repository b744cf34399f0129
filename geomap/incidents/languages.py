"""Which finder reads a document: one a language, made when the first document asks for it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from geomap.incidents.finder import IncidentFinder
from geomap.language import DEFAULT, base_language, is_installed, language_name
from geomap.models import Document, Incident, Resolution

Find = Callable[[Document, tuple[Resolution, ...]], tuple[Incident, ...]]


class Language(NamedTuple):
    """How incidents are found in a language, the packages and the extra it takes, what it lacks."""

    make: Callable[[], Find]
    needs: tuple[str, ...] = ()
    extra: str = ""
    lacks: str = ""


def _russian() -> Find:
    from geomap.incidents.russian import RussianFinder

    return RussianFinder()


LANGUAGES: Mapping[str, Language] = {
    "en": Language(IncidentFinder),
    "ru": Language(
        _russian,
        ("pymorphy3",),
        "ru",
        "incidents are found by event words beside a place only, without parties and tolls",
    ),
}


class LanguageFinder:
    """Hands each document to its language's finder; the English one reads what has none.

    ``own`` is a CSV table of English words that a user adds, see ``docs/lexicon.md``.

    Raises:
        LexiconError: if a row of ``own`` breaks the format; names file and row.
    """

    def __init__(self, own: str | Path | None = None) -> None:
        self._made: dict[str, Find] = {DEFAULT: IncidentFinder(own=own)} if own else {}

    def __call__(
        self, document: Document, resolutions: tuple[Resolution, ...]
    ) -> tuple[Incident, ...]:
        """Return the incidents of ``document``, sorted by the position of their trigger."""
        code = base_language(document.language or DEFAULT)
        if not _reads(code):
            code = DEFAULT
        if code not in self._made:
            self._made[code] = LANGUAGES[code].make()
        return self._made[code](document, resolutions)

    def gap(self, code: str) -> str | None:
        """Return what is not done for documents of a language; None where all is."""
        written, language = f"written in {language_name(code)}", LANGUAGES.get(base_language(code))
        if language is None:
            known = " and ".join(map(language_name, LANGUAGES))
            return f"{written}; incidents are found in {known} reports only"
        if not _reads(code):
            return (
                f"{written}; finding its incidents takes an extra: install geomap[{language.extra}]"
            )
        return f"{written}; {language.lacks}" if language.lacks else None


def _reads(code: str) -> bool:
    language = LANGUAGES.get(base_language(code))
    return language is not None and all(map(is_installed, language.needs))
