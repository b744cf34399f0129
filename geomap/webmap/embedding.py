"""A map as one bare element, to paste into the page of a content management system.

The element is a frame that carries the whole page in itself. The site's styles and scripts cannot
reach the map, nor the map the site: it is boxed in, keeps its own policy, and asks for nothing.
"""

from html import escape
from typing import Any

import folium

HEIGHT = 680  # pixels: the map, the days and the first of the list
_RIGHTS = "allow-scripts allow-popups allow-popups-to-escape-sandbox"


def to_embed(made: folium.Map, *, height: int = HEIGHT) -> str:
    """Return a map as an element without a page round it; ``height`` is in pixels."""
    page: Any = made.get_root()
    style = f"width:100%;height:{height:d}px;border:0"
    return (
        f'<iframe title="{escape(page.heading)}" sandbox="{_RIGHTS}" loading="lazy"'
        f' style="{style}" srcdoc="{escape(page.render())}"></iframe>\n'
    )
