"""A run: the same bytes by any number of workers, after any kill, with what is bad set aside."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import fsspec
import pytest

from geomap.batch import Done, Settings, parts_of, run
from geomap.batch.corpus import Part, Told
from geomap.documents import Problem
from geomap.errors import ExportError
from geomap.models import Document
from tests.webmap import samples

PLACES = ("Goris", "Jermuk", "Kapan", "Sisian", "Yerevan", "Stepanakert")


class FakeGeoparser:
    """Finds the sample's incidents; stops on one document, as a fault in geomap would."""

    def parse(self, document):
        if document.id == "d3":
            raise RuntimeError("boom")
        return samples.report(document.id).model_copy(update={"document": document})


@pytest.fixture
def fake(monkeypatch):
    monkeypatch.setattr(sys.modules["geomap.batch.work"], "_geoparser", lambda _: FakeGeoparser())


def corpus(count=5):
    return [Document(text=f"Report {number}.", id=f"d{number}") for number in range(count)]


def go(folder, count=5, **options):
    parts = parts_of(corpus(count), Told(), 2)
    return run(parts, Settings(str(folder)), plan={"part": 2}, **options)


def content(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_run_leaves_parts_problems_and_a_summary(fake, tmp_path):
    total = go(tmp_path / "out")
    assert total == (3, 4, 32, 1, 0, ())
    files = content(tmp_path / "out")
    assert len(files["part-000000.geojsonl"].splitlines()) == 16
    [problem] = files["part-000001.problems.jsonl"].splitlines()
    assert json.loads(problem)["message"] == "stopped geomap (RuntimeError: boom); left out"
    assert json.loads(files["summary.json"]) == {
        "parts": 3, "documents": 4, "incidents": 32, "problems": 1, "reprints": 0,
    }  # fmt: skip


def test_finished_parts_are_not_made_again(fake, tmp_path):
    go(tmp_path / "out")
    before = content(tmp_path / "out")
    for name in ("part-000001.done.json", "part-000001.geojsonl", "summary.json"):
        (tmp_path / "out" / name).unlink()
    told = []
    go(tmp_path / "out", on_done=lambda done, before: told.append((done.number, before)))
    assert sorted(told) == [(0, True), (1, False), (2, True)]
    assert content(tmp_path / "out") == before


@pytest.mark.parametrize("again", [{}, {"plan": {"part": 2}, "dask": "tcp://127.0.0.1:1"}])
def test_a_run_that_is_refused_leaves_and_claims_nothing(fake, tmp_path, again):
    bad = [Problem("error", "in.jsonl", 'the record has no "text"', 1)]
    settings = Settings(str(tmp_path / "out"))
    with pytest.raises(ExportError, match=r'in\.jsonl:1: the record has no "text"'):
        run([Part(0, (), tuple(bad), 0)], settings, plan={"columns": "wrong"})
    assert not (tmp_path / "out").exists()
    if again:
        with pytest.raises(ExportError):
            run(parts_of(corpus(3), Told(), 2), settings, **again)
        assert not (tmp_path / "out").exists()
    assert go(tmp_path / "out").documents == 4


def test_a_folder_belongs_to_one_run(fake, tmp_path):
    go(tmp_path / "out")
    with pytest.raises(ExportError, match=r"another part; go on as it was begun"):
        run(parts_of(corpus(), Told(), 3), Settings(str(tmp_path / "out")), plan={"part": 3})


def test_parts_go_wherever_fsspec_reaches(fake, tmp_path):
    go(tmp_path / "out")
    parts = parts_of(corpus(), Told(), 2)
    run(parts, Settings(f"memory://{tmp_path}/far"), plan={"part": 2})
    memory = fsspec.filesystem("memory")
    far = {
        name.rpartition("/")[2]: memory.cat_file(name) for name in memory.find(f"{tmp_path}/far")
    }
    assert far == content(tmp_path / "out")


def test_the_corpus_is_not_read_far_ahead(fake, tmp_path):
    read, made = [], []

    def reading():
        for document in corpus(20):
            read.append(document.id)
            yield document

    def on_done(done, _):
        made.append(done.number)
        assert len(read) <= 2 * (len(made) + 2)

    run(parts_of(reading(), Told(), 2), Settings(str(tmp_path / "o")), plan={}, on_done=on_done)
    assert len(made) == 10


def dies_once(settings, part):
    """Kill this worker at its first part, then do nothing."""
    died = Path(settings.folder) / "died"
    if not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Done(part.number, len(part.documents), 0, 0, 0)


def dies(_, part):
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_run_outlives_a_worker_that_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["geomap.batch.running"], "work", dies_once)
    assert go(tmp_path / "out", 11, workers=2)[:2] == (6, 11)


def test_a_run_ends_where_every_worker_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["geomap.batch.running"], "work", dies)
    with pytest.raises(ExportError, match="killed again and again"):
        go(tmp_path / "out", 11, workers=2)


def test_the_readers_memory_does_not_grow_with_the_corpus(tmp_path, monkeypatch):
    """Ten times as many documents need no more of Python's memory, whatever is kept of them."""

    def nothing(_, part):
        return Done(part.number, len(part.documents), 0, 0, part.reprints)

    monkeypatch.setattr(sys.modules["geomap.batch.running"], "work", nothing)
    peaks = {}
    for count in (200, 2_000, 20_000):  # the first for what is imported and filled once
        reports = (Document(text=f"Report {n}.", id=f"d{n}") for n in range(count))
        folder = tmp_path / str(count)
        tracemalloc.start()
        total = run(parts_of(reports, Told(), 50), Settings(str(folder)), plan={})
        peaks[count] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert total.documents == count
    assert peaks[20_000] < peaks[2_000] + 100_000


