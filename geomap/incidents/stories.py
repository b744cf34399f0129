"""Which types of events tell one story when they happen at one place on one day."""

from geomap.models import IncidentType

T = IncidentType
FAMILIES = {
    T.SHELLING: "violence",
    T.AIR_STRIKE: "violence",
    T.EXPLOSION: "violence",
    T.ARMED_CLASH: "violence",
    T.SHOOTING: "violence",
    T.VIOLENCE_AGAINST_CIVILIANS: "violence",
    T.CRIME: "violence",
    T.TERRITORY_CHANGE: "territory",
    T.DISASTER: "hazard",
    T.ACCIDENT: "hazard",
    T.DISEASE: "disease",
    T.PROTEST: "unrest",
    T.RIOT: "unrest",
    T.DISPLACEMENT: "displacement",
    T.ABDUCTION_OR_DETENTION: "detention",
    T.TROOP_MOVEMENT: "troops",
    T.CEASEFIRE: "ceasefire",
    T.OTHER: "other",
}

# What was done, within a family: a second sentence that names another tells of another event.
KINDS = FAMILIES | {
    T.SHELLING: "remote",
    T.AIR_STRIKE: "remote",
    T.EXPLOSION: "remote",
    T.ARMED_CLASH: "battle",
    T.SHOOTING: "battle",
    T.VIOLENCE_AGAINST_CIVILIANS: "people",
    T.CRIME: "people",
}
