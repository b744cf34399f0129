"""What a worker does with a part: parse its documents, write what was found, say it is done."""

import json
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from geomap.batch.corpus import Part
from geomap.batch.folder import Folder
from geomap.documents import Problem
from geomap.errors import GeomapError
from geomap.export import Options, export
from geomap.models import Document, Report
from geomap.pipeline import Geoparser


class Reading(NamedTuple):
    """How documents are read: by a user's corrections and words, and in whose eyes."""

    corrections: str | None = None
    worldview: str = "un"
    lexicon: str | None = None


class Settings(NamedTuple):
    """Where parts go and how: the folder's address, the files' ending, what else is exported."""

    folder: str
    ending: str = ".geojsonl"
    options: Options = Options()
    reading: Reading = Reading()


class Done(NamedTuple):
    """What came of a part; written beside it, it says that the part is finished.

    ``corrections`` are those of the user that were followed, in words.
    """

    number: int
    documents: int
    incidents: int
    problems: int
    reprints: int
    corrections: tuple[str, ...] = ()


def name_of(number: int, ending: str) -> str:
    """Return the name of a file of a part."""
    return f"part-{number:06d}{ending}"


@cache
def _geoparser(reading: Reading) -> Geoparser:
    """Return the geoparser of this process: the gazetteer and the model are opened once."""
    return Geoparser.open(**reading._asdict())


def work(settings: Settings, part: Part) -> Done:
    """Make and write one part; the file that says so is written last."""
    problems = list(part.problems)
    reports = list(_parsed(part.documents, settings.reading, problems))
    folder = Folder(settings.folder)
    folder.export(
        name_of(part.number, settings.ending),
        lambda path: export(reports, path, settings.options),
    )
    folder.write(name_of(part.number, ".problems.jsonl"), _lines(problems))
    done = Done(
        part.number,
        len(reports),
        sum(len(report.incidents) for report in reports),
        sum(problem.severity == "error" for problem in problems),
        part.reprints,
        tuple(dict.fromkeys(words for report in reports for words in report.corrections)),
    )
    folder.write(name_of(part.number, ".done.json"), _json(done._asdict()))
    return done


def finished(folder: Folder, number: int) -> Done | None:
    """Return what came of a part in an earlier run, None if it is not finished."""
    content = folder.read(name_of(number, ".done.json"))
    if not content:
        return None
    told = json.loads(content)
    return Done(**told | {"corrections": tuple(told.get("corrections", ()))})


def _parsed(
    documents: tuple[Document, ...], reading: Reading, problems: list[Problem]
) -> Iterator[Report]:
    for document in documents:
        try:
            yield _geoparser(reading).parse(document)
        except GeomapError:
            raise
        except Exception as error:  # one document must not cost the others
            reason = f"stopped geomap ({type(error).__name__}: {error}); left out"
            problems.append(Problem("error", document.id, reason))


def _lines(problems: list[Problem]) -> bytes:
    return b"".join(_json(problem._asdict()) for problem in problems)


def _json(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
