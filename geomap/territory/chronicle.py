"""What the ledger's rows say of the ground that some areas share: on a day, in a span, and ever."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from geomap.models import ControlFact
from geomap.territory.ground import Ground
from geomap.territory.ledger import FOREVER, Claim, Control, Ledger, Undemarcated
from geomap.territory.rules import holder_names, is_covered


class Chronicle:
    """The rows of a ledger, asked by the areas that a spot lies in, the finest first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._stories: dict[tuple[str, ...], tuple[ControlFact, ...]] = {}

    def holding(self, grounds: Sequence[Ground], day: date) -> Control | None:
        """Return the row of the finest area that holds on a day; of two rows the later one."""
        for ground in grounds:
            rows = [r for r in self._ledger.control.get(ground.area.area, ()) if r.holds(day)]
            if rows:
                return rows[-1]
        return None

    def claims(self, grounds: Sequence[Ground], on: date | None) -> list[Claim]:
        """Return the claims to areas that hold on a day; none without a day."""
        rows = (row for g in grounds for row in self._ledger.claims.get(g.area.area, ()))
        return [row for row in rows if on and row.holds(on)]

    def border(self, grounds: Sequence[Ground], on: date | None) -> Undemarcated | None:
        """Return the row of an undemarcated border in whose strip these areas lie, if any."""
        rows = (row for g in grounds for row in self._ledger.undemarcated.get(g.area.area, ()))
        return next((row for row in rows if on and row.holds(on)), None)

    def changes(self, grounds: Sequence[Ground], first: date | None, last: date | None) -> bool:
        """Tell whether the ground changed hands from ``first`` to ``last``, both included."""
        if not first or not last:
            return False
        before = self.holding(grounds, first - timedelta(days=1))
        days = {first, last} | {
            row.since
            for g in grounds
            for row in self._ledger.control.get(g.area.area, ())
            if first <= row.since <= last
        }
        holders = {holder_names(before)} | {
            holder_names(self.holding(grounds, day)) for day in days
        }
        return len(holders) > 1

    def story(self, grounds: Sequence[Ground]) -> tuple[ControlFact, ...]:
        """Return the facts before, on and after any day of the ground that these areas share."""
        key = tuple(g.area.area for g in grounds)
        if key not in self._stories:
            self._stories[key] = tuple(self._facts(self._timeline(grounds)))
        return self._stories[key]

    def _timeline(self, grounds: Sequence[Ground]) -> list[Control]:
        """Return the rows that tell a spot's story: a coarser area's only where no finer speaks."""
        told: list[Control] = []
        for ground in grounds:
            rows = self._ledger.control.get(ground.area.area, ())
            told += [row for row in rows if not is_covered(row, told)]
        return told

    def _facts(self, rows: Iterable[Control]) -> Iterator[ControlFact]:
        for row in sorted(rows, key=lambda r: (r.since, r.until or FOREVER, r.area)):
            yield ControlFact(
                area=self._ledger.areas[row.area].name,
                holder=" and ".join(row.holder),
                since=row.since,
                until=row.until,
                status=row.status,
                source=row.source,
                confidence=row.confidence,
                note=row.note,
            )
