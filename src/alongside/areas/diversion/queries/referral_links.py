"""One referral for a service that came by its link: that referral alone, and nothing around it."""

from datetime import datetime
from typing import Final

from django.core.signing import BadSignature, Signer

from alongside.areas.diversion.models import ReferralLink
from alongside.areas.diversion.queries.referral_lines import ReferralPage
from alongside.areas.diversion.queries.referral_page import page_of
from alongside.areas.diversion.queries.referrals import CARE, kinds_shown, referral_row
from alongside.areas.diversion.rules.referral_links import hashed_word
from alongside.areas.diversion.rules.referral_sharing import GATEWAYS, Agreed
from alongside.areas.diversion.rules.referral_states import Side
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.refusal import Refused

SIGNER: Final = Signer(salt="diversion.referral_link", sep=".")
METHOD: Final = "signed_link"
SHUT: Final = Refused(
    "link.shut",
    "This link does not open anything now.",
    next_step="It may have been closed, replaced, or be older than 14 days. Ring whoever sent it "
    "and ask for a new one.",
)


def referral_by_link(signed: str, *, now: datetime) -> ReferralPage:
    """Answer the referral an address names, and keep that it was read, in the caller's transaction.

    Whoever calls has checked the code.

    Raises:
        Refused: ``link.shut``.
    """
    link = open_link(signed, now=now)
    row = referral_row(link.referral_id)
    gateway = GATEWAYS[Agreed(row.agreed)]
    record_reading(link, kinds_shown(row), gateway=gateway, now=now)
    return page_of(row, Side.SERVICE.value, ring_service=("", ""), now=now)


def open_link(signed: str, *, now: datetime, lock: bool = False) -> ReferralLink:
    """Load the link that an address names.

    Raises:
        Refused: ``link.shut``; it never says whether a link was unknown, closed or too old.
    """
    try:
        word = SIGNER.unsign(signed)
    except BadSignature:
        raise SHUT from None
    links = ReferralLink.objects.select_related("referral__episode")
    if lock:
        links = links.select_for_update(of=("self",))
    link = links.filter(hashed=hashed_word(word), closed_at=None, expires_at__gt=now).first()
    if link is None:
        raise SHUT
    return link


def record_reading(
    link: ReferralLink, kinds: tuple[str, ...], *, gateway: str, now: datetime
) -> None:
    """Keep that a service read a referral by its link, in the caller's transaction."""
    why = Why(purpose=CARE, gateway=gateway, recipient=link.referral.service_name, method=METHOD)
    entry = Entry(
        Op.DISCLOSURE,
        "diversion.read_referral_by_link",
        Ref("referral_link", link.id),
        also=(
            Ref("referral", link.referral_id),
            Ref("person", link.referral.episode.person_id),
        ),
        fields=kinds,
        why=why,
    )
    record(None, entry, now=now)
