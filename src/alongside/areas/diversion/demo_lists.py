"""Custody lists, a court list and follow-ups of the demo world, made through the actions."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from alongside.areas.diversion.actions import desk
from alongside.areas.diversion.actions.custody_lists import Sending, hold_custody_list
from alongside.areas.diversion.actions.custody_marking import Mark, mark_custody
from alongside.areas.diversion.actions.custody_taking import NEW, Decided, take_custody_list
from alongside.areas.diversion.actions.hearings import NewHearing, hold_hearing, list_hearing
from alongside.areas.diversion.actions.justice import record_justice
from alongside.areas.diversion.actions.recording import record_step
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.demo import DiversionCast
from alongside.areas.diversion.queries.custody_list import custody_list
from alongside.areas.diversion.queries.justice_page import justice_page
from alongside.areas.diversion.rules.custody_rows import read_pasted
from alongside.areas.people import actions as people
from alongside.foundation.outbox.messages import Message
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import from_local, local_date, to_local

HOUR: Final = timedelta(hours=1)
TITLES: Final = "Name;Date of birth;Sex;Custody number;Arrived;Offence"
THERE: Final = {
    "moorchester_custody": (
        ("Callum Wetherby", 33, "M", 9.5, "Affray"),
        ("Priya Anand", 27, "F", 7.2, "Shoplifting"),
        ("Kieran Sallow", 16, "M", 3.1, "Criminal damage"),
        ("Dorota Lis", 45, "F", 11.4, "Drunk and disorderly"),
        ("Ambrose Teague", 58, "M", 1.3, "Breach of bail"),
        ("Shanice Orde", 22, "F", 5.8, "Assault"),
        ("Owen Rushby", 39, "M", 0.6, "Theft of a bicycle"),
    ),
    "westbeck_custody": (
        ("Liam Harker", 30, "M", 6.4, "Possession of a drug"),
        ("Ffion Beddoes", 15, "F", 2.2, "Assault"),
        ("Gregor Munn", 51, "M", 12.1, "Driving under the influence"),
    ),
    "st_aidans_custody": (
        ("Tomasz Wrona", 41, "M", 4.5, "Public order"),
        ("Bea Larkspur", 19, "F", 8.8, "Theft"),
    ),
}
"""Who is there: name, years, sex, hours since they arrived, what for. All invented."""
SEEN: Final = ("Callum Wetherby", "Priya Anand", "Shanice Orde", "Liam Harker", "Bea Larkspur")
NOT_SEEN: Final = {"Dorota Lis": "asleep", "Gregor Munn": "not_fit"}
LEFT: Final = (
    ("Marek Zielny", 36, "M", 30.0, "Affray"),
    ("Josie Lamb", 24, "F", 28.0, "Theft"),
    ("Reuben Askew", 47, "M", 26.0, "Harassment"),
)
"""People who were seen yesterday and have left."""

LOOKED: Final = ("screened", {"result": "need_identified", "urgency": "routine"})
YES: Final = ("offered", {"stage": "assessment", "answer": "accepted", "explained_how": "spoken"})
NO: Final = (
    "offered",
    {
        "stage": "assessment",
        "answer": "declined",
        "reason": "not_now",
        "explained_how": "spoken",
    },
)
ASSESSED: Final = ("assessed", {"method": "face", "outcome": "complete"})
STEPS: Final[dict[str, tuple[tuple[str, dict[str, str]], ...]]] = {
    "Callum Wetherby": (LOOKED, YES),
    "Priya Anand": (("screened", {"result": "no_need"}),),
    "Shanice Orde": (LOOKED, YES, ASSESSED),
    "Bea Larkspur": (LOOKED, NO),
    "Marek Zielny": (LOOKED, YES, ASSESSED),
    "Josie Lamb": (LOOKED, NO),
    "Reuben Askew": (LOOKED, YES, ASSESSED),
}
"""How far each of those who were seen has gone, one step every few minutes."""


def fill(cast: DiversionCast, *, now: datetime) -> None:
    """Make the lists as they stand at an instant."""
    for key, rows in THERE.items():
        _take(cast, cast.sites[key], rows, now=now - 0.4 * HOUR, prefix=key[:2].upper())
        _go_round(cast, cast.sites[key], now=now - 0.3 * HOUR)
    _gone(cast, now)
    _wait(cast, now)
    _court(cast, now)
    _coming(cast, now)


def _take(
    cast: DiversionCast,
    site: UUID,
    rows: tuple[tuple[str, int, str, float, str], ...],
    *,
    now: datetime,
    prefix: str,
) -> None:
    held = _hold(cast.nurse, site, rows, now=now, prefix=prefix)
    choices = dict.fromkeys(range(2, len(rows) + 2), NEW)
    take_custody_list(cast.nurse, held, Decided(choices), now=now)


def _hold(
    actor: Actor,
    site: UUID,
    rows: tuple[tuple[str, int, str, float, str], ...],
    *,
    now: datetime,
    prefix: str,
) -> UUID:
    lines = [TITLES]
    for place, (name, years, sex, hours, offence) in enumerate(rows, start=1):
        born = date(local_date(now).year - years, 1, 1 + place)
        arrived = to_local(now - hours * HOUR)
        number = f"NM/{prefix}/{local_date(now):%d%m}/{place:02}"
        lines.append(f"{name};{born:%d/%m/%Y};{sex};{number};{arrived:%d/%m/%Y %H:%M};{offence}")
    reading = read_pasted("\n".join(lines), now=now)
    return hold_custody_list(actor, Sending(site, "pasted"), reading, now=now)


def _people(cast: DiversionCast, site: UUID, now: datetime) -> dict[str, UUID]:
    return {line.name: line.person_id for line in custody_list(cast.nurse, site, now=now).lines}


def _go_round(cast: DiversionCast, site: UUID, *, now: datetime) -> None:
    there = _people(cast, site, now)
    marks = [Mark(there[name], "seen") for name in SEEN if name in there]
    marks += [Mark(there[n], "not_seen", why) for n, why in NOT_SEEN.items() if n in there]
    if marks:
        mark_custody(cast.nurse, site, marks, at=now, now=now)
    _go_on(cast, site, now=now)


def _go_on(cast: DiversionCast, site: UUID, *, now: datetime) -> None:
    """Record what followed for those who were seen, one step every three minutes."""
    for name, episode in _episodes(cast, site, now).items():
        for place, (kind, facts) in enumerate(STEPS.get(name, ()), start=1):
            at = now + place * timedelta(minutes=3)
            record_step(cast.nurse, episode, NewEvent(kind, at, facts), now=at)


def _episodes(cast: DiversionCast, site: UUID, now: datetime) -> dict[str, UUID]:
    lines = custody_list(cast.nurse, site, now=now).lines
    return {line.name: line.episode_id for line in lines if line.episode_id}


def _gone(cast: DiversionCast, now: datetime) -> None:
    """Yesterday's people: one bailed until next week, one whose bail has ended, one remanded."""
    site, then = cast.sites["moorchester_custody"], now - 20 * HOUR
    _take(cast, site, LEFT, now=then, prefix="YD")
    there = _people(cast, site, then)
    marks = [Mark(there[name], "seen") for name, *_ in LEFT]
    mark_custody(cast.nurse, site, marks, at=then, now=then)
    _go_on(cast, site, now=then)
    episodes = _episodes(cast, site, then)
    later = then + 2 * HOUR
    support = {"who": "Support worker", "what": "To the drug and alcohol service"}
    planned = NewEvent("support_planned", later, {**support, "at": now + 44 * HOUR})
    record_step(cast.nurse, episodes["Marek Zielny"], planned, now=later)
    today = local_date(now)
    for name, days, to in (("Marek Zielny", 5, "home"), ("Josie Lamb", 0, "family")):
        until = today + timedelta(days=days)
        bailed = NewEvent("bailed", later, {"until": until, "conditions": "Not to enter Mill Lane"})
        record_justice(cast.custody, episodes[name], bailed, now=later)
        left = NewEvent("left_custody", later, {"to": to})
        record_justice(cast.custody, episodes[name], left, now=later)
    reuben = episodes["Reuben Askew"]
    for new in (
        NewEvent("charged", later, {"offence_group": "other"}),
        NewEvent("left_custody", later, {"to": "court"}),
    ):
        record_justice(cast.custody, reuben, new, now=later)
    _held(cast, reuben, now=now)


