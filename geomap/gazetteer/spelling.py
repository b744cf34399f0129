"""Other spellings of a folded name: other scripts, other rules of writing, one wrong letter.

The folded name of another script is written in Latin letters as news agencies do. Between Latin
spellings, the usual differences of the region's names are tried: Soviet-era, English, Turkish.
"""

from collections.abc import Iterator
from itertools import islice

_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўһҹҝғөүәј",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g u h j g"
        " gh o u a y".split(" "),
        strict=True,
    )
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f"
        " ev".split(),
        strict=True,
    )
)
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
        strict=True,
    )
)
_LATIN = {**_CYRILLIC, **_ARMENIAN, **_GEORGIAN}
_DIGRAPHS = (("ու", "u"), ("дж", "j"))  # written with two letters, one sound
_ROMAN = str.maketrans(_LATIN)

# Ways of writing one sound; each name is tried with each of them throughout.
_SOUNDS = (
    ("dzh", "j"), ("dj", "j"), ("j", "c"), ("c", "j"), ("kh", "x"), ("kh", "h"), ("x", "kh"),
    ("gh", "g"), ("g", "gh"), ("q", "g"), ("q", "k"), ("g", "q"), ("sh", "s"), ("ch", "c"),
    ("y", "i"), ("i", "y"), ("e", "a"), ("a", "e"), ("iy", "y"), ("ya", "ia"), ("oe", "o"),
    ("ue", "u"), ("w", "v"), ("ou", "u"), ("tch", "ch"), ("ck", "k"), ("ye", "e"), ("aa", "a"),
    ("ee", "i"), ("oo", "u"), ("ll", "l"), ("ss", "s"),
)  # fmt: skip
_MOST_RESPELLINGS = 300
_LEAST_LETTERS = 5  # one wrong letter in a shorter name gives too many others


def romanised(folded: str) -> str:
    """Return a folded name of Cyrillic, Armenian or Georgian letters in Latin ones."""
    if folded.isascii():
        return folded
    for letters, latin in _DIGRAPHS:
        folded = folded.replace(letters, latin)
    return folded.translate(_ROMAN)


def respellings(folded: str) -> Iterator[str]:
    """Yield a folded name by other rules of writing, those with fewer changes first."""
    latin = romanised(folded)
    tried = {folded: None}
    level = [latin]
    for _ in range(3):
        changed = (name.replace(old, new) for name in level for old, new in _SOUNDS if old in name)
        fresh = list(islice((name for name in changed if name not in tried), _MOST_RESPELLINGS))
        fresh = list(dict.fromkeys(fresh))
        yield from (name for name in [*level, *fresh] if name not in tried)
        tried.update(dict.fromkeys([*level, *fresh]))
        level = fresh


def one_letter_off(folded: str) -> Iterator[str]:
    """Yield what differs from a folded name by a letter too few, too many, wrong or swapped."""
    for form in dict.fromkeys((folded, romanised(folded))):
        if len(form) >= _LEAST_LETTERS:
            yield from _edits(form)


def _edits(folded: str) -> Iterator[str]:
    letters = _letters_of(folded)
    cuts = [(folded[:i], folded[i:]) for i in range(len(folded) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    yield from (a + b[1:] for a, b in cuts if b)
    yield from (a + letter + b[1:] for a, b in cuts if b for letter in letters if letter != b[0])
    yield from (a + letter + b for a, b in cuts for letter in letters)


def _letters_of(folded: str) -> str:
    """Return the letters of the script that a name is written in."""
    for script in (_CYRILLIC, _ARMENIAN, _GEORGIAN):
        if any(letter in script for letter in folded):
            return "".join(script)
    return "abcdefghijklmnopqrstuvwxyz "
