"""What stands in apposition to a place: where it lies, or the next thing of a list."""

from geomap.incidents.governors import LIST_WORDS
from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Sentence, Token
from geomap.incidents.uses import PlaceUse
from geomap.models import Kind, Resolution

_REGIONS = frozenset({Kind.DISTRICT, Kind.REGION})


def is_aside_in(between: list[str], lexicon: Lexicon) -> bool:
    """Whether an aside locates the place before it: "X, in Y", "X, a rail hub on the Y"."""
    if between == ["in"] or (between[:2] == [",", "in"] and len(between) <= 4):
        return True
    if len(between) < 4 or between[0] != "," or between[1] not in ("a", "an", "the", "one"):
        return False
    if between[-1] == "the":
        between = between[:-1]
    words = between[2:-1]
    plain = not {",", "and", "where", "which"} & set(words) and not lexicon.finite & set(words)
    return plain and len(words) <= 8 and between[-1] in lexicon.cues["preposition"]


def is_next_thing(sentence: Sentence, inner: PlaceUse, use: PlaceUse, lexicon: Lexicon) -> bool:
    """Whether things are listed with their places: "a church in X, a school in Y and a post in Z".

    "A town in Y" is no further thing but what X is.
    """
    tokens = sentence.tokens
    thing = tokens[max(0, use.head - 2)]
    alike = inner.word == use.word and tokens[max(0, inner.head - 3)].form in ("a", "an", "the")
    return alike and thing.text.islower() and thing.form not in lexicon.cues["type_word"]


def is_taken_for_region(outer: Resolution, inner: PlaceUse, after: tuple[Token, ...]) -> bool:
    """Whether the tagger takes only the last of "X, Y" for a region, and the list ends there."""
    kinds = [r.mention.kind for r in (outer, inner.resolution)]
    listed = len(after) > 1 and after[0].form in LIST_WORDS and after[1].place is not None
    goes_on = listed or (bool(after) and after[0].form == "in")
    return not goes_on and kinds[0] in _REGIONS and kinds[1] not in _REGIONS
