"""What the words beside a name in Russian call it: "село Сотк", "Лачинский и Агдамский районы"."""

from geomap.language.russian import Word, parses
from geomap.models import Kind
from geomap.recognition.russian.roles import Spot
from geomap.recognition.russian.tables import TypeWord, type_words

_SHORT = {"г": "город", "с": "село", "п": "посёлок", "д": "деревня", "р": "река", "оз": "озеро"}
_LIST = frozenset({"и", "или", "а", "также"})
_LONGEST_LIST = 12  # words


def type_word(word: Word | None) -> tuple[str, TypeWord] | None:
    """Return the dictionary form of a type word and what it says, None for other words."""
    if word is None:
        return None
    short = _SHORT.get(word.text)
    for form in (short,) if short else (parse.lemma for parse in parses(word.text)):
        if form in type_words():
            return form, type_words()[form]
    return None


def kind_before(spot: Spot) -> Kind | None:
    """Return what the word before a name, or before the list that it is in, calls it."""
    right = spot.start
    for steps in range(1, _LONGEST_LIST):
        word = spot.before(steps)
        if found := type_word(word):
            return found[1].kind if found[1].before else None
        if word is None or not _is_listed(word, spot.text[word.end : right]):
            return None
        right = word.start
    return None


def type_after(spot: Spot) -> str | None:
    """Return the type word, in its dictionary form, after an adjective or the list it is in."""
    left = spot.end
    for steps in range(1, _LONGEST_LIST):
        word = spot.after(steps)
        if found := type_word(word):
            return found[0] if found[1].after else None
        if word is None or not _is_listed(word, spot.text[left : word.start]):
            return None
        left = word.end
    return None


def _is_listed(word: Word, gap: str) -> bool:
    """Return whether a list goes on with a word: by a comma, by "и", or after one of them."""
    return word.text in _LIST or (word.capital and ("," in gap or gap.isspace()))
