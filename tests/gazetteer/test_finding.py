import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer import finding, indexing
from geomap.gazetteer.finding import NameIndex
from geomap.gazetteer.indexing import write_names
from geomap.gazetteer.names import KEY_SHIFT, number_of
from geomap.gazetteer.schema import TABLES

NAMES = [f"old {n} place" for n in range(3000)]
UNKNOWN = [f"new {n} place" for n in range(3000)]


@pytest.fixture(params=[1 << 16, 1 << 9], ids=["one part", "many parts"])
def opened(request, monkeypatch):
    monkeypatch.setattr(indexing, "FILTER_PART", request.param)
    monkeypatch.setattr(finding, "FILTER_PART", request.param)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, 0, 0, 'P.PPL', NULL, NULL, NULL, 0, 0, '')",
            enumerate(NAMES),
        )
        shift = write_names(connection, len(NAMES), lambda *_: None).shift
        asked = []

        def ask(query, parameters):
            asked.append(query)
            return connection.execute(query, parameters).fetchall()

        yield connection, NameIndex(Path("a.sqlite"), ask, shift), asked


def test_every_name_is_found_and_no_other(opened):
    _, index, _ = opened
    assert [index.of(name)[0] >> KEY_SHIFT for name in NAMES] == list(range(3000))
    assert not any(map(index.of, UNKNOWN))
    assert index.possible(NAMES) == [number_of(name) for name in NAMES]


def test_names_that_are_not_there_cost_few_queries(opened):
    _, index, asked = opened
    index.of("goris")
    asked.clear()
    names = UNKNOWN[:]
    random.Random(1).shuffle(names)
    for name in names:
        index.of(name)
    assert len(asked) == sum(number is not None for number in index.possible(UNKNOWN)) < 300


def test_nothing_is_read_of_a_filter_before_it_is_needed(opened):
    _, index, asked = opened
    assert index.of_number(number_of(NAMES[7]))
    assert len(asked) == 1


def test_a_file_that_lost_its_filter_is_damaged(opened):
    connection, index, _ = opened
    connection.execute("DELETE FROM filter WHERE part = 0")
    with pytest.raises(GazetteerError, match=r"a\.sqlite is damaged"):
        index.of("goris")
