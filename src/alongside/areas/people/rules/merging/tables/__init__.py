"""Every column that names a person, and what becomes of its rows when two records are joined.

A test holds this list against the tables there are: a new table that names a person is listed here,
as one that moves or one that stays with the reason.
"""

from typing import Final

from alongside.areas.people.rules.merging.tables.identity import IDENTITY, OF_JOINING
from alongside.areas.people.rules.merging.tables.meeting import MET
from alongside.areas.people.rules.merging.tables.overseeing import DOORS, OVERSEEN
from alongside.areas.people.rules.merging.tables.planning import PLANS, TOGETHER

TABLES: Final = (*IDENTITY, *MET, *PLANS, *TOGETHER, *DOORS, *OVERSEEN, *OF_JOINING)
BY_MODEL: Final = {table.model: table for table in TABLES if not table.stays or table.places}
"""Tables that joining writes to."""
