"""The README is true: its commands run, its Python runs, and it names every verb and every name."""

import re
import shlex
import sys
from pathlib import Path

import pytest

import geomap
from geomap.cli import main
from geomap.documents.reading import EXTENSIONS
from geomap.resources import packaged

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
SHELL = [block for language, block in BLOCKS if language == "bash"]
COMMANDS = [line.split(" #")[0].strip() for line in SHELL[1].splitlines()]
VERBS = (
    "map", "export", "run", "watch", "schema", "explain", "lookup", "locate", "evaluate",
    "gazetteer build", "gazetteer info", "territory list", "territory check",
)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_shown(verb):
    assert any(command.startswith(f"geomap {verb} ") for command in [c + " " for c in COMMANDS])


def test_the_first_block_is_what_ci_runs():
    first, second = SHELL[0].strip().splitlines()
    assert BLOCKS[0][0] == "bash"
    assert first.endswith("geomap map seeds -o map.html")
    assert second.endswith("pytest")
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [c for c in COMMANDS if "build" not in c])
def test_each_command_runs(command, small_world, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("seeds", "gold"):
        source = packaged("seeds") if name == "seeds" else ROOT / "tests" / "gold" / "reports"
        (tmp_path / name).symlink_to(source)
    words = shlex.split(command.replace("GOLD", "gold/gold.jsonl"))
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        main()
    captured = capsys.readouterr()
    assert (ended.value.code or 0) == 0, captured.err
    assert captured.out


def test_the_python_runs(small_world, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    blocks = [block for language, block in BLOCKS if language == "python"]
    for code in blocks:
        exec(compile(code, "README.md", "exec"), {})
        assert "Goris" in capsys.readouterr().out
    assert len(blocks) == 2
    assert (tmp_path / "map.html").stat().st_size > 0


@pytest.mark.parametrize("name", geomap.__all__)
def test_every_public_name_is_there_and_named(name):
    assert getattr(geomap, name) is not None
    assert re.search(rf"\b{name}\b", README)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'to_shapefile'"):
        _ = geomap.to_shapefile


@pytest.mark.parametrize("extension", [".txt", ".md", ".html", ".jsonl"])
def test_the_input_table_names_what_is_read(extension):
    assert extension in EXTENSIONS
    assert f"`{extension}`" in README


@pytest.mark.parametrize("seed", sorted(packaged("seeds").glob("*.md")), ids=lambda p: p.stem)
def test_the_seeds_are_complete_reports(seed):
    [document] = geomap.read_documents(seed)
    assert document.id == seed.stem
    assert seed.stem.startswith(f"{document.published}")
    assert document.title
    assert document.source
    assert len(document.text) > 500
