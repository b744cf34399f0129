"""Reprints: documents whose text has come already, word for word."""

import hashlib

from geomap.documents.seen import Seen
from geomap.models import Document

_DIGEST = 12  # bytes: two different texts of 10 million share one with a chance under 1 in 10^14


def digest(text: str) -> bytes:
    """Return what two texts share if and only if they are the same but for blanks and line ends."""
    return hashlib.blake2b(" ".join(text.split()).encode(), digest_size=_DIGEST).digest()


class Reprints:
    """Tells which documents are reprints of earlier ones, and counts them."""

    def __init__(self) -> None:
        self.count = 0
        self._first = Seen()

    def original(self, document: Document) -> str | None:
        """Return the id of the document that had this text first, None if this one is the first."""
        key = digest(document.text)
        first = self._first.get(key)
        if first is None:
            self._first.put(key, document.id)
            return None
        self.count += 1
        return str(first)
