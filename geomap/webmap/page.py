"""The page round the map: a Figure that asks for nothing from outside."""

import json
import re
from base64 import b64encode
from functools import cache
from importlib import resources as packages
from typing import Any

from branca.element import Figure
from folium.template import Template

from geomap.webmap.island import Island
from geomap.webmap.looks import ASSETS, symbols
from geomap.webmap.tiles import Tiles

# Inline code and styles only, pictures only as data: no request can leave the page. Where an online
# map is asked for, the pictures of its hosts are let in, and nothing else.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
    " img-src data:{hosts}; font-src data:; base-uri 'none'; form-action 'none'"
)
# In the order in which they build on one another; app.js starts them.
_SCRIPTS = (
    "dom", "symbols", "data", "card", "basemap", "online", "control", "markers", "address",
    "facets", "filters", "timeline", "panel", "legend", "app",
)  # fmt: skip
_PICTURE = re.compile(r"[^{}]*\{[^{}]*url\([^{}]*\}")


@cache
def script() -> str:
    """Return the page's script: our files in order, in a scope of their own."""
    files = (ASSETS / f"{name}.js" for name in _SCRIPTS)
    body = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return f'(async () => {{\n"use strict";\nconst SYMBOLS = {json.dumps(symbols())};\n{body}}})();'


@cache
def style() -> str:
    """Return the page's styles: Leaflet's, without the rules for pictures, and ours."""
    ours = (ASSETS / "app.css").read_text(encoding="utf-8")
    return _PICTURE.sub("", leaflet("leaflet.css")) + ours


@cache
def leaflet(name: str) -> str:
    """Return a text file of Leaflet from the pinned package that carries it."""
    return _packaged(name).decode().replace("//# sourceMappingURL=leaflet.js.map", "")


@cache
def pins() -> str:
    """Return a script that gives Leaflet its pictures of pins, for markers that users add."""
    pictures = {
        "iconUrl": "marker-icon.png",
        "iconRetinaUrl": "marker-icon-2x.png",
        "shadowUrl": "marker-shadow.png",
    }
    inlined = {
        option: f"data:image/png;base64,{b64encode(_packaged(f'images/{name}')).decode()}"
        for option, name in pictures.items()
    }
    return f'L.Icon.Default.imagePath = ""; L.Icon.Default.mergeOptions({json.dumps(inlined)});'


def _packaged(name: str) -> bytes:
    folder = packages.files("js_lib_leaflet").joinpath("static", "js_lib_leaflet")
    return folder.joinpath(*name.split("/")).read_bytes()


class Page(Figure):
    """The HTML document. Its ids are fixed, so the same reports give the same bytes."""

    _template = Template(
        """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ this.policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="{{ this.referrer }}">
<meta name="generator" content="geomap">
<title>{{ this.heading|e }}</title>
<style>
{{ this.style() }}
</style>
<script>
{{ this.leaflet("leaflet.js") }}
{{ this.pins() }}
</script>
{{ this.header.render(**kwargs) }}
</head>
<body>
<a class="skip" href="#geomap-list">Skip to the list of incidents</a>
<header><h1><bdi>{{ this.heading|e }}</bdi></h1></header>
<main>
<div class="stage">
<section id="geomap-stage" aria-label="Map of the incidents">
{{ this.html.render(**kwargs) }}
</section>
<div id="geomap-days"></div>
</div>
<aside id="geomap-panel" aria-label="List of the incidents"></aside>
</main>
<footer id="geomap-foot"></footer>
<script type="{{ this.island.kind }}" id="geomap-data">{{ this.island.text }}</script>
<script type="{{ this.ground.kind }}" id="geomap-ground">{{ this.ground.text }}</script>
<script>
{{ this.script.render(**kwargs) }}
</script>
<script>
{{ this.own_script() }}
</script>
</body>
</html>
"""
    )

    def __init__(
        self, heading: str, island: Island, ground: Island, tiles: Tiles | None = None
    ) -> None:
        super().__init__()
        self._id = "geomap"
        self.heading = heading
        self.island = island
        self.ground = ground
        self.policy = _POLICY.format(
            hosts="".join(f" {host}" for host in tiles.hosts) if tiles else ""
        )
        # those who serve tiles for nothing want to know for which site
        self.referrer = "strict-origin-when-cross-origin" if tiles else "no-referrer"
        self.leaflet = leaflet
        self.pins = pins
        self.style = style
        self.own_script = script
        for name in list(self.header._children):  # its charset line stands in the template
            del self.header._children[name]

    def render(self, **kwargs: Any) -> str:
        """Return the page as HTML."""
        for child in self._children.values():
            child.render(**kwargs)
        return str(self._template.render(this=self, kwargs=kwargs))
