"""Police ranks, in order."""

from typing import Final

from alongside.engines.law.answers import Coded


class Rank(Coded):
    """Ranks that matter for an authorisation, lowest first.

    ``none`` records that nobody authorised, which differs from not recorded.
    """

    NONE = "none", "Nobody"
    CONSTABLE = "constable", "Constable"
    SERGEANT = "sergeant", "Sergeant"
    INSPECTOR = "inspector", "Inspector"
    CHIEF_INSPECTOR = "chief_inspector", "Chief inspector"
    SUPERINTENDENT = "superintendent", "Superintendent"
    CHIEF_SUPERINTENDENT = "chief_superintendent", "Chief superintendent"
    CHIEF_OFFICER = "chief_officer", "Assistant chief constable or commander, or above"

    def at_least(self, other: "Rank") -> bool:
        """Whether this rank is the other or above."""
        return ORDER[self] >= ORDER[other]


ORDER: Final = {rank: place for place, rank in enumerate(Rank)}
