"""The survey and what is said in it: who may, what is kept apart, what the pages show."""

import uuid
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.urls import reverse

from alongside.areas.placements.actions import surveying, theming
from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    SurveyAnswer,
    SurveyReceipt,
    SurveyTheme,
    ThemeMark,
)
from alongside.areas.placements.queries.results import comparison
from alongside.areas.placements.rules.permissions_feedback import FEEDBACK_PERMISSIONS
from alongside.areas.placements.rules.survey import survey
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.kernel.actor import OWN_DOOR, Actor, Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.contacts import Browser, text_of
from tests.support.placing import OFFICERS, Placing, make_placing
from tests.support.world import NOW, make_world, on_duty

pytestmark = pytest.mark.django_db
AFTER = NOW + timedelta(days=30)
ANSWERS = {
    "recommend": "yes", "outcomes": "yes", "understand": "agree", "confident": "neither",
    "word": "Eye-opening", "differently": "I will ask the ward first.", "change": "",
}  # fmt: skip


@pytest.fixture
def placing() -> Placing:
    return make_placing(make_world())


@pytest.fixture
def over(placing: Placing, time_machine) -> Placing:
    """The cohort is over, and pages are opened now."""
    time_machine.move_to(NOW, tick=False)
    last_on = NOW.date() - timedelta(days=5)
    PlacementCohort.objects.filter(pk=placing.cohort.pk).update(
        induction_on=None, first_on=last_on - timedelta(days=11), last_on=last_on, feedback_on=NOW
    )
    return placing


def open_page(actor: Actor, name: str, *args: object, **asked: str) -> HttpResponse:
    return Browser(actor).client.get(reverse(f"placements:{name}", args=args), asked)


def send(actor: Actor, name: str, *args: object, **fields: str) -> HttpResponse:
    fields.setdefault("request_key", str(uuid.uuid4()))
    return Browser(actor).client.post(reverse(f"placements:{name}", args=args), fields)


def answered(placing: Placing, cohort: PlacementCohort, *, yes: int, no: int = 0) -> None:
    """Answers of a cohort, each with somebody who has answered."""
    for number in range(yes + no):
        learner = Learner.objects.create(
            scheme=placing.scheme, cohort=cohort, name=f"PC {cohort.name} {number}"
        )
        SurveyReceipt.objects.create(learner=learner, survey=survey().code)
        SurveyAnswer.objects.create(
            cohort=cohort, survey=survey().code, word=("calm", "brave", "busy")[number % 3],
            answers={"recommend": "yes" if number < yes else "no", "change": f"Said {number}."},
            received_on=AFTER.date(),
        )  # fmt: skip


def a_cohort(placing: Placing, name: str, first_on: date) -> PlacementCohort:
    return PlacementCohort.objects.create(
        scheme=placing.scheme, pattern=placing.cohort.pattern, name=name,
        first_on=first_on, last_on=first_on + timedelta(days=11),
    )  # fmt: skip


# ---- Answering ---------------------------------------------------------------


def test_answers_and_who_has_answered_are_kept_with_nothing_that_joins_them(placing):
    mine = placing.learners[OFFICERS[0]]
    key = uuid.uuid4()
    receipt = surveying.answer_survey(placing.learner, mine.id, ANSWERS, now=AFTER, request_key=key)
    surveying.answer_survey(placing.learner, mine.id, ANSWERS, now=AFTER, request_key=key)
    answer = SurveyAnswer.objects.get()
    assert answer.word == "Eye-opening"
    assert answer.answers == {
        "recommend": "yes", "outcomes": "yes", "understand": "agree", "confident": "neither",
        "differently": "I will ask the ward first.",
    }  # fmt: skip
    assert SurveyReceipt.objects.get().learner_id == mine.id
    names = {field.name for field in SurveyAnswer._meta.get_fields()}
    assert names == {"id", "cohort", "survey", "answers", "word", "received_on", "marks"}
    entry = AuditEntry.objects.filter(action="placements.answer_survey").get()
    assert entry.subject_id == receipt
    assert not AuditSubject.objects.filter(subject_id=answer.id).exists()


