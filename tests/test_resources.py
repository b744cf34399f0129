"""Packaged data, the user's folder, and files that are written whole or not at all."""

import pytest

from geomap.errors import DataError, ExportError
from geomap.resources import extra, packaged, packaged_table, user_data, write_beside


def test_packaged_files_are_found_and_missing_ones_named():
    assert packaged("data", "lexicon").is_dir()
    with pytest.raises(DataError, match=r"data/nowhere\.csv is missing"):
        packaged("data", "nowhere.csv")


def test_a_packaged_table_has_its_columns_by_name_and_no_remarks():
    rows = packaged_table("data", "merging", "camps.csv")
    assert rows
    assert all(set(row) == {"word", "camp"} and row["word"][0] != "#" for row in rows)


def test_what_an_extra_brings_is_there_or_the_error_says_how_to_install_it():
    assert extra("csv", "gis", "reading", ExportError).DictReader
    with pytest.raises(ExportError, match=r"reading x needs no_such; pip install 'geomap\[gis\]'"):
        extra("no_such.part", "gis", "reading x", ExportError)


def test_the_home_can_be_moved(monkeypatch, tmp_path):
    monkeypatch.setenv("GEOMAP_HOME", str(tmp_path))
    assert user_data() == tmp_path


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")
    write_beside(path, b"new")
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_failure_keeps_the_old_file_and_says_so(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geomap.resources._Summed.write", full)
    with pytest.raises(ExportError, match="No space left on device"):
        write_beside(path, b"new")
    assert path.read_text(encoding="utf-8") == "old"
