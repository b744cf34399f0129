"""A small world in GeoNames' own formats, and a server on loopback that may misbehave."""

import hashlib
import threading
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geomap.gazetteer import make
from tests.gazetteer.making import SILENT, small_sources

MODIFIED = 1_663_027_200  # 2022-09-13

# id, name, ascii name, alternate names, lat, lon, feature, country, admin1, admin2, population
PLACES = [
    (6255147, "Asia", "Asia", "", 29.8, 89.3, "L.CONT", "", "", "", 0),
    (174982, "Armenia", "Armenia", "Hayastan", 40, 45, "A.PCLI", "AM", "00", "", 3_000_000),
    (409314, "Syunik", "Syunik", "", 39.25, 46.25, "A.ADM1", "AM", "08", "", 150_000),
    (
        616052,
        "Yerevan",
        "Yerevan",
        "Erevan,Ереван",
        40.18,
        44.51,
        "P.PPLC",
        "AM",
        "11",
        "",
        1_093_485,
    ),
    (174895, "Goris", "Goris", "Gorus,Գորիս", 39.51, 46.34, "P.PPLA2", "AM", "08", "01", 20_840),
    (999001, "Goris hamaynk'", "Goris hamaynk'", "", 39.5, 46.3, "A.ADM2", "AM", "08", "01", 0),
    (174840, "Kornidzor", "Kornidzor", "Корнидзор", 39.47, 46.53, "P.PPL", "AM", "08", "01", 1_000),
    (999002, "Voghji", "Voghji", "Okhchi", 39.2, 46.4, "H.STM", "AM", "08", "", 0),
    (999003, "Nor Gyugh", "Nor Gyugh", "", 39.3, 46.2, "P.PPL", "AM", "08", "", 40),
    (587084, "Baku", "Baku", "Bakı,Bakou", 40.38, 49.89, "P.PPLC", "AZ", "09", "", 1_116_513),
    (2988507, "Paris", "Paris", "Lutetia", 48.85, 2.35, "P.PPLC", "FR", "11", "75", 2_138_551),
]
# id, place, language, name, preferred, short, colloquial, historic
NAMES = [
    (1, 174895, "hy", "Գորիս", "", "", "", ""),
    (2, 174895, "ru", "Горис", "", "", "", ""),
    (3, 174895, "en", "Old Goristown", "", "", "", "1"),
    (4, 174895, "link", "https://example.org/Goris", "", "", "", ""),
    (5, 174895, "iata", "GRX", "", "", "", ""),
    (6, 174895, "de", "Gorisburg", "", "", "1", ""),
    (7, 12345, "en", "Nowhere", "", "", "", ""),
    (8, 616052, "en", "Erebuni", "", "", "", "1"),
]
TABLES = {
    "admin1CodesASCII.txt": "AM.08\tSyunik\tSyunik\t409314\nAM.99\tTestland\tTestland\t1\n",
    "admin2Codes.txt": "AM.08.01\tGoris Municipality\tGoris Municipality\t999001\n",
    "featureCodes_en.txt": "".join(
        f"{code}\tname\tdescription\n"
        for code in "L.CONT A.PCLI A.ADM1 A.ADM2 P.PPLC P.PPLA2 P.PPL H.STM".split()
    ),
    "countryInfo.txt": "# a comment\n"
    "AM\tARM\t051\tAM\tArmenia\tYerevan\t29800\t2951776\tAS\t.am\tAMD\tDram\t374\t######\t\thy"
    "\t174982\tGE,IR,AZ,TR\t\n"
    "AZ\tAZE\t031\tAJ\tAzerbaijan\tBaku\t86600\t9942334\tAS\t.az\tAZN\tManat\t994\tAZ ####\t\taz"
    "\t587116\tGE,IR,AM,TR,RU\t\n",
}


