from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.accounts.models import RoleHeld
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.record import Op
from alongside.foundation.outbox.models import OutboxMessage
from alongside.foundation.picture.actions import (
    break_glass,
    end_break_glass,
    escalate_overdue,
    review_break_glass,
)
from alongside.foundation.picture.compose import compose
from alongside.foundation.picture.models import BrokenGlass, GlassReview, Opening
from alongside.foundation.picture.queries import broken_glass, glass_offer, glass_to_review
from alongside.foundation.picture.rules import Side
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.foundation.picture.glassworks import P4, PERSON, REASON, C, broken, make_works, told
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BROKEN, LATE = "Glass was broken: please review it", "A review of broken glass is late"


@pytest.fixture
def works(registry):
    return make_works()


def outcome(works, at=NOW, purpose=P4, viewer=None):
    viewer = viewer or works.sergeant
    picture = compose(viewer, PERSON, purpose=purpose, reason="", now=at)
    held = {line.category: line.outcome for line in picture.withheld}
    return held.get(C, Outcome.SHOWN)


class TestBreaking:
    def test_it_opens_what_was_held_back_for_three_hours(self, works):
        assert outcome(works) is Outcome.NEEDS_BREAK_GLASS
        broken(works)
        assert outcome(works) is Outcome.SHOWN
        assert outcome(works, NOW + 3 * HOUR - timedelta(seconds=1)) is Outcome.SHOWN
        assert outcome(works, NOW + 3 * HOUR) is Outcome.NEEDS_BREAK_GLASS

    def test_it_opens_nothing_to_a_colleague_or_for_another_person(self, works):
        broken(works)
        other = on_duty(Role.CUSTODY_OFFICER, works.world.police, name="Other sergeant")
        assert outcome(works, viewer=other) is Outcome.NEEDS_BREAK_GLASS
        picture = compose(works.sergeant, uuid4(), purpose=P4, reason="", now=NOW)
        assert C in {line.category for line in picture.withheld}

    def test_it_opens_nothing_to_the_same_person_in_another_role_or_off_duty(self, works):
        keyworker = on_duty(Role.KEYWORKER, works.world.trust, name="Kit Osei")
        plan = Purpose.SUICIDE_PREVENTION
        args = {"purpose": plan, "categories": (C,), "reason": REASON, "now": NOW}
        break_glass(keyworker, PERSON, **args)
        lead = replace(keyworker, role=Role.LIAISON_LEAD)
        assert outcome(works, purpose=plan, viewer=keyworker) is Outcome.SHOWN
        assert outcome(works, purpose=plan, viewer=lead) is Outcome.NEEDS_BREAK_GLASS
        off = replace(keyworker, on_duty=False)
        assert outcome(works, purpose=plan, viewer=off) is Outcome.WITHHELD

    @pytest.mark.parametrize("op", [Op.PRINT, Op.EXPORT])
    def test_a_copy_made_behind_it_is_logged_as_such(self, works, op):
        broken(works)
        compose(works.sergeant, PERSON, purpose=P4, reason="", now=NOW, op=op)
        look = AuditEntry.objects.get(action="picture.compose")
        assert (look.op, look.details["method"]) == (op, "break_glass")

    def test_the_page_says_so_and_so_does_the_log(self, works):
        broken(works)
        picture = compose(works.sergeant, PERSON, purpose=P4, reason="", now=NOW)
        assert [glass.ends_at for glass in picture.glass] == [NOW + 3 * HOUR]
        assert any("Both organisations will review it" in words for words in picture.duties)
        look = AuditEntry.objects.get(action="picture.compose")
        assert look.details["method"] == "break_glass"
        assert "C:shown" in look.details["fields"]

    def test_it_is_on_the_log_with_the_reason_and_about_the_person(self, works):
        glass = broken(works)
        entry = AuditEntry.objects.get(op="break_glass")
        assert (entry.subject_kind, entry.subject_id) == ("broken_glass", glass)
        assert entry.details["reason"] == REASON
        assert entry.details["fields"] == ["C:opened"]
        assert ["person", str(PERSON)] in entry.details["also"]

    def test_both_organisations_reviewers_are_told_at_once(self, works):
        broken(works)
        told_of = told()[BROKEN]
        assert told_of == {works.police_lead.user_id, works.trust_lead.user_id}
        message = OutboxMessage.objects.get(topic="picture.glass_broken")
        assert set(message.payload) == {"glass"}

    def test_a_side_without_a_reviewer_is_put_to_the_liaison_lead_at_once(self, works):
        RoleHeld.objects.filter(user_id=works.trust_lead.user_id).delete()
        broken(works)
        lead = works.world[Role.LIAISON_LEAD].user_id
        assert told()[BROKEN] == {works.police_lead.user_id, lead}

    def test_where_nobody_can_review_whoever_keeps_the_system_is_told(self, works):
        roles = ("information_governance", "liaison_lead", "police_supervisor")
        RoleHeld.objects.filter(role__in=roles).delete()
        broken(works)
        assert told()[BROKEN] == {works.world[Role.ADMINISTRATOR].user_id}

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"reason": "urgent"}, "glass.reason"),
            ({"hours": 13}, "opening.hours"),
            ({"categories": ()}, "glass.nothing_chosen"),
            ({"categories": (Category.RISK,)}, "glass.not_opened_so"),
            ({"categories": (C, Category.SAFEGUARDING)}, "glass.not_opened_so"),
            ({"purpose": Purpose.MISSING}, "glass.not_opened_so"),
        ],
    )
    def test_a_refused_breaking_leaves_no_trace(self, works, changed, code):
        before = AuditEntry.objects.count()
        with pytest.raises(Refused) as refused:
            broken(works, **changed)
        assert refused.value.code == code
        assert not Opening.objects.exists()
        assert AuditEntry.objects.count() == before

    def test_what_is_open_already_is_not_broken_twice(self, works):
        broken(works)
        with pytest.raises(Refused) as refused:
            broken(works)
        assert refused.value.code == "glass.not_opened_so"
        assert "You can see them already" in refused.value.next_step

    @pytest.mark.parametrize(
        "role", [Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE, Role.FORCE_STATISTICS]
    )
    def test_those_who_do_not_meet_people_break_nothing(self, works, role):
        with pytest.raises(NotPermitted):
            break_glass(
                works.world[role], PERSON, purpose=P4, categories=(C,), reason=REASON, now=NOW
            )

    def test_the_same_form_twice_is_once(self, works):
        key = uuid4()
        assert broken(works, request_key=key) == broken(works, request_key=key)
        assert BrokenGlass.objects.count() == 1

    def test_without_an_audit_entry_there_is_no_glass(self, works, monkeypatch):
        def broken_chain(*_arguments, **_options):
            raise OSError("the disk is full")

        monkeypatch.setattr("alongside.foundation.audit.record.link_hash", broken_chain)
        with pytest.raises(OSError, match="disk is full"):
            broken(works)
        assert not Opening.objects.exists()
        assert not OutboxMessage.objects.exists()


