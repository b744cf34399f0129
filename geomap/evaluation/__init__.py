"""How right geomap is on texts whose places and incidents are known."""

from geomap.evaluation.incidents import IncidentScores, score_incidents
from geomap.evaluation.predictions import DEFAULT_ROLES
from geomap.evaluation.running import evaluate
from geomap.evaluation.toponyms import ToponymScores, score_toponyms

__all__ = [
    "DEFAULT_ROLES",
    "IncidentScores",
    "ToponymScores",
    "evaluate",
    "score_incidents",
    "score_toponyms",
]
