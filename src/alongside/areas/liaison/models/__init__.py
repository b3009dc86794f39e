"""The rows of this area."""

from alongside.areas.liaison.models.agreed import AgreedAction, AgreedActionEvent
from alongside.areas.liaison.models.answers import AnswerEvent, AnswerVersion, KnowledgeAnswer
from alongside.areas.liaison.models.groups import GroupMember, GroupTerms, LiaisonGroup
from alongside.areas.liaison.models.guide import (
    GuideEvent,
    GuidePage,
    GuideVersion,
    LawQuote,
    MustRead,
    ReadReceipt,
)
from alongside.areas.liaison.models.handovers import Handover, HandoverPart, PostFeed
from alongside.areas.liaison.models.meetings import (
    AgendaItem,
    AskedUpward,
    Attendance,
    Meeting,
    MeetingPaper,
)
from alongside.areas.liaison.models.minutes import (
    Decision,
    ItemAction,
    MinutesCorrection,
    MinuteWords,
)
from alongside.areas.liaison.models.posts import Post, PostHolding
from alongside.areas.liaison.models.practice import PracticeNote, PracticeTrial
from alongside.areas.liaison.models.questions import (
    AnswerPromise,
    HubCover,
    HubQuestion,
    QuestionEvent,
    QuestionFeedback,
)
from alongside.areas.liaison.models.review_accounts import AccountLine, AccountVersion
from alongside.areas.liaison.models.review_learning import (
    ReviewDifference,
    ReviewFactor,
    ReviewInvitation,
    ReviewLearning,
)
from alongside.areas.liaison.models.reviews import (
    IncidentReview,
    ReviewEvent,
    ReviewFact,
    ReviewParty,
)
from alongside.areas.liaison.models.searching import SearchEntry, SearchWord
from alongside.areas.liaison.models.training import (
    TrainingAttendance,
    TrainingCourse,
    TrainingPlace,
    TrainingSession,
)
from alongside.areas.liaison.models.training_people import (
    EvaluationReceipt,
    SessionEvaluation,
    SessionTrainer,
)

__all__ = [
    "AccountLine",
    "AccountVersion",
    "AgendaItem",
    "AgreedAction",
    "AgreedActionEvent",
    "AnswerEvent",
    "AnswerPromise",
    "AnswerVersion",
    "AskedUpward",
    "Attendance",
    "Decision",
    "EvaluationReceipt",
    "GroupMember",
    "GroupTerms",
    "GuideEvent",
    "GuidePage",
    "GuideVersion",
    "Handover",
    "HandoverPart",
    "HubCover",
    "HubQuestion",
    "IncidentReview",
    "ItemAction",
    "KnowledgeAnswer",
    "LawQuote",
    "LiaisonGroup",
    "Meeting",
    "MeetingPaper",
    "MinuteWords",
    "MinutesCorrection",
    "MustRead",
    "Post",
    "PostFeed",
    "PostHolding",
    "PracticeNote",
    "PracticeTrial",
    "QuestionEvent",
    "QuestionFeedback",
    "ReadReceipt",
    "ReviewDifference",
    "ReviewEvent",
    "ReviewFact",
    "ReviewFactor",
    "ReviewInvitation",
    "ReviewLearning",
    "ReviewParty",
    "SearchEntry",
    "SearchWord",
    "SessionEvaluation",
    "SessionTrainer",
    "TrainingAttendance",
    "TrainingCourse",
    "TrainingPlace",
    "TrainingSession",
]
