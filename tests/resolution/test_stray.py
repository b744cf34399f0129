"""A square or a court is not taken to the far town of which its name bears a word."""

import pytest

from geomap.models import Document, Kind, Mention
from geomap.resolution import Resolver


def mention(text: str, name: str, kind: Kind) -> Mention:
    start = text.index(name)
    return Mention(start=start, end=start + len(name), text=name, name=name, kind=kind)


@pytest.mark.parametrize(
    ("text", "names", "answer"),
    [
        (
            "In Yerevan people met on Goris Square.",
            [("Yerevan", Kind.SETTLEMENT), ("Goris Square", Kind.SITE)],
            None,
        ),
        (
            "In Tegh, a village beside the road, people met at Goris Court.",
            [("Tegh", Kind.SETTLEMENT), ("Goris Court", Kind.SITE)],
            "Goris",
        ),
    ],
)
def test_sites_stand_for_a_town_only_near_the_report(mini_gazetteer, text, names, answer):
    mentions = tuple(mention(text, name, kind) for name, kind in names)
    *_, site = Resolver(mini_gazetteer)(Document(text=text), mentions)
    assert (site.place.name if site.place else None) == answer
    if answer is None:
        assert "part of the name" in site.reason
