"""Communiqués: whole texts that are one party's own word, and whose."""

import re
from functools import lru_cache

from geomap.incidents.clauses import sentences_of
from geomap.incidents.kinds import kind_of
from geomap.incidents.reporting import alternatives
from geomap.incidents.speakers import Speaker, full_name, speaker_after, speaker_before
from geomap.incidents.tables import words_of
from geomap.incidents.vocabulary import Vocabulary, active
from geomap.models import Document
from geomap.text import Bounds

_USES = frozenset({"head", "verb", "own"})
_OPENING = 3  # sentences in which a communiqué says whose it is
_NEAR = 60  # characters from the start of a sentence in which its issuer begins
_ISSUERS = frozenset({"party", "official", "observer"})


def _words(use: str) -> str:
    return alternatives(words_of("communiques.csv", use, _USES))


_HEAD = re.compile(rf"\s*(?:{_words('head')})\s(?:of|by|from)(?=\s)", re.IGNORECASE)
_VERB = re.compile(rf"\b(?:{_words('verb')})\b")
_OWN = re.compile(rf"\b(?:{_words('own')})\b", re.IGNORECASE)
# A head names a thing; "Statement of the ministry angers Paris" is a sentence of somebody else.
_TITLE_END = re.compile(r"\s*(?:$|[,.:;(–—-]|(?:on|of|about|for|regarding|concerning|dated)\b)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


def issuer_of(document: Document) -> str | None:
    """Return whose communiqué ``document`` is, None where it is a report by somebody else.

    Its head says so ("Statement of the Ministry of Defence"), or its first sentences ("The General
    Staff informs that"), or it speaks of "our units" and "the enemy" and says somewhere who does.
    """
    return _issuer(document.title or "", document.text, active())


@lru_cache(maxsize=64)  # it is asked for each sentence of one document
def _issuer(title: str, text: str, _: Vocabulary) -> str | None:
    if headed := _headed(title) or _headed(text):
        return headed
    told = sentences_of(text)
    is_partisan = _OWN.search(_QUOTED.sub("", text)) is not None
    for sentence in told if is_partisan else told[:_OPENING]:
        for verb in _VERB.finditer(text, *sentence):
            speaker = speaker_before(text, sentence.start, verb.start())
            if speaker and _is_issuer(speaker) and speaker.start - sentence.start < _NEAR:
                return full_name(text, speaker)
    return None


def _headed(text: str) -> str | None:
    """Return who issued a text with the first line of ``text``."""
    line = Bounds(0, len(text.lstrip().partition("\n")[0]) + len(text) - len(text.lstrip()))
    head = _HEAD.match(text, *line)
    speaker = speaker_after(text, head.end(), line.end) if head else None
    if speaker is None or not _is_issuer(speaker):
        return None
    return full_name(text, speaker) if _TITLE_END.match(text, speaker.end, line.end) else None


def _is_issuer(speaker: Speaker) -> bool:
    return kind_of(speaker.text) in _ISSUERS