def _held(cast: DiversionCast, episode: UUID, *, now: datetime) -> None:
    new = NewHearing(cast.sites["moorchester_magistrates"], now - 3 * HOUR, "first_hearing")
    list_hearing(cast.court, episode, new, now=now - 17 * HOUR)
    hearing = justice_page(cast.court, episode, now=now).hearings[0]
    hold_hearing(
        cast.court,
        hearing.id,
        result="remanded",
        next_words="Back in four weeks",
        held_at=now - 2 * HOUR,
        version=hearing.version,
        now=now - 2 * HOUR,
    )


def _wait(cast: DiversionCast, now: datetime) -> None:
    """A list that came a few minutes ago: one name may be somebody on record."""
    rows = (
        ("Robin Tarrant", 16, "M", 0.4, "Criminal damage"),
        ("Nadia Quill", 29, "F", 0.2, "Theft"),
    )
    site = cast.sites["westbeck_custody"]
    _hold(cast.custody, site, rows, now=now - timedelta(minutes=6), prefix="WT")


def _court(cast: DiversionCast, now: datetime) -> None:
    episodes = _episodes(cast, cast.sites["moorchester_custody"], now)
    tomorrow = local_date(now) + timedelta(days=1)
    at_ten = from_local(datetime.combine(tomorrow, time(10)), 0)
    for name, later, purpose in (
        ("Callum Wetherby", 0, "first_hearing"),
        ("Shanice Orde", 4, "bail"),
    ):
        episode = episodes[name]
        charged = NewEvent("charged", now - 0.2 * HOUR, {"offence_group": "violence"})
        record_justice(cast.custody, episode, charged, now=now)
        court = cast.sites["moorchester_magistrates"]
        list_hearing(
            cast.court, episode, NewHearing(court, at_ten + later * HOUR, purpose), now=now
        )


def _coming(cast: DiversionCast, now: datetime) -> None:
    """Somebody whom the desk met before an arrest, and who is on the way."""
    facts = people.NewPerson(given="Jonah", family="Peel", sex="1", born_on=date(1991, 8, 4))
    person = people.add_person(cast.lead, facts, now=now - 72 * HOUR)
    payload = {
        "contact": str(uuid5(NAMESPACE_URL, f"demo-arrest-{person}")),
        "person": str(person),
        "force": str(cast.custody.organisation_id),
        "at": (now - timedelta(minutes=50)).isoformat(),
    }
    desk.expect_arrest(Message(uuid5(NAMESPACE_URL, "demo"), "crisis.arrested", payload, now))
