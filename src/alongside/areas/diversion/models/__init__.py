"""The rows of this area."""

from alongside.areas.diversion.models.custody import (
    CustodyEntry,
    CustodyList,
    CustodyMark,
    CustodyRow,
)
from alongside.areas.diversion.models.desk_link import DeskLink
from alongside.areas.diversion.models.episode import Episode, EpisodeEvent
from alongside.areas.diversion.models.hearing import Hearing
from alongside.areas.diversion.models.referral import Referral, ReferralEvent, ReferralLink
from alongside.areas.diversion.models.report import ReportEvent, ReportRequest, ReportVersion
from alongside.areas.diversion.models.site import Site

__all__ = [
    "CustodyEntry",
    "CustodyList",
    "CustodyMark",
    "CustodyRow",
    "DeskLink",
    "Episode",
    "EpisodeEvent",
    "Hearing",
    "Referral",
    "ReferralEvent",
    "ReferralLink",
    "ReportEvent",
    "ReportRequest",
    "ReportVersion",
    "Site",
]
