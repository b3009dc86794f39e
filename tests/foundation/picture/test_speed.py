"""What the sharing decision costs a person's page, in database queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.areas.people import actions as people
from alongside.engines.sharing import (
    Agreement,
    Category,
    PersonFacts,
    Purpose,
    Request,
    decide,
    policy_on,
)
from alongside.foundation.picture import panels
from alongside.foundation.picture.compose import compose
from alongside.foundation.picture.openings import openings_for
from alongside.foundation.picture.panels import facts_about
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
P3 = Purpose.S136_TO_POLICE
SINCE = Period(NOW - timedelta(days=7))


@pytest.fixture
def officer():
    return make_world()[Role.RESPONSE_OFFICER]


@pytest.fixture
def jamie(officer):
    return people.add_person(
        officer,
        people.NewPerson(given="Jamie", family="Marsh", sex="1", born_on=date(1992, 3, 1)),
        now=NOW,
    )


def test_what_a_viewer_has_opened_is_one_query(officer, jamie, django_assert_num_queries):
    with django_assert_num_queries(1):
        openings_for(officer, jamie, purpose=P3, now=NOW)


def test_what_each_area_knows_is_one_query_each(officer, jamie, django_assert_max_num_queries):
    with django_assert_max_num_queries(len(panels._FACTS)):
        facts_about(jamie, NOW)


def test_what_cannot_matter_to_a_purpose_is_not_asked_for(officer, jamie):
    with CaptureQueriesContext(connection) as routine:
        facts_about(jamie, NOW, Purpose.CRISIS_PLAN)
    with CaptureQueriesContext(connection) as at_the_scene:
        facts_about(jamie, NOW, P3)
    assert len(at_the_scene) == 2
    assert len(routine) == 3


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("sector", [Sector.POLICE, Sector.MENTAL_HEALTH_TRUST])
@pytest.mark.parametrize("role", [Role.POLICE_SUPERVISOR, Role.CONTROL_ROOM_CLINICIAN])
def test_what_is_left_out_changes_no_answer(role, sector, purpose):
    """An agreement on record is weighed only where the policy asks for one."""
    agreement = Agreement("a", frozenset({"one"}), frozenset(Purpose), frozenset(Category), SINCE)
    asked = Request(role, sector, True, purpose, organisation="one", reason="asked for it")
    policy = policy_on(NOW.date())
    answers = [
        decide(asked, facts, policy, NOW).parts
        for facts in (PersonFacts(), PersonFacts(agreements=frozenset({agreement})))
    ]
    assert panels.where_routine(purpose, NOW) or answers[0] == answers[1]


def test_the_decision_adds_a_handful_of_queries_and_no_more(officer, jamie):
    """One for each source of facts and one for what is opened; the rest loads and logs."""
    with CaptureQueriesContext(connection) as page:
        compose(officer, jamie, purpose=P3, reason="", now=NOW)
    with CaptureQueriesContext(connection) as decision:
        openings_for(officer, jamie, purpose=P3, now=NOW)
        facts_about(jamie, NOW, P3)
    asked = [query["sql"] for query in page.captured_queries]
    assert len(decision) == 3
    assert sum('"picture_opening"' in sql for sql in asked) == 1
    assert sum("INSERT" in sql and "audit_auditentry" in sql for sql in asked) == 1
