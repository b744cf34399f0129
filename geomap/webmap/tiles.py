"""Online layers that a map may show where its maker asks for one, by their names in xyzservices."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

import xyzservices

from geomap.errors import ExportError

_ASKS_FOR_KEY = "<insert"  # how xyzservices marks what the user must fill in
_MEANT = 4  # names that an error offers
_NAMES = (
    "those of xyzservices, such as OpenStreetMap.Mapnik, OpenTopoMap or Esri.WorldImagery"
    " (https://xyzservices.readthedocs.io/en/stable/gallery.html shows them)"
)
_HOST = re.compile(r"https://[\w.-]+(?::\d+)?(?=/)")


class Tiles(NamedTuple):
    """An online layer: its name, its address for Leaflet, who made it, and its hosts."""

    name: str
    url: str
    attribution: str
    max_zoom: int
    subdomains: str
    hosts: tuple[str, ...]

    def for_page(self) -> dict[str, Any]:
        """Return what the page's script needs to draw the layer and to credit it."""
        return {
            "name": self.name,
            "url": self.url,
            "attribution": self.attribution,
            "maxZoom": self.max_zoom,
            "subdomains": self.subdomains,
        }


def find_tiles(name: str, key: str | None = None) -> Tiles:
    """Return an online layer by its name, such as "OpenStreetMap.Mapnik".

    Args:
        name: the layer's name in xyzservices; case and punctuation don't matter.
        key: the user's own key, where the layer asks for one; it will stand in the page.

    Raises:
        ExportError: if there is no layer of that name, or it needs a key and none is given.
    """
    try:
        provider = xyzservices.providers.query_name(name)
    except ValueError:
        raise ExportError(_unknown(name)) from None
    options = dict(provider)
    missing = _keys_of(options)
    if missing and not key:
        raise ExportError(
            f"{provider.name} needs a key ({missing[0]}): give yours with --tiles-key"
        )
    options.update(dict.fromkeys(missing, key))
    url = _filled(provider.url, options)
    subdomains = str(options.get("subdomains", "abc"))
    return Tiles(
        provider.name,
        url,
        _with_sign(provider.attribution),
        int(options.get("max_zoom", 18)),
        subdomains,
        _hosts(provider.name, url, subdomains),
    )


def _keys_of(options: Mapping[str, Any]) -> list[str]:
    """Return what of a layer its user must fill in."""
    return [k for k, v in options.items() if str(v).startswith(_ASKS_FOR_KEY)]


def _unknown(name: str) -> str:
    if "/" in name:
        return f"{name!r} is an address; online maps go by their names: {_NAMES}"
    meant = _meant(name)
    hint = f"did you mean {', '.join(meant)}? Names" if meant else "names"
    return f"no online map is called {name!r}; {hint} are {_NAMES}"


def _meant(name: str) -> list[str]:
    """Return the names that hold what is typed, first those that need no key; else like ones."""
    layers = xyzservices.providers.flatten()
    known = {name.lower(): name for name in sorted(layers, key=lambda n: bool(_keys_of(layers[n])))}
    typed = name.strip().lower()
    held = [letters for letters in known if typed in letters]
    like = held or get_close_matches(typed, known, n=_MEANT, cutoff=0.4)
    return [known[letters] for letters in like[:_MEANT]]


def _filled(url: str, options: dict[str, Any]) -> str:
    """Return an address in which only what Leaflet fills in is left open."""
    left_open = {letter: f"{{{letter}}}" for letter in "xyzs"}
    return url.format_map({**options, **left_open, "r": ""})


def _hosts(name: str, url: str, subdomains: str) -> tuple[str, ...]:
    """Return the hosts that the layer's pictures come from, as a policy names them.

    Raises:
        ExportError: if they are not asked for over https.
    """
    letters = subdomains if "{s}" in url else "-"
    found = [_HOST.match(url.replace("{s}", letter)) for letter in letters]
    hosts = tuple(match.group() for match in found if match)
    if len(hosts) != len(letters):
        raise ExportError(f"{name} is not served over https; choose another online map")
    return hosts


def _with_sign(attribution: str) -> str:
    return attribution.replace("(C)", "©")
