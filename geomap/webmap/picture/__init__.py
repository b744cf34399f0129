"""The map as a picture for print and for reports: SVG, or PNG by way of it."""

from geomap.webmap.picture.drawing import to_svg
from geomap.webmap.picture.saving import PICTURES, check_picture, save_picture

__all__ = ["PICTURES", "check_picture", "save_picture", "to_svg"]
