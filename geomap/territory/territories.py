"""The classifier: from a place and a day to its status, with the rows that say so."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from math import cos, pi, radians, sin
from typing import Self

from geomap.boundaries import Boundaries
from geomap.models import ControlFact, LonLat, Place, TerritoryStatus
from geomap.territory.ground import Ground, Spot, country_names, finest_first, make_ground, unit_of
from geomap.territory.ledger import FOREVER, Claim, Control, Ledger, read_ledger

_KM_A_DEGREE = 111.195
_MARGIN_KM = 2.0  # the boundaries are simplified to 1 km; nearer, the gazetteer's record decides
_BOUNDARIES = "OpenStreetMap boundaries (@osm_borders/maritime_1000m 1.1.0)"
# Territories whose state's polygon contains them in OpenStreetMap: the record's own code stands.
_WITHIN = {
    **dict.fromkeys("GP MQ GF RE YT PM BL MF NC PF WF TF".split(), "FR"),
    **dict.fromkeys("HK MO".split(), "CN"),
    **dict.fromkeys("PR GU VI AS MP UM".split(), "US"),
    **dict.fromkeys("AW CW SX BQ".split(), "NL"),
    "AX": "FI", "SJ": "NO", "BV": "NO", "CX": "AU", "CC": "AU", "NF": "AU",
}  # fmt: skip


class Territories:
    """Answers whose ground a place was, from boundaries and a ledger."""

    def __init__(self, boundaries: Boundaries, ledger: Ledger | None = None) -> None:
        self.boundaries = boundaries
        self._given = ledger

    @classmethod
    def open(cls) -> Self:
        """Return the packaged territories; they are read at the first question."""
        return cls(Boundaries.open())

    @cached_property
    def ledger(self) -> Ledger:
        """The rows that answers rest on."""
        return self._given or read_ledger()

    @cached_property
    def _grounds(self) -> list[Ground]:
        return finest_first(make_ground(area) for area in self.ledger.areas.values())

    def classify(
        self,
        place: Place | LonLat,
        /,
        *,
        on: date | None,
        since: date | None = None,
        radius_km: float = 0,
    ) -> TerritoryStatus:
        """Return whose ground a place was on a day.

        Args:
            place: a gazetteer record, or a position.
            on: the day; without one only de jure status is given.
            since: where an interval is asked, its first day: a hand-over in it makes the ground
                disputed, and ``on`` says who held it in the end.
            radius_km: how uncertain the position is; other sides within it are noted.

        Source of the rules: section "Territory" of the incident coding guide.
        """
        spot, notes = self._spot(place)
        grounds = [g for g in self._grounds if g.contains(spot)]
        claims = [row for g in grounds for row in self.ledger.claims.get(g.area.area, ())]
        holding = self._holding(grounds, on) if on else None
        active = [c for c in claims if on and c.holds(on)]
        unit = place if isinstance(place, Place) else None
        return TerritoryStatus(
            day=on,
            country=spot.country,
            country_name=country_names().get(spot.country or ""),
            admin1=unit.admin1_name if unit else self._admin1(spot),
            admin2=unit.admin2_name if unit else None,
            controlled_by=_holders(holding, spot, on),
            control=holding.status
            if holding
            else "controlled"
            if spot.country and on
            else "unknown",
            disputed=_disputed(spot, holding, active, self._changes(grounds, since or on, on)),
            claimed_by=tuple(dict.fromkeys(c.claimant for c in active if _is_state(c, spot))),
            areas=tuple(g.area.name for g in grounds if g.area.special),
            history=tuple(self._facts(self._timeline(grounds))),
            sources=_sources(spot, holding, active),
            notes=(*notes, *self._other_sides(spot, holding, radius_km, on)),
        )

    def _spot(self, place: Place | LonLat) -> tuple[Spot, tuple[str, ...]]:
        """Return what is asked as a spot, its country corrected where the ledger says so."""
        spot, notes = self._on_the_map(place)
        corrected = (g.area.de_jure for g in self._grounds if g.area.de_jure and g.contains(spot))
        return spot._replace(country=next(corrected, spot.country)), notes

    def _on_the_map(self, place: Place | LonLat) -> tuple[Spot, tuple[str, ...]]:
        """Return what is asked as a spot: the boundary polygon decides on the country."""
        if not isinstance(place, Place):
            admin = None
            country = self.boundaries.country_at(place)
            if country:
                admin = self.boundaries.admin1_at(place)
            return Spot(place, country, admin.place_id if admin else None), ()
        country, recorded = self.boundaries.country_at(place.position), place.country
        unit = unit_of(place)
        if place.feature_code.startswith("PCL") or country is None:
            return Spot(place.position, recorded, unit), ()
        if recorded and country != recorded:
            if _WITHIN.get(recorded) == country or place.feature_class == "A":
                return Spot(place.position, recorded, unit), ()
            if self.boundaries.border_distance_km(place.position, recorded) <= _MARGIN_KM:
                return Spot(place.position, recorded, unit), ("it lies on the boundary",)
            note = f"the gazetteer files it under {recorded}, the boundary puts it in {country}"
            return Spot(place.position, country, unit), (note,)
        return Spot(place.position, country, unit), ()

    def _admin1(self, spot: Spot) -> str | None:
        admin = self.boundaries.admin1_at(spot.point) if spot.country else None
        return admin.name if admin else None

    def _holding(self, grounds: Sequence[Ground], day: date) -> Control | None:
        """Return the row of the finest area that holds on a day; of two rows the later one."""
        for ground in grounds:
            rows = [r for r in self.ledger.control.get(ground.area.area, ()) if r.holds(day)]
            if rows:
                return rows[-1]
        return None

    def _changes(self, grounds: Sequence[Ground], first: date | None, last: date | None) -> bool:
        """Tell whether the ground changed hands from ``first`` to ``last``, both included."""
        if not first or not last:
            return False
        before = self._holding(grounds, first - timedelta(days=1))
        days = {first, last} | {
            row.since
            for g in grounds
            for row in self.ledger.control.get(g.area.area, ())
            if first <= row.since <= last
        }
        holders = {_names(before)} | {_names(self._holding(grounds, day)) for day in days}
        return len(holders) > 1

    def _timeline(self, grounds: Sequence[Ground]) -> list[Control]:
        """Return the rows that tell a spot's story: a coarser area's only where no finer speaks."""
        told: list[Control] = []
        for ground in grounds:
            rows = self.ledger.control.get(ground.area.area, ())
            told += [row for row in rows if not _covered(row, told)]
        return told

    def _facts(self, rows: Iterable[Control]) -> Iterator[ControlFact]:
        for row in sorted(rows, key=lambda r: (r.since, r.until or FOREVER, r.area)):
            yield ControlFact(
                area=self.ledger.areas[row.area].name,
                holder=" and ".join(row.holder),
                since=row.since,
                until=row.until,
                status=row.status,
                source=row.source,
                confidence=row.confidence,
                note=row.note,
            )

    def _other_sides(
        self, spot: Spot, holding: Control | None, radius_km: float, day: date | None
    ) -> Iterator[str]:
        """Yield a note for each other side that the circle of uncertainty reaches."""
        if not radius_km or not day:
            return
        seen: dict[tuple[str, ...], int] = {}
        ring = list(_ring(spot.point, radius_km))
        for point in ring:
            other, _ = self._spot(point)
            grounds = [g for g in self._grounds if g.contains(other)]
            holders = _holders(self._holding(grounds, day), other, day)
            seen[holders] = seen.get(holders, 0) + 1
        own = _holders(holding, spot, day)
        for holders, count in sorted(seen.items()):
            if holders and holders != own:
                yield (
                    f"{count * 100 // len(ring)}% of the circle of {radius_km:g} km"
                    f" lies on ground held by {' and '.join(holders)}"
                )


def _ring(centre: LonLat, radius_km: float) -> Iterator[LonLat]:
    """Yield points over a circle, evenly enough to tell shares by 5%."""
    for share, count in ((0.35, 6), (0.7, 10), (1.0, 14)):
        for i in range(count):
            angle = 2 * pi * i / count
            lat = centre.lat + radius_km * share * sin(angle) / _KM_A_DEGREE
            lon = centre.lon + radius_km * share * cos(angle) / (
                _KM_A_DEGREE * cos(radians(centre.lat))
            )
            yield LonLat(lon, lat)


def _covered(row: Control, told: Iterable[Control]) -> bool:
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


def _names(row: Control | None) -> tuple[str, ...]:
    return row.holder if row else ()


def _holders(holding: Control | None, spot: Spot, day: date | None) -> tuple[str, ...]:
    """Return who holds the ground; the state itself where no row says otherwise."""
    if holding:
        return holding.holder
    name = country_names().get(spot.country or "")
    return (name,) if name and day else ()


def _disputed(
    spot: Spot, holding: Control | None, claims: Sequence[Claim], changed: bool
) -> bool | None:
    """Return whether the ground is disputed: other holder, other claimant, or fought over."""
    if spot.country is None and not holding:
        return None
    own = country_names().get(spot.country or "")
    held_by_other = holding is not None and holding.holder[0] != own
    fought_over = holding is not None and (
        holding.status != "controlled" or len(holding.holder) > 1
    )
    claimed = any(c.claimant not in (spot.country, own) for c in claims)
    return held_by_other or fought_over or claimed or changed


def _is_state(claim: Claim, spot: Spot) -> bool:
    code = claim.claimant
    return len(code) == 2 and code.isupper() and code != spot.country


def _sources(spot: Spot, holding: Control | None, claims: Sequence[Claim]) -> tuple[str, ...]:
    cited = [_BOUNDARIES] if spot.country else []
    cited += [holding.source] if holding else []
    return tuple(dict.fromkeys([*cited, *(claim.source for claim in claims)]))
