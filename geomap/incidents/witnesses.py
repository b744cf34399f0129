"""Who is at hand tells where: "A blast killed six. Police in Aro said ..." was a blast in Aro."""

from collections.abc import Sequence

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.mood import Mood
from geomap.incidents.tellings import Event, Found
from geomap.incidents.tokens import Sentence
from geomap.incidents.uses import PlaceUse, Use


def with_witnesses(
    told: list[Event], sentence: Sentence, uses: Sequence[PlaceUse], lexicon: Lexicon
) -> list[Event]:
    """Put what the sentence before tells of no place where those at hand are.

    Only where nothing told so far has a place: else they may speak of that.
    """
    near = next((u for u in uses if _is_at_hand(u, sentence, lexicon)), None)
    if near is None or any(event.use is not None for event in told):
        return told
    how = f"place of the {sentence.tokens[near.head - 2].form} in the next sentence"
    return [
        event._replace(use=near._replace(use=Use.AT), how=how, found=Found.BEFORE)
        if _is_bare(event, sentence)
        else event
        for event in told
    ]


def with_hosts(
    events: tuple[Event, ...], sentence: Sentence, uses: Sequence[PlaceUse], lexicon: Lexicon
) -> tuple[Event, ...]:
    """Put what a sentence tells of no place where those at hand are, if it names no other place.

    "Doctors in Aro are battling an outbreak", "Police in Aro said that a man had been stabbed".
    """
    near = next((u for u in uses if _is_at_hand(u, sentence, lexicon)), None)
    others = any(u is not near and u.use is not Use.CONTEXT for u in uses)
    if near is None or others or any(event.use is not None for event in events):
        return events
    how = f"place of the {sentence.tokens[near.head - 2].form}"
    here = near._replace(use=Use.AT)
    return tuple(
        event._replace(use=here, how=how)
        if event.trigger.strength == "strong" and event.trigger.first > near.position
        else event
        for event in events
    )


def _is_at_hand(use: PlaceUse, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether "police in X" or the like stand there, X a town."""
    governor = sentence.tokens[use.head - 1].form if use.head else ""
    before = sentence.tokens[use.head - 2].form if use.head > 1 else ""
    witness = before in lexicon.cues["witness"] and governor in ("in", "at")
    return witness and use.fineness == 3 and use.use in (Use.AT, Use.SEAT)


def _is_bare(event: Event, sentence: Sentence) -> bool:
    trigger = event.trigger
    before = trigger.sentence.number == sentence.number - 1
    return before and trigger.strength == "strong" and event.told.mood is Mood.ASSERTED
