"""Whose ground a place was on a day: de jure, de facto, claimed; from dated, sourced rows."""

from geomap.territory.ground import country_names
from geomap.territory.ledger import Ledger, read_ledger
from geomap.territory.territories import Territories

__all__ = ["Ledger", "Territories", "country_names", "read_ledger"]
