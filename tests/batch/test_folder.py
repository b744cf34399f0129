"""Files of a run, here or through fsspec: whole or not at all."""

import pytest

from geomap.batch.folder import Folder
from geomap.errors import ExportError


@pytest.fixture(params=["here", "fsspec"])
def folder(request, tmp_path):
    made = Folder(str(tmp_path / "out") if request.param == "here" else f"memory://{tmp_path}")
    made.make()
    return made


def test_what_is_written_is_read(folder):
    assert folder.read("a.json") is None
    folder.write("a.json", b"1")
    folder.write("a.json", b"2")
    assert folder.read("a.json") == b"2"


def test_files_of_an_export_are_all_there(folder):
    def write(path):
        beside = path.with_name("b.mentions.csv")
        path.write_bytes(b"1")
        beside.write_bytes(b"2")
        return [path, beside]

    folder.export("b.csv", write)
    assert (folder.read("b.csv"), folder.read("b.mentions.csv")) == (b"1", b"2")


def test_an_address_that_nobody_opens_is_told():
    with pytest.raises(ExportError, match=r"nofs://x: cannot be opened"):
        Folder("nofs://x").make()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError, match="cannot be made"):
        Folder(str(tmp_path / "file" / "out")).make()
