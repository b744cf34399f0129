"""Gold files: what kind they are, and their documents.

Four kinds, one JSON object a line (or one object in the whole file), gzip if named so:

    toponyms    "id", "text", "toponyms": [{"start", "end", "lat", "lon", "geonameid", "kind"}]
    incidents   "id", "file" (or "text_file"), "published", "incidents", "not_incident_places"
    verbs       "id", "text", "verb": [start, end], "locations": [[start, end]]   (as eventloc)
    towns       "id", "text", "dateline", "incidents": [{"location_parts"}]       (as MUC-4)
"""

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from geomap.documents import read_documents
from geomap.errors import DocumentError, GoldError
from geomap.evaluation.incidents import GoldIncidents
from geomap.evaluation.places_of_events import town_names
from geomap.evaluation.toponyms import Toponym
from geomap.models import Document
from geomap.resources import why_unread

Record = Mapping[str, Any]


class Gold(NamedTuple):
    """A gold file: its kind, its documents, and what is true of each, by document id."""

    kind: Literal["toponyms", "incidents", "verbs", "towns"]
    documents: Sequence[Document]
    toponyms: Mapping[str, Sequence[Toponym]]
    incidents: Mapping[str, GoldIncidents]
    records: Mapping[str, Record] = {}  # of the kinds that mark events in their text


def read_gold(path: str | Path) -> Gold:
    """Return the gold in the file at ``path``.

    Raises:
        GoldError: if it is missing, broken, or of no known kind.
    """
    path = Path(path)
    records = _records(path)
    if records and all("incidents" in r and _text_file(r) for r in records):
        documents = [_told_document(path, record) for record in records]
        incidents = {
            str(r["id"]): GoldIncidents(r["incidents"], r.get("not_incident_places", ()))
            for r in records
        }
        return Gold("incidents", documents, {}, incidents)
    if records and all("toponyms" in r and "text" in r for r in records):
        documents = [Document(id=str(r["id"]), text=r["text"]) for r in records]
        toponyms = {str(r["id"]): [_toponym(t) for t in r["toponyms"]] for r in records}
        return Gold("toponyms", documents, toponyms, {})
    if records and all("text" in r and ("verb" in r or "dateline" in r) for r in records):
        return _events(records)
    raise GoldError(
        f'{path}: neither toponym gold ("text" and "toponyms" in each record) nor incident gold'
        ' ("incidents", and "file" or "text_file")'
    )


def _events(records: list[Record]) -> Gold:
    """Return sentences with a verb and its places, or reports whose incidents name a town."""
    verbs = all("verb" in record for record in records)
    kept = records if verbs else [r for r in records if any(map(town_names, r["incidents"]))]
    documents = [Document(id=str(r["id"]), text=r["text"]) for r in kept]
    by_id = {str(r["id"]): r for r in kept}
    return Gold("verbs" if verbs else "towns", documents, {}, {}, by_id)


def _records(path: Path) -> list[Record]:
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read ({why_unread(error)})") from None
    try:
        records = [json.loads(text)]
    except ValueError:
        # Only at line feeds: strings of JSON may hold what else splitlines takes for an end.
        lines = enumerate(text.split("\n"), 1)
        records = [_line(path, n, line) for n, line in lines if line.strip()]
    if not all(isinstance(record, dict) and "id" in record for record in records):
        raise GoldError(f'{path}: each record must be a JSON object with an "id"')
    return records


def _line(path: Path, number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise GoldError(f"{path}:{number}: not valid JSON ({error})") from None


def _text_file(record: Record) -> str | None:
    return record.get("file") or record.get("text_file")


def _told_document(path: Path, record: Record) -> Document:
    """Return the document that an incident record points to, with the record's id and date."""
    file = _beside(path, str(_text_file(record)))
    published = record.get("published")
    day = date.fromisoformat(published) if published else None
    try:
        found = list(read_documents(file, default_date=day))
    except DocumentError as error:
        raise GoldError(f"{path}: {error}") from None
    if len(found) != 1:
        raise GoldError(f"{file}: one report expected, {len(found)} found")
    document = found[0].model_copy(update={"id": str(record["id"])})
    digest = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    if record.get("sha256") not in (None, digest):
        raise GoldError(f"{file}: not the text that the gold was made on (its sha256 differs)")
    return document


def _beside(gold: Path, file: str) -> Path:
    """Return where ``file`` is: paths count from the gold's folder, or from the one above it."""
    above = gold.parent.parent / file
    return above if above.is_file() and not (gold.parent / file).is_file() else gold.parent / file


def _toponym(record: Record) -> Toponym:
    number = record.get("geonameid")
    return Toponym(
        start=record["start"],
        end=record["end"],
        lat=record.get("lat"),
        lon=record.get("lon"),
        geonameid=None if number is None else int(number),
        kind=record.get("kind"),
    )
