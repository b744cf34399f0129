"""The map: a page that opens with no network, or a picture. The only room that uses Folium."""

from geomap.webmap.embedding import to_embed
from geomap.webmap.maps import save_map, to_map
from geomap.webmap.picture import PICTURES, check_picture, save_picture, to_svg
from geomap.webmap.tiles import Tiles, find_tiles

__all__ = [
    "PICTURES",
    "Tiles",
    "check_picture",
    "find_tiles",
    "save_map",
    "save_picture",
    "to_embed",
    "to_map",
    "to_svg",
]
