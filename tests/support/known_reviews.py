"""Joint reviews that addresses name: one whose accounts are open, one being written."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone

from alongside.areas.liaison.actions.posts import PostEntry, hold_post, open_post
from alongside.areas.liaison.actions.review_accounts import Account, hand_in, save_account
from alongside.areas.liaison.actions.review_inviting import Invited, invite
from alongside.areas.liaison.actions.review_learning import (
    Learning,
    publish_learning,
    write_learning,
)
from alongside.areas.liaison.actions.reviewing import NewReview, raise_review
from alongside.areas.liaison.models import Post, ReviewInvitation
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date

if TYPE_CHECKING:
    from tests.support.county import County
    from tests.support.known import Known

WRITERS: Final = {
    "nia_prosser": "20:10 The suite was told.\n20:50 The door was opened.",
    "ade_okafor": "20:15 Told the suite that we were on our way.\n21:30 The door was opened.",
}
TITLE: Final = "Which door at the Larch Suite"


def lead_of(county: "County") -> Actor:
    """The liaison lead, on duty."""
    actor = county.actor("tess_holloway")
    return actor if actor.on_duty else county.on_duty("tess_holloway", Role.LIAISON_LEAD)


def posts_of(county: "County", lead: Actor) -> tuple[UUID, ...]:
    """A post of each service that writes, held by its writer; made the first time."""
    now = timezone.now()
    made = []
    for key in WRITERS:
        writer = county.actor(key)
        title = f"Answers for {writer.organisation_name}"
        kept = Post.objects.filter(title=title).first()
        post = (
            kept.id
            if kept
            else open_post(lead, writer.organisation_id, PostEntry(title, ""), now=now)
        )
        if kept is None:
            hold_post(lead, post, writer.user_id, from_at=now, now=now)
        made.append(post)
    return tuple(made)


def raise_in(county: "County", title: str = TITLE, **more: Any) -> UUID:
    """Raise a review, as the liaison lead."""
    now, lead = timezone.now(), lead_of(county)
    today = local_date(now)
    due_on = today + timedelta(days=14)
    why = "A crew stood at the wrong door."
    new = NewReview(title, why, today, due_on, posts_of(county, lead), **more)
    return raise_review(lead, new, now=now)


def _open_review(known: "Known") -> UUID:
    """A review whose accounts are open, with learning that is published."""
    county, now = known.county, timezone.now()
    review = raise_in(county)
    for key, lines in WRITERS.items():
        save_account(county.actor(key), review, Account(lines, "Calm.", "Ask."), now=now)
        hand_in(county.actor(key), review, number=1, now=now)
    told = Learning("Ask which door", "Say the street that the door is on.")
    write_learning(county.actor("nia_prosser"), review, told, now=now)
    publish_learning(lead_of(county), review, number=1, now=now)
    return review


def _gathering(known: "Known") -> UUID:
    """A review whose accounts are being written, with one in and somebody invited."""
    county, now = known.county, timezone.now()
    review = raise_in(county, "A wait that was long")
    save_account(county.actor("nia_prosser"), review, Account("20:10 Waited."), now=now)
    hand_in(county.actor("nia_prosser"), review, number=1, now=now)
    save_account(county.actor("ade_okafor"), review, Account("20:10 Waited too."), now=now)
    invite(lead_of(county), review, Invited("family", "letter", local_date(now)), now=now)
    return review


def _invited(known: "Known") -> UUID:
    return ReviewInvitation.objects.get(review_id=known["gathering"]).pk


REVIEWS: Final[Mapping[str, Any]] = {
    "review": _open_review,
    "gathering": _gathering,
    "invited": _invited,
}
