"""Where the event of given words happened, for whoever has the words already."""

from geomap.incidents.lexicon import Lexicon, packaged_lexicon
from geomap.incidents.linking import link
from geomap.incidents.mood import Mood
from geomap.incidents.places import place_uses
from geomap.incidents.tellings import Told
from geomap.incidents.tokens import Sentence, read_sentences
from geomap.incidents.triggers import Trigger, document_classes, find_triggers
from geomap.models import Document, Mention, Resolution, Span

# Probabilities that something happened at a place: below the first the word lists' choice is
# dropped, from the second on it is the verb's place where they have none.
_DOUBTED, _LIKELY = 0.5, 0.7


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
        mentions = _linked(sentence, asked, others, lexicon)
        mentions = mentions or _linked(sentence, asked, [], lexicon)
        kept = [m for m in mentions if _happened(m) >= _DOUBTED] or _likeliest(sentence, asked)
        return tuple(Span(start=m.start, end=m.end, text=m.text) for m in kept)
    return ()


def _happened(mention: Mention) -> float:
    """Return the tagger's word for a place; a recogniser without one leaves it to the lists."""
    return mention.scene.happened if mention.scene else 1.0


def _likeliest(sentence: Sentence, asked: Trigger) -> list[Mention]:
    """Return the place nearest to the verb of those where the tagger is sure of an event."""
    places = [
        (abs(i - asked.first), token.place.mention)
        for i, token in enumerate(sentence.tokens)
        if token.place is not None and token.place.mention.scene is not None
    ]
    sure = [pair for pair in places if _happened(pair[1]) >= _LIKELY]
    return [min(sure, key=lambda pair: pair[0])[1]] if sure else []


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
