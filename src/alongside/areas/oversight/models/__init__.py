"""Rows of oversight. No behaviour."""

from alongside.areas.oversight.models.agreements import (
    AgreementParty,
    AgreementReview,
    AgreementSignature,
    SharingAgreement,
)
from alongside.areas.oversight.models.copies import CopyDecision, CopyRequest
from alongside.areas.oversight.models.looks import LookQuestion
from alongside.areas.oversight.models.retention import LegalHold, RetentionDecision

__all__ = [
    "AgreementParty",
    "AgreementReview",
    "AgreementSignature",
    "CopyDecision",
    "CopyRequest",
    "LegalHold",
    "LookQuestion",
    "RetentionDecision",
    "SharingAgreement",
]
