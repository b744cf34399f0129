"""Write N reports of some 300 words as JSON Lines: `python tests/benchmarks/documents.py N FILE`.

Paragraphs of `data/corpus` put together anew, each report with a dateline day of its own, so that
no two are the same. The same number gives the same bytes.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

CORPUS = Path(__file__).parents[2] / "data" / "corpus"
_WORDS = 300
_FIRST_DAY = date(2022, 1, 1)


def paragraphs() -> list[str]:
    """Return the paragraphs of the corpus, in its order."""
    found = []
    for path in sorted(CORPUS.glob("*.xml")):
        for report in ElementTree.parse(path).getroot():
            text = "".join(report.itertext())
            found += [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    return [paragraph for paragraph in found if len(paragraph.split()) > 5]


def reports(count: int) -> Iterator[dict[str, str]]:
    """Yield so many reports."""
    rng, pool = random.Random(count), paragraphs()
    for number in range(count):
        parts: list[str] = []
        while sum(len(part.split()) for part in parts) < _WORDS:
            parts.append(rng.choice(pool))
        day = _FIRST_DAY + timedelta(days=rng.randrange(1000))
        yield {"id": f"d{number}", "published": str(day), "text": "\n\n".join(parts)}


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(report) + "\n" for report in reports(int(sys.argv[1])))
