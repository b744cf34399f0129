"""What a sentence tells: its events, each with the place that it was told of."""

from enum import Enum, auto
from typing import NamedTuple

from geomap.incidents.mood import Mood
from geomap.incidents.triggers import Trigger
from geomap.incidents.uses import PlaceUse
from geomap.models import Resolution


class Told(NamedTuple):
    """A trigger with its mood and the word that decided the mood."""

    trigger: Trigger
    mood: Mood
    because: str


class Found(Enum):
    """Where the place of a telling was found: with its own words, or where else."""

    OWN = auto()
    SENTENCE = auto()  # with another event of its sentence
    BEFORE = auto()  # with the event told before
    BACK = auto()  # where its words point back to ("there")
    ELSEWHERE = auto()  # with another telling of the same event, which names a finer place


class Event(NamedTuple):
    """One telling of an event at one place (or none); ``how`` says what linked them."""

    told: Told
    use: PlaceUse | None
    how: str
    origin: str | None = None
    context: tuple[Resolution, ...] = ()
    taken_up: bool = False  # by a relative clause of the place before: "A, which they shelled"
    found: Found = Found.OWN

    @property
    def trigger(self) -> Trigger:
        """The trigger of the telling."""
        return self.told.trigger

    @property
    def borrowed(self) -> bool:
        """Whether its own words name no place."""
        return self.found is not Found.OWN

    @property
    def follows(self) -> bool:
        """Whether its place is that of the event told with it or before it."""
        return self.found in (Found.SENTENCE, Found.BEFORE)
