"""The same incident told by several documents: put together, explained, and undone.

Only what agrees is put together: type, place, days and who did it. The claims of opposing sides are
linked and never merged; numbers that differ stand side by side with who gave them.
"""

from geomap.merge.grouping import Group, merge_incidents
from geomap.merge.merged import merged_reports
from geomap.merge.table import Known, read_merges, write_merges

__all__ = [
    "Group",
    "Known",
    "merge_incidents",
    "merged_reports",
    "read_merges",
    "write_merges",
]
