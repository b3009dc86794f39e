"""What queries about referrals answer with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.rules.referral_states import ReferralState


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral on a list.

    Attributes:
        id: The referral.
        who: As the person is named.
        service: Who was asked.
        asked_by: Who asked, and for whom.
        state_words: Where it stands.
        owed: What is owed and by whom; empty once it ended.
        since: Since when it stands there.
        due_at: By when; ``None`` once it ended.
        overdue: Whether that has passed.
        urgency_words: How soon it was asked for.
        our_turn: Whether the viewer's side owes the next step.
    """

    id: UUID
    who: str
    service: str
    asked_by: str
    state_words: str
    owed: str
    since: datetime
    due_at: datetime | None
    overdue: bool
    urgency_words: str
    our_turn: bool


@dataclass(frozen=True, slots=True)
class ReferralBoard:
    """Referrals of one side: what they owe, what is owed to them, what ended lately."""

    ours: tuple[ReferralLine, ...]
    theirs: tuple[ReferralLine, ...]
    ended: tuple[ReferralLine, ...]
    for_service: bool


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing said of a referral."""

    at: datetime
    kind: str
    title: str
    words: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The referral before or after this one, where somebody was sent elsewhere."""

    id: UUID
    service: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """The open link of a referral."""

    made_at: datetime
    expires_at: datetime
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One referral, as both sides see it.

    Attributes:
        line: As on a list.
        version: To save against.
        episode_id: Of which episode.
        side: ``referrer``, ``service`` or ``lead``, who sees where it stands and no more.
        state: Where it stands.
        who: As the person is named; empty for a lead.
        born: When they were born, or about how old they are.
        parts: What was sent, as pairs of heading and words; empty once it is withdrawn.
        agreed: On whose word, and how that was said.
        made_at: When it was made.
        ring_service: Name and number that is answered there now.
        ring_referrer: Name and number of whoever referred.
        appointment_at: The appointment, once one is made.
        appointment_where: Where.
        reason_words: Why it was not taken on; empty otherwise.
        story: What was said, newest last.
        may_say: Kinds that the viewer's side may say now.
        before: The referral it was sent elsewhere from.
        after: The referral it was sent elsewhere to.
        has_account: Whether anybody at the service signs in.
        link: The open link.
    """

    line: ReferralLine
    version: int
    episode_id: UUID
    side: str
    state: ReferralState
    who: str
    born: str
    parts: tuple[tuple[str, str], ...]
    agreed: str
    made_at: datetime
    ring_service: tuple[str, str]
    ring_referrer: tuple[str, str]
    appointment_at: datetime | None
    appointment_where: str
    reason_words: str
    story: tuple[StoryLine, ...]
    may_say: tuple[str, ...]
    before: Joined | None
    after: Joined | None
    has_account: bool
    link: LinkLine | None
