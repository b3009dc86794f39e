"""Numbers on the page are the numbers of the record, counted another way."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from alongside.areas.crisis import actions as crisis
from alongside.areas.crisis.actions import NewEvent, Opening
from alongside.areas.crisis.models import Detention, Event
from alongside.areas.crisis.queries import insight
from alongside.areas.crisis.queries.insight import forget, month_tallies
from alongside.areas.crisis.queries.insight_counting import Span
from alongside.areas.directory.models import Locality
from alongside.areas.insight.actions.counting import count_months
from alongside.areas.insight.models import MonthCount
from alongside.areas.insight.queries.dashboard import dashboard, leave_and_usual
from alongside.areas.insight.queries.leave import leave_to_count
from alongside.areas.insight.queries.record import Scope, record_months
from alongside.areas.insight.queries.remembering import warm_up
from alongside.areas.insight.rules.measures import MEASURES
from alongside.engines.evaluation.suppression import shown, stricter
from alongside.kernel.actor import Role
from alongside.kernel.local_time import to_local
from alongside.kernel.months import Month
from alongside.kernel.refusal import NotPermitted, Refused
from tests.areas.insight.conftest import past_use
from tests.support.world import NOW

MAY = Month(2026, 5)
SPAN = Span(MAY.starts_at, MAY.plus(1).starts_at)


def tally(gwen, world):
    (found,) = month_tallies(gwen, world.police, [SPAN], now=NOW)
    return found


def test_every_month_of_every_measure_is_what_an_independent_count_says(world, gwen, history):
    held = record_months(gwen, Scope(world.police, "", Month(2023, 6), MAY), now=NOW)
    uses, suites, consulted = Counter(), Counter(), Counter()
    for use in history:
        local = to_local(use.past.power_used_at)
        month = Month(local.year, local.month)
        uses[month] += 1
        suites[month] += use.past.place_of_safety_type == "health_based_pos"
        consulted[month] += use.past.consulted == "yes"
    for code, expected in (("uses", uses), ("suite", suites), ("consulted", consulted)):
        counted = {one.month: one.count for one in held.counted(MEASURES[code])}
        assert counted == {month: expected[month] for month in held.months}
    assert held.total("uses") == Detention.objects.count()


def test_the_dashboard_shows_those_counts_rounded(world, gwen, history):
    leave, usual = leave_and_usual(gwen, now=NOW)
    page = dashboard(gwen, usual, leave=leave, now=NOW)
    panel = next(one for one in page.panels if one.measure.code == "suite")
    truth = [use for use in history if use.past.power_used_at >= usual.first.starts_at]
    suites = sum(use.past.place_of_safety_type == "health_based_pos" for use in truth)
    profile = stricter(NOW.date())
    assert panel.n.startswith(
        f"{shown(suites, profile).text} of {shown(len(truth), profile).text} uses"
    )


def test_held_again_is_within_a_year_and_of_people_who_are_known(world, gwen, take_in):
    at = datetime(2026, 5, 20, 12, tzinfo=UTC)
    take_in(
        [
            past_use(at, "now", person="sam"),
            past_use(at - timedelta(days=364), "a year ago", person="sam"),
            past_use(at + timedelta(hours=9), "first", person="alex"),
            past_use(at - timedelta(days=400), "long ago", person="alex"),
        ]
    )
    counts = tally(gwen, world)[""].counts
    assert (counts["uses"], counts["known"], counts["again"]) == (2, 2, 1)


def test_a_handover_is_timed_where_both_times_are_known(world, gwen, take_in):
    at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    arrived = at + timedelta(minutes=30)
    take_in(
        [
            past_use(at, "hour", handover_at=arrived + timedelta(minutes=60)),
            past_use(at, "over", handover_at=arrived + timedelta(minutes=61)),
            past_use(at, "none", handover_at=None),
            past_use(at, "odd", handover_at=arrived - timedelta(minutes=5)),
        ]
    )
    found = tally(gwen, world)[""]
    assert (found.counts["handover.timed"], found.counts["handover.within"]) == (2, 1)
    assert found.minutes["handover"] == (60, 61)
    assert found.minutes["wait.police"]


def test_a_use_after_midnight_belongs_to_the_month_it_was_used_in(world, gwen, take_in):
    take_in([past_use(datetime(2026, 4, 30, 23, 30, tzinfo=UTC), "may")])
    assert tally(gwen, world)[""].counts["uses"] == 1


def open_contact(world, at, *, latitude=None, longitude=None):
    officer = world[Role.RESPONSE_OFFICER]
    opening = Opening(at, "street", "Mill Lane", "street", latitude=latitude, longitude=longitude)
    contact = crisis.open_contact(officer, opening, now=NOW)
    tried = {"what": "crisis_line", "result": "worked"}
    crisis.record_step(officer, contact, NewEvent("alternative", at, tried), now=NOW)
    return contact


def close(world, contact, at):
    done = NewEvent("closed", at, {"outcome": "advice"})
    crisis.record_step(world[Role.RESPONSE_OFFICER], contact, done, now=NOW + timedelta(minutes=1))


def test_a_contact_counts_once_it_has_closed_and_a_count_follows_the_record(world, gwen):
    at = datetime(2026, 5, 8, 12, tzinfo=UTC)
    contact = open_contact(world, at)
    assert tally(gwen, world)[""].counts.get("contacts", 0) == 0
    close(world, contact, at + timedelta(hours=1))
    counts = tally(gwen, world)[""].counts
    assert (counts["contacts"], counts["tried"]) == (1, 1)
    assert (counts["tried.crisis_line"], counts["worked.crisis_line"]) == (1, 1)


def test_imported_history_is_no_contact_of_the_desk(world, gwen, take_in):
    take_in([past_use(datetime(2026, 5, 4, 12, tzinfo=UTC), "one")])
    assert "contacts" not in tally(gwen, world)[""].counts


def test_contacts_are_put_to_the_nearest_town(world, gwen):
    for name, latitude, longitude in (("Skelby", 54.7, -2.2), ("Westbeck", 54.7, -2.6)):
        Locality.objects.create(name=name, key=name.lower(), latitude=latitude, longitude=longitude)
    at = datetime(2026, 5, 8, 12, tzinfo=UTC)
    close(world, open_contact(world, at, latitude=54.71, longitude=-2.55), at + timedelta(hours=1))
    assert set(tally(gwen, world)) == {"Westbeck"}
    scope = Scope(world.police, "Westbeck", MAY, MAY)
    assert record_months(gwen, scope, now=NOW).total("contacts") == 1
    with pytest.raises(Refused) as refused:
        record_months(gwen, Scope(world.police, "Skelby", MAY, MAY), now=NOW)
    assert refused.value.code == "locality.unknown"


def test_no_months_are_no_tallies_and_an_earlier_record_is_counted_afresh(world, gwen, take_in):
    assert month_tallies(gwen, world.police, [], now=NOW) == []
    take_in([past_use(datetime(2026, 5, 4, 12, tzinfo=UTC), "one")])
    assert tally(gwen, world)[""].counts["uses"] == 1
    Event.objects.update(recorded_at=NOW - timedelta(days=90))
    assert tally(gwen, world)[""].counts["uses"] == 1


def test_own_counts_need_no_agreement_and_others_do(world, gwen, anika, history):
    assert [one.own for one in leave_to_count(gwen, now=NOW).seen] == [True]
    leave = leave_to_count(anika, now=NOW)
    assert leave.seen == ()
    assert "sharing agreement" in leave.closed[0].why
    with pytest.raises(NotPermitted) as refused:
        leave.area(world.police)
    assert refused.value.code == "counts.not_shared"


def test_an_agreement_opens_counts_to_its_parties(world, anika, history, agreed):
    leave = leave_to_count(anika, now=NOW)
    assert [one.force.id for one in leave.seen] == [world.police]
    assert leave_to_count(anika, now=NOW + timedelta(days=400)).seen == ()


def test_a_role_that_does_not_count_for_others_sees_its_own_alone(world, history, agreed):
    supervisor = world[Role.POLICE_SUPERVISOR]
    assert [one.own for one in leave_to_count(supervisor, now=NOW).seen] == [True]
    lead = world[Role.LIAISON_LEAD]
    assert [one.force.id for one in leave_to_count(lead, now=NOW).seen] == [world.police]


def test_an_area_nobody_knows_is_refused(gwen, history):
    with pytest.raises(NotPermitted) as refused:
        leave_to_count(gwen, now=NOW).area(gwen.user_id)
    assert refused.value.code == "counts.no_such_area"


def test_a_process_that_has_counted_nothing_starts_from_what_the_worker_counted(
    world, gwen, history, monkeypatch
):
    before = tally(gwen, world)
    assert count_months(NOW) >= 36
    assert count_months(NOW) == MonthCount.objects.count()
    forget()
    counted = []
    real = insight.tallies_of

    def noting(*given, **options):
        counted.append(given)
        return real(*given, **options)

    monkeypatch.setattr(insight, "tallies_of", noting)
    warm_up()
    assert tally(gwen, world) == before
    assert counted == []


def test_what_is_imported_later_is_counted_whatever_was_kept(world, gwen, history, take_in):
    count_months(NOW)
    before = tally(gwen, world)[""].counts["uses"]
    forget()
    take_in([past_use(datetime(2026, 5, 30, 3, tzinfo=UTC), "late")])
    Event.objects.update(recorded_at=NOW - timedelta(days=3))
    warm_up()
    assert tally(gwen, world)[""].counts["uses"] == before + 1


def test_nothing_recorded_is_nothing_kept(world):
    forget()
    assert count_months(NOW) == 0


def test_what_puts_an_imported_record_right_is_counted(world, gwen, take_in):
    at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    take_in([past_use(at, "one", handover_at=None)])
    assert tally(gwen, world)[""].counts.get("handover.timed", 0) == 0
    contact = Detention.objects.get().contact_id
    accepted = NewEvent("handover_accepted", at + timedelta(minutes=50), {})
    coordinator = world[Role.PLACE_OF_SAFETY_COORDINATOR]
    crisis.record_step(coordinator, contact, accepted, now=NOW + timedelta(minutes=5))
    assert tally(gwen, world)[""].counts["handover.timed"] == 1
