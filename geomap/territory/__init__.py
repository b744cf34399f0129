"""Whose ground a place was on a day: de jure, de facto, claimed; from dated, sourced rows."""

from geomap.territory.ground import country_names
from geomap.territory.layers import Layer, add_layer, list_layers, remove_layer
from geomap.territory.ledger import Ledger, read_ledger
from geomap.territory.territories import Territories

__all__ = [
    "Layer",
    "Ledger",
    "Territories",
    "add_layer",
    "country_names",
    "list_layers",
    "read_ledger",
    "remove_layer",
]
