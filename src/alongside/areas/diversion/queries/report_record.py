"""What the record says of somebody, in words, for a draft of a report."""

from collections.abc import Iterator
from datetime import datetime

from alongside.areas.diversion.models import EpisodeEvent, ReportRequest
from alongside.areas.diversion.queries.referrals import referrals_of
from alongside.areas.diversion.queries.report_words import consent_words
from alongside.areas.diversion.queries.story import states_of
from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.report_draft import OnRecord
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.areas.people.queries import labels
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date, say_date

PRESENT = {"known": "known", "suspected": "suspected", "screened_positive": "found at a first look"}


def on_record(viewer: Actor, row: ReportRequest, *, now: datetime) -> OnRecord:
    """Gather what a draft starts from. The page that shows it has logged the look."""
    person_id = row.episode.person_id
    events = EpisodeEvent.objects.filter(episode_id=row.episode_id, superseded_by=None)
    timeline = Timeline.of(
        TimelineEvent(one.kind, one.happened_at, one.recorded_at, one.facts, one.id, one.sequence)
        for one in events
    )
    site = row.episode.site.name
    return OnRecord(
        writer=f"{viewer.name}, {ROLE_LABELS[viewer.role]}",
        organisation=viewer.organisation_name,
        person=labels(viewer, [person_id], now=now)[person_id].full,
        on=local_date(now),
        seen_on=tuple(
            dict.fromkeys(
                f"{say_date(local_date(one.happened_at))} at {site}"
                for one in timeline.of_kind("seen", "assessed")
            )
        ),
        offered=timeline.last("offered") is not None,
        read=("what they told us",) if timeline.last("screened", "assessed") else (),
        needs=tuple(_needs(timeline)),
        safety=tuple(
            f"{one.facts.get('what')} (told custody {say_date(local_date(one.happened_at))})"
            for one in timeline.of_kind("told_custody")
        ),
        services=tuple(
            f"{line.service}: {line.state_words[:1].lower()}{line.state_words[1:]}."
            for line in referrals_of(row.episode_id, now=now)
        ),
        consent=consent_words(row) if row.consent_at else "",
        adult=_adult(timeline),
    )


def _needs(timeline: Timeline) -> Iterator[str]:
    states = states_of(Case(timeline))
    names = code_list("ld_vulnerability")
    for code, state in states.items():
        if state in PRESENT and code in names:
            yield f"{names.display(code)} ({PRESENT[state]})."


def _adult(timeline: Timeline) -> str:
    came = timeline.last("adult_arrived")
    if came is None:
        return ""
    relation = came.facts.get("relation")
    said = f", {relation}," if relation else ""
    return f"{came.facts.get('name')}{said} came as appropriate adult."
