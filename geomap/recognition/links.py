"""Which words of a sentence tell of an event at a place: a form over the tagger's vectors.

The network gives each word two short vectors: what it tells if an event is told in it, and what is
told of it if it is a place. Their product, with how far apart the two stand, says how likely it is
that an event which the word tells of took place there. `geomap.training.links` fits the form.
"""

import json
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from geomap.errors import ModelError

Floats = NDArray[np.float32]
_LONGEST = 1024  # words: more than the network has positions for
STEPS = 7  # classes of distances on either side: 1, 2, 4 ... words, the last one open


class Links(NamedTuple):
    """The weights of the form."""

    word: Floats  # (size,), of the words' vectors alone
    place: Floats  # (size,), of the places'
    distance: Floats  # (2 * STEPS,), by `distance_class`
    bias: float

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the weights from a JSON file.

        Raises:
            ModelError: if the file is missing or damaged.
        """
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            word, place, distance = (
                np.array(stored[key], np.float32) for key in ("word", "place", "distance")
            )
            if not len(word) == len(place) or len(distance) != 2 * STEPS:
                raise ValueError("weights of another shape")
            return cls(word, place, distance, float(stored["bias"]))
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{path} cannot be read ({error}); reinstall geomap") from error

    def sums(self, vectors: Floats, place: range) -> Floats:
        """Return for each word the log-odds that an event that it tells of took place at ``place``.

        Args:
            vectors: of the sentence's words, (words, 2 * size) as the network gives them.
            place: the words of the place.
        """
        size = len(self.word)
        there = np.tanh(vectors[place.start : place.stop, size:].mean(0))
        return np.asarray(
            np.tanh(vectors[:, :size]) @ (there + self.word)
            + (float(self.place @ there) + self.bias)
            + self.distance[_classes(len(vectors), place)]
        )


def distance_class(word: int, place: range) -> int:
    """Return the class of the distance between a word and a place, those behind the word first."""
    behind = place.start > word
    words = place.start - word if behind else word - (place.stop - 1)
    return (0 if behind else STEPS) + min(STEPS - 1, max(1, words).bit_length() - 1)


# The same of the words at 0, 1, 2 ... words before a place, and after it. No sentence is longer.
_BEFORE = np.array([distance_class(0, range(d, d + 1)) for d in range(_LONGEST)])
_AFTER = np.array([distance_class(d, range(1)) for d in range(_LONGEST)])


def _classes(words: int, place: range) -> NDArray[np.int64]:
    """Return the classes of all words of a sentence; those of the place itself say nothing."""
    before, after = _BEFORE[place.start : 0 : -1], _AFTER[1 : words - place.stop + 1]
    return np.concatenate([before, _AFTER[: len(place)], after])
