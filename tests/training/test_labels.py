import json

import pytest

from geomap.resources import packaged
from geomap.training.labels import (
    A_PLACE,
    A_SCENE,
    HEADS,
    INSIDE_A_PLACE,
    NO_PLACE,
    POSSIBLE,
    UNKNOWN,
    Span,
    bio,
    continued,
    read_spans,
)


def test_the_shipped_tagger_has_these_labels_in_this_order():
    shipped = json.loads(packaged("data", "models", "tagger.json").read_text(encoding="utf-8"))
    assert {head: list(labels) for head, labels in HEADS.items()} == shipped


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("O O", []),
        ("B-literal I-literal O B-metonym", [(0, 2, "literal"), (3, 4, "metonym")]),
        ("B-literal B-literal", [(0, 1, "literal"), (1, 2, "literal")]),
        ("O I-literal I-metonym", [(1, 3, "literal")]),
        ("B-dateline O I-dateline", [(0, 1, "dateline"), (2, 3, "dateline")]),
    ],
)
def test_spans_are_read_off_labels(labels, spans):
    numbers = [HEADS["places"].index(label) for label in labels.split()]
    assert read_spans("places", numbers) == [Span(*span) for span in spans]


@pytest.mark.parametrize(
    ("head", "number", "later"),
    [
        ("places", bio("places", "literal", first=True), bio("places", "literal", first=False)),
        ("names", bio("names", "person", first=False), bio("names", "person", first=False)),
        ("places", A_PLACE, INSIDE_A_PLACE),
        ("places", NO_PLACE, NO_PLACE),
        ("names", UNKNOWN, UNKNOWN),
        ("events", 3, 3),
        ("scenes", A_SCENE, A_SCENE),
        ("kinds", 0, 0),
    ],
)
def test_a_span_goes_on_with_its_own_label(head, number, later):
    assert continued(head, number) == later


def test_every_place_label_is_possible_for_one_open_label():
    named = [label for labels in POSSIBLE["places"].values() for label in labels]
    assert sorted(named) == sorted(HEADS["places"])


def test_a_scene_of_an_open_type_may_be_of_any_but_not_an_origin():
    assert [*POSSIBLE["scenes"][A_SCENE]] == [*HEADS["scenes"][2:]]
    assert HEADS["scenes"][2:] == HEADS["events"][1:]
