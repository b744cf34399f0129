"""What came already: values by key, names that no two documents share, memory that stays flat."""

import sqlite3

import pytest

from geomap.documents import seen
from geomap.documents.seen import Names, Seen
from geomap.errors import DocumentError


def test_a_key_keeps_its_last_value_and_bytes_are_no_text():
    table = Seen()
    assert table.get("a") is None
    table.put("a", "first")
    table.put("a", "second")
    table.put(b"a", 7)
    assert (table.get("a"), table.get(b"a"), table.get("")) == ("second", 7, None)


def test_what_does_not_fit_into_memory_is_found_on_disk(monkeypatch):
    monkeypatch.setattr(seen, "_SETTINGS", ("journal_mode = OFF", "cache_size = 10"))
    table = Seen()
    for number in range(20_000):
        table.put(f"document {number * 7919 % 20_000}", number)
    assert all(table.get(f"document {n * 7919 % 20_000}") == n for n in range(20_000))


def test_a_disk_without_room_is_told_with_what_helps():
    table = Seen()
    pages = table._base.execute("PRAGMA page_count").fetchone()[0]
    table._base.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DocumentError, match=r"disk is full.*SQLITE_TMPDIR"):
        table.put("document", "x" * 100_000)


def test_names_are_numbered_and_a_number_that_is_taken_is_passed_over():
    names = Names()
    wanted = ("a", "a-3", "a", "a", "a-2", "a", "b")
    assert [names.free(name) for name in wanted] == [
        "a", "a-3", "a-2", "a-4", "a-2-2", "a-5", "b",
    ]  # fmt: skip


def test_many_reports_of_one_name_take_a_look_each(monkeypatch):
    asked = []
    get = Seen.get
    monkeypatch.setattr(Seen, "get", lambda self, key: asked.append(key) or get(self, key))
    names = Names()
    assert len({names.free("index") for _ in range(500)}) == 500
    assert len(asked) <= 2 * 500


def test_another_thread_may_go_on_reading():
    from threading import Thread

    table, failed = Seen(), []

    def put():
        try:
            table.put("a", 1)
        except sqlite3.Error as error:
            failed.append(error)

    thread = Thread(target=put)
    thread.start()
    thread.join()
    assert (table.get("a"), failed) == (1, [])
