"""Whatever order people do things in, one plan is in force at most and nothing shows after."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.areas.plans.actions.contact_drafting import (
    save_contact_words,
    set_aside_contact_draft,
    start_contact_plan,
)
from alongside.areas.plans.actions.contact_sharing import withdraw_contact_plan
from alongside.areas.plans.models import ContactPlan
from alongside.areas.plans.queries.choices import sharing_facts
from alongside.areas.plans.queries.contact import plan_in_force
from alongside.areas.plans.rules.contact_fields import PlanWords
from alongside.areas.plans.rules.contact_plan import PlanState
from alongside.engines.sharing import Purpose
from alongside.kernel.refusal import Refused
from tests.support.world import NOW

STEPS = st.lists(
    st.tuples(st.sampled_from(("draft", "share", "withdraw", "set_aside", "held")), st.booleans()),
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_at_most_one_plan_is_in_force_and_nothing_shows_after_it_is_taken_back(
    steps, plans, jamie, keyworker, nurse
):
    with transaction.atomic():
        live_through(steps, plans, jamie, {True: nurse, False: keyworker})
        transaction.set_rollback(True)


def live_through(steps, plans, person, actors):
    now = NOW
    for step, by_nurse in steps:
        now += timedelta(minutes=1)
        with suppress(Refused):
            take(step, actors[by_nurse], plans, person, now)
        assert ContactPlan.objects.filter(person_id=person, state=PlanState.SHARED).count() <= 1
        seen = plan_in_force(person, now)
        running = [c for c in sharing_facts(person, now).consents if now in c.period]
        if seen is None or seen.state is not PlanState.SHARED:
            assert running == []
        if seen is not None and seen.state is PlanState.WITHDRAWN:
            assert (seen.words, seen.people, seen.medical()) == (PlanWords(), (), ())


def take(step, actor, plans, person, now):
    if step == "withdraw":
        withdraw_contact_plan(actor, person, now=now)
        return
    plan = start_contact_plan(actor, person, purpose=Purpose.S136_TO_HEALTH, now=now)
    if step == "set_aside":
        set_aside_contact_draft(actor, plan, now=now)
    elif step != "draft":
        helps = "Do not convey" if step == "held" else f"Tea at {now:%H:%M}"
        version = plans.version_of(plan)
        save_contact_words(actor, plan, {"helps": helps}, version=version, now=now)
        held = plans.share(plan, by=actor, now=now)
        assert bool(held) is (step == "held")
