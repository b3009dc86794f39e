"""What a viewer may open, and who would be told or asked, before they do it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.accounts.queries import SeatFilled
from alongside.foundation.picture.deciding import decisions_for, policy_at
from alongside.foundation.picture.openings import openings_for
from alongside.foundation.picture.panels import facts_about
from alongside.foundation.picture.reviewers import reviewers_for, seniors_on_duty
from alongside.foundation.picture.rules import PERMISSIONS, letters
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class GlassOffer:
    """What breaking glass would open. Says nothing about whether any exists.

    Attributes:
        purpose_words: For what.
        offered: Code and words of each kind of information.
        told: Who will be told at once, in words.
    """

    purpose_words: str
    offered: tuple[tuple[str, str], ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeniorOffer:
    """What would be asked of a senior person, and of whom.

    Attributes:
        purpose_words: For what.
        category_title: What.
        instead: What can be had without it; may be empty.
        ask: Whom to ask when nobody is on duty.
        seniors: Those on duty who may decide.
    """

    purpose_words: str
    category_title: str
    instead: str
    ask: str
    seniors: tuple[SeatFilled, ...]


def glass_offer(viewer: Actor, person_id: UUID, *, purpose: Purpose, now: datetime) -> GlassOffer:
    """Answer what a viewer could open by breaking glass, and who would be told.

    Raises:
        NotPermitted: The role may not.
        Refused: ``glass.not_opened_so``, when there is nothing to open this way.
    """
    require(viewer, PERMISSIONS, "glass.break")
    policy = policy_at(now)
    decisions = decisions_for(
        viewer,
        facts_about(person_id, now, purpose),
        purpose,
        now=now,
        openings=openings_for(viewer, person_id, purpose=purpose, now=now),
    )
    found = [part.category for part in decisions.parts if part.outcome is Outcome.NEEDS_BREAK_GLASS]
    if not found:
        raise Refused(
            "glass.not_opened_so",
            "Nothing is opened by breaking glass for this purpose now.",
            next_step="Go back to the person's page: it says whom to ask for each part.",
        )
    return GlassOffer(
        purpose_words=policy.purposes[purpose].words,
        offered=tuple((one.value, policy.categories[one].title) for one in found),
        told=_told(viewer, letters(frozenset(found)), now),
    )


def senior_offer(
    viewer: Actor, category: Category, *, purpose: Purpose, now: datetime
) -> SeniorOffer:
    """Answer which senior people could be asked for a kind of information.

    Raises:
        NotPermitted: The role may not ask.
    """
    require(viewer, PERMISSIONS, "senior.ask")
    policy = policy_at(now)
    spoken = policy.categories[category]
    return SeniorOffer(
        purpose_words=policy.purposes[purpose].words,
        category_title=spoken.title,
        instead=spoken.instead,
        ask=spoken.ask,
        seniors=tuple(seniors_on_duty(category, now=now, but=viewer.user_id)),
    )


def _told(viewer: Actor, opened: str, now: datetime) -> tuple[str, ...]:
    sides = reviewers_for(viewer.organisation_id, opened, at=now, but=viewer.user_id)
    wanted = {organisation for side in sides.values() for organisation in side.organisations}
    names = dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "short_name"))
    said = []
    for side in sides.values():
        where = sorted(names[organisation] for organisation in side.with_leads)
        if where:
            said.append(f"the information governance lead of {' and of '.join(where)}")
        else:
            said.append("the liaison lead or a police supervisor, who stands in for a reviewer")
    return tuple(dict.fromkeys(said))