class TestEnding:
    def test_whoever_broke_it_ends_it_and_it_is_still_reviewed(self, works):
        glass = broken(works)
        assert end_break_glass(works.sergeant, glass, now=NOW + HOUR) == PERSON
        assert outcome(works, NOW + HOUR) is Outcome.NEEDS_BREAK_GLASS
        assert BrokenGlass.objects.get().closed_at is None
        end_break_glass(works.sergeant, glass, now=NOW + 2 * HOUR)
        assert Opening.objects.get().ended_at == NOW + HOUR

    def test_after_its_own_end_there_is_nothing_to_end(self, works):
        glass = broken(works)
        end_break_glass(works.sergeant, glass, now=NOW + 4 * HOUR)
        assert Opening.objects.get().ended_at is None

    def test_nobody_else_ends_it(self, works):
        with pytest.raises(NotPermitted):
            end_break_glass(works.police_lead, broken(works), now=NOW)
        with pytest.raises(Refused):
            end_break_glass(works.sergeant, uuid4(), now=NOW)


class TestReviewing:
    def review(self, who, glass, finding="right", note="", at=NOW + HOUR):
        return review_break_glass(who, glass, finding=finding, note=note, now=at)

    def test_it_is_open_until_both_sides_have_reviewed_it(self, works):
        glass = broken(works)
        assert self.review(works.police_lead, glass) is Side.LOOKED
        assert BrokenGlass.objects.get().closed_at is None
        assert self.review(works.trust_lead, glass, "follow_up", "Ask first") is Side.HOLDS
        assert BrokenGlass.objects.get().closed_at == NOW + HOUR

    def test_two_reviewers_of_one_organisation_count_once(self, works):
        glass = broken(works)
        second = on_duty(Role.INFORMATION_GOVERNANCE, works.world.trust, name="Second lead")
        self.review(works.trust_lead, glass)
        self.review(second, glass)
        assert GlassReview.objects.count() == 2
        assert BrokenGlass.objects.get().closed_at is None

    def test_nobody_reviews_their_own(self, works):
        RoleHeld.objects.create(user_id=works.sergeant.user_id, role="police_supervisor")
        glass = broken(works)
        with pytest.raises(NotPermitted) as refused:
            self.review(works.world[Role.LIAISON_LEAD], glass)
        assert refused.value.code == "glass.not_yours_to_review"
        with pytest.raises(NotPermitted):
            self.review(works.sergeant, glass)

    @pytest.mark.parametrize(
        ("finding", "note", "code"), [("", "", "glass.finding"), ("not_right", "", "glass.note")]
    )
    def test_a_refused_review_leaves_no_trace(self, works, finding, note, code):
        glass, before = broken(works), AuditEntry.objects.count()
        with pytest.raises(Refused) as refused:
            self.review(works.police_lead, glass, finding, note)
        assert refused.value.code == code
        assert (GlassReview.objects.count(), AuditEntry.objects.count()) == (0, before)

    def test_a_review_is_on_the_log(self, works):
        self.review(works.police_lead, broken(works), "not_right", "No need in custody")
        entry = AuditEntry.objects.get(action="picture.review_break_glass")
        assert entry.details["outcome"] == "not_right"
        assert "No need" not in str(entry.details)