def place_line(number, name, ascii_name, names, lat, lon, feature, country, a1, a2, people):
    kind, _, code = feature.partition(".")
    return "\t".join(
        map(
            str,
            (
                number, name, ascii_name, names, lat, lon, kind, code, country, "", a1, a2, "", "",
                people, "", 100, "Asia/Yerevan", "2022-09-13",
            ),
        )
    )  # fmt: skip


def zipped(folder: Path, name: str, lines: list[str]) -> None:
    with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.txt", "".join(f"{line}\n" for line in lines))


@pytest.fixture
def dump(tmp_path) -> Path:
    """A folder with the files of GeoNames, each in its real format."""
    folder = tmp_path / "dump"
    folder.mkdir()
    lines = {place[7]: [] for place in PLACES}
    for place in PLACES:
        lines[place[7]].append(place_line(*place))
    zipped(folder, "allCountries", [line for of in lines.values() for line in of])
    for country, of in lines.items():
        zipped(folder, country, of)
    names = ["\t".join(map(str, (*name, "", ""))) for name in NAMES]
    zipped(folder, "alternateNamesV2", names)
    zipped(folder, "hierarchy", ["6255147\t174982\tADM", "174982\t409314\tADM", "1\t2\t"])
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


class Server:
    """Serves a folder. ``faults`` gives, by file, what goes wrong with its next requests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: dict[str, list[str]] = defaultdict(list)
        self.asked: list[tuple[str, dict[str, str], int]] = []
        self.halfway = threading.Event()
        self.go_on = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.go_on.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def count(self, name: str) -> int:
        return sum(asked == name for asked, _, _ in self.asked)

    def statuses(self, name: str) -> list[int]:
        return [status for asked, _, status in self.asked if asked == name]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = handler.path.lstrip("/")
        fault = self.faults[name].pop(0) if self.faults[name] else ""
        path = self.folder / name
        body = path.read_bytes() if path.is_file() else b""
        etag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
        status, start = 200, 0
        wanted = handler.headers.get("Range", "")
        if not path.is_file():
            status = 404
        elif fault.isdecimal():
            status = int(fault)
        elif handler.headers.get("If-None-Match") == etag:
            status = 304
        elif wanted and handler.headers.get("If-Range") == etag and fault != "no ranges":
            status, start = 206, int(wanted[6:].rstrip("-"))
        self.asked.append((name, dict(handler.headers), status))
        handler.send_response(status)
        handler.send_header("ETag", etag)
        handler.send_header("Last-Modified", formatdate(MODIFIED, usegmt=True))
        handler.send_header("Connection", "close")
        handler.close_connection = True
        if status not in {200, 206}:
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        part = body[start:]
        if fault == "corrupt":
            part = part[: len(part) // 2] + b"\0" * 20 + part[len(part) // 2 + 20 :]
        if fault == "html":
            part = b"<html>please log in</html>"
        if status == 206:
            first = start + 1 if fault == "wrong range" else start
            handler.send_header("Content-Range", f"bytes {first}-{len(body) - 1}/{len(body)}")
        claimed = {"claims more": len(part) + 500, "claims less": len(part) - 40}
        handler.send_header("Content-Length", str(claimed.get(fault, len(part))))
        handler.end_headers()
        half = len(part) // 2
        try:
            handler.wfile.write(part[:half])
            handler.wfile.flush()
            self.halfway.set()
            if fault == "breaks off":
                return
            if fault in {"stalls", "waits"}:
                self.go_on.wait(30)
            handler.wfile.write(part[half:])
        except OSError:
            return  # the client has had enough


@pytest.fixture
def server(dump) -> Iterator[Server]:
    """A server of the dump on loopback."""
    made = Server(dump)
    yield made
    made.close()


@pytest.fixture
def path(tmp_path, monkeypatch) -> Path:
    """A gazetteer in use, made of packaged data, which are the mini world."""
    monkeypatch.setattr(make, "default_sources", small_sources)
    made = tmp_path / "home" / "gazetteer.sqlite"
    make.make_packaged(made, **SILENT)
    return made
