from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alongside.engines.sharing import Category
from alongside.foundation.picture.rules import (
    GLASS_HOURS,
    PERMISSIONS,
    SENIOR_HOURS,
    GlassFacts,
    HarmTest,
    Side,
    categories_of,
    check_finding,
    check_harm,
    check_need,
    check_reason,
    check_refusal,
    letters,
    opened_until,
    side_of,
)
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
BREAKER, OURS, THEIRS, THEIRS_TOO, BOTH, STRANGER = (UUID(int=n) for n in range(1, 7))
MEETS_PEOPLE = {
    Role.RESPONSE_OFFICER,
    Role.POLICE_SUPERVISOR,
    Role.CUSTODY_OFFICER,
    Role.CONTROL_ROOM_CLINICIAN,
    Role.TRIAGE_CLINICIAN,
    Role.PLACE_OF_SAFETY_COORDINATOR,
    Role.AMHP,
    Role.DOCTOR,
    Role.LIAISON_LEAD,
    Role.KEYWORKER,
    Role.DIVERSION_PRACTITIONER,
    Role.COURT_LINK_WORKER,
}
WEIGHED = HarmTest("serious_harm", "A fall", "The person", "Tonight", "Advice will not do", "tell")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("permission", "holders"),
    [
        ("glass.break", MEETS_PEOPLE),
        ("senior.ask", MEETS_PEOPLE),
        ("senior.decide", MEETS_PEOPLE | {Role.INFORMATION_GOVERNANCE}),
        (
            "glass.review",
            {Role.INFORMATION_GOVERNANCE, Role.LIAISON_LEAD, Role.POLICE_SUPERVISOR},
        ),
    ],
)
def test_who_may(role, permission, holders):
    assert (role in PERMISSIONS[permission]) is (role in holders)


def facts(**changed):
    given = {
        "broken_by": BREAKER,
        "closed": False,
        "may_review": {
            Side.LOOKED: frozenset({OURS, BOTH}),
            Side.HOLDS: frozenset({THEIRS, THEIRS_TOO, BOTH}),
        },
        "reviewed": (),
        **changed,
    }
    return GlassFacts(**given)


@pytest.mark.parametrize(
    ("reviewer", "reviewed", "side"),
    [
        (OURS, (), Side.LOOKED),
        (THEIRS, (), Side.HOLDS),
        (BOTH, (), Side.LOOKED),
        (BOTH, ((Side.LOOKED, OURS),), Side.HOLDS),
        (THEIRS_TOO, ((Side.HOLDS, THEIRS),), Side.HOLDS),
    ],
)
def test_a_reviewer_reviews_for_the_side_that_waits(reviewer, reviewed, side):
    assert side_of(reviewer, facts(reviewed=reviewed)) is side


@pytest.mark.parametrize(
    ("reviewer", "changed", "code", "kind"),
    [
        (BREAKER, {}, "glass.own", NotPermitted),
        (STRANGER, {}, "glass.not_yours_to_review", NotPermitted),
        (OURS, {"reviewed": ((Side.LOOKED, OURS),)}, "glass.reviewed_before", Refused),
        (THEIRS, {"closed": True}, "glass.reviewed", Refused),
    ],
)
def test_who_does_not_review_is_told_why(reviewer, changed, code, kind):
    with pytest.raises(kind) as refused:
        side_of(reviewer, facts(**changed))
    assert refused.value.code == code


def test_two_reviewers_of_one_side_leave_the_other_waiting():
    both = facts(reviewed=((Side.HOLDS, THEIRS), (Side.HOLDS, THEIRS_TOO)))
    assert both.waiting_for == (Side.LOOKED,)


@pytest.mark.parametrize("reason", ["", "   ", "urgent", "  nine let "])
def test_a_reason_that_says_nothing_is_refused(reason):
    with pytest.raises(Refused) as refused:
        check_reason(reason)
    assert (refused.value.code, refused.value.field) == ("glass.reason", "reason")
    assert "At least 10 letters" in refused.value.next_step


def test_ten_letters_are_a_reason_and_a_need():
    check_reason("0123456789")
    check_need("0123456789")
    with pytest.raises(Refused):
        check_need("012345678")


@pytest.mark.parametrize("hours", GLASS_HOURS)
def test_glass_ends_by_itself(hours):
    assert opened_until(hours, GLASS_HOURS, NOW) == NOW + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("hours", "allowed"),
    [(13, GLASS_HOURS), (0, GLASS_HOURS), (-1, GLASS_HOURS), (73, SENIOR_HOURS)],
)
def test_no_other_length_is_offered(hours, allowed):
    with pytest.raises(Refused) as refused:
        opened_until(hours, allowed, NOW)
    assert refused.value.code == "opening.hours"


@pytest.mark.parametrize(
    ("finding", "note", "code"),
    [
        ("", "", "glass.finding"),
        ("fine", "", "glass.finding"),
        ("follow_up", " ", "glass.note"),
        ("not_right", "", "glass.note"),
    ],
)
def test_a_finding_is_one_of_three_and_says_why(finding, note, code):
    with pytest.raises(Refused) as refused:
        check_finding(finding, note)
    assert refused.value.code == code


def test_right_needs_no_words():
    check_finding("right", "")
    check_finding("not_right", "Not needed for custody")


@pytest.mark.parametrize("harm", ["", "neither", "shoplifting"])
def test_nothing_less_than_serious_sets_a_confidence_aside(harm):
    with pytest.raises(Refused) as refused:
        check_harm(HarmTest(harm, "Theft of a coat", "A shop", "Today", "None", "tell"))
    assert (refused.value.code, refused.value.field) == ("senior.not_serious", "harm")


@pytest.mark.parametrize("left_out", ["harm_words", "to_whom", "how_soon", "other_way", "telling"])
def test_every_part_of_the_harm_test_is_answered(left_out):
    names = ("harm", "harm_words", "to_whom", "how_soon", "other_way", "telling")
    said = {name: getattr(WEIGHED, name) for name in names} | {left_out: ""}
    with pytest.raises(Refused) as refused:
        check_harm(HarmTest(**said))
    assert (refused.value.code, refused.value.field) == ("senior.unanswered", left_out)


def test_a_serious_harm_weighed_in_full_passes():
    check_harm(WEIGHED)


def test_a_bare_no_is_refused():
    with pytest.raises(Refused):
        check_refusal(" ")
    check_refusal("Ask the family first")


def test_kinds_are_kept_as_letters_in_their_order():
    kinds = frozenset({Category.MEDICAL_SAFETY, Category.OWN_WORDS})
    assert letters(kinds) == "CM"
    assert categories_of("CM") == kinds
