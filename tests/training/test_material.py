import gzip
import json
from random import Random

import pytest

from geomap.training.corpus import OWN, Sentence
from geomap.training.datasets import ENTITIES, ENTITY_FILES, SCENES, TOPONYM_FILES
from geomap.training.labels import HEADS
from geomap.training.material import Material, read_material

REPORT = '<doc id="{id}"><title>All is quiet</title><text>Rain fell on the hills.</text></doc>'


def sentences(source, count):
    labels = {head: [0, 0] for head in HEADS}
    return [Sentence((f"{source}{i}", "rests"), labels, source) for i in range(count)]


MATERIAL = Material(
    sentences(OWN, 30),
    sentences(OWN, 5),
    {ENTITIES: sentences(ENTITIES, 7000), "wotr": sentences("wotr", 900), "idrisi": []},
    ["Ayr"],
)


def test_an_epoch_holds_ours_once_and_a_sample_of_the_others():
    epoch = MATERIAL.epoch(Random(7))
    words = [sentence.words[0].lower() for sentence in epoch]
    assert all(words.count(f"own{i}") == 1 for i in range(30))
    counts = {s: sum(x.source == s for x in epoch) for s in (OWN, ENTITIES, "wotr", "idrisi")}
    assert counts == {OWN: 30, ENTITIES: 6000, "wotr": 800, "idrisi": 0}
    assert len(set(words)) == len(words)


def test_an_epoch_follows_from_its_random_state():
    one, two, other = (MATERIAL.epoch(Random(seed)) for seed in (1, 1, 2))
    assert one == two
    assert one != other


@pytest.fixture
def shared(tmp_path):
    """A folder of other people's corpora, each of one sentence."""
    for folder, name, text in (
        *(("training", f"{f}.conll.gz", "Rain\tO\nin\tO\nAyr\tB-LOC\n") for f in ENTITY_FILES),
        *(
            ("corpora", f"{f}.jsonl.gz", json.dumps({"text": "Rain.", "toponyms": []}))
            for f in TOPONYM_FILES
        ),
        (
            "corpora",
            f"{SCENES}.jsonl.gz",
            json.dumps({"text": "Rain hit Ayr.", "locations": [[9, 12]]}),
        ),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_bytes(gzip.compress(text.encode()))
    return tmp_path


def test_all_that_is_there_is_read(tmp_path, shared, monkeypatch):
    monkeypatch.setattr("geomap.training.material.town_names", lambda: ["Ayr"])
    reports = "".join(REPORT.format(id=f"doc-{i:03}") for i in range(10))  # 1 and 9 are held out
    (tmp_path / "mini.xml").write_text(f"<corpus>{reports}</corpus>", encoding="utf-8")
    ours = {"own": 16, "held out": 4}
    assert read_material(tmp_path, None).counts() == ours
    others = {ENTITIES: len(ENTITY_FILES), "wotr": 1, "idrisi": 1, SCENES: 1}
    assert read_material(tmp_path, shared).counts() == ours | others
