"""How the map looks: its symbols and colours, for the page and for pictures alike."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


@cache
def symbols() -> dict[str, Any]:
    """Return what `symbols.json` holds: groups, types, statuses, outlines and notes."""
    read: dict[str, Any] = json.loads((ASSETS / "symbols.json").read_text(encoding="utf-8"))
    return read


@cache
def colours() -> dict[str, str]:
    """Return the colours of the light theme by their names in the style sheet."""
    sheet = (ASSETS / "app.css").read_text(encoding="utf-8")
    light, _, _ = sheet.partition("@media")
    return dict(_COLOUR.findall(light))


def group_of(kind: str) -> str:
    """Return the group of an incident type; its colour and its outline are the group's."""
    types = symbols()["types"]
    group: str = types.get(kind, types["other"])["group"]
    return group
