"""Capitals told by their country: "in the Georgian capital", "in the capital".

Each is read as the town itself, where the text names it anywhere: at the head of the dispatch, as
who spoke, or as a place.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Sentence, Token
from geomap.models import Kind, Resolution, Role

_POSSESSIVE = frozenset({"'", "’", "s"})
_APPOSED = frozenset({",", "(", "–", "—", "-"})

Capitals = Mapping[str | None, Resolution]  # by the code of their country


def with_capitals(
    text: str, sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Sentence, ...]:
    """Return the sentences, with a place in the stead of each capital told by its country.

    "The capital" is that of the country that the text speaks of most.
    """
    places = [token.place for sentence in sentences for token in sentence.tokens if token.place]
    known = {r.place.country: r for r in reversed(places) if r.place and _is_capital(r)}
    if not known:
        return tuple(sentences)
    countries = Counter(r.place.country for r in places if r.place and r.place.country)
    home = known.get(countries.most_common(1)[0][0])
    read = (_read(text, s.tokens, known, home, lexicon) for s in sentences)
    return tuple(s._replace(tokens=tokens) for s, tokens in zip(sentences, read, strict=True))


def _is_capital(resolution: Resolution) -> bool:
    return resolution.place is not None and resolution.place.feature_code == "PPLC"


def _read(
    text: str,
    tokens: tuple[Token, ...],
    known: Capitals,
    home: Resolution | None,
    lexicon: Lexicon,
) -> tuple[Token, ...]:
    result: list[Token] = []
    for position, token in enumerate(tokens):
        after = tokens[position + 1 :]
        town, first = None, token
        if token.form in lexicon.cues["capital"] and not _is_named(result, after):
            country = _country_before(result)
            if country is not None:
                town, first = known.get(_country(country) or ""), country
            elif _is_bare(result, after, lexicon):
                town = home
        if town is None:
            result.append(token)
            continue
        result[:] = [t for t in result if t.start < first.start]
        result.append(_as_place(text[first.start : token.end], first.start, town))
    return tuple(result)


def _is_named(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether the name stands beside: "the capital, Aro,", "Aro, the capital"."""
    following = after[1:2] if after and after[0].form in _APPOSED else after[:1]
    last = [t for t in before[-4:] if t.form not in ("the", "'", "’", "s")]
    country = bool(last) and _country(last[-1]) is not None
    last = last[:-1] if country else last
    apposed = len(last) > 1 and last[-1].form in _APPOSED and last[-2].place is not None
    return apposed or any(t.place is not None for t in following)


def _country(token: Token) -> str | None:
    """Return the code of the country that a word names, or whose people it names."""
    place = token.place.place if token.place else None
    return place.country if place and place.feature_code.startswith("PCL") else None


def _country_before(tokens: Sequence[Token]) -> Token | None:
    """Return the country's word right before: "Georgian", "Georgia's"."""
    named = next((t for t in reversed(tokens) if t.form not in _POSSESSIVE), None)
    return named if named is not None and _country(named) else None


def _is_bare(before: Sequence[Token], after: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether it is "the capital" and no more, not "the capital of X" or "the capital market"."""
    if not before or before[-1].form != "the":
        return False
    following = after[0].form if after else "."
    plain = not following.isalpha() or following in lexicon.cues["after_object"] - {"of"}
    return plain or following in lexicon.cues["adverb"]


def _as_place(words: str, start: int, town: Resolution) -> Token:
    end, name = start + len(words), town.mention.name
    name = name.title() if name.isupper() else name  # "KYIV, June 3 - "
    update = {
        "start": start,
        "end": end,
        "text": words,
        "role": Role.LITERAL,
        "kind": Kind.SETTLEMENT,
        "offset": None,
        "scene": None,
    }
    mention = town.mention.model_copy(update=update)
    seen = Resolution(mention=mention, place=town.place, reason="the capital of its country")
    return Token(start, end, name, name.casefold(), seen)
