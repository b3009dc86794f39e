"""Refer somebody to a service, and say the referrer's part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.referral_writing import (
    SAID,
    Speaker,
    Statement,
    locked_referral,
    say,
    set_turn,
)
from alongside.areas.diversion.actions.writing import NewEvent, append, locked_episode, refresh
from alongside.areas.diversion.models import Episode, Referral, ReferralEvent
from alongside.areas.diversion.queries.looking import leave_to_look
from alongside.areas.diversion.queries.referrals import CARE
from alongside.areas.diversion.queries.services import Service, service
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.referral_owed import answer_due_at
from alongside.areas.diversion.rules.referral_sharing import (
    GATEWAYS,
    PARTS,
    Agreed,
    check_agreed,
    check_parts,
)
from alongside.areas.diversion.rules.referral_states import ReferralState, Side
from alongside.areas.people.queries import birth_facts, labels
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class NewReferral:
    """A referral about to be made.

    Attributes:
        team_id: To which team of the directory.
        urgency: Code of the list ``ld_urgency``.
        parts: What goes with it, by name of the part.
        agreed: On whose word.
        agreed_words: How that was said, or why it is right.
        gillick: Whether a child was found able to decide; ``None`` where nobody looked.
    """

    team_id: UUID
    urgency: str
    parts: Mapping[str, str] = field(default_factory=dict)
    agreed: Agreed = Agreed.PERSON
    agreed_words: str = ""
    gillick: bool | None = None


def make_referral(
    actor: Actor,
    episode_id: UUID,
    new: NewReferral,
    *,
    now: datetime,
    follows: UUID | None = None,
    request_key: UUID | None = None,
) -> UUID:
    """Refer somebody to a service; where another said no, the two stay joined.

    Returns:
        The referral; the same one when the same form is sent again.

    Raises:
        NotPermitted: The role may not, or the episode is another provider's.
        Refused: What goes, on whose word or to whom is not right.
    """
    require(actor, PERMISSIONS, "referral.record")
    leave_to_look(actor, now=now)

    def work() -> UUID:
        episode = locked_episode(episode_id)
        check_ours(actor, episode)
        asked = service(actor, new.team_id, now=now)
        earlier = _send_elsewhere(actor, episode, follows, now)
        referral = _add(actor, episode, new, asked, earlier, now)
        _keep(actor, referral, now, request_key)
        return referral.id

    return once(actor, request_key, work)


def check_ours(actor: Actor, episode: Episode) -> None:
    """Refuse an episode of another provider.

    Raises:
        NotPermitted: ``episode.not_ours``.
    """
    if episode.organisation_id != actor.organisation_id:
        raise NotPermitted(
            "episode.not_ours",
            "Another service looks after this.",
            next_step="Ring them; they can say what stands.",
        )


def _send_elsewhere(
    actor: Actor, episode: Episode, follows: UUID | None, now: datetime
) -> Referral | None:
    if follows is None:
        return None
    earlier = locked_referral(follows)
    if earlier.episode_id != episode.id:
        raise Refused("referral.not_found", "That referral is not of this episode.")
    say(earlier, Speaker(Side.REFERRER, actor.name, actor), Statement("rerouted"), now=now)
    return earlier


def _add(
    actor: Actor,
    episode: Episode,
    new: NewReferral,
    asked: Service,
    earlier: Referral | None,
    now: datetime,
) -> Referral:
    if new.urgency not in code_list("ld_urgency"):
        raise Refused("referral.urgency", "Choose how soon.", field="urgency")
    check_agreed(new.agreed, words=new.agreed_words, age_band=episode.age_band, gillick=new.gillick)
    parts = check_parts(new.parts, asked.allowed)
    due_at = answer_due_at(
        now, urgency=new.urgency, answers_within_days=asked.team.answers_within_days
    )
    referral = Referral.objects.create(
        episode=episode,
        follows=earlier,
        team_id=asked.team.id,
        service_name=asked.team.name,
        service_id=asked.team.organisation_id,
        organisation_id=actor.organisation_id,
        made_by_id=actor.user_id,
        made_at=now,
        urgency=new.urgency,
        agreed=new.agreed.value,
        agreed_words=new.agreed_words.strip(),
        gillick=new.gillick,
        shared=parts | _identity(actor, episode, now),
        state=ReferralState.MADE.value,
        since=now,
        answer_due_at=due_at,
        turn=Side.SERVICE.value,
        due_at=due_at,
    )
    ReferralEvent.objects.create(
        referral=referral,
        sequence=1,
        kind="made",
        side=Side.REFERRER.value,
        happened_at=now,
        recorded_at=now,
        recorded_by_id=actor.user_id,
        by_name=actor.name,
    )
    set_turn(referral, now)
    return referral


def _identity(actor: Actor, episode: Episode, now: datetime) -> dict[str, str]:
    """Answer how the service is told who it is about."""
    label = labels(actor, [episode.person_id], now=now)[episode.person_id]
    born = birth_facts(episode.person_id).date_of_birth
    words = f"Born {born.day} {born:%B %Y}" if born else label.age_words
    return {"who": label.full, "born": words}


def _keep(actor: Actor, referral: Referral, now: datetime, request_key: UUID | None) -> None:
    """Put the referral in the episode's story, the audit and the service's inbox."""
    episode = referral.episode
    facts = {
        "referral_id": referral.id,
        "service": referral.service_name,
        "answer_by": referral.answer_due_at,
        "follows": referral.follows_id,
    }
    append(actor, episode, NewEvent("referral_made", now, facts), now=now)
    refresh(episode)
    said = {"referral": str(referral.id), "side": Side.REFERRER.value, "kind": "made"}
    send(SAID, said, now=now)
    kinds = sorted({part.category.value for part in PARTS if part.name in referral.shared})
    entry = Entry(
        Op.DISCLOSURE,
        "diversion.make_referral",
        Ref("referral", referral.id),
        also=(
            Ref("episode", episode.id),
            Ref("person", episode.person_id),
            *((Ref("referral", referral.follows_id),) if referral.follows_id else ()),
        ),
        fields=tuple(kinds),
        why=Why(
            purpose=CARE,
            gateway=GATEWAYS[Agreed(referral.agreed)],
            recipient=referral.service_name,
            method="alongside",
        ),
    )
    record(actor, entry, now=now, request_key=request_key)


def say_of_referral(
    actor: Actor,
    referral_id: UUID,
    said: Statement,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say what is one's side's to say: the referrer's, or the service's.

    Raises:
        NotPermitted: The role may not, or neither side is the actor's.
        Refused: What does not fit where the referral stands.
    """

    def work() -> UUID:
        referral = locked_referral(referral_id)
        speaker = Speaker(side_of(actor, referral), actor.name, actor)
        say(referral, speaker, said, now=now)
        entry = Entry(
            Op.ALTERATION,
            f"diversion.referral_{said.kind}",
            Ref("referral", referral.id),
            also=(
                Ref("episode", referral.episode_id),
                Ref("person", referral.episode.person_id),
            ),
            fields=tuple(sorted(said.facts)),
            why=Why(purpose=CARE),
        )
        record(actor, entry, now=now, request_key=request_key)
        return referral.id

    return once(actor, request_key, work)


def side_of(actor: Actor, referral: Referral) -> Side:
    """Answer for which side somebody speaks.

    Raises:
        NotPermitted: For neither.
    """
    if actor.role in PERMISSIONS["referral.answer"]:
        require(actor, PERMISSIONS, "referral.answer")
        if actor.organisation_id == referral.service_id:
            return Side.SERVICE
    else:
        require(actor, PERMISSIONS, "referral.record")
        if actor.organisation_id == referral.organisation_id:
            return Side.REFERRER
    raise NotPermitted(
        "referral.not_yours",
        "This referral is between two other services.",
        next_step="Ring either of them.",
    )
