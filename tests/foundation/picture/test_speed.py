"""What the sharing decision costs a person's page, in database queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.areas.people import actions as people
from alongside.engines.sharing import Purpose
from alongside.foundation.picture import panels
from alongside.foundation.picture.compose import compose
from alongside.foundation.picture.openings import openings_for
from alongside.foundation.picture.panels import facts_about
from alongside.kernel.actor import Role
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
P3 = Purpose.S136_TO_POLICE


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


def test_the_decision_adds_a_handful_of_queries_and_no_more(officer, jamie):
    """One for each source of facts and one for what is opened; the rest loads and logs."""
    with CaptureQueriesContext(connection) as page:
        compose(officer, jamie, purpose=P3, reason="", now=NOW)
    with CaptureQueriesContext(connection) as decision:
        openings_for(officer, jamie, purpose=P3, now=NOW)
        facts_about(jamie, NOW)
    asked = [query["sql"] for query in page.captured_queries]
    assert len(decision) <= 1 + len(panels._FACTS)
    assert sum('"picture_opening"' in sql for sql in asked) == 1
    assert sum("INSERT" in sql and "audit_auditentry" in sql for sql in asked) == 1
