"""A keyworker's own list of plans: unfinished, held back, due, and who is missing among them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.areas.plans.actions.missing import Judgement, Report, report_missing
from alongside.areas.plans.queries.my_plans import my_plans
from alongside.areas.plans.rules.contact_plan import Stage
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import OWN_DOOR, Role
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted
from tests.support.agreements import agree
from tests.support.world import on_duty

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def agreed(world, now):
    """An agreement under which the trust's staff use crisis plans."""
    lead = world[Role.INFORMATION_GOVERNANCE]
    agree({lead.organisation_id: lead}, [world.police, world.trust], now=now)


def test_only_a_keyworker_has_the_list(agreed, browse, world, keyworker):
    assert PERMISSIONS["plans.mine"] == {Role.KEYWORKER}
    for role in set(Role) - OWN_DOOR - {Role.KEYWORKER}:
        assert browse(world[role]).get("/plans/").status_code == 403, role
    page = browse(keyworker).get("/plans/").content.decode()
    assert "Nothing is due" in page


def test_a_keyworker_lands_on_it_and_finds_it_in_the_navigation(agreed, browse, keyworker):
    landed = browse(keyworker).get("/", follow=True)
    assert landed.request["PATH_INFO"] == "/plans/"
    assert 'href="/plans/" aria-current="page"' in landed.content.decode()


def test_plans_come_by_the_day_they_are_due_and_another_workers_do_not(
    agreed, plans, keyworker, nurse, jamie, robin, now
):
    plans.shared(review_on=local_date(now) + 20 * DAY)
    plans.draft(person=robin, by=nurse)
    assert not my_plans(nurse_as_keyworker(nurse), now=now).to_review
    found = my_plans(keyworker, now=now)
    assert [(line.person.id, line.stage) for line in found.to_review] == [(jamie, Stage.DUE)]
    later = my_plans(keyworker, now=now + 25 * DAY)
    assert later.to_review[0].stage is Stage.OVERDUE
    assert not found.drafts


def nurse_as_keyworker(nurse):
    """Somebody else who has the list."""
    return on_duty(Role.KEYWORKER, nurse.organisation_id, name="Ola Other")


def test_drafts_and_drafts_with_words_held_back_are_told_apart(
    agreed, plans, browse, keyworker, robin
):
    held = plans.draft({"helps": "Police should not be sent when I ring"})
    assert plans.share(held)
    mine = plans.draft(person=robin)
    page = browse(keyworker).get("/plans/").content.decode()
    assert "1 phrase to say another way" in page
    for plan in (held, mine):
        assert f"/plans/contact/draft/{plan}/" in page
    assert page.index(str(held)) < page.index(str(mine))


def test_somebody_missing_among_them_comes_first_under_a_decision_of_its_own(
    agreed, plans, browse, keyworker, officer, jamie, now
):
    plans.shared()
    told = Report(now - timedelta(minutes=5), "Jo", "Not home")
    judged = Judgement("low", "Knows the town", now + timedelta(hours=2))
    record = report_missing(officer, jamie, told, judgement=judged, now=now)
    page = browse(keyworker).get("/plans/").content.decode()
    assert "Missing now" in page
    assert f"/missing/{record}/" in page
    looks = AuditEntry.objects.filter(action__in=("plans.my_plans", "plans.my_missing"))
    assert {row.details["purpose"] for row in looks} == {"P6", "P7"}


def test_without_an_agreement_it_says_what_to_do_and_shows_nobody(plans, keyworker, now):
    plans.shared()
    with pytest.raises(NotPermitted, match="signed sharing agreement") as refused:
        my_plans(keyworker, now=now)
    assert refused.value.next_step


def test_the_list_takes_as_many_queries_however_long_it_is(
    agreed, plans, keyworker, jamie, robin, now
):
    plans.draft()
    with CaptureQueriesContext(connection) as one:
        my_plans(keyworker, now=now)
    plans.draft(person=robin)
    with CaptureQueriesContext(connection) as two:
        assert len(my_plans(keyworker, now=now).drafts) == 2
    assert len(two) - len(one) <= 1  # one more row of the log
