"""How the shipped models were made, and can be made again: `data/models/README.md` is their card.

Nothing here runs when geomap is used. Each model has a module that is its command.
"""
