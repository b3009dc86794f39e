"""Questions are put beforehand and amended openly; what was published cannot be unsaid."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.insight import actions
from alongside.areas.insight.actions import NewQuestion
from alongside.areas.insight.actions.counting import count_months
from alongside.areas.insight.models import (
    AnswerLook,
    MonthCount,
    Publication,
    PublishedFigure,
    QuestionAmendment,
    RegisteredQuestion,
)
from alongside.areas.insight.queries.leave import leave_to_count
from alongside.areas.insight.queries.questions import question, questions
from alongside.areas.insight.queries.report import report
from alongside.areas.insight.rules.asking import Method, State
from alongside.areas.insight.rules.permissions import PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from alongside.kernel.months import Month
from alongside.kernel.refusal import NotPermitted, Refused
from tests.areas.insight.conftest import past_use
from tests.support.world import NOW

MAY = Month(2026, 5)
COUNT = {Role.FORCE_STATISTICS, Role.ANALYST, Role.LIAISON_LEAD}
HOLDERS = {
    "insight.see": COUNT | {Role.POLICE_SUPERVISOR, Role.INFORMATION_GOVERNANCE},
    "insight.open_records": {Role.FORCE_STATISTICS, Role.LIAISON_LEAD},
    "question.register": COUNT,
    "report.publish": COUNT,
}


@pytest.fixture
def asked(world):
    return NewQuestion(
        change="a nurse in the control room",
        measure="uses",
        area_id=world.police,
        locality="",
        start=Month(2025, 6),
        months_after=12,
        method=Method(season=False),
        seen_before=False,
    )


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", sorted(HOLDERS))
def test_who_may(role, permission):
    assert (role in PERMISSIONS[permission]) is (role in HOLDERS[permission])


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_count_register_and_publish(role, world, history, asked, agreed):
    actor = world[role]
    for work in (
        lambda: actions.register_question(actor, asked, now=NOW),
        lambda: actions.publish_report(actor, world.police, MAY, keep_earlier=False, now=NOW),
    ):
        if role in COUNT:
            work()
        else:
            with pytest.raises(NotPermitted):
                work()
    assert RegisteredQuestion.objects.exists() is (role in COUNT)
    assert Publication.objects.exists() is (role in COUNT)


def test_a_question_is_kept_once_with_its_method_and_its_audit_row(gwen, history, asked):
    key = uuid4()
    made = [actions.register_question(gwen, asked, now=NOW, request_key=key) for _ in range(2)]
    assert made[0] == made[1]
    row = RegisteredQuestion.objects.get()
    assert row.method["season"] is False
    assert AuditEntry.objects.filter(action="insight.register_question").count() == 1


def test_no_audit_no_question(gwen, history, asked, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr("alongside.areas.insight.actions.questions.record", refuse)
    with pytest.raises(RuntimeError):
        actions.register_question(gwen, asked, now=NOW)
    assert not RegisteredQuestion.objects.exists()


def test_the_answer_waits_and_nobody_sees_a_number_before_somebody_looks(gwen, history, asked):
    made = actions.register_question(gwen, replace(asked, months_after=24), now=NOW)
    with pytest.raises(Refused) as refused:
        actions.look_at_answer(gwen, made, now=NOW)
    assert refused.value.code == "question.waiting"
    page = question(gwen, made, now=NOW)
    assert (page.line.state, page.answers, page.control) == (State.WAITING, (), None)
    assert not AnswerLook.objects.exists()


def test_once_looked_at_it_is_answered_and_the_first_look_is_kept(gwen, history, asked):
    made = actions.register_question(gwen, asked, now=NOW)
    assert question(gwen, made, now=NOW).line.state is State.READY
    actions.look_at_answer(gwen, made, now=NOW)
    actions.look_at_answer(gwen, made, now=NOW)
    page = question(gwen, made, now=NOW)
    assert AnswerLook.objects.count() == 1
    assert (page.seen_at, page.seen_by) == (NOW, gwen.name)
    (only,) = page.answers
    assert only.finding.answered
    assert page.already == 12
    assert page.control is not None
    assert [one.state for one in questions(gwen, now=NOW)] == [State.ANSWERED]


def test_a_method_is_never_changed_but_amended_and_both_are_answered(gwen, history, asked):
    made = actions.register_question(gwen, asked, now=NOW)
    actions.amend_question(gwen, made, Method(season=True), reason="Winter is worse", now=NOW)
    actions.look_at_answer(gwen, made, now=NOW)
    later = Method(season=True, slope=True)
    actions.amend_question(gwen, made, later, reason="It may take time", now=NOW)
    page = question(gwen, made, now=NOW)
    assert [one.data_seen for one in page.amendments] == [False, True]
    assert [one.title for one in page.answers] == [
        "As registered",
        "As amended (1)",
        "As amended (2)",
    ]
    assert RegisteredQuestion.objects.get().method["season"] is False
    assert dict(page.method)["Time of year"] == "Not allowed for"
    with pytest.raises(Refused) as refused:
        actions.amend_question(gwen, made, later, reason="Again", now=NOW)
    assert refused.value.code == "question.not_amended"


def test_whoever_had_seen_the_numbers_has_it_said_of_them(gwen, history, asked):
    made = actions.register_question(gwen, replace(asked, seen_before=True), now=NOW)
    actions.amend_question(gwen, made, Method(), reason="Winter", now=NOW)
    page = question(gwen, made, now=NOW)
    assert page.seen_before
    assert page.amendments[0].data_seen


def test_a_question_is_not_set_beside_itself_or_beside_what_may_not_be_counted(
    world, gwen, history, asked
):
    itself = replace(asked, method=Method(comparator_area=str(world.police)))
    with pytest.raises(Refused) as refused:
        actions.register_question(gwen, itself, now=NOW)
    assert refused.value.code == "question.beside_itself"
    other = replace(asked, method=Method(comparator_area=str(world.trust)))
    with pytest.raises(NotPermitted):
        actions.register_question(gwen, other, now=NOW)
    with pytest.raises(NotPermitted):
        actions.register_question(gwen, replace(asked, area_id=world.trust), now=NOW)


def test_a_question_that_is_not_there_is_refused(gwen, history):
    for work in (
        lambda: question(gwen, uuid4(), now=NOW),
        lambda: actions.look_at_answer(gwen, uuid4(), now=NOW),
    ):
        with pytest.raises(Refused) as refused:
            work()
        assert refused.value.code == "question.not_here"


def test_what_is_published_is_kept_as_it_was_shown(world, gwen, history):
    actions.publish_report(gwen, world.police, MAY, keep_earlier=False, now=NOW)
    figures = {row.measure: row for row in PublishedFigure.objects.all()}
    uses = figures["Uses of section 136"]
    truth = sum(
        use.past.power_used_at >= MAY.starts_at and use.past.power_used_at < MAY.plus(1).starts_at
        for use in history
    )
    assert uses.count == truth
    assert int(uses.text) % 5 == 0
    assert figures["Police station used first"].text == "0"
    assert AuditEntry.objects.filter(action="insight.publish_report").count() == 1


def test_a_later_report_does_not_give_a_small_change_away(world, gwen, take_in, history):
    leave = leave_to_count(gwen, now=NOW)
    actions.publish_report(gwen, world.police, MAY, keep_earlier=False, now=NOW)
    before = {row.measure: row.text for row in PublishedFigure.objects.all()}
    late = datetime(2026, 5, 20, 3, tzinfo=UTC)
    take_in([past_use(late, f"late {number}") for number in range(4)])
    made = report(gwen, world.police, MAY, leave=leave, now=NOW)
    assert made.clashes
    with pytest.raises(Refused) as refused:
        actions.publish_report(gwen, world.police, MAY, keep_earlier=False, now=NOW)
    assert refused.value.code == "report.differs"
    actions.publish_report(gwen, world.police, MAY, keep_earlier=True, now=NOW)
    newest = Publication.objects.order_by("kept_earlier").last()
    assert newest is not None
    assert newest.kept_earlier == len(made.clashes)
    after = {row.measure: row.text for row in newest.figures.all()}
    assert all(after[clash.now.measure] == before[clash.now.measure] for clash in made.clashes)


def test_constraints_hold_in_the_database(world, gwen, history, asked):
    made = actions.register_question(gwen, asked, now=NOW)
    row = RegisteredQuestion.objects.get(pk=made)
    for field, value in (("change", ""), ("months_after", 2)):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisteredQuestion.objects.filter(pk=made).update(**{field: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionAmendment.objects.create(
            question=row, amended_at=NOW, amended_by_id=gwen.user_id, amended_by_name="G",
            method={}, reason="", data_seen=False,
        )  # fmt: skip
    actions.publish_report(gwen, world.police, MAY, keep_earlier=False, now=NOW)
    one = PublishedFigure.objects.first()
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_a_month_is_counted_once(world, gwen, history):
    count_months(NOW)
    one = MonthCount.objects.first()
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()
