import numpy as np
import pytest

from geomap.models import IncidentType
from geomap.recognition.links import STEPS, Links
from geomap.recognition.scenes import Scenes
from geomap.recognition.tagger import Tags
from geomap.recognition.words import read_words

LABELS = {"events": ["O", "riot", "shelling"], "scenes": ["O", "origin", "riot", "shelling"]}
LINKS = Links(np.zeros(1), np.zeros(1), np.zeros(2 * STEPS), bias=-2.0)
TEXT = "Quiet at Ayr. Mobs set upon Fort Oban now."


def rows(count: int, width: int, **sure: int) -> np.ndarray:
    """Return probabilities: nearly all for column 0, but where a word's number is given."""
    table = np.full((count, width), 0.02, np.float32)
    table[:, 0] = 1 - 0.02 * (width - 1)
    for word, column in sure.items():
        table[int(word[1:])] = 0.02
        table[int(word[1:]), column] = 1 - 0.02 * (width - 1)
    return table


def tagged(**of_second):
    sentences = read_words(TEXT)
    nothing = np.zeros((1, 1), np.float32)
    return [
        (
            words,
            Tags(
                nothing,
                nothing,
                nothing,
                events=rows(len(words), 3, **(of_second.get("events", {}) if i else {})),
                scenes=rows(len(words), 4, **(of_second.get("scenes", {}) if i else {})),
                links=of_second.get("links", np.zeros((len(words), 2), np.float32)),
            ),
        )
        for i, words in enumerate(sentences)
    ]


def scene(name, **of_second):
    start = TEXT.index(name)
    return Scenes(LABELS, LINKS).at(TEXT, tagged(**of_second), start, start + len(name))


def test_a_scene_is_read_over_the_words_of_the_name():
    found = scene("Fort Oban", events={"w1": 1, "w2": 1}, scenes={"w3": 2, "w4": 2})
    assert found.type is IncidentType.RIOT
    assert found.happened == pytest.approx(0.96)
    assert found.came_from == pytest.approx(0.02)
    shares = dict(zip(IncidentType, found.shares, strict=True))
    assert shares[IncidentType.RIOT] == pytest.approx(0.94 / 0.96, abs=1e-3)
    assert shares[IncidentType.SHELLING] == pytest.approx(0.02 / 0.96, abs=1e-3)
    assert shares[IncidentType.DISASTER] == 0
    assert found.trigger.text == "set upon"
    assert TEXT[found.trigger.start : found.trigger.end] == "set upon"


def test_each_place_has_its_own_sentence():
    assert scene("Ayr", scenes={"w3": 2, "w4": 2}).happened < 0.1


def test_words_of_another_type_are_no_trigger():
    assert scene("Fort Oban", events={"w2": 2}, scenes={"w3": 2, "w4": 2}).trigger is None


def test_what_fire_came_from():
    assert scene("Fort Oban", scenes={"w3": 1, "w4": 1}).came_from > 0.9


def test_the_words_that_may_tell_of_an_event_there_are_linked():
    count = len(read_words(TEXT)[1])
    vectors = np.full((count, 2), -9, np.float32)  # each word tells of an event elsewhere
    vectors[[3, 4]] = 0, 9
    vectors[1] = 9, 0  # but "set" of one that was at Fort Oban
    linked = scene("Fort Oban", links=vectors).links
    assert [(TEXT[start:].split(maxsplit=1)[0], share) for start, share in linked] == [
        ("set", pytest.approx(0.2689, abs=1e-4))
    ]


def test_what_was_not_read_has_no_scene():
    assert Scenes(LABELS, LINKS).at("ayr", [], 0, 3) is None
