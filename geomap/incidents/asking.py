"""Where the event of given words happened, for whoever has the words already."""

from geomap.incidents.lexicon import Lexicon, packaged_lexicon
from geomap.incidents.linking import link
from geomap.incidents.links import link_share
from geomap.incidents.mood import Mood
from geomap.incidents.places import place_uses
from geomap.incidents.tellings import Told
from geomap.incidents.tokens import Sentence, read_sentences
from geomap.incidents.triggers import Trigger, document_classes, find_triggers
from geomap.models import Document, Mention, Resolution, Span

# How likely the verb's event was at a place: below the first it was not, from the second on it was,
# and in between the word lists decide.
_DOUBTED, _LIKELY = 0.2, 0.4


def places_of_verb(
    document: Document, resolutions: tuple[Resolution, ...], start: int, end: int
) -> tuple[Span, ...]:
    """Return the place names where the event of the words at ``start`` to ``end`` happened."""
    sentences = read_sentences(document.text, resolutions)
    lexicon = packaged_lexicon()
    classes = document_classes(sentences, lexicon)
    for sentence in sentences:
        if not sentence.bounds.start <= start < sentence.bounds.end:
            continue
        asked = _asked(sentence, start, end)
        if asked is None:
            return ()
        listed = find_triggers(sentence, lexicon, classes)
        own = next((t for t in listed if _meet(t, asked)), None)
        asked = asked._replace(type=own.type) if own else asked
        others = [t for t in listed if not _meet(t, asked)]
        # What another event of the sentence took ("shelling hit X, killing 8") holds for this too.
        listed_at = _linked(sentence, asked, others, lexicon)
        listed_at = listed_at or _linked(sentence, asked, [], lexicon)
        return tuple(_span(m) for m in _chosen(sentence, asked, listed_at))
    return ()


def _chosen(sentence: Sentence, asked: Trigger, listed: list[Mention]) -> list[Mention]:
    """Return the places that the tagger links with the verb; without a tagger the lists' own."""
    places = [t.place.mention for t in sentence.tokens if t.place is not None]
    if not any(place.scene for place in places):
        return listed
    shares = [(place, link_share(asked, place)) for place in dict.fromkeys(places)]
    return [p for p, s in shares if s >= _LIKELY or (s >= _DOUBTED and p in listed)]


def _span(mention: Mention) -> Span:
    return Span(start=mention.start, end=mention.end, text=mention.text)


def _linked(
    sentence: Sentence, asked: Trigger, others: list[Trigger], lexicon: Lexicon
) -> list[Mention]:
    told = tuple(Told(t, Mood.ASSERTED, "") for t in sorted([*others, asked], key=_first))
    covered = frozenset(i for t in told for i in range(t.trigger.first, t.trigger.last + 1))
    uses = place_uses(sentence, lexicon, covered)
    events = link(sentence, told, uses, lexicon)
    own = [e.use for e in events if e.trigger is asked and e.use]
    # Of several phrases the nearest: a list is one, "in X ... near Y" are two.
    near = min(own, key=lambda u: (u.fineness == 0, abs(u.position - asked.last)), default=None)
    return [u.resolution.mention for u in own if near is not None and u.group == near.group]


def _asked(sentence: Sentence, start: int, end: int) -> Trigger | None:
    inside = [i for i, t in enumerate(sentence.tokens) if t.start < end and t.end > start]
    if not inside:
        return None
    words = " ".join(sentence.tokens[i].form for i in inside)
    return Trigger(sentence, inside[0], inside[-1], None, "strong", words)


def _meet(one: Trigger, other: Trigger) -> bool:
    return one.first <= other.last and other.first <= one.last


def _first(trigger: Trigger) -> int:
    return trigger.first
