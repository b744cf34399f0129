import sqlite3
from contextlib import closing

import pytest

from geomap.gazetteer import indexing
from geomap.gazetteer.indexing import write_names
from geomap.gazetteer.names import KEY_SHIFT, number_of, references
from geomap.gazetteer.schema import TABLES, NameKind
from geomap.text import fold

MAIN, ALTERNATE, WEAK = (int(kind) for kind in NameKind)


def index_of(places):
    """Return what the index of places, given as key, name and other names, says of a name."""
    told = []
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, 0, 0, 'P.PPL', NULL, NULL, NULL, 0, 0, ?)", places
        )
        count, names, shift = write_names(connection, len(places), lambda *step: told.append(step))
        buckets = dict(connection.execute("SELECT bucket, entries FROM name"))
        assert connection.execute("SELECT count(*) FROM sqlite_temp_master").fetchone() == (1,)
    assert count == len(places)
    assert told[-1] == ("sorting names", count, count)
    assert names == sum(len(entries) // 16 for entries in buckets.values())

    def find(name):
        number = number_of(fold(name))
        found = references(buckets.get(number >> shift, b""), number)
        return [(r >> KEY_SHIFT, r >> 14 & 3, r & 0x3FFF) for r in found]

    return find, names, buckets


def test_each_name_is_found_once_a_place_under_its_best_kind():
    find, names, _ = index_of([(7, "Goris", "Gorus\n\tGRS\n\n\tgoris\nGORUS"), (-1, "Gorus", "")])
    assert find("goris") == [(7, MAIN, 0)]
    assert find("gorus") == [(-1, MAIN, 0), (7, ALTERNATE, 1)]
    assert find("grs") == [(7, WEAK, 2)]
    assert find("gori") == find("") == []
    assert names == 4


def test_a_name_is_better_than_a_code_wherever_they_stand():
    find, *_ = index_of([(7, "X", "\tGoris\nGoris")])
    assert find("Goris") == [(7, ALTERNATE, 2)]


def test_apostrophes_may_be_left_out():
    find, *_ = index_of([(7, "Sana'a", "Aden\nSan’aa\n'"), (8, "Sanaa", ""), (9, "'", "")])
    assert find("sanaa") == [(7, MAIN, 0), (8, MAIN, 0)]
    assert find("san aa") == [(7, ALTERNATE, 2)]
    assert find("sana a") == [(7, MAIN, 0)]


def test_a_line_break_in_a_name_moves_no_other_name():
    find, *_ = index_of([(7, "Go\nris", "Gorus"), (8, "Gorus", "")])
    assert find("go ris") == [(7, MAIN, 0)]
    assert find("gorus") == [(7, ALTERNATE, 1), (8, MAIN, 0)]


@pytest.mark.parametrize("batch", [7, 1000])
def test_batches_and_parts_change_nothing(monkeypatch, batch):
    places = [(n, f"Place {n % 90}", f"Old Place {n % 7}\n\tP{n}") for n in range(-30, 3000)]
    monkeypatch.setattr(indexing, "_BATCH", batch)
    find, names, buckets = index_of(places)
    assert names == 3 * len(places)
    assert len(buckets) > 64
    for n in range(90):
        bearers = [key for key, _, _ in places if key % 90 == n]
        assert find(f"place {n}") == [(key, MAIN, 0) for key in bearers]
    assert [key for key, _, _ in find("old place 3")] == [k for k, _, _ in places if k % 7 == 3]


def test_no_places_give_an_empty_index():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        assert write_names(connection, 0, lambda *_: None)[:2] == (0, 0)
