"""The rules of the coding guide's section "Territory": holder, dispute, sources."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from math import cos, pi, radians, sin

from geomap.globe import KM_A_DEGREE
from geomap.models import LonLat
from geomap.resources import packaged_table
from geomap.territory.ground import country_names
from geomap.territory.ledger import FOREVER, Claim, Control, Period

_BOUNDARIES = "OpenStreetMap boundaries (@osm_borders/maritime_1000m 1.1.0)"


def points_over(centre: LonLat, radius_km: float) -> Iterator[LonLat]:
    """Yield points over a circle, evenly enough to tell shares by 5%."""
    for share, count in ((0.35, 6), (0.7, 10), (1.0, 14)):
        for i in range(count):
            angle = 2 * pi * i / count
            lat = centre.lat + radius_km * share * sin(angle) / KM_A_DEGREE
            lon = centre.lon + radius_km * share * cos(angle) / (
                KM_A_DEGREE * cos(radians(centre.lat))
            )
            yield LonLat(lon, lat)


def is_covered(row: Control, told: Iterable[Control]) -> bool:
    """Tell whether other rows leave no day of a row untold."""
    day = row.since
    for other in sorted(told, key=lambda r: r.since):
        if other.since > day:
            return False
        if (other.until or FOREVER) >= (row.until or FOREVER):
            return True
        if other.until and other.until >= day:
            day = other.until + timedelta(days=1)
    return False


def holder_names(row: Control | None) -> tuple[str, ...]:
    """Return the holders that a row names."""
    return row.holder if row else ()


def holders_of(holding: Control | None, country: str | None, day: date | None) -> tuple[str, ...]:
    """Return who holds the ground; the state itself, once there is one, where no row says more."""
    if holding:
        return holding.holder
    name = country_names().get(country or "")
    return (name,) if name and day and day >= _first_days().get(country or "", date.min) else ()


@cache
def _first_days() -> dict[str, date]:
    """Return from when on states of today that are young can have held their ground."""
    rows = packaged_table("data", "territories", "states.csv")
    return {row["country"]: date.fromisoformat(row["since"]) for row in rows}


def is_disputed(
    country: str | None,
    holding: Control | None,
    claims: Sequence[Claim],
    day: date,
    *,
    changed: bool,
) -> bool | None:
    """Return whether the ground is disputed: other holder, other claimant, or fought over.

    None where it is not known who held it.
    """
    if not holders_of(holding, country, day):
        return None
    own = country_names().get(country or "")
    held_by_other = holding is not None and holding.holder[0] != own
    fought_over = holding is not None and (
        holding.status != "controlled" or len(holding.holder) > 1
    )
    claimed = any(c.claimant not in (country, own) for c in claims)
    return held_by_other or fought_over or claimed or changed


def is_state(claim: Claim, country: str | None) -> bool:
    """Tell whether a claimant is another state than the country."""
    code = claim.claimant
    return len(code) == 2 and code.isupper() and code != country


def cited(
    country: str | None, holding: Control | None, others: Sequence[Period]
) -> tuple[str, ...]:
    """Return what an answer cites, each once: boundaries, who held it, and the other rows."""
    drawn = [_BOUNDARIES] if country else []
    held = [holding.source] if holding else []
    return tuple(dict.fromkeys([*drawn, *held, *(row.source for row in others)]))