class TestLateReviews:
    def test_they_go_to_both_sides_again_and_to_liaison_lead_and_supervisor(self, works):
        broken(works)
        assert escalate_overdue(NOW + 72 * HOUR - timedelta(seconds=1)) == 0
        assert escalate_overdue(NOW + 72 * HOUR) == 1
        assert escalate_overdue(NOW + 73 * HOUR) == 0
        assert told(NOW + 72 * HOUR)[LATE] == {
            works.police_lead.user_id,
            works.trust_lead.user_id,
            works.world[Role.LIAISON_LEAD].user_id,
            works.world[Role.POLICE_SUPERVISOR].user_id,
        }

    def test_the_hours_are_a_setting(self, works, settings):
        settings.GLASS_REVIEW_HOURS = 24
        broken(works)
        assert escalate_overdue(NOW + 24 * HOUR) == 1

    def test_then_the_liaison_lead_may_review_too(self, works):
        glass = broken(works)
        escalate_overdue(NOW + 72 * HOUR)
        lead = works.world[Role.LIAISON_LEAD]
        side = review_break_glass(lead, glass, finding="right", note="", now=NOW + 73 * HOUR)
        assert side is Side.HOLDS

    def test_what_both_have_reviewed_is_not_escalated(self, works):
        glass = broken(works)
        for who in (works.police_lead, works.trust_lead):
            review_break_glass(who, glass, finding="right", note="", now=NOW + HOUR)
        assert escalate_overdue(NOW + 80 * HOUR) == 0

    def test_whoever_has_reviewed_is_not_chased(self, works):
        glass = broken(works)
        review_break_glass(works.police_lead, glass, finding="right", note="", now=NOW)
        escalate_overdue(NOW + 72 * HOUR)
        assert works.police_lead.user_id not in told(NOW + 72 * HOUR)[LATE]


