"""The rows of this area."""

from alongside.areas.placements.models.feedback import (
    SurveyAnswer,
    SurveyReceipt,
    SurveyTheme,
    ThemeMark,
)
from alongside.areas.placements.models.joining import (
    CalendarFeed,
    ChecklistTick,
    OwnObjective,
    PlanRead,
    ReflectiveSession,
    SessionAttendance,
    StartHeld,
    WorkbookEntry,
)
from alongside.areas.placements.models.plans import (
    LeftOut,
    PlacementPlan,
    PlanEvent,
    PlannedStay,
    PlanRun,
    ServiceFeed,
)
from alongside.areas.placements.models.running import (
    CheckIn,
    IssueEvent,
    PlacementIssue,
    TooBusy,
    WardNo,
    WardNotice,
)
from alongside.areas.placements.models.schemes import (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementScheme,
    PlacementService,
    ServiceBuddy,
    ServiceShift,
)

__all__ = [
    "CalendarFeed",
    "CheckIn",
    "ChecklistTick",
    "IssueEvent",
    "Learner",
    "LeftOut",
    "OwnObjective",
    "PlacementCohort",
    "PlacementIssue",
    "PlacementPattern",
    "PlacementPlan",
    "PlacementScheme",
    "PlacementService",
    "PlanEvent",
    "PlanRead",
    "PlanRun",
    "PlannedStay",
    "ReflectiveSession",
    "ServiceBuddy",
    "ServiceFeed",
    "ServiceShift",
    "SessionAttendance",
    "StartHeld",
    "SurveyAnswer",
    "SurveyReceipt",
    "SurveyTheme",
    "ThemeMark",
    "TooBusy",
    "WardNo",
    "WardNotice",
    "WorkbookEntry",
]
