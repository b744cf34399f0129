"""Sentences without an event of their own that count the dead of one told beside them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import pairwise, zip_longest
from typing import NamedTuple

from geomap.incidents.dates import find_dates
from geomap.incidents.merging import Cluster
from geomap.incidents.tokens import Sentence
from geomap.models import DatePrecision, Mention, Role
from geomap.text import Bounds

_SCATTERED = 4  # sentences from which on a text may be seen to be cut up into paragraphs
_FOLLOW = 2  # sentences after an event in which its dead are still counted
OLDER = timedelta(days=10)  # what began that much before an event is another, or a whole campaign


class Follower(NamedTuple):
    """A sentence, and the numbers of the clusters of which it may tell.

    ``before``: it stands before the event, and says only what nothing after it says.
    """

    bounds: Bounds
    owners: set[int]
    before: bool = False


def followers(
    text: str,
    sentences: tuple[Sentence, ...],
    owners_of: Mapping[Bounds, set[int]],
    named: Mapping[str, set[int]],
    recall: frozenset[str],
) -> Iterable[Follower]:
    """Yield the sentences that go on after one that tells of incidents, and of which they tell.

    "Doctors counted nine deaths." goes on, another place, another time or another event does not,
    save a place that was told of before: "Nobody was hurt in Aro."

    Args:
        text: the text into which all bounds point.
        sentences: its sentences.
        owners_of: the clusters that a sentence with an event tells of.
        named: the clusters that stand at a place of that name.
        recall: words that tell of other times.
    """
    owners: set[int] = set()
    scene: set[str] = set()  # the names of places in the sentence that told
    known: set[int] = set()
    left = end = 0
    scattered = _is_scattered(text, sentences)
    for sentence, after in zip_longest(sentences, sentences[1:]):
        bounds = sentence.bounds
        broken = "\n" in text[end : bounds.start]
        end = bounds.end
        if bounds in owners_of:
            owners = owners_of[bounds]
            known |= owners
            left, scene = _FOLLOW, place_names(sentence)
            continue
        if any(token.form in recall for token in sentence.tokens):
            left = 0
            continue
        goes_on = not broken or (scattered and left == _FOLLOW)
        names = place_names(sentence)
        if left and goes_on and names <= scene:
            left -= 1
            yield Follower(bounds, owners)
            continue
        left = 0
        at = known.intersection(*(named.get(name, set()) for name in names)) if names else set()
        if at:
            yield Follower(bounds, at)
        elif not names and after is not None and after.bounds in owners_of:
            yield Follower(bounds, owners_of[after.bounds], before=True)


def _is_scattered(text: str, sentences: tuple[Sentence, ...]) -> bool:
    """Whether the text makes a paragraph of almost each sentence, as many papers do."""
    pairs = list(pairwise(s.bounds for s in sentences))
    breaks = sum("\n" in text[one.end : other.start] for one, other in pairs)
    return len(pairs) >= _SCATTERED and breaks > 0.6 * len(pairs)


def place_names(sentence: Sentence) -> set[str]:
    """Return the names of places in ``sentence`` that are meant as places."""
    return {mention.name for mention in places_in(sentence)}


def places_in(sentence: Sentence) -> list[Mention]:
    """Return the mentions of places in ``sentence`` that are meant as places."""
    places = (token.place.mention for token in sentence.tokens if token.place)
    return [mention for mention in places if mention.role is Role.LITERAL]


def of_their_time(
    text: str, bounds: Bounds, owners: set[int], clusters: tuple[Cluster, ...]
) -> set[int]:
    """Return those of ``owners`` of whose days a sentence may tell.

    That is not "In 2011 forty died" or "Since January 60 have been killed" of what was on Monday.
    Of an event and a whole campaign the event is meant.
    """
    fit = {n for n in owners if not _is_older(text, bounds, clusters[n])}
    days = {n for n in fit if clusters[n].interval.precision is DatePrecision.DAY}
    wide = (DatePrecision.MONTH, DatePrecision.YEAR)
    campaigns = {n for n in fit if clusters[n].interval.precision in wide}
    return fit - campaigns if days else fit


def _is_older(text: str, bounds: Bounds, cluster: Cluster) -> bool:
    start, end = cluster.interval.start, cluster.interval.end
    if start is None:
        return False
    known = cluster.interval.precision is not DatePrecision.UNKNOWN
    told = (m.interval for m in find_dates(text, bounds, end) if m.use == "day")
    days = (interval.start if known else interval.end for interval in told)
    return any(day is not None and day < start - OLDER for day in days)