class TestTheQueue:
    def test_it_holds_what_waits_for_the_viewers_own_review(self, works):
        glass = broken(works)
        for viewer in (works.police_lead, works.trust_lead):
            assert [line.id for line in glass_to_review(viewer, NOW)] == [glass]
        review_break_glass(works.police_lead, glass, finding="right", note="", now=NOW)
        assert glass_to_review(works.police_lead, NOW) == []
        (line,) = glass_to_review(works.trust_lead, NOW + 73 * HOUR)
        assert (line.mine, line.late, line.waiting_for) == (Side.HOLDS, True, (Side.HOLDS,))
        assert glass_to_review(works.world[Role.LIAISON_LEAD], NOW) == []
        with pytest.raises(NotPermitted):
            glass_to_review(works.sergeant, NOW)

    def test_the_plain_facts_say_what_was_then_looked_at(self, works):
        compose(works.sergeant, PERSON, purpose=P4, reason="", now=NOW - HOUR)
        glass = broken(works)
        compose(works.sergeant, PERSON, purpose=P4, reason="", now=NOW + HOUR)
        review_break_glass(works.trust_lead, glass, finding="right", note="", now=NOW + HOUR)
        found = broken_glass(works.police_lead, glass, now=NOW + 2 * HOUR)
        assert (found.person_id, found.reason, found.ended_early) == (PERSON, REASON, False)
        assert [look.at for look in found.looks] == [NOW + HOUR]
        assert C in found.looks[0].categories
        assert found.line.broken_by == "Test custody_officer"
        assert found.line.category_titles == ("The person's own words",)
        assert [(review.by, review.side) for review in found.reviews] == [
            ("Test trust lead", Side.HOLDS)
        ]
        assert AuditEntry.objects.filter(action="picture.broken_glass").count() == 1

    def test_only_its_reviewers_see_it(self, works):
        glass = broken(works)
        for viewer in (works.sergeant, works.world[Role.LIAISON_LEAD]):
            with pytest.raises(NotPermitted):
                broken_glass(viewer, glass, now=NOW)
        with pytest.raises(Refused):
            broken_glass(works.police_lead, UUID(int=1), now=NOW)


def test_the_offer_names_what_opens_and_who_is_told(works):
    offer = glass_offer(works.sergeant, PERSON, purpose=P4, now=NOW)
    assert offer.offered == (("C", "The person's own words"),)
    assert offer.told == (
        "the information governance lead of Northmoor Police",
        "the information governance lead of Northmoor MH",
    )
    broken(works)
    with pytest.raises(Refused):
        glass_offer(works.sergeant, PERSON, purpose=P4, now=NOW)


OPENING = {
    "person_id": PERSON,
    "opened_by": "glass",
    "purpose": "P4",
    "categories": "C",
    "starts_at": NOW,
    "ends_at": NOW + HOUR,
}


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"opened_by": "luck"}, "opening_is_of_a_known_kind"),
        ({"categories": ""}, "opening_opens_something"),
        ({"ends_at": NOW}, "opening_ends"),
        ({"ended_at": NOW - HOUR}, "opening_ended_within_its_time"),
        ({"ended_at": NOW + 2 * HOUR}, "opening_ended_within_its_time"),
        ({"opened_by": "senior"}, "senior_opening_names_the_senior"),
    ],
)
def test_the_database_refuses_an_opening_that_cannot_be(works, changed, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Opening.objects.create(
            opened_for_id=works.sergeant.user_id,
            organisation_id=works.world.police,
            **(OPENING | changed),
        )


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"side": "neither"}, "glass_review_is_of_a_known_side"),
        ({"finding": "fine"}, "glass_finding_is_a_known_one"),
        ({"finding": "not_right"}, "glass_finding_says_why"),
        ({"twice": True}, "glass_reviewed_once_by_each|glass_id"),
    ],
)
def test_the_database_refuses_a_review_that_cannot_be(works, changed, constraint):
    row = {
        "glass_id": broken(works),
        "side": "looked",
        "reviewed_by_id": works.police_lead.user_id,
        "organisation_id": works.world.police,
        "finding": "right",
        "reviewed_at": NOW,
    }
    if changed.pop("twice", False):
        GlassReview.objects.create(**row)
    with pytest.raises(IntegrityError, match=constraint):
        GlassReview.objects.create(**(row | changed))


def test_the_database_refuses_glass_without_a_reason(works):
    broken(works)
    with pytest.raises(IntegrityError, match="glass_has_a_reason"):
        BrokenGlass.objects.update(reason="")
