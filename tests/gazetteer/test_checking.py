import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer import checking
from geomap.gazetteer.build import build
from geomap.gazetteer.names import number_of
from geomap.gazetteer.sources import table

MINI = Path(__file__).parents[1] / "mini" / "places.csv"


@pytest.fixture
def path(tmp_path, monkeypatch):
    source = table(MINI, "mini world", canaries=(("Goris", "gn:174895"),))
    monkeypatch.setattr(checking, "default_sources", lambda: (source,))
    path = tmp_path / "gazetteer.sqlite"
    build(path, [source])
    return path


def test_a_sound_gazetteer(path):
    assert checking.verify(path).rows > 50


DAMAGES = [
    ("DELETE FROM place WHERE name = 'Kapan'", "not|names"),
    ("UPDATE place SET lat = 95 WHERE name = 'Kapan'", "outside the world"),
    ("UPDATE name SET entries = forgotten(entries, 'goris')", "does not find Goris"),
    ("UPDATE name SET entries = forgotten(entries, 'kapan')", "own name does not find"),
    ("UPDATE filter SET bits = but_one(bits)", "filter leaves out|does not find"),
    ("DELETE FROM filter", "damaged"),
]


def forgotten(entries, folded):
    """Return the entries of a bucket with those of a name given to another."""
    return entries.replace(number_of(folded).to_bytes(8, "big"), bytes(8))


def but_one(bits):
    """Return the bits of a filter with the highest that is set no longer so."""
    value = int.from_bytes(bits, "little")
    return (value ^ 1 << value.bit_length() - 1).to_bytes(len(bits), "little")


@pytest.mark.parametrize(("damage", "says"), DAMAGES)
def test_a_changed_gazetteer(path, damage, says):
    with closing(sqlite3.connect(path)) as connection:
        connection.create_function("forgotten", 2, forgotten)
        connection.create_function("but_one", 1, but_one)
        connection.execute(damage)
        connection.commit()
    with pytest.raises(GazetteerError, match=says):
        checking.verify(path)


def test_a_page_of_rubbish(path):
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\x07" * 4096
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match="damaged"):
        checking.verify(path)
