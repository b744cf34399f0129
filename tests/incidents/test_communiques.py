"""Whole texts that are one party's word: by their head, their first sentences, their "our"."""

import pytest

from geomap.incidents.communiques import issuer_of
from geomap.models import Document

_REST = " Two men were wounded near Aro."


@pytest.mark.parametrize(
    ("title", "text", "issuer"),
    [
        ("Press release of the General Staff", "Shells fell." + _REST, "General Staff"),
        ("Statement of the General Staff on Aro", "Shells fell." + _REST, "General Staff"),
        ("Statement of the General Staff angers Paris", "Shells fell." + _REST, None),
        (None, "Communiqué of the General Staff\n\nShells fell." + _REST, "General Staff"),
        (None, "The General Staff informs that shells fell." + _REST, "General Staff"),
        (None, "The General Staff said that shells fell." + _REST, None),
        (None, "Shells fell on our positions." + _REST + " It rained. It snowed."
         " The General Staff declares that it will answer.", "General Staff"),
        (None, "“Shells fell on our positions,” a man said." + _REST + " It rained. It snowed."
         " The General Staff declares that it will answer.", None),
    ],
)  # fmt: skip
def test_issuer(title, text, issuer):
    assert issuer_of(Document(text=text, title=title)) == issuer


def test_in_a_communique_all_is_its_issuers_word_and_nobody_elses(find):
    text = (
        "The General Staff informs that shells hit [Goris]. The Turkish foreign ministry denied"
        " any involvement.\n\nA car bomb exploded in [Sisian]."
    )
    assert {i.reported_by for i in find(text)} == {"General Staff"}


def test_a_speaker_in_the_news_does_not_speak_on(find):
    text = "The Turkish army reports that shells hit [Goris].\n\nA car bomb exploded in [Sisian]."
    assert {i.place_text: i.reported_by for i in find(text)} == {
        "Goris": "Turkish army",
        "Sisian": None,
    }
