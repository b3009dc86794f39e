"""What holds of every look, whoever looks and whatever is known or brought."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from alongside.engines.sharing import (
    ANYBODY,
    AgreedBy,
    Agreement,
    BreakGlass,
    Category,
    Consent,
    Expiry,
    Justification,
    Objection,
    PersonFacts,
    Purpose,
    Request,
    decide,
)
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period
from tests.support.looks import EVERYBODY, MOMENT, NOW, OURS, POLICY, TRUST

EMERGENCIES = (Purpose.IMMEDIATE_DANGER, Purpose.MISSING)
ROUTINE = (Purpose.CRISIS_PLAN, Purpose.SURVEILLANCE, Purpose.PROGRAMME)
purposes, categories = st.sampled_from(Purpose), st.sampled_from(Category)
organisations = st.sampled_from([OURS, TRUST, ""])
recipients = st.sampled_from([OURS, TRUST, "", ANYBODY, *Sector])
instants = st.integers(-50, 50).map(lambda hours: NOW + timedelta(hours=hours))
periods = st.builds(
    lambda start, length: Period(start, None if length is None else start + length),
    instants,
    st.one_of(st.none(), st.integers(0, 50).map(lambda hours: timedelta(hours=hours))),
)
consents = st.builds(
    Consent,
    st.one_of(st.none(), purposes),
    categories,
    periods,
    recipients,
    st.sampled_from(AgreedBy),
)
objections = st.builds(Objection, categories, periods, recipients)
agreements = st.builds(
    Agreement,
    st.sampled_from(["a", "b", "c"]),
    st.frozensets(organisations, min_size=1),
    st.frozensets(purposes, min_size=1),
    st.frozensets(categories, min_size=1),
    periods,
    st.booleans(),
)
justifications = st.builds(
    Justification,
    categories,
    organisations,
    periods,
    st.sampled_from(["", "user-senior"]),
    st.sampled_from([*POLICY.gateways, "no_such_law"]),
)
glasses = st.builds(BreakGlass, st.frozensets(categories), periods)
expiries = st.builds(Expiry, categories, instants)
people = st.builds(
    PersonFacts,
    is_child=st.sampled_from([True, False, None]),
    consents=st.frozensets(consents, max_size=5),
    objections=st.frozensets(objections, max_size=3),
    expiries=st.frozensets(expiries, max_size=2),
    agreements=st.frozensets(agreements, max_size=4),
    opted_out=st.booleans(),
)
requests = st.builds(
    Request,
    role=st.sampled_from(Role),
    sector=st.sampled_from(Sector),
    on_duty=st.integers(0, 9).map(bool),
    purpose=purposes,
    categories=st.frozensets(categories),
    organisation=organisations,
    gateway=st.one_of(st.just(""), st.sampled_from([*POLICY.gateways, "no_such_law"])),
    reason=st.sampled_from(["", "with them"]),
    justifications=st.frozensets(justifications, max_size=3),
    break_glass=st.frozensets(glasses, max_size=2),
)
policies = st.sampled_from([POLICY, EVERYBODY])


def shown(request, facts, policy=EVERYBODY, at=NOW):
    return {part.category for part in decide(request, facts, policy, at).shown}


@given(requests, people, policies)
def test_nothing_is_shown_that_the_matrix_does_not_open(request, facts, policy):
    rules = policy.purposes[request.purpose]
    for part in decide(request, facts, policy, NOW).shown:
        cells = {rules.cells[part.category], rules.child_cells.get(part.category)}
        assert cells & {"yes", "consent", "senior"}
        assert part.category in request.categories
        assert request.purpose in policy.purposes_of(request.role, request.sector)
        assert request.on_duty
        assert policy.opens(policy.gateways[part.ground], part.category)
        assert policy.gateways[part.ground].in_force(NOW.date())


@given(requests, people, policies)
def test_every_category_asked_for_is_answered_alike_each_time_and_no_other(request, facts, policy):
    decided = decide(request, facts, policy, NOW)
    assert [part.category for part in decided.parts] == sorted(
        request.categories, key=list(Category).index
    )
    fresh = replace(policy)  # nothing prepared yet
    assert decided == decide(request, facts, fresh, NOW)
    assert all(part.sentence and part.rule_id for part in decided.parts)
    assert all(part.next_step and not part.ground for part in decided.held_back)


@example(
    Request(
        Role.RESPONSE_OFFICER,
        Sector.MENTAL_HEALTH_TRUST,
        True,
        Purpose.IMMEDIATE_DANGER,
        frozenset({Category.IDENTITY}),
        OURS,
        gateway="s251",
    ),
    PersonFacts(is_child=True),
)
@given(requests, people)
def test_no_word_tells_of_the_opt_out_and_police_answers_never_turn_on_it(request, facts):
    with_it = decide(request, replace(facts, opted_out=True), EVERYBODY, NOW)
    without = decide(request, replace(facts, opted_out=False), EVERYBODY, NOW)
    if request.sector.is_police or request.purpose is not Purpose.SURVEILLANCE:
        assert with_it == without
    assert not any("opt" in f"{p.sentence} {p.next_step}".split() for p in with_it.parts)


@given(requests, people, st.data())
def test_bringing_more_never_hides_anything(request, facts, data):
    before = shown(request, facts)
    more = data.draw(
        st.sampled_from(
            [
                (request, replace(facts, consents=facts.consents | {data.draw(consents)})),
                (request, replace(facts, agreements=facts.agreements | {data.draw(agreements)})),
                (
                    replace(
                        request, justifications=request.justifications | {data.draw(justifications)}
                    ),
                    facts,
                ),
                (replace(request, break_glass=request.break_glass | {data.draw(glasses)}), facts),
            ]
        )
    )
    assert before <= shown(*more)


@given(requests, people, objections, st.sampled_from(EMERGENCIES))
def test_in_an_emergency_neither_a_no_nor_a_lapse_hides_anything(request, facts, no, purpose):
    request = replace(request, purpose=purpose)
    before = shown(request, facts)
    assert shown(request, replace(facts, objections=facts.objections | {no})) == before
    lapsed = frozenset(replace(one, period=Period(NOW, NOW)) for one in facts.agreements)
    assert shown(request, replace(facts, agreements=lapsed)) == before
    late = frozenset(Expiry(category, NOW) for category in Category)
    assert shown(request, replace(facts, expiries=late)) == before


@given(requests, people, st.sampled_from(ROUTINE))
def test_where_every_agreement_is_over_or_unsigned_nothing_routine_is_shown(
    request, facts, purpose
):
    over = frozenset(
        replace(one, period=Period(NOW - timedelta(days=9), NOW)) if one.signed else one
        for one in facts.agreements
    )
    facts = replace(facts, agreements=over)
    assert shown(replace(request, purpose=purpose), facts) == set()


@given(requests, categories, periods)
def test_a_withdrawal_takes_effect_at_its_instant(request, category, period):
    assume(period.ends_at is not None and period.starts_at < period.ends_at)
    consent = Consent(None, category, period)
    facts = PersonFacts(is_child=False, consents=frozenset({consent}))
    request = replace(
        request, purpose=Purpose.COURT, gateway="consent_common_law", on_duty=True, reason="x"
    )
    wants = category in request.categories
    opens = EVERYBODY.purposes[Purpose.COURT].cells[category] in {"yes", "consent"}
    just_before = period.ends_at - MOMENT
    assert (category in shown(request, facts, at=just_before)) is (wants and opens)
    assert category not in shown(request, facts, at=period.ends_at)
    assert category not in shown(request, facts, at=period.starts_at - MOMENT)


@given(people, people)
def test_putting_facts_together_keeps_them_all(one, other):
    both = one.joined(other)
    assert both.consents == one.consents | other.consents
    assert both.agreements == one.agreements | other.agreements
    assert both.is_child is (other.is_child if one.is_child is None else one.is_child)
    assert both.opted_out == (one.opted_out or other.opted_out)


def test_a_decision_answers_only_for_what_was_asked():
    asked = frozenset({Category.RISK})
    request = Request(Role.AMHP, Sector.COUNCIL, True, Purpose.S136_TO_HEALTH, asked)
    decision = decide(request, PersonFacts(), POLICY, NOW)
    assert Category.RISK in decision
    assert Category.IDENTITY not in decision
    with pytest.raises(KeyError):
        decision[Category.IDENTITY]