def test_nobody_answers_early_twice_or_for_somebody_else(placing):
    mine, other = (placing.learners[name] for name in OFFICERS[:2])
    cases = ((mine, NOW, "survey.not_yet"), (other, AFTER, "survey.not_yours"))
    for learner, now, code in cases:
        with pytest.raises(Refused) as refused:
            surveying.answer_survey(placing.learner, learner.id, ANSWERS, now=now)
        assert refused.value.code == code
    surveying.answer_survey(placing.learner, mine.id, ANSWERS, now=AFTER)
    with pytest.raises(Refused) as refused:
        surveying.answer_survey(placing.learner, mine.id, ANSWERS, now=AFTER)
    assert refused.value.code == "survey.answered"
    assert SurveyAnswer.objects.count() == 1


def test_only_those_whose_it_is_do_each_thing(placing):
    mine = placing.learners[OFFICERS[0]]
    theme = theming.make_theme(placing.coordinator, placing.scheme.id, "Time", now=NOW)
    for role, actor in placing.world.actors.items():
        scheme = placing.scheme.id
        tries = {
            "survey.answer": partial(surveying.answer_survey, actor, mine.id, {}, now=NOW),
            "survey.theme": partial(theming.make_theme, actor, scheme, "", now=NOW),
            "survey.see": partial(comparison, actor, scheme, first="", second="", now=NOW),
            "survey.type_in": partial(
                surveying.type_in_answers, actor, placing.cohort.id, {}, now=NOW
            ),
        }
        for permission, attempt in tries.items():
            try:
                attempt()
            except NotPermitted:
                assert role not in FEEDBACK_PERMISSIONS[permission], (role, permission)
            except Refused:
                assert role in FEEDBACK_PERMISSIONS[permission], (role, permission)
            else:
                assert role in FEEDBACK_PERMISSIONS[permission], (role, permission)
        if role is not Role.PLACEMENT_COORDINATOR:
            with pytest.raises(NotPermitted):
                theming.take_theme_away(actor, theme, now=NOW)
            with pytest.raises(NotPermitted):
                theming.mark_theme(
                    actor, theme, uuid.uuid4(), question="change", heard=True, now=NOW
                )