@pytest.fixture
def files(tmp_path):
    """A corpus of twelve reports and a broken line."""
    lines = [
        json.dumps({
            "id": f"r{number}",
            "body": f"Shelling hit {PLACES[number % 6]} on Tuesday, officials said."
            f" It was number {number}.",
            "published": "2022-09-13",
        })
        for number in range(12)
    ]  # fmt: skip
    text = "\n".join([*lines[:5], "{broken", *lines[5:]]) + "\n"
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def started(files, output, *more, **options):
    command = [sys.executable, "-m", "geomap", "run", "in.jsonl", "-o", output, "--part", "2"]
    return subprocess.Popen(
        [*command, "--columns", "text=body", *more],
        cwd=files, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


def killed(process, folder, wanted):
    """Kill a run when so many parts are finished, or it is."""
    while process.poll() is None and len(list(folder.glob("*.done.json"))) < wanted:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_leaves_what_is_finished_and_says_how_to_go_on(files, small_world, workers):
    """As a terminal sends it: to the run and its workers at once."""
    many = [json.dumps({"body": f"Goris was shelled, {n} said."}) for n in range(4000)]
    (files / "in.jsonl").write_text("\n".join(many), encoding="utf-8")
    process = started(files, "parts", "--workers", workers, start_new_session=True)
    while process.poll() is None and not list((files / "parts").glob("*.done.json")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert err == "interrupted; finished parts stay, and the same command goes on from here\n"
    assert "written" not in out
    assert list((files / "parts").glob("*.done.json"))


def test_any_number_of_workers_and_any_kill_leave_the_same_bytes(files, small_world):
    """Real processes: one run with one worker; another with two, killed at random moments."""
    out, err = started(files, "one").communicate(timeout=600)
    assert "12 documents" in out, err
    rng = random.Random(7)
    for kills in range(2):
        killed(started(files, "two", "--workers", "2"), files / "two", rng.randrange(2) + 2 * kills)
    process = started(files, "two", "--workers", "2")
    out, err = process.communicate(timeout=600)
    assert process.returncode == 2, err  # for the broken line
    assert "12 documents" in out
    assert content(files / "one") == content(files / "two")
    problems = b"".join(v for k, v in content(files / "two").items() if "problems" in k)
    assert b"not valid JSON" in problems


def test_a_users_corrections_and_view_reach_the_workers(geomap, files, tmp_path):
    (tmp_path / "fix.csv").write_text("name,document,id\nGoris,,-\nKapen,,-\n", encoding="utf-8")
    command = ("run", "in.jsonl", "--columns", "text=body", "--part", "6", "--workers", "2")
    code, _, err = geomap(*command, "-o", "out", "--fix", "fix.csv", "--worldview", "AM")
    assert code == 2
    assert "no name 'Kapen' stands in the reports" in err
    found = b"".join(path.read_bytes() for path in (tmp_path / "out").glob("*.geojsonl"))
    places = {json.loads(line)["properties"]["place"] for line in found.split(b"\x1e") if line}
    assert "Kapan" in places
    assert "Goris" not in places
    summary = json.loads((tmp_path / "out" / "summary.json").read_bytes())
    assert [words.partition(" ")[0] for words in summary["corrections"]] == ["'Goris'"]
    assert json.loads((tmp_path / "out" / "run.json").read_bytes())["worldview"] == "AM"
    code, _, err = geomap(*command, "-o", "out", "--fix", "fix.csv")
    assert code == 2
    assert "holds a run with another worldview" in err


@pytest.mark.parametrize(
    ("more", "message"),
    [(("--worldview", "QQ"), "QQ"), (("--fix", "none.csv"), "none.csv: cannot be read")],
)
def test_what_is_wrong_is_refused_before_any_work(geomap, files, tmp_path, more, message):
    code, _, err = geomap("run", "in.jsonl", "-o", "out", *more)
    assert code == 2
    assert message in err
    assert not (tmp_path / "out").exists()


def spawned(files, *command):
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=files, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def cluster(files, small_world):
    """A scheduler of this machine and two workers: its address, and the workers."""
    place = files / "scheduler.json"
    scheduler = spawned(
        files, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
        "--no-dashboard", "--scheduler-file", str(place),
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while not place.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    address = json.loads(place.read_text(encoding="utf-8"))["address"]
    workers = [
        spawned(
            files, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard",
            "--no-nanny", "--host", "127.0.0.1", "--local-directory", str(files / f"w{number}"),
        )
        for number in range(2)
    ]  # fmt: skip
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_cluster_that_loses_a_worker_loses_and_doubles_nothing(files, cluster):
    address, workers = cluster
    started(files, "here").communicate(timeout=600)
    process = started(files, "far", "--dask", address)
    while process.poll() is None and not list((files / "far").glob("*.done.json")):
        time.sleep(0.02)
    workers[0].kill()
    out, err = process.communicate(timeout=600)
    assert "12 documents" in out, err
    assert content(files / "here") == content(files / "far")
