import gzip
import json

import pytest

from geomap.errors import DataError
from geomap.training.datasets import (
    label_tokens,
    read_conll,
    read_entities,
    read_scenes,
    read_toponyms,
)
from geomap.training.labels import A_PLACE, A_SCENE, HEADS, INSIDE_A_PLACE, NO_PLACE, UNKNOWN


def zipped(path, text):
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


def name(label):
    return HEADS["names"].index(label)


def place(label):
    return HEADS["places"].index(label)


@pytest.mark.parametrize(
    ("tagged", "words", "places", "names"),
    [
        (
            "in/O New/B-LOC York/I-LOC",
            "in New York",
            [NO_PLACE, A_PLACE, INSIDE_A_PLACE],
            [0, 0, 0],
        ),
        ("Rome/I-LOC Bonn/B-LOC", "Rome Bonn", [A_PLACE, A_PLACE], [0, 0]),
        (
            "Bonn/I-LOC SV/I-ORG Ann/I-PER",
            "Bonn SV Ann",
            [A_PLACE, NO_PLACE, NO_PLACE],
            [0, name("B-org"), name("B-person")],
        ),
        ("Al-Bab/B-Location", "Al - Bab", [A_PLACE, INSIDE_A_PLACE, INSIDE_A_PLACE], [0, 0, 0]),
        ("Omani/B-Nationality", "Omani", [place("B-demonym")], [0]),
        (
            "T-54/B-Weapon",
            "T - 54",
            [NO_PLACE] * 3,
            [name("B-other"), name("I-other"), name("I-other")],
        ),
        ("Tuesday/B-Temporal", "Tuesday", [NO_PLACE], [UNKNOWN]),
    ],
)
def test_tags_say_no_more_than_they_mean(tmp_path, tagged, words, places, names):
    lines = "\n".join(token.replace("/", "\t") for token in tagged.split())
    (tokens,) = read_conll(zipped(tmp_path / "x.conll.gz", f"\n\n{lines}\n"))
    sentence = label_tokens(tokens)
    assert " ".join(sentence.words) == words
    assert sentence.labels["places"] == places
    assert sentence.labels["names"] == names
    for head in ("kinds", "events", "moods"):
        assert sentence.labels[head] == [UNKNOWN] * len(sentence.words)


def test_places_of_events_have_an_open_type_and_other_known_names_none(tmp_path):
    text = "Troops from Ayr shelled Fort Salim and then Oban, Ann said."
    rows = [
        {"text": text, "locations": [[24, 34]]},
        {"text": text, "locations": [[44, 48]]},
        {"text": "Ayr slept.", "locations": []},
    ]
    zipped(tmp_path / "corpora" / "eventloc.jsonl.gz", "".join(json.dumps(r) + "\n" for r in rows))
    (sentence,) = read_scenes(tmp_path, {"Ayr", "Oban"})
    known = {
        w: (s, p)
        for w, s, p in zip(
            sentence.words, *(sentence.labels[h] for h in ("scenes", "places")), strict=True
        )
        if s != UNKNOWN
    }
    assert known == {
        "Ayr": (0, UNKNOWN),
        "Fort": (A_SCENE, A_PLACE),
        "Salim": (A_SCENE, INSIDE_A_PLACE),
        "Oban": (A_SCENE, A_PLACE),
    }


def test_toponyms_are_places_of_an_open_role(tmp_path):
    text = "Fort Salim fell. Quiet day."
    row = {"id": "1", "text": text, "toponyms": [{"start": 0, "end": 10, "text": "Fort Salim"}]}
    zipped(tmp_path / "corpora" / "wotr.jsonl.gz", json.dumps(row) + "\n")
    first, second = read_toponyms(tmp_path, "wotr")
    assert first.labels["places"] == [A_PLACE, INSIDE_A_PLACE, NO_PLACE, NO_PLACE]
    assert second.labels["places"] == [NO_PLACE] * 3
    assert first.labels["names"] == [UNKNOWN] * 4


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DataError, match=r"ewt-dev\.conll\.gz"):
        read_entities(tmp_path)


def test_a_line_without_a_tag_is_told(tmp_path):
    path = zipped(tmp_path / "x.conll.gz", "Rome\tB-LOC\nfell\n")
    with pytest.raises(DataError, match="line 2"):
        list(read_conll(path))


def test_a_file_that_is_cut_short_is_told(tmp_path):
    path = zipped(tmp_path / "x.conll.gz", "Rome\tB-LOC\n" * 500)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(DataError, match="cannot be read"):
        list(read_conll(path))
