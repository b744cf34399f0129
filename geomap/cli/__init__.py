"""The commands: one function a verb, whose docstring is its help."""

from geomap.cli.app import app, main

__all__ = ["app", "main"]
