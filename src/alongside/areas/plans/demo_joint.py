"""Shared plans of the demo world: missing people, Herbert forms, suicide prevention plans."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.people import actions as people
from alongside.areas.plans.actions import herbert, missing, suicide, suicide_opening
from alongside.areas.plans.actions.missing import Judgement, Report
from alongside.areas.plans.actions.suicide_opening import Proposal
from alongside.areas.plans.actions.suicide_writing import OwnPart
from alongside.areas.plans.demo_joint_words import EDITH, SAYS, WALTER
from alongside.areas.plans.rules.herbert import PartOne, PartTwo
from alongside.areas.plans.rules.joint_story import NewEntry
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class JointCast:
    """Who plays which part.

    Attributes:
        officer: Of the county force.
        supervisor: Of the county force.
        railway: A supervisor of the railway police.
        lead: The liaison lead.
        keyworker: Of the trust.
    """

    officer: Actor
    supervisor: Actor
    railway: Actor
    lead: Actor
    keyworker: Actor


def fill(cast: JointCast, *, now: datetime) -> None:
    """Make shared plans as they stand at an instant, through the actions people use."""
    _edith(cast, now)
    _walter(cast, now)
    _marek(cast, now)
    _tilly(cast, now)
    _carol(cast, now)
    _leah(cast, now)
    _danny(cast, now)
    _hollie(cast, now)
    _owen(cast, now)


def _person(
    cast: JointCast, given: str, family: str, *, sex: str, years: int, now: datetime
) -> UUID:
    today = local_date(now)
    born = date(today.year - years, 2, 11)
    facts = people.NewPerson(given=given, family=family, sex=sex, born_on=born)
    return people.add_person(cast.lead, facts, now=now - 100 * DAY)


def _edith(cast: JointCast, now: datetime) -> None:
    """A form that is overdue for review; she is not missing."""
    person = _person(cast, "Edith", "Lowe", sex="2", years=86, now=now)
    written = local_date(now) - 210 * DAY
    part = PartOne(
        answers=EDITH,
        completed_on=written,
        completed_by="Larchfield care home",
        completed_as="care_home",
        completed_phone="01632 960411",
        consent="best_interests",
        best_interests_note="Her niece, the home's manager and her GP, with her in the room.",
        photo_reference="In her file at the home",
        photo_taken_on=written,
    )
    herbert.write_part_one(cast.keyworker, person, part, now=now - 95 * DAY)


def _walter(cast: JointCast, now: datetime) -> None:
    """Missing now, with a form and an old photo."""
    person = _person(cast, "Walter", "Ansty", sex="1", years=79, now=now)
    written = local_date(now) - 60 * DAY
    part = PartOne(
        answers=WALTER,
        completed_on=written,
        completed_by="Grace Ansty, his daughter",
        completed_as="family",
        completed_phone="07700 900461",
        consent="person",
        photo_reference="Grace has it on her phone",
        photo_taken_on=local_date(now) - 425 * DAY,
    )
    herbert.write_part_one(cast.keyworker, person, part, now=now - 59 * DAY)
    told = now - 100 * MINUTE
    record = missing.report_missing(
        cast.officer,
        person,
        Report(
            told,
            "Grace Ansty, his daughter",
            "He went to the corner shop after breakfast and did not come back.",
            last_seen_at=now - 150 * MINUTE,
            last_seen_place="Corner shop, Mill Lane, Skelby",
            factors=("dementia", "weather"),
        ),
        judgement=Judgement(
            "medium", "He has a coat and knows the town, but it is cold.", told + 90 * MINUTE
        ),
        now=told + 4 * MINUTE,
    )
    _part_two(cast, record, at=told + 15 * MINUTE, now=now)
    _told(cast, record, "The driver of the 14 bus thinks he got off at the old mill.",
          "Bus control room", at=now - 40 * MINUTE)  # fmt: skip
    missing.review_level(
        cast.supervisor,
        record,
        Judgement("medium", "Still cold, but a good sighting an hour ago.", now + 35 * MINUTE),
        now=now - 30 * MINUTE,
    )


def _part_two(cast: JointCast, record: UUID, *, at: datetime, now: datetime) -> None:
    herbert.write_part_two(
        cast.officer,
        record,
        PartTwo(
            now - 150 * MINUTE,
            "Corner shop, Mill Lane, Skelby",
            clothing="Blue wool coat, flat cap, brown shoes",
            money="About ten pounds and his bus pass",
            happening="He said he was off to the works, where he has not been for twenty years.",
        ),
        now=at,
    )


def _told(cast: JointCast, record: UUID, words: str, given_by: str, *, at: datetime) -> None:
    entry = NewEntry("told", at, {"words": words, "given_by": given_by})
    missing.record_missing_entry(cast.officer, record, entry, now=at + 2 * MINUTE)


def _marek(cast: JointCast, now: datetime) -> None:
    """Absent without leave, at a level that no supervisor has looked at yet."""
    person = _person(cast, "Marek", "Dobson", sex="1", years=34, now=now)
    told = now - 50 * MINUTE
    record = missing.report_missing(
        cast.officer,
        person,
        Report(
            told,
            "Nurse in charge, Fellside Hospital",
            "He did not come back from the garden.",
            last_seen_at=told - 20 * MINUTE,
            last_seen_place="Garden of Rowan ward, Fellside Hospital",
            factors=("awol", "medication", "suicide_self_harm"),
        ),
        judgement=Judgement(
            "high", "He told his mother on the phone that he was saying goodbye.", now + 10 * MINUTE
        ),
        now=told + 5 * MINUTE,
    )
    absent = NewEntry(
        "absent_without_leave",
        told,
        {"legal_status": "03", "away_from": "Rowan ward, Fellside Hospital"},
    )
    missing.record_missing_entry(cast.keyworker, record, absent, now=told + 12 * MINUTE)


def _tilly(cast: JointCast, now: datetime) -> None:
    """A girl of fifteen who is found, and not yet known to be well."""
    person = _person(cast, "Tilly", "Brough", sex="2", years=15, now=now)
    told = now - 6 * HOUR
    record = missing.report_missing(
        cast.officer,
        person,
        Report(
            told,
            "Her foster carer",
            "She was not in her room this morning.",
            last_seen_at=told - 8 * HOUR,
            last_seen_place="At home, at bedtime",
            factors=("under_18", "out_of_character"),
        ),
        judgement=Judgement("medium", "She has not done this before.", told + 3 * HOUR),
        now=told + 6 * MINUTE,
    )
    missing.review_level(
        cast.supervisor,
        record,
        Judgement("medium", "No news; friends have been asked.", now + HOUR),
        now=now - 3 * HOUR,
    )
    found = NewEntry(
        "found", now - 20 * MINUTE, {"place": "Her cousin's flat", "found_by": "Her cousin rang"}
    )
    missing.record_missing_entry(cast.officer, record, found, now=now - 15 * MINUTE)


def _carol(cast: JointCast, now: datetime) -> None:
    """Found and well yesterday; the level was lowered with a reason on the way."""
    person = _person(cast, "Carol", "Whitely", sex="2", years=52, now=now)
    told = now - 30 * HOUR
    first = Judgement("medium", "Out of character, in the dark.", told + 2 * HOUR)
    record = missing.report_missing(
        cast.officer,
        person,
        Report(told, "Her husband", "She did not come home from work."),
        judgement=first,
        now=told,
    )
    lower = replace(
        first,
        level="low",
        lowering_reason="She sent her sister a message: she is at a hotel and wants to be alone.",
        next_review_due_at=told + 6 * HOUR,
    )
    missing.review_level(cast.supervisor, record, lower, now=told + HOUR)
    at = told + 4 * HOUR
    missing.record_missing_entry(
        cast.officer,
        record,
        NewEntry("found", at, {"place": "A hotel in Moorchester", "found_by": "PC Okafor"}),
        well=NewEntry("welfare_confirmed", at, {"seen_by": "PC Okafor", "how": "Tired; safe"}),
        now=at + 5 * MINUTE,
    )
    held = {"answer": "held", "by": "PC Okafor", "words": "Wants help with debt. Referred."}
    missing.record_missing_entry(
        cast.officer, record, NewEntry("prevention_interview", at + HOUR, held), now=at + HOUR
    )


def _plan(
    cast: JointCast,
    person: UUID,
    own_part: OwnPart,
    *,
    consent: str,
    at: datetime,
    opened: bool = True,
) -> UUID:
    """Propose a plan for the railway police, and confirm it for the trust a day later."""
    proposal = Proposal(
        {**SAYS, "consent": consent},
        own_part,
        asked_id=cast.lead.user_id,
        ends_on=local_date(at) + 120 * DAY,
    )
    plan = suicide_opening.propose_plan(cast.railway, person, proposal, now=at)
    if opened:
        suicide_opening.confirm_plan(
            cast.lead,
            plan,
            review_due_on=local_date(at) + 28 * DAY,
            words="The community team rings twice a week.",
            now=at + DAY,
        )
    return plan


def _leah(cast: JointCast, now: datetime) -> None:
    """A plan in good order, with a hard day coming."""
    person = _person(cast, "Leah", "Corrigan", sex="2", years=27, now=now)
    words = OwnPart(
        "Evenings after work are worst. If I am at the station ask me about my dog.\n"
        "Ring my sister Aoife before anybody else."
    )
    plan = _plan(cast, person, words, consent="yes", at=now - 20 * DAY)
    rang = {"how": "Rang her", "words": "Sleeping better. Will see the crisis team on Friday."}
    suicide.record_plan_entry(
        cast.keyworker, plan, NewEntry("contact_made", now - 4 * DAY, rang), now=now - 4 * DAY
    )
    hard = local_date(now) + 6 * DAY
    suicide.add_anniversary(
        cast.keyworker,
        plan,
        month=hard.month,
        day=hard.day,
        words="The day her father died",
        now=now - 4 * DAY,
    )
    shared = {
        "recipient": "Station staff at Moorchester Central",
        "gateway": "consent_common_law",
        "what": "Her first name, and to ask about her dog. She asked for this.",
    }
    suicide.record_plan_entry(
        cast.railway, plan, NewEntry("shared", now - 3 * DAY, shared), now=now - 3 * DAY
    )


def _danny(cast: JointCast, now: datetime) -> None:
    """A plan whose review is overdue, and whose person has not been asked yet."""
    person = _person(cast, "Danny", "Marsh", sex="1", years=41, now=now)
    why = OwnPart(why_not="He was asleep on the ward. His keyworker asks him this week.")
    _plan(cast, person, why, consent="not_asked", at=now - 36 * DAY)


def _hollie(cast: JointCast, now: datetime) -> None:
    """A plan the railway police proposed this morning."""
    person = _person(cast, "Hollie", "Finch", sex="2", years=33, now=now)
    words = OwnPart("I do not want my work to know. I like to walk when I talk.")
    _plan(cast, person, words, consent="yes", at=now - 5 * HOUR, opened=False)


def _owen(cast: JointCast, now: datetime) -> None:
    """A plan that one service has signed to close."""
    person = _person(cast, "Owen", "Prior", sex="1", years=58, now=now)
    plan = _plan(cast, person, OwnPart("Ask me how the allotment is."), consent="yes",
                 at=now - 50 * DAY)  # fmt: skip
    for days in (26, 8):
        at = now - days * DAY
        suicide.review_plan(
            cast.keyworker,
            plan,
            words="Steady. Back at the allotment, sees his brother on Sundays.",
            review_due_on=local_date(at) + 21 * DAY,
            now=at,
        )
    suicide.sign_closing(
        cast.railway,
        plan,
        reason="No incident for seven weeks, and he has people around him.",
        now=now - 2 * DAY,
    )
