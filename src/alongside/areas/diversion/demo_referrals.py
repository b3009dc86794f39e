"""Referrals and reports of the demo world in every state, made through the actions people use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.diversion.actions import referral_links, releasing, reporting
from alongside.areas.diversion.actions.referral_writing import Statement
from alongside.areas.diversion.actions.referring import (
    NewReferral,
    make_referral,
    say_of_referral,
)
from alongside.areas.diversion.demo import DiversionCast
from alongside.areas.diversion.rules.referral_sharing import Agreed
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import from_local, local_date

MINUTE: Final = timedelta(minutes=1)
ASKERS: Final = {
    "court": "Court duty desk",
    "cps": "CPS duty desk",
    "probation": "Probation duty desk",
    "officer_in_case": "DC Rowan Ellery",
}
SAID_YES: Final = "Talked it through with me. Said yes."
SAID: Final[Mapping[str, str]] = {
    "writer": "Hope Ashdown, court link worker, Mental Health Trust, for the Liaison and Diversion "
    "service. They were seen today in the cells at court.\nThey were offered help.",
    "consent": "They agreed, after it was explained in plain words, that the court may read this.",
    "sources": "Read or asked: what they told us, the custody record, their GP by phone.\n"
    "Not seen: hospital letters, anything about the case.",
    "needs": "A head injury eight years ago, in service. Headaches, poor memory, low mood.\n"
    "Has nowhere settled to live.",
    "adjustments": "One question at a time. Write down what comes next.\nA break every half hour.",
    "effect": "Long questions are lost half way. He says yes to be done with it, so ask him to "
    "say it back.",
    "risk": "No wish to die today. Told the escort to let him keep his glasses and his notebook.",
    "treatment": "The community mental health team has been asked and has not answered yet.",
    "care": "GP at Bridge Street surgery. No team at present.",
    "limits": "One meeting of forty minutes. Not a psychiatric report; says nothing of the case.",
    "dates": "Written today. It holds for three months; after that, ask again.",
}


@dataclass(frozen=True, slots=True)
class ReferralCast:
    """Who refers, who answers, and the teams and episodes it is about.

    Attributes:
        people: The practitioners.
        trust: Somebody who answers for the trust's teams.
        charity: Somebody who answers for the charity that signs in.
        teams: Teams of the directory, by readable key.
        episodes: Live episodes, by readable key.
    """

    people: DiversionCast
    trust: Actor
    charity: Actor
    teams: Mapping[str, UUID]
    episodes: Mapping[str, UUID]


def fill(cast: ReferralCast, *, now: datetime) -> None:
    """Make referrals and reports as they stand at an instant."""
    _referrals(cast, now)
    _elsewhere(cast, now)
    _reports(cast, now)


def _referrals(cast: ReferralCast, now: datetime) -> None:
    nurse, court = cast.people.nurse, cast.people.court
    _refer(cast, nurse, ("winifred", "community_westbeck"), 280, now, urgency="immediate",
           agreed=Agreed.BEST_INTERESTS, agreed_words="Cannot hold the question. Decided with "
           "her daughter.", need="Somebody to look at her memory this week")  # fmt: skip
    _refer(cast, court, ("aaron", "community_moorchester"), 150, now, urgency="same_day",
           need="Help with headaches, memory and mood since a head injury",
           helps="One question at a time", reach="His brother, 07700 900621, any time")  # fmt: skip
    gone = _refer(cast, court, ("aaron", "hearth"), 140, now, need="Somewhere to live")
    _say(court, gone, "withdrawn", 60, now, words="He wants to stay with his brother for now.")
    seen = _refer(cast, nurse, ("siobhan", "clearwater"), 4000, now, need="Help to drink less",
                  helps="A woman, please")  # fmt: skip
    made = referral_links.make_link(nurse, seen, now=now - 3990 * MINUTE)
    for kind, ago, facts in (
        ("accepted", 3600, {}),
        ("booked", 3500, {"at": now - 1500 * MINUTE, "where": "Clearwater, Quay Street"}),
        ("attended", 1400, {"words": "Came with her sister. Coming back next week."}),
    ):
        said = Statement(kind, facts)
        at = now - ago * MINUTE
        referral_links.answer_by_link(made.word, said, name="Jo Reed, team lead", now=at)
    walk = _refer(cast, nurse, ("siobhan", "harbour_outreach"), 3900, now,
                  need="Somebody beside her at the women's centre")  # fmt: skip
    _say(cast.charity, walk, "accepted", 3000, now, words="Jude will ring her tonight.")
    _say(cast.charity, walk, "booked", 2900, now, at=now + 1500 * MINUTE, where="Her sister's")
    late = _refer(cast, nurse, ("siobhan", "community_westbeck"), 3890, now, need="Low mood")
    _say(cast.trust, late, "accepted", 3400, now)
    _say(cast.trust, late, "booked", 3300, now, at=now - 2000 * MINUTE, where="Westbeck clinic")
    _say(cast.trust, late, "missed", 1900, now, words="Rang twice, no answer.")
    child = _refer(cast, cast.people.youth, ("ruby", "young_people"), 30, now, urgency="same_day",
                   gillick=True, need="Somebody to talk to who is not at school",
                   safety="Hurt her arms, last in May. A man of 22 buys her things.")  # fmt: skip
    _say(cast.trust, child, "accepted", 12, now, words="Wren sees her tomorrow.")


def _elsewhere(cast: ReferralCast, now: datetime) -> None:
    """One turned away and sent elsewhere, then asked about; one that waits on its link."""
    court = cast.people.court
    first = _refer(cast, court, ("jordan", "hearth"), 1480, now, need="A home on the day he is out")
    made = referral_links.make_link(court, first, now=now - 1470 * MINUTE)
    full = {
        "reason": "full",
        "words": "No room before March. Try Harbour Light.",
    }
    referral_links.answer_by_link(
        made.word,
        Statement("rejected", full),
        name="Pat Doyle, duty worker",
        now=now - 1300 * MINUTE,
    )
    second = _refer(cast, court, ("jordan", "harbour_outreach"), 1200, now, follows=first,
                    need="Somebody at the gate, and a home soon after")  # fmt: skip
    _say(cast.charity, second, "more_asked", 300, now, words="Which prison, and which day?")
    waits = _refer(cast, court, ("jordan", "clearwater"), 1190, now, need="A script on the day")
    referral_links.make_link(court, waits, now=now - 1180 * MINUTE)


def _refer(
    cast: ReferralCast,
    by: Actor,
    whose: tuple[str, str],
    ago: int,
    now: datetime,
    *,
    urgency: str = "routine",
    agreed: Agreed = Agreed.PERSON,
    agreed_words: str = SAID_YES,
    gillick: bool | None = None,
    follows: UUID | None = None,
    **parts: str,
) -> UUID:
    episode, team = whose
    new = NewReferral(cast.teams[team], urgency, parts, agreed, agreed_words, gillick)
    at = now - ago * MINUTE
    return make_referral(by, cast.episodes[episode], new, follows=follows, now=at)


def _say(by: Actor, referral: UUID, kind: str, ago: int, now: datetime, **facts: object) -> None:
    say_of_referral(by, referral, Statement(kind, facts), now=now - ago * MINUTE)


def _reports(cast: ReferralCast, now: datetime) -> None:
    court = cast.people.court
    ten = from_local(datetime.combine(local_date(now) + timedelta(days=1), time(10)))
    _nine_minutes_before(cast, now)
    _ask(cast, "liam", "court", "headline_needs", 400, now, due_at=ten)
    drafted = _ask(cast, "siobhan", "cps", "summary_report", 2600, now, due_at=ten)
    _agree(court, drafted, "headline_needs", ("cps",), now - 2500 * MINUTE)
    reporting.save_report(court, drafted, SAID, number=0, now=now - 2400 * MINUTE)
    refused = _ask(cast, "winifred", "officer_in_case", "full_report", 250, now, due_at=ten)
    reporting.save_report(court, refused, SAID, number=0, now=now - 240 * MINUTE)
    _release(court, refused, "full_report", "officer_in_case", now - 230 * MINUTE)
    taken_back = _ask(cast, "jordan", "probation", "headline_needs", 1450, now, due_at=ten)
    _agree(court, taken_back, "headline_needs", ("probation",), now - 1440 * MINUTE)
    reporting.save_report(court, taken_back, SAID, number=0, now=now - 1430 * MINUTE)
    _release(court, taken_back, "headline_needs", "probation", now - 1000 * MINUTE)
    at = now - 500 * MINUTE
    reporting.withdraw_consent(court, taken_back, "He wants it kept between us now.", now=at)
    dropped = _ask(cast, "gordon", "court", "attended_only", 200, now, due_at=ten)
    at = now - 90 * MINUTE
    reporting.close_report(court, dropped, "Released with no further action.", now=at)


def _nine_minutes_before(cast: ReferralCast, now: datetime) -> None:
    court, hearing = cast.people.court, now - 100 * MINUTE
    report = _ask(cast, "aaron", "court", "summary_report", 180, now, due_at=hearing)
    _agree(court, report, "summary_report", ("court", "defence"), now - 170 * MINUTE)
    reporting.save_report(court, report, SAID, number=0, now=now - 130 * MINUTE)
    _release(court, report, "summary_report", "court", hearing - 9 * MINUTE)
    releasing.offer_copy(court, report, "given", now=now - 80 * MINUTE)


def _ask(
    cast: ReferralCast,
    whose: str,
    recipient: str,
    level: str,
    ago: int,
    now: datetime,
    *,
    due_at: datetime,
) -> UUID:
    asked_at = now - ago * MINUTE
    new = reporting.NewReport(
        recipient=recipient,
        asked_by_name=ASKERS[recipient],
        for_what="First hearing, Moorchester Magistrates'",
        level=level,
        asked_at=asked_at,
        due_at=due_at,
        asked_by_contact="01632 960341",
    )
    return reporting.ask_for_report(cast.people.court, cast.episodes[whose], new, now=asked_at)


def _agree(by: Actor, report: UUID, level: str, to: tuple[str, ...], now: datetime) -> None:
    consent = reporting.NewConsent(level, frozenset(to), Agreed.PERSON, SAID_YES)
    reporting.record_consent(by, report, consent, now=now)


def _release(by: Actor, report: UUID, level: str, to: str, now: datetime) -> None:
    wanted = releasing.Releasing(level, ASKERS[to], "secure_email", now, 1)
    releasing.release_report(by, report, wanted, now=now)
