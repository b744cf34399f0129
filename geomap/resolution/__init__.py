"""Which place each name means: candidates, named features, a ranker, and the reasons."""

from geomap.resolution.resolver import Resolver

__all__ = ["Resolver"]
