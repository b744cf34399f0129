"""What happened "между X и Y", or on "дороге X — Y", lies between the two."""

import re
from collections.abc import Sequence

from geomap.incidents.roads import half_way
from geomap.incidents.russian.events import Sentence
from geomap.incidents.russian.tables import cues
from geomap.incidents.uses import level
from geomap.models import Resolution

_DESCRIBED = r"(?:[а-яё.]+\s+){0,2}"  # "селом", "приграничным городом"
_AND = re.compile(rf"\s+и\s+{_DESCRIBED}")
_LINE = re.compile(r"\s*[—–-]\s*")
_TO = re.compile(rf"\s+(?P<goal>[а-яё]+)\s+{_DESCRIBED}")
_TOWN, _LARGEST = 3, 2  # how fine both places must be, without a road and on one


def between_ends(sentence: Sentence, places: Sequence[Resolution]) -> list[Resolution]:
    """Return the literal places of a sentence, the ends of a way as the point between them."""
    result: list[Resolution] = []
    left = list(places)
    while left:
        first = left.pop(0)
        middle = _middle(sentence, first, left[0]) if left else None
        if middle:
            left.pop(0)
        result.append(middle or first)
    return result


def _middle(sentence: Sentence, first: Resolution, second: Resolution) -> Resolution | None:
    start = _way_start(sentence, first, second)
    if start is None:
        return None
    name = " ".join(sentence.text[start : second.mention.end].split())
    return half_way(first, second, name[:1].lower() + name[1:])


def _way_start(sentence: Sentence, first: Resolution, second: Resolution) -> int | None:
    """Return where the words for what lies between two places begin; None where none do."""
    number = sentence.governor(first.mention.start)
    if number is None:
        return None
    way, word = cues()["way"], sentence.words[number].text.lower()
    on_way = number > 0 and not sentence.lemmas[number - 1].isdisjoint(way)
    link = sentence.text[first.mention.end : second.mention.start]
    if word in cues()["between"]:
        fits, start = _AND.fullmatch(link), number - on_way
    elif word in cues()["away"] and on_way:
        to = _TO.fullmatch(link)
        fits, start = to if to and to["goal"] in cues()["toward"] else None, number - 1
    elif sentence.lemmas[number] & way:
        fits, start, on_way = _LINE.fullmatch(link), number, True
    else:
        return None
    is_fine = min(level(first), level(second)) >= (_LARGEST if on_way else _TOWN)
    return sentence.words[start].start if fits and is_fine else None
