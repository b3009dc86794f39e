"""The small hub with a joint review in it: three services asked, nothing handed in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.areas.liaison.actions.review_accounts import Account, hand_in, save_account
from alongside.areas.liaison.actions.reviewing import NewReview, raise_review
from alongside.areas.liaison.models import IncidentReview, Post, PostHolding
from alongside.kernel.actor import Actor, Role
from tests.support.hub import Hub
from tests.support.world import NOW

POLICE_WORDS = (
    "22:10 We rang the ward.\n22:40 Asked for an ambulance.\n23:55 Left with the person in our car."
)
TRUST_WORDS = "22:35 The ward was rung.\n22:45 An ambulance was asked for."
COUNCIL_WORDS = "23:30 An AMHP was told."


@dataclass(frozen=True)
class Reviewing:
    """A review and those in it.

    Attributes:
        writers: By service: somebody who writes for it.
        words: By service: their account.
    """

    hub: Hub
    id: UUID
    lead: Actor
    officer: Actor
    nurse: Actor
    amhp: Actor

    @property
    def writers(self) -> tuple[tuple[Actor, str], ...]:
        """Each service's writer with its account, police first."""
        return (
            (self.officer, POLICE_WORDS),
            (self.nurse, TRUST_WORDS),
            (self.amhp, COUNCIL_WORDS),
        )

    @property
    def row(self) -> IncidentReview:
        """As it is kept now."""
        return IncidentReview.objects.get(pk=self.id)

    def hand_in_all(self) -> None:
        """Write and hand in every account."""
        for writer, words in self.writers:
            self.write(writer, words)

    def write(self, writer: Actor, words: str, *, hands_in: bool = True) -> None:
        """Write an account, and hand it in."""
        save_account(writer, self.id, Account(words, "The talk was calm.", "Ring first."), now=NOW)
        if hands_in:
            hand_in(writer, self.id, number=None, now=NOW)


def new_review(hub: Hub, **changes: object) -> NewReview:
    """What is raised, unless a test says otherwise."""
    told = {
        "title": "A long wait outside the Larch Suite",
        "why": "Two services remember the evening differently.",
        "happened_on": date(2026, 6, 3),
        "accounts_due_on": date(2026, 6, 20),
        "posts": tuple(hub.posts[key] for key in ("police_lead", "crisis_lead", "amhp_lead")),
    }
    return NewReview(**told | changes)  # type: ignore[arg-type]


def reviewing_in(hub: Hub) -> Reviewing:
    """Open a post of the trust that is not the lead's, and raise a review."""
    nurse = hub.world[Role.TRIAGE_CLINICIAN]
    post = Post.objects.create(
        organisation_id=hub.world.trust, title="Crisis team manager", opened_at=NOW
    )
    PostHolding.objects.create(
        post=post, user_id=nurse.user_id, from_at=NOW, recorded_by_id=nurse.user_id, recorded_at=NOW
    )
    hub.posts["crisis_lead"] = post.id
    review_id = raise_review(hub.police_lead, new_review(hub), now=NOW)
    return Reviewing(hub, review_id, hub.lead, hub.officer, hub.nurse, hub.world[Role.AMHP])
