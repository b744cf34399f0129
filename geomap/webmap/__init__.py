"""The interactive map: one HTML file that opens with no network. The only room that uses Folium."""

from geomap.webmap.maps import save_map, to_map

__all__ = ["save_map", "to_map"]
