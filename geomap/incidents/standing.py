"""What the text itself says of whose ground a place is, kept beside the record, verbatim."""

import re

from geomap.incidents.merging import Cluster

# "are internationally recognised to be Armenian", "located in Nagorno-Karabakh", "disputed".
_STANDING = re.compile(
    r"\b(?:internationally\s+recogni[sz]ed\s+(?:as|to be)\s[^.;,]{3,60}"
    r"|(?:is|are|was|were|being)\s(?:not\s)?(?:a\s)?part of\s[A-Z][^.;,]{2,50}"
    r"|located in\s[A-Z][^.;,]{2,50}"
    r"|(?:occupied|annexed|controlled|held|administered|claimed)\sby\s[A-Z][^.;,]{2,50}"
    r"|in (?:the )?(?:hands of\s[A-Z][^.;,]{2,40}|(?:[A-Z]\w+\s)?hands since[^.;,]{2,40})"
    r"|disputed (?:region|territory|area|border)[^.;,]{0,40})"
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
