"""The indicators of DOMAIN 3.7, with the numbers of T3.1."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.diversion.rules.breakdowns import (
    AGES,
    Breakdown,
    CellKey,
    breakdown_named,
    ethnicity_group,
    part_of,
    part_words,
    parts_in_order,
)
from alongside.areas.diversion.rules.counting import count_episode
from alongside.areas.diversion.rules.measure_charts import minutes_chart, share_chart
from alongside.areas.diversion.rules.measures import (
    INDICATORS,
    NEEDS,
    Rate,
    ShownMinutes,
    published_acceptance,
    rate_of,
    rate_sentence,
    shown_minutes,
    shown_rate,
)
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.engines.evaluation.suppression import profile_named, profiles
from alongside.kernel.months import Month
from alongside.kernel.refusal import Refused

AT = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
NOW = AT + timedelta(days=60)
HES = profile_named("HES_ECDS", date(2026, 6, 10))
BY_CODE = {one.code: one for one in (*INDICATORS, *NEEDS)}


def event(kind: str, minutes: float = 0, **facts: object) -> TimelineEvent:
    at = AT + timedelta(minutes=minutes)
    return TimelineEvent(kind, at, at, facts, uuid4())


def counted(*events: TimelineEvent, now: datetime = NOW) -> dict[str, int]:
    timeline = Timeline.of([event("identified"), *events])
    return dict(count_episode(timeline, now).counts)


def total(*episodes: dict[str, int]) -> dict[str, int]:
    return {code: sum(one.get(code, 0) for one in episodes) for one in episodes for code in one}


def words(code: str, *episodes: dict[str, int]) -> str:
    return rate_of(total(*episodes), BY_CODE[code]).words


def test_forty_noticed_and_thirty_six_screened_is_90_per_cent():
    done = counted(event("screened", 20, result="no_need"))
    could_not = counted(event("screened", 20, result="unable"))
    assert words("screening", *[done] * 36, *[could_not] * 4) == "90%"


def test_of_29_accepted_1_declined_and_3_who_could_not_be_asked_96_7_per_cent_accept():
    offers = ["accepted"] * 29 + ["declined"] + ["unable_to_ask"] * 3
    episodes = [counted(event("offered", 30, answer=answer)) for answer in offers]
    assert rate_of(total(*episodes), BY_CODE["acceptance"]) == Rate(29, 30)
    assert words("acceptance", *episodes) == "96.7%"


def test_a_decision_in_best_interests_is_neither_yes_nor_no():
    told = counted(event("offered", 30, answer="lacked_capacity_best_interests"))
    assert words("acceptance", told) == "no data"


def test_a_referral_that_waits_counts_as_not_yet_accepted():
    def referred(*statuses: str) -> dict[str, int]:
        answers = [
            event("referral_answered", 60 + at, referral_id="r", status=status)
            for at, status in enumerate(statuses)
        ]
        return counted(event("referral_made", 50, referral_id="r", service="s"), *answers)

    episodes = [referred("accepted")] * 8 + [referred("waiting", "attended")]
    episodes += [referred(), referred("waiting"), referred("rejected")]
    assert words("referral", *episodes) == "75%"
    assert total(*episodes)["referral.waiting"] == 2
    assert total(*episodes)["referral.rejected"] == 1


@pytest.mark.parametrize(
    ("minutes", "in_time"),
    [(-1, 1), (0, 0), (5, 0), (None, 0)],
    ids=["before", "at", "10:05", "no"],
)
def test_a_report_at_five_past_for_a_hearing_on_the_hour_is_too_late(minutes, in_time):
    hearing = AT + timedelta(minutes=60)
    events = [event("report_requested", 5, report_id="a", due_at=hearing.isoformat())]
    if minutes is not None:
        events.append(event("report_released", 60 + minutes, report_id="a"))
    told = counted(*events)
    assert (told["report.asked"], told["report.in_time"]) == (1, in_time)


def test_a_report_whose_hearing_has_not_come_is_not_counted_as_missed():
    later = (NOW + timedelta(hours=1)).isoformat()
    asked = event("report_requested", 5, report_id="a", due_at=later)
    assert "report.asked" not in counted(asked)
    assert "report.asked" not in counted(event("report_requested", 5, report_id="b"))
    sent = event("report_released", 9, report_id="b")
    assert counted(event("report_requested", 5, report_id="b"), sent)["report.in_time"] == 1


@pytest.mark.parametrize("indicator", [*INDICATORS, *NEEDS], ids=lambda one: one.code)
def test_of_nothing_there_is_no_data_and_never_0_per_cent(indicator):
    assert rate_of({}, indicator).words == "no data"
    assert rate_of({}, indicator).interval is None
    found = shown_rate(rate_of({}, indicator), HES)
    assert (found.share, found.value) == ("no data", None)
    assert "No data" in rate_sentence(indicator, found)


@pytest.mark.parametrize(
    ("urgency", "minutes", "in_time"),
    [("immediate", 60, 1), ("immediate", 61, 0), ("same_day", 480, 1), ("same_day", 481, 0),
     ("routine", 4320, 1), ("", 4321, 0)],
)  # fmt: skip
def test_how_soon_is_in_time_follows_urgency(urgency, minutes, in_time):
    need = event("screened", 0, result="need_identified", urgency=urgency)
    events = [need, event("offered", 0, answer="accepted"), event("assessed", minutes)]
    assert counted(*events)["assessment.in_time"] == in_time


def test_leave_to_tell_a_court_is_no_offer_of_help():
    told = counted(event("offered", 9, stage="report", answer="declined"))
    assert words("acceptance", told) == "no data"
    assert (
        words("acceptance", counted(event("offered", 9, stage="assessment", answer="accepted")))
        == "100%"
    )


def test_an_assessment_is_due_once_a_need_is_found_and_help_accepted():
    need = event("screened", 10, result="need_identified", urgency="immediate")
    agreed = event("offered", 20, answer="accepted")
    assert counted(need, agreed)["assessment.due"] == 1
    started = (AT + timedelta(minutes=70)).isoformat()
    done = counted(need, agreed, event("assessed", 120, started_at=started))
    assert (done["assessment.due"], done["assessment.in_time"]) == (1, 1)
    late = counted(need, agreed, event("assessed", 120))
    assert (late["assessment.due"], late["assessment.in_time"]) == (1, 0)
    assert "assessment.due" not in counted(need, agreed, now=AT + timedelta(minutes=60))
    assert "assessment.due" not in counted(need, event("offered", 20, answer="declined"))
    assert "assessment.due" not in counted(event("screened", 5, result="no_need"), agreed)
    assert "assessment.due" not in counted(agreed)


def test_a_first_appointment_is_told_by_the_service_before_whoever_went_along():
    planned = event("support_planned", 60, at=(AT + timedelta(days=1)).isoformat())
    told = event("referral_answered", 5000, referral_id="r", status="did_not_attend")
    done = event("support_done", 4000, result="attended")
    assert counted(planned, done)["appointment.attended"] == 1
    both = counted(planned, done, told)
    assert (both["appointment.due"], both["appointment.attended"]) == (1, 0)
    nobody_knows = counted(planned)
    assert (nobody_knows["appointment.due"], nobody_knows["appointment.not_known"]) == (1, 1)
    assert "appointment.due" not in counted(planned, now=AT + timedelta(hours=3))
    assert "appointment.due" not in counted(done)


def test_needs_are_what_is_suspected_known_or_screened_as_present():
    states = {"psychosis": "suspected", "alcohol": "screened_negative", "homeless": "not_asked"}
    told = counted(event("vulnerabilities", 40, states=states))
    parts = ("needs.asked", "needs.any", "needs.mental_health", "needs.substances")
    assert [told[part] for part in parts] == [1, 1, 1, 0]
    later = event("vulnerabilities", 90, states={"psychosis": "screened_negative"})
    assert counted(event("vulnerabilities", 40, states=states), later)["needs.any"] == 0
    none = counted(event("vulnerabilities", 40, states={"none_identified": "known"}))
    assert (none["needs.asked"], none["needs.any"]) == (1, 0)
    assert "needs.asked" not in counted(event("vulnerabilities", 40, states="broken"))


def test_minutes_run_from_being_noticed_to_the_first_screening_that_was_one():
    events = [
        event("identified"),
        event("screened", 30, result="unable"),
        event("screened", 95, result="no_need"),
    ]
    assert count_episode(Timeline.of(events), NOW).screen_minutes == 95
    assert count_episode(Timeline.of(events[:2]), NOW).screen_minutes is None
    assert count_episode(Timeline.of(events[2:]), NOW).screen_minutes is None


def test_the_published_97_per_cent_needs_at_least_29_people():
    told = published_acceptance()
    assert (told.printed, told.least) == ("97 %", 29)
    assert told.between == "83 % to 99 %"
    assert told.fits.startswith("29 to 39")


@pytest.mark.parametrize(
    ("count", "whole", "share", "between"),
    [
        (100, 130, "77 %", "69 % to 83 %"),
        (29, 30, "76 % or more", "59 % to 100 %"),
        (240, 245, "97 % or more", "94 % to 100 %"),
        (3, 40, "18 % or less", "0 % to 32 %"),
        (3, 5, "*", ""),
        (0, 40, "0 %", "0 % to 9 %"),
        (40, 40, "100 %", "91 % to 100 %"),
    ],
)
def test_a_share_close_to_none_or_all_is_told_by_the_end_that_is_safe(count, whole, share, between):
    found = shown_rate(Rate(count, whole), HES)
    assert (found.share, found.between) == (share, between)
    assert rate_sentence(BY_CODE["acceptance"], found)


@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(profiles()))
def test_no_small_number_can_be_read_off_a_shown_rate(part, rest, profile):
    found = shown_rate(Rate(part, part + rest), profile)
    if profile.hides(part) or profile.hides(rest):
        assert found.value is None
        assert found.share in ("*", "no data") or found.share.endswith(("or more", "or less"))
        assert found.count in ("*", "0")


def test_lengths_too_few_to_show_are_a_star_and_none_is_no_data():
    assert shown_minutes([], HES) == ShownMinutes(None, None, None, "0")
    assert shown_minutes([5] * 3, HES) == ShownMinutes(None, None, None, "*", hidden=True)
    assert shown_minutes([*range(11)], HES) == ShownMinutes(5, 2, 8, "10")


def test_parts_are_in_the_order_of_their_own_list_and_never_by_size():
    site, other = str(UUID(int=1)), str(UUID(int=2))
    sites = {site: "Moorchester", other: "Calderby"}
    months = [Month(2026, 5), Month(2026, 6)]
    assert parts_in_order(Breakdown.SITE, months, sites) == [other, site]
    assert parts_in_order(Breakdown.MONTH, months, sites) == ["2026-05", "2026-06"]
    assert parts_in_order(Breakdown.AGE, months, sites) == list(AGES)
    key = CellKey("2026-06", UUID(int=1), "under_18", "2", "Asian")
    named = [part_words(part_of(key, by), by, sites) for by in Breakdown]
    assert named == ["June 2026", "Under 18", "Women and girls", "Asian", "Moorchester"]
    assert part_words(str(UUID(int=9)), Breakdown.SITE, sites) == "A place no longer in the list"
    assert breakdown_named("age") is Breakdown.AGE
    with pytest.raises(Refused) as refused:
        breakdown_named("weight")
    assert refused.value.code == "breakdown.unknown"


@pytest.mark.parametrize(
    ("code", "group"), [("H", "Asian"), ("", "not_recorded"), ("Z", "not_recorded")]
)
def test_an_ethnic_category_is_counted_in_its_broad_group(code, group):
    assert ethnicity_group(code) == group


def test_a_picture_has_only_the_parts_that_may_be_shown():
    big, small = shown_rate(Rate(100, 130), HES), shown_rate(Rate(3, 5), HES)
    parts = [("May", big), ("June", small), ("July", big)]
    line = share_chart("Screened", parts, by="Month", line=True)
    assert line is not None
    assert [row[1] for row in line.rows] == [76.9, None, 76.9]
    assert "1 of 3 have no point" in line.says
    bars = share_chart("Screened", parts, by="Month", line=False)
    assert bars is not None
    assert len(bars.rows) == 2
    assert share_chart("Screened", parts[:2], by="Month", line=True) is None
    nearly_all = [("May", shown_rate(Rate(38, 40), HES))] * 2
    shaded = share_chart("Screened", nearly_all, by="Month", line=True)
    assert shaded is not None
    assert shaded.says.startswith("2 of 2 have no point")
    assert share_chart("Screened", nearly_all, by="Age", line=False) is None


def test_a_picture_of_waits_needs_two_parts():
    parts = [("May", shown_minutes([*range(20)], HES)), ("June", shown_minutes([], HES))]
    assert minutes_chart(parts, by="Month", line=True) is None
    line, bars = (minutes_chart([parts[0]] * 2, by="Age", line=way) for way in (True, False))
    assert line is not None
    assert bars is not None
    assert "minutes" in bars.says
