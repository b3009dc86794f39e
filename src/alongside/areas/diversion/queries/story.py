"""One episode as a story, cut to what its viewer may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.writing import case_of
from alongside.areas.diversion.models import Episode, EpisodeEvent
from alongside.areas.diversion.queries.looking import Leave, leave_to_look, log_look
from alongside.areas.diversion.rules.adults import AdultStanding, adult_standing
from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.dots import Dot, dots
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.look_at import Finding, findings
from alongside.areas.diversion.rules.owed import Owed, everything_owed
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.putting_right import CORRECTABLE, may_take_back
from alongside.areas.diversion.rules.seeing import CUSTODY_SEES, Sight, shown_facts, sight_of
from alongside.areas.diversion.rules.stages import Stage
from alongside.areas.people.queries import PersonLabel, birth_facts, labels
from alongside.engines.sharing import Category
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.record import Ref
from alongside.foundation.picture.panels import facts_about
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One entry that stands.

    Attributes:
        id: Its row.
        kind: Code of what happened.
        label: Its words.
        happened_at: When.
        recorded_at: When it was recorded.
        facts: What may be shown of it.
        by: Who recorded it.
        role: In which role, in words.
        service: For which organisation.
        first_said: When the version it corrects said it happened; ``None`` when never corrected.
        reason: Why it was corrected; empty when never.
        may_correct: Whether this viewer may put it right.
        may_take_back: Whether this viewer may take it back just now.
    """

    id: UUID
    kind: str
    label: str
    happened_at: datetime
    recorded_at: datetime
    facts: Mapping[str, object]
    by: str
    role: str
    service: str
    first_said: datetime | None
    reason: str
    may_correct: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What was offered, and what came of it.

    Attributes:
        episode_id: In which episode.
        at: When.
        where: The place.
        facts: Of the event.
    """

    episode_id: UUID
    at: datetime
    where: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EpisodeStory:
    """An episode as its page tells it.

    Attributes:
        episode_id: The episode.
        person_id: Whose it is.
        person: How they are named.
        age_years: Where a date of birth is known.
        sight: How much the viewer sees.
        leave: What the look rests on.
        door: The way in.
        setting: A code of ``ld_setting``.
        site: The place.
        site_phone: To ring it.
        custody_reference: The custody record's number; empty where the viewer may not see it.
        age_band: Which path they are on.
        first_time: Whether it is their first episode.
        stage: Where it stands.
        opened_at: When they were noticed.
        closed_at: When it was closed.
        owner: Who looks after them; empty where nobody does.
        owner_id: The same, for changing hands.
        ours: Whether it is kept by the viewer's service.
        dots: The pathway, with times.
        owed: All that is owed, soonest first.
        adult: How things stand with an appropriate adult.
        findings: What to look at.
        states: Each vulnerability that was asked about, and how it is held.
        child: What is known of a young person's circumstances.
        offers: What was offered before, newest first, in this episode and in earlier ones.
        lines: What happened, newest first.
        alert_open: Whether custody has still to read what a first look found.
    """

    episode_id: UUID
    person_id: UUID
    person: PersonLabel | None
    age_years: int | None
    sight: Sight
    leave: Leave
    case: Case
    setting: str
    site: str
    site_phone: str
    custody_reference: str
    age_band: str
    first_time: bool
    stage: Stage
    opened_at: datetime
    closed_at: datetime | None
    owner: str
    owner_id: UUID | None
    ours: bool
    dots: tuple[Dot, ...]
    owed: tuple[Owed, ...]
    adult: AdultStanding
    findings: tuple[Finding, ...]
    states: Mapping[str, str]
    child: Mapping[str, object]
    offers: tuple[OfferLine, ...]
    lines: tuple[StoryLine, ...]
    alert_open: bool

    @property
    def whole(self) -> bool:
        """Whether the viewer sees all of it."""
        return self.sight is Sight.WHOLE

    @property
    def is_closed(self) -> bool:
        """Whether it is closed."""
        return self.stage is Stage.CLOSED


def episode_story(viewer: Actor, episode_id: UUID, *, now: datetime) -> EpisodeStory:
    """Answer one episode as a story, and log the look.

    Raises:
        NotPermitted: The role does not see episodes, or the sharing decision holds it back.
        Refused: ``episode.not_found``.
    """
    require(viewer, PERMISSIONS, "episode.see")
    episode = _episode(episode_id)
    leave = leave_to_look(viewer, now=now, facts=facts_about(episode.person_id, now))
    sight = sight_of(
        viewer.role,
        own_service=viewer.organisation_id == episode.organisation_id,
        clinical=Category.CLINICAL in leave.categories,
    )
    story = _story(viewer, episode, leave, sight, now=now)
    shown = (Ref("episode", episode.id), Ref("person", episode.person_id))
    log_look(viewer, f"diversion.episode.{sight}", shown, leave=leave, now=now)
    return story


def _episode(episode_id: UUID) -> Episode:
    rows = Episode.objects.select_related("site", "owner")
    episode = rows.filter(pk=episode_id).first()
    if episode is None:
        raise Refused(
            "episode.not_found",
            "That episode is not here.",
            next_step="Go back to the list and open it from there.",
        )
    return episode


def _story(
    viewer: Actor, episode: Episode, leave: Leave, sight: Sight, *, now: datetime
) -> EpisodeStory:
    case = case_of(episode)
    whole = sight is Sight.WHOLE
    years = _years(episode.person_id, now)
    return EpisodeStory(
        episode_id=episode.id,
        person_id=episode.person_id,
        person=labels(viewer, [episode.person_id], now=now).get(episode.person_id),
        age_years=years,
        sight=sight,
        leave=leave,
        case=case,
        setting=episode.setting,
        site=episode.site.name,
        site_phone=episode.site.phone,
        custody_reference=episode.custody_reference,
        age_band=episode.age_band,
        first_time=episode.first_time,
        stage=Stage(episode.stage),
        opened_at=episode.opened_at,
        closed_at=episode.closed_at,
        owner=episode.owner.display_name if episode.owner else "",
        owner_id=episode.owner_id,
        ours=episode.organisation_id == viewer.organisation_id,
        dots=dots(case.timeline, whole=whole),
        owed=_owed(case, sight),
        adult=adult_standing(case),
        findings=tuple(f for f in findings(case, age_years=years) if whole or f.custody),
        states=states_of(case) if whole else {},
        child=_child(case) if whole else {},
        offers=_offers(episode) if whole else (),
        lines=_lines(viewer, episode, sight, now=now),
        alert_open=any(one.what == "read_alert" for one in everything_owed(case)),
    )


def _years(person_id: UUID, now: datetime) -> int | None:
    born = birth_facts(person_id).date_of_birth
    if born is None:
        return None
    today = local_date(now)
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _owed(case: Case, sight: Sight) -> tuple[Owed, ...]:
    """What is owed; custody sees its own, and whether somebody is still to be seen."""
    found = everything_owed(case)
    if sight is Sight.WHOLE:
        return found
    return tuple(one for one in found if one.role == Role.CUSTODY_OFFICER or one.what == "see")


def states_of(case: Case) -> dict[str, str]:
    """Answer how each vulnerability is held, as it was said last, in the order of their list."""
    held: dict[str, str] = {}
    for event in case.timeline.of_kind("vulnerabilities"):
        said = event.facts.get("states")
        if isinstance(said, Mapping):
            held |= {str(code): str(state) for code, state in said.items()}
    listed = dict(code_list("ld_vulnerability").choices())
    return {code: held[code] for code in {**listed, **held} if code in held}


def _child(case: Case) -> Mapping[str, object]:
    last = case.timeline.last("about_a_child")
    return last.facts if last else {}


def _offers(episode: Episode) -> tuple[OfferLine, ...]:
    """What was offered to this person so far, newest first: nobody is asked as if never before."""
    rows = (
        EpisodeEvent.objects.filter(
            episode__person_id=episode.person_id, kind="offered", superseded_by=None
        )
        .filter(episode__organisation_id=episode.organisation_id)
        .select_related("episode__site")
        .order_by("-happened_at", "-sequence")[:8]
    )
    return tuple(
        OfferLine(row.episode_id, row.happened_at, row.episode.site.name, row.facts) for row in rows
    )


def _lines(
    viewer: Actor, episode: Episode, sight: Sight, *, now: datetime
) -> tuple[StoryLine, ...]:
    rows = EpisodeEvent.objects.filter(episode=episode, superseded_by=None)
    if sight is not Sight.WHOLE:
        rows = rows.filter(kind__in=list(CUSTODY_SEES))
    joined = rows.select_related("recorded_by", "organisation", "supersedes")
    newest = joined.order_by("-happened_at", "-sequence")
    return tuple(_line(viewer, row, sight, now=now) for row in newest)


def _line(viewer: Actor, row: EpisodeEvent, sight: Sight, *, now: datetime) -> StoryLine:
    kind = KINDS[row.kind]
    holds_it = viewer.role in PERMISSIONS[kind.permission]
    own = row.recorded_by_id == viewer.user_id
    before = row.supersedes
    return StoryLine(
        id=row.id,
        kind=row.kind,
        label=kind.label,
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        facts=shown_facts(row.kind, row.facts, sight) or {},
        by=row.recorded_by.display_name if row.recorded_by else "The service",
        role=ROLE_LABELS[Role(row.recorded_as)] if row.recorded_by else "by its link",
        service=row.organisation.short_name,
        first_said=before.happened_at if before else None,
        reason=row.correction_reason if sight is Sight.WHOLE or own else "",
        may_correct=holds_it and row.kind in CORRECTABLE,
        may_take_back=holds_it
        and may_take_back(row.kind, own=own, recorded_at=row.recorded_at, now=now),
    )
