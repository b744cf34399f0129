"""Which language a text is written in: told by its letters and little words, else by a detector.

English and Russian are told at once, for nothing; the packaged detector, which takes about a
second to load, is asked only for texts that are plainly neither.
"""

import re
from functools import cache
from importlib.util import find_spec
from typing import Any

from geomap.resources import packaged_table

SAMPLE = 2000  # characters from the start of a text that are looked at
DEFAULT = "en"  # what a text is taken for that is too short or too odd to tell
_SURE = 0.8  # a detector's probability below this is a guess
_LAST_LATIN = "\u024f"  # of the letters with which the languages of Europe's west are written

_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile(r"[а-яё]+", re.IGNORECASE)
_ONLY_SOME_CYRILLIC = re.compile("[ыэ]")  # in no South Slavic language, nor in Ukrainian
# The commonest words of English: a third of a report in it, hardly a tenth of any other.
_LITTLE_WORDS = frozenset(
    "the of and to in a an was were that for on is are it by with as at from has had have been its"
    " said after near who which their his be but not".split()
)
_LITTLE_SHARE = 0.18


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``; where it cannot be told, a guess.

    The guess is `DEFAULT` for Latin letters and Russian for those of Russian.
    """
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE])]
    if not words or _is_plain_english(words):
        return "en"
    if _has_russian_letters(words) and any(map(_ONLY_SOME_CYRILLIC.search, words)):
        return "ru"
    return _detected(text[:SAMPLE], words)


def base_language(code: str) -> str:
    """Return the language of a code as documents give it: "en" of "en-GB", "EN", "en_US"."""
    return re.split("[-_]", code.strip().casefold(), maxsplit=1)[0]


def language_name(code: str) -> str:
    """Return the English name of a language, or its code in quotes where none is known."""
    return _names().get(base_language(code), repr(code))


@cache
def is_installed(package: str) -> bool:
    """Tell whether a package can be imported, without importing it."""
    return find_spec(package) is not None


def _is_plain_english(words: list[str]) -> bool:
    return sum(word in _LITTLE_WORDS for word in words) >= _LITTLE_SHARE * len(words)


def _has_russian_letters(words: list[str]) -> bool:
    """Return whether four words in five are Cyrillic, and these of Russian letters only."""
    cyrillic = [word for word in words if "Ѐ" <= word[0] <= "ӿ"]
    return len(cyrillic) > 0.8 * len(words) and all(map(_RUSSIAN.fullmatch, cyrillic))


def _detected(text: str, words: list[str]) -> str:
    """Return what the detector is sure of; of the rest, what the letters leave."""
    language, probability = _detector().classify(text)
    if probability >= _SURE and len(words) > 2:
        return str(language)
    if sum(word[0] <= _LAST_LATIN for word in words) >= len(words) / 2:
        return DEFAULT
    return "ru" if _has_russian_letters(words) else str(language)


@cache
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    rows = packaged_table("data", "lexicon", "languages", "names.csv")
    return {row["code"]: row["name"] for row in rows}
