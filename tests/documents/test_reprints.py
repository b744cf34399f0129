"""Which documents are reprints."""

from geomap.documents import Reprints
from geomap.models import Document


def test_the_same_words_are_a_reprint_however_their_lines_break():
    reprints = Reprints()
    texts = ["Goris was shelled.", "Goris was quiet.", "Goris\n was  shelled.\n", "Goris was quiet"]
    told = [reprints.original(Document(text=t, id=f"d{n}")) for n, t in enumerate(texts)]
    assert told == [None, None, "d0", None]
    assert reprints.count == 1
