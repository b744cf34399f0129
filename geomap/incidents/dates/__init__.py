"""When it happened: a small interval grammar for news English, without a date library.

``find_dates`` reads the time words of a sentence, ``date_of_event`` chooses those that date one
event: of its own clause, else of its sentence, else the head of its paragraph, else what it
inherits, else the publication day.
"""

from geomap.incidents.dates.choice import date_of_event, has_own_day
from geomap.incidents.dates.mentions import DateMention, find_dates, stamp_day

__all__ = ["DateMention", "date_of_event", "find_dates", "has_own_day", "stamp_day"]
