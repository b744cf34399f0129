"""The type of an event: the lists' word against what the tagger reads."""

import numpy as np
import pytest

from geomap.incidents.choosing import CLUES, TYPES, Weights, choose_types, packaged_weights, weighed
from geomap.incidents.discourse import read_events
from geomap.incidents.lexicon import packaged_lexicon
from geomap.incidents.tokens import read_sentences
from geomap.incidents.vocabulary import Vocabulary, using
from geomap.models import IncidentType
from tests.incidents.conftest import marked

WAR = "Shells fell on [Goris|settlement|literal|0.99 shelling fell] before dawn. "
BURNT = "A barn was set on fire near [Kapan|settlement|literal|0.98 shelling fire]."
ALONE = "A barn was set on fire near [Kapan|settlement|literal|0.98 riot fire]."


def told(text):
    plain, resolutions = marked(text)
    return read_events(plain, read_sentences(plain, resolutions), packaged_lexicon()), resolutions


def types(text, **how):
    return {e.use.text: e.trigger.told_type for e in choose_types(*told(text), **how) if e.use}


def weights(**clues):
    return Weights(np.array([clues.get(c, 0.0) for c in CLUES]), np.zeros(len(TYPES)))


def test_what_the_report_is_about_decides_what_a_fire_was():
    listed = {e.use.text: e.trigger.told_type for e in told(WAR + BURNT)[0] if e.use}
    assert listed["Kapan"] is IncidentType.RIOT
    assert types(WAR + BURNT) == {"Goris": IncidentType.SHELLING, "Kapan": IncidentType.SHELLING}
    assert types(ALONE)["Kapan"] is IncidentType.RIOT


def test_a_changed_type_tells_what_the_lists_said():
    (event,) = (e for e in choose_types(*told(WAR + BURNT)) if e.use and e.use.text == "Kapan")
    assert event.trigger.words.endswith("(in the lists: riot)")


def test_by_the_lists_alone_nothing_changes():
    events, resolutions = told(WAR + BURNT)
    assert choose_types(events, resolutions, weights(named=1.0, effect=1.0)) == events


def test_without_a_reading_the_lists_decide():
    events, resolutions = told("A barn was set on fire near [Kapan].")
    assert list(weighed(events, resolutions)) == []
    assert choose_types(events, resolutions, weights(topic=9.0)) == events


def test_a_users_own_word_keeps_its_type():
    events, resolutions = told(WAR + BURNT)
    (words,) = {e.trigger.words for e in events if e.use and e.use.text == "Kapan"}
    with using(Vocabulary(triggers=((1, words, "riot", ""),))):
        kept = choose_types(events, resolutions)
    assert {e.use.text: e.trigger.type for e in kept if e.use}["Kapan"] is IncidentType.RIOT


@pytest.mark.parametrize("listed", [t for t in TYPES if t is not IncidentType.OTHER])
def test_nothing_becomes_other(listed):
    values = np.zeros((len(TYPES), len(CLUES)))
    values[TYPES.index(listed), 0] = 1.0
    values[TYPES.index(IncidentType.OTHER), 2:] = 50.0
    assert weights(named=1.0, in_it=1.0).best(values) is listed


def test_the_packaged_weights_lean_on_every_clue():
    clues, own = packaged_weights()
    assert clues.shape == (len(CLUES),)
    assert own.shape == (len(TYPES),)
    assert (clues > 0).all()
    assert clues[0] > clues[1]  # what an effect was of is mostly a guess


def test_what_is_read_at_a_place_is_of_the_event_that_was_told_of_it():
    derailed = "A train derailed at [Goris|settlement|literal|0.99 accident], prompting "
    found = choose_types(*told(derailed + "the evacuation of 400 households."))
    assert [e.trigger.told_type.value for e in found] == ["accident", "displacement"]


def test_a_strike_that_the_lists_know_for_a_walkout_stays_one():
    strike = "Rebels called an armed strike in [Kapan|settlement|literal|0.98 air_strike strike]."
    bombs = "Jets struck [Goris|settlement|literal|0.99 air_strike struck]. "
    assert types(bombs + strike)["Kapan"] is IncidentType.PROTEST
