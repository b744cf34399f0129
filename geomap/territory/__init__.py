"""Whose ground a place was on a day: de jure, de facto, claimed; from dated, sourced rows."""

from geomap.territory.ground import country_names
from geomap.territory.layers import Layer, add_layer, layers_folder, list_layers, remove_layer
from geomap.territory.ledger import Ledger, read_ledger
from geomap.territory.territories import Territories
from geomap.territory.views import (
    DE_FACTO,
    UN,
    View,
    owners_of_countries,
    views,
    words_of,
)

__all__ = [
    "DE_FACTO",
    "UN",
    "Layer",
    "Ledger",
    "Territories",
    "View",
    "add_layer",
    "country_names",
    "layers_folder",
    "list_layers",
    "owners_of_countries",
    "read_ledger",
    "remove_layer",
    "views",
    "words_of",
]
