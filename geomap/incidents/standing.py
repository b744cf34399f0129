"""What the text itself says of whose ground a place is, kept beside the record, verbatim."""

import re

from geomap.incidents.merging import Cluster

# "are internationally recognised to be Armenian", "located in Nagorno-Karabakh", "disputed".
_NAME = r"(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of\s|and\s)?[A-Z][\w’'-]*)*"
_STANDING = re.compile(
    r"\b(?:internationally\s+recogni[sz]ed\s+(?:as|to be)\s[^.;,]{3,60}"
    rf"|(?:is|are|was|were|being)\s(?:not\s)?(?:a\s)?part of\s{_NAME}"
    rf"|located in\s{_NAME}"
    rf"|(?:occupied|annexed|controlled|held|administered|claimed)\sby\s{_NAME}"
    rf"|in (?:the hands of\s{_NAME}|[A-Z]\w+\shands(?:\ssince[^.;,]{{2,40}})?)"
    r"|disputed (?:region|territory|area|border)\b)"
)


def text_status(text: str, cluster: Cluster) -> tuple[str, ...]:
    """Return the wordings about the standing of the place in the sentences that name it."""
    found: list[str] = []
    for dated in cluster.tellings:
        use, sentence = dated.event.use, dated.event.trigger.sentence.bounds
        if use is None or not sentence.start <= use.resolution.mention.start < sentence.end:
            continue
        found += [m.group().strip() for m in _STANDING.finditer(text, *sentence)]
    return tuple(dict.fromkeys(found))
