"""The words asked for."""

from alongside.areas.oversight.forms.agreements import (
    AgreementForm,
    PartyForm,
    ReviewForm,
    SignForm,
    WithdrawForm,
)
from alongside.areas.oversight.forms.copies import (
    AskForm,
    ItemForm,
    OpinionForm,
    ReleaseForm,
)
from alongside.areas.oversight.forms.looks import (
    AnswerForm,
    GlassReviewForm,
    HoldBackForm,
    LooksForm,
)
from alongside.areas.oversight.forms.retention import (
    DecideForm,
    LegalHoldForm,
    LiftForm,
    WhoForm,
)

__all__ = [
    "AgreementForm",
    "AnswerForm",
    "AskForm",
    "DecideForm",
    "GlassReviewForm",
    "HoldBackForm",
    "ItemForm",
    "LegalHoldForm",
    "LiftForm",
    "LooksForm",
    "OpinionForm",
    "PartyForm",
    "ReleaseForm",
    "ReviewForm",
    "SignForm",
    "WhoForm",
    "WithdrawForm",
]
