"""Rows of oversight. No behaviour."""

from alongside.areas.oversight.models.agreements import (
    AgreementParty,
    AgreementReview,
    AgreementSignature,
    SharingAgreement,
)

__all__ = ["AgreementParty", "AgreementReview", "AgreementSignature", "SharingAgreement"]