def test_no_audit_no_answer(placing, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the audit is full")

    monkeypatch.setattr(surveying, "record", broken)
    mine = placing.learners[OFFICERS[0]]
    with pytest.raises(RuntimeError):
        surveying.answer_survey(placing.learner, mine.id, ANSWERS, now=AFTER)
    assert not SurveyAnswer.objects.exists()
    assert not SurveyReceipt.objects.exists()


# ---- What the database does not let in ----------------------------------------


def test_the_database_takes_one_receipt_one_mark_and_no_empty_theme(placing):
    mine = placing.learners[OFFICERS[0]]
    by = {"made_by_id": placing.coordinator.user_id, "made_at": NOW}
    theme = SurveyTheme.objects.create(scheme=placing.scheme, words="Time", **by)
    answer = SurveyAnswer.objects.create(
        cohort=placing.cohort, survey="s", answers={}, received_on=NOW.date()
    )
    mark = {"marked_by_id": placing.coordinator.user_id, "marked_at": NOW, "question": "change"}
    SurveyReceipt.objects.create(learner=mine, survey="s")
    ThemeMark.objects.create(theme=theme, answer=answer, **mark)
    for spoilt, name in (
        (SurveyReceipt(learner=mine, survey="s"), "survey_answered_once"),
        (ThemeMark(theme=theme, answer=answer, **mark), "theme_marked_once"),
        (SurveyTheme(scheme=placing.scheme, words="", **by), "theme_has_words"),
    ):
        with pytest.raises(IntegrityError) as broken, transaction.atomic():
            spoilt.save(force_insert=True)
        said = str(broken.value)
        assert name in said or "UNIQUE constraint failed" in said


# ---- Themes --------------------------------------------------------------------


def test_a_theme_is_made_marked_taken_away_and_brought_back(placing):
    answered(placing, placing.cohort, yes=6)
    lead, scheme = placing.coordinator, placing.scheme.id
    theme = theming.make_theme(lead, scheme, "  More   time ", now=NOW)
    answer = SurveyAnswer.objects.first()
    for heard in (True, True):
        theming.mark_theme(lead, theme, answer.id, question="change", heard=heard, now=NOW)
    assert AuditEntry.objects.filter(action="placements.mark_theme").count() == 1
    theming.take_theme_away(lead, theme, now=NOW)
    with pytest.raises(Refused, match="not here"):
        theming.mark_theme(lead, theme, answer.id, question="change", heard=True, now=NOW)
    theming.bring_theme_back(lead, theme, now=NOW)
    assert ThemeMark.objects.count() == 1
    theming.mark_theme(lead, theme, answer.id, question="change", heard=False, now=NOW)
    assert not ThemeMark.objects.exists()


def test_what_a_theme_cannot_be_is_refused(placing):
    lead, scheme = placing.coordinator, placing.scheme.id
    theme = theming.make_theme(lead, scheme, "More time", now=NOW)
    for words, code in (
        (" ", "theme.no_words"), ("x" * 121, "theme.too_long"), ("more TIME", "theme.there"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            theming.make_theme(lead, scheme, words, now=NOW)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        theming.mark_theme(lead, theme, uuid.uuid4(), question="change", heard=True, now=NOW)
    assert refused.value.code == "theme.nothing_said"
    theming.take_theme_away(lead, theme, now=NOW)
    theming.make_theme(lead, scheme, "More time", now=NOW)
    with pytest.raises(Refused) as refused:
        theming.bring_theme_back(lead, theme, now=NOW)
    assert refused.value.code == "theme.there"
    stranger = on_duty(Role.PLACEMENT_COORDINATOR, placing.world.council, name="Council lead")
    with pytest.raises(Refused) as refused:
        theming.bring_theme_back(stranger, theme, now=NOW)
    assert refused.value.code == "theme.not_found"


# ---- Pages ----------------------------------------------------------------------


@pytest.mark.one_database
def test_each_page_opens_for_those_it_is_for_and_for_nobody_else(placing, time_machine):
    time_machine.move_to(NOW, tick=False)
    pages = {
        "survey": ("survey.answer", ()), "results": ("survey.see", (placing.scheme.id,)),
        "compare": ("survey.see", (placing.scheme.id,)),
        "results_file": ("survey.see", (placing.scheme.id,)),
        "themes": ("survey.see", (placing.scheme.id,)),
        "paper": ("survey.type_in", (placing.cohort.id,)),
    }  # fmt: skip
    for role in (role for role in Role if role not in OWN_DOOR):
        for page, (permission, args) in pages.items():
            status = 200 if role in FEEDBACK_PERMISSIONS[permission] else 403
            answer = open_page(placing.world[role], page, *args)
            assert answer.status_code == status, (role, page)


@pytest.mark.one_database
def test_a_learner_answers_on_the_page_and_is_thanked(over):
    learner = over.learner
    assert "Nobody can tell which answers are yours" in text_of(open_page(learner, "survey"))
    wrong = send(learner, "survey", word="two words")
    assert wrong.status_code == 422
    assert "Give one word" in text_of(wrong)
    assert send(learner, "survey", **ANSWERS).status_code == 302
    assert "Thank you" in text_of(open_page(learner, "survey"))
    twice = send(learner, "survey", **ANSWERS)
    assert twice.status_code == 422
    assert "You have answered already" in text_of(twice)


@pytest.mark.one_database
def test_answers_on_paper_are_typed_in_one_after_another_with_no_name(over):
    lead, cohort = over.coordinator, over.cohort.id
    key = str(uuid.uuid4())
    for _ in range(2):
        kept = send(lead, "paper", cohort, request_key=key, **ANSWERS)
    told = text_of(Browser(lead).client.get(kept["Location"]))
    assert "Kept. The next paper goes here. " in told
    assert "1 of 4 answers are here" in told
    assert not SurveyReceipt.objects.exists()
    empty = send(lead, "paper", cohort)
    assert empty.status_code == 422
    assert "Every question is empty" in text_of(empty)
    for _ in range(3):
        send(lead, "paper", cohort, word="calm")
    assert "each of the 4" in text_of(send(lead, "paper", cohort, word="calm"))
    nowhere = open_page(lead, "paper", uuid.uuid4())
    assert "That cohort is not here" in text_of(nowhere)


@pytest.mark.one_database
def test_before_the_last_day_the_page_says_when_and_without_a_cohort_whom_to_ask(
    placing, time_machine
):
    time_machine.move_to(NOW, tick=False)
    assert "opens on Fri 26 June 2026" in text_of(open_page(placing.learner, "survey"))
    nobody = on_duty(Role.LEARNER, placing.world.police, name="Not placed")
    assert "You are on no placement" in text_of(open_page(nobody, "survey"))


@pytest.mark.one_database
def test_the_finding_has_its_number_its_range_and_what_would_change_our_mind(over):
    lead, scheme = over.coordinator, over.scheme.id
    empty = text_of(open_page(lead, "results", scheme))
    assert "No data: nobody has yet answered" in empty
    assert "0 %" not in empty.replace("100 %", "")
    spring = a_cohort(over, "Spring", NOW.date() - timedelta(days=90))
    answered(over, spring, yes=3)
    few = text_of(open_page(lead, "results", scheme))
    assert "Answers are shown once 5 people have sent theirs" in few
    answered(over, over.cohort, yes=9, no=1)
    told = text_of(open_page(lead, "results", scheme))
    for words in (
        "12 of the 13 who answered would recommend it: 92 %", "between 67 % and 99 %",
        "at least 36 answers to be possible", "too few to show", "13 gave a word",
        "The 4 who have not answered may think otherwise",
    ):  # fmt: skip
        assert words in told, words


@pytest.mark.one_database
def test_cohorts_are_compared_with_ranges_and_small_ones_are_not(over):
    lead, scheme = over.coordinator, over.scheme.id
    assert "There are not two cohorts" in text_of(open_page(lead, "compare", scheme))
    spring, may = (
        a_cohort(over, name, NOW.date() - timedelta(days=days))
        for name, days in (("Spring", 90), ("May", 40))
    )
    answered(over, spring, yes=7, no=1)
    answered(over, may, yes=8)
    told = text_of(open_page(lead, "compare", scheme, first=str(spring.id), second=str(may.id)))
    assert "12 points higher" in told
    assert "It cannot be told: every difference is as small" in told
    for asked, code in (
        ({"first": "x"}, "of another scheme"),
        ({"first": str(may.id), "second": str(may.id)}, "twice"),
    ):
        refused = open_page(lead, "compare", scheme, **asked)
        assert refused.status_code == 422
        assert code in text_of(refused)


@pytest.mark.one_database
def test_themes_are_made_and_marked_on_the_page_and_stand_in_the_results_and_the_file(over):
    lead, scheme = over.coordinator, over.scheme.id
    assert "nobody has answered yet" in text_of(open_page(lead, "themes", scheme))
    answered(over, over.cohort, yes=6)
    assert "Say in a few words" in text_of(send(lead, "themes", scheme, words=""))
    assert send(lead, "themes", scheme, words="=Time to talk").status_code == 302
    theme, answer = SurveyTheme.objects.get(), SurveyAnswer.objects.first()
    marked = send(lead, "mark_theme", scheme, mark=f"{theme.id} {answer.id} change yes")
    assert marked["Location"].endswith(f"#said-{answer.id}-change")
    assert send(lead, "mark_theme", scheme, mark="nonsense").status_code == 422
    assert 'aria-pressed="true"' in open_page(lead, "themes", scheme).content.decode()
    assert "1 of 6" in text_of(open_page(lead, "results", scheme))
    made = open_page(lead, "results_file", scheme).content.decode()
    assert "theme,everybody,'=Time to talk,1,6" in made
    assert "share,everybody,Would recommend it,6,6,100.0,61.0,100.0," in made
    away = send(lead, "theme_away", theme.id)
    assert "Bring it back" in text_of(Browser(lead).client.get(away["Location"]))
    assert "done=back" in send(lead, "theme_back", theme.id)["Location"]
