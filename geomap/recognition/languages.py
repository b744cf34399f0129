"""Which recogniser reads a document: one a language, each made when the first document asks for it.

A further language is a package beside `russian/` that has a recogniser, and an entry in
`LANGUAGES`; nothing else changes.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from geomap.gazetteer import Gazetteer
from geomap.language import DEFAULT, base_language, is_installed, language_name
from geomap.models import Document, Mention

Recognise = Callable[[Document], tuple[Mention, ...]]


class Language(NamedTuple):
    """How a language is read: by what, and the packages and the extra that this takes."""

    make: Callable[[Gazetteer], Recognise]
    needs: tuple[str, ...] = ()
    extra: str = ""


def _english(gazetteer: Gazetteer) -> Recognise:
    from geomap.recognition.recogniser import Recogniser

    return Recogniser(gazetteer)


def _russian(gazetteer: Gazetteer) -> Recognise:
    from geomap.recognition.russian import RussianRecogniser

    return RussianRecogniser(gazetteer)


LANGUAGES: Mapping[str, Language] = {
    "en": Language(_english),
    "ru": Language(_russian, ("natasha", "slovnet", "navec", "pymorphy3", "threadpoolctl"), "ru"),
}


class LanguageRecogniser:
    """Hands each document to its language's recogniser; the English one reads what has none."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._made: dict[str, Recognise] = {}

    def __call__(self, document: Document) -> tuple[Mention, ...]:
        """Return the mentions of the document, sorted, not overlapping."""
        code = base_language(document.language or DEFAULT)
        return self._recogniser(DEFAULT if self.gap(code) else code)(document)

    def gap(self, code: str) -> str | None:
        """Return why documents of a language are not read in it, with the remedy; None if read."""
        language = LANGUAGES.get(base_language(code))
        if language is None:
            known = " and ".join(map(language_name, LANGUAGES))
            return f"written in {language_name(code)}; geomap reads {known}, so expect gaps"
        if not all(map(is_installed, language.needs)):
            return (
                f"written in {language_name(code)}, which geomap reads with an extra:"
                f" install geomap[{language.extra}]; without it, expect gaps"
            )
        return None

    def _recogniser(self, code: str) -> Recognise:
        if code not in self._made:
            self._made[code] = LANGUAGES[code].make(self._gazetteer)
        return self._made[code]
