"""Counts and the rates made from them."""

from typing import NamedTuple


class Rate(NamedTuple):
    """How many of the predictions were right, and how many of the gold were found."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predictions that are right, 0 where there is none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found, 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0

    def plus(self, right: int, predicted: int, gold: int) -> "Rate":
        """Return the rate with another document's counts added."""
        return Rate(self.right + right, self.predicted + predicted, self.gold + gold)


class Share(NamedTuple):
    """So many of so many."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The share, or None where there is nothing to count."""
        return self.right / self.of if self.of else None

    def plus(self, right: int, of: int) -> "Share":
        """Return the share with other counts added."""
        return Share(self.right + right, self.of + of)
