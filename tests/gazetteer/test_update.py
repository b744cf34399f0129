"""Downloads against a real server on loopback, good and bad."""

import shutil
import time

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer.update import NotThereError, Patience, fetch

NAME = "allCountries.zip"


@pytest.fixture
def waits():
    return []


@pytest.fixture
def get(server, tmp_path, waits):
    """Fetch a file with little patience, noting the waits instead of waiting."""

    def run(name=NAME, **changes):
        patience = Patience(attempts=3, first_wait=1, stall=0.3, sleep=waits.append)
        told = []
        fetched = fetch(
            server.url + name,
            tmp_path / "downloads" / name,
            lambda *step: told.append(step),
            patience._replace(**changes),
        )
        run.told = told
        return fetched

    return run


def test_a_file_comes_whole_with_its_date(get, server, dump):
    fetched = get()
    assert fetched.path.read_bytes() == (dump / NAME).read_bytes()
    assert (fetched.modified, fetched.changed) == ("2022-09-13", True)
    size = (dump / NAME).stat().st_size
    assert get.told[0] == (NAME, 0, size)
    assert get.told[-1] == (NAME, size, size)
    assert server.asked[0][1]["User-Agent"].startswith("geomap/")


def test_an_unchanged_file_costs_nothing(get, server):
    first, second = get(), get()
    assert server.statuses(NAME) == [200, 304]
    assert (second.changed, second.digest, second.modified) == (False, first.digest, "2022-09-13")


def test_a_newer_file_takes_the_place_of_the_older(get, dump):
    get()
    shutil.copy(dump / "AM.zip", dump / NAME)
    assert get().changed
    assert get().path.read_bytes() == (dump / "AM.zip").read_bytes()


# what goes wrong, request by request; the statuses that the server then answered
RECOVERED = [
    (["breaks off"], [200, 206]),
    (["breaks off", "breaks off", "breaks off"], [200, 206, 206, 206]),
    (["stalls"], [200, 206]),
    (["claims more"], [200, 206]),
    (["claims less"], [200, 200]),
    (["corrupt"], [200, 200]),
    (["html"], [200, 200]),
    (["500", "503"], [500, 503, 200]),
    (["429"], [429, 200]),
    (["breaks off", "no ranges"], [200, 200]),
    (["breaks off", "wrong range"], [200, 206, 200]),
    (["breaks off", "416"], [200, 416, 200]),
]


@pytest.mark.parametrize(("faults", "statuses"), RECOVERED)
def test_a_download_recovers(get, server, dump, faults, statuses):
    server.faults[NAME] = list(faults)
    assert get().path.read_bytes() == (dump / NAME).read_bytes()
    if faults != ["claims more"]:  # there the rest of nothing is asked for, and refused or empty
        assert server.statuses(NAME) == statuses


# what goes wrong each time; what the message says
REFUSED = [
    ("500", "500"),
    ("corrupt", "zip is damaged"),
    ("html", "zip is damaged"),
    ("403", "403"),
    ("claims less", "zip is damaged"),
]


@pytest.mark.parametrize(("fault", "says"), REFUSED)
def test_a_bad_server_is_told_and_the_older_copy_stays(get, server, dump, fault, says):
    before = get().path.read_bytes()
    shutil.copy(dump / "AM.zip", dump / NAME)
    server.faults[NAME] = [fault] * 9
    with pytest.raises(GazetteerError, match=says) as error:
        get()
    assert "the old gazetteer is kept" in str(error.value)
    server.faults.clear()
    assert get().path.read_bytes() != before
    assert not list(get().path.parent.glob(".*.part"))


def test_a_server_that_always_stalls_is_given_up(get, server):
    server.faults[NAME] = ["stalls"] * 9
    (server.folder / NAME).write_bytes(b"PK")  # too little to make progress with
    with pytest.raises(GazetteerError, match="timed out"):
        get(attempts=2)


def test_the_waits_between_attempts_grow(get, server, waits):
    server.faults[NAME] = ["500"] * 4
    get(attempts=6)
    assert waits == [1, 2, 4, 8]


def test_a_missing_file_is_not_asked_for_twice(get, server):
    with pytest.raises(NotThereError, match="404"):
        get("XX.zip")
    assert server.count("XX.zip") == 1


def test_no_connection_is_told(tmp_path, server):
    url = server.url + NAME
    server.close()
    with pytest.raises(GazetteerError, match="no connection"):
        fetch(url, tmp_path / NAME, lambda *_: None, Patience(2, 0, 1, lambda _: None))


def test_a_full_disk_is_told_before_anything_is_fetched(get, monkeypatch, tmp_path):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(GazetteerError, match="free some space"):
        get()


def test_a_trickling_server_is_given_up(monkeypatch, get, server):
    """A byte now and then is no progress, though no single wait is too long."""
    moments = iter(range(0, 10**6, 100))
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    with pytest.raises(GazetteerError, match="stalled"):
        get(stall=50, attempts=1)


def test_a_proxy_is_taken_from_the_environment(server, monkeypatch, tmp_path):
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(NotThereError):  # our server is no proxy: it sees the whole address
        fetch("http://geonames.test/AM.zip", tmp_path / "AM.zip", lambda *_: None)
    assert server.asked[-1][0] == "http://geonames.test/AM.zip"
