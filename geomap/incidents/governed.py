"""A place name in its sentence, with the word that governs it."""

from typing import NamedTuple

from geomap.incidents.lexicon import Lexicon
from geomap.incidents.tokens import Sentence, Token
from geomap.incidents.uses import Phrase, Use
from geomap.models import Resolution

Answer = tuple[Use, str]


class Setting(NamedTuple):
    """A place name (token ``position``) in its sentence, with the word that governs it."""

    sentence: Sentence
    position: int
    phrase: Phrase
    lexicon: Lexicon
    verbs: frozenset[int]  # tokens that belong to a trigger
    resolution: Resolution

    @property
    def governor(self) -> Token | None:
        """The governing word; None where the sentence begins with the phrase."""
        return self.sentence.tokens[self.phrase.governor] if self.phrase.governor >= 0 else None

    @property
    def form(self) -> str:
        """The governing word in lower case, "" for none."""
        return self.governor.form if self.governor is not None else ""

    @property
    def before(self) -> list[str]:
        """Up to five words before the governor, in text order."""
        at = max(0, self.phrase.governor)
        return [token.form for token in self.sentence.tokens[max(0, at - 5) : at]]

    @property
    def following(self) -> str:
        """The word after the name, "" at the end."""
        after = self.sentence.tokens[self.position + 1 : self.position + 2]
        return after[0].form if after else ""

    def cue(self, name: str) -> frozenset[str]:
        """Return the words of the cue ``name``."""
        return self.lexicon.cues[name]
