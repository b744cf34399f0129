"""What those who speak are: by their noun, and by the words that introduce a person."""

import pytest

from geomap.incidents.kinds import kind_in, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Syrian Network for Human Rights", "observer"),
        ("army spokesman", "party"),
        ("villagers", "witness"),
        ("fire brigade's commander", "official"),
        ("rebel commander", "party"),
        ("residents and rebels", "witness"),
        ("state television", "agency"),
    ],
)
def test_kind_of(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Army spokesman Ivo Orlin said so. Orlin denied it.", "party"),
        ("“We ran,” said Ivo Orlin, a nurse who lives in Aro.", "witness"),
        ("“We ran,” said Ivo Orlin, 43, who lives in Aro.", "witness"),
        ("Ivo Orlin, the commander of the garrison, said so.", "party"),
        ("Fire injured four sailors, Orlin says.", kind_of("Orlin")),
        ("The captain of the ferry, Ivo Orlin, says so.", "witness"),
        ("Orlin spoke in Aro.", kind_of("Orlin")),
    ],
)
def test_a_person_is_what_the_text_says(text: str, kind: str) -> None:
    assert kind_in(text, "Orlin") == kind
