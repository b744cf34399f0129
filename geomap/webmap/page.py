"""The page round the map: a Figure that asks for nothing from outside."""

from functools import cache
from importlib import resources as packages
from pathlib import Path
from typing import Any

from branca.element import Figure, Template

# Inline code and styles only, pictures only as data: no request can leave the page.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
    " img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_ASSETS = Path(__file__).parent / "assets"


def asset(name: str) -> str:
    """Return one of our own page files."""
    return (_ASSETS / name).read_text(encoding="utf-8")


@cache
def leaflet(name: str) -> str:
    """Return a file of Leaflet from the pinned package that carries it."""
    folder = packages.files("js_lib_leaflet").joinpath("static", "js_lib_leaflet")
    return folder.joinpath(name).read_text(encoding="utf-8")


def leaflet_css() -> str:
    """Return Leaflet's style sheet without its pictures, which the page does not use."""
    lines = leaflet("leaflet.css").splitlines()
    return "\n".join(line for line in lines if "url(" not in line or "#default" in line)


class Page(Figure):  # type: ignore[misc]
    """The HTML document. Its ids are fixed, so the same reports give the same bytes."""

    _template = Template(
        """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ this.policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ this.heading|e }}</title>
<style>
{{ this.leaflet_css() }}
{{ this.asset("app.css") }}
</style>
<script>
/* Leaflet, BSD-2-Clause, https://leafletjs.com */
{{ this.leaflet("leaflet.js") }}
</script>
{{ this.header.render(**kwargs) }}
</head>
<body>
<a class="skip" href="#geomap-list">Skip to the list of incidents</a>
<header><h1>{{ this.heading|e }}</h1></header>
<main>
<section id="geomap-stage" aria-label="Map of the incidents">
{{ this.html.render(**kwargs) }}
</section>
<aside id="geomap-panel" aria-label="List of the incidents"></aside>
</main>
<footer id="geomap-foot"></footer>
<script>
{{ this.script.render(**kwargs) }}
const GEOMAP = JSON.parse({{ this.island }});
{{ this.asset("app.js") }}
</script>
</body>
</html>
"""
    )

    def __init__(self, heading: str, island: str) -> None:
        super().__init__()
        self._id = "geomap"
        self.heading = heading
        self.island = island
        self.policy = POLICY
        self.asset = asset
        self.leaflet = leaflet
        self.leaflet_css = leaflet_css
        for name in list(self.header._children):  # its charset line stands in the template
            del self.header._children[name]

    def render(self, **kwargs: Any) -> str:
        """Return the page as HTML."""
        for child in self._children.values():
            child.render(**kwargs)
        return str(self._template.render(this=self, kwargs=kwargs))
