"""What a survey takes, what its answers come to, what stays hidden, and the picture of words."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from alongside.areas.placements.rules.hiding import FEWEST, shown_apart
from alongside.areas.placements.rules.results import (
    Asked,
    Said,
    answered_words,
    how_sure,
    results_chart,
    results_of,
)
from alongside.areas.placements.rules.shares import (
    Share,
    differences_told,
    percent,
    published_shares,
    share_difference,
    whole_share,
)
from alongside.areas.placements.rules.survey import (
    SurveyState,
    check_may_answer,
    check_more_paper,
    clean_answers,
    survey,
    survey_state,
)
from alongside.areas.placements.rules.word_cloud import (
    WIDTH,
    cloud_chart,
    cloud_sentence,
    counted_words,
    laid_out,
)
from alongside.engines.evaluation.least_n import printed_percentage
from alongside.kernel.refusal import Refused

LAST = date(2026, 6, 26)
RECOMMEND = survey().questions[0]


# ---- What may be sent -------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "answered", "state", "code"),
    [
        (-1, False, SurveyState.NOT_YET, "survey.not_yet"),
        (0, False, SurveyState.OPEN, ""),
        (90, False, SurveyState.OPEN, ""),
        (0, True, SurveyState.ANSWERED, "survey.answered"),
    ],
)
def test_a_survey_opens_on_the_last_day_and_is_answered_once(days, answered, state, code):
    found = survey_state(LAST, answered=answered, today=LAST + timedelta(days=days))
    assert found is state
    if not code:
        check_may_answer(found)
        return
    with pytest.raises(Refused) as refused:
        check_may_answer(found)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("answered", "days", "code"),
    [(10, 0, ""), (11, 0, "survey.all_answered"), (0, -1, "survey.cohort_not_over")],
)
def test_no_more_papers_are_typed_in_than_there_were_people(answered, days, code):
    today = LAST + timedelta(days=days)
    if not code:
        check_more_paper(11, answered, LAST, today=today)
        return
    with pytest.raises(Refused) as refused:
        check_more_paper(11, answered, LAST, today=today)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({}, "survey.nothing_said", None),
        ({"word": "  ", "change": ""}, "survey.nothing_said", None),
        ({"recommend": "perhaps"}, "survey.not_a_choice", "recommend"),
        ({"understand": "yes"}, "survey.not_a_choice", "understand"),
        ({"word": "really good"}, "survey.one_word", "word"),
        ({"word": "x" * 25}, "survey.one_word", "word"),
        ({"word": "10"}, "survey.one_word", "word"),
        ({"change": "x" * 1001}, "survey.too_long", "change"),
        ({"change": "Ring 999 000 0018 first"}, "survey.number", "change"),
        ({"differently": "At ZN1 4AB I would wait"}, "survey.number", "differently"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_question(sent, code, field):
    with pytest.raises(Refused) as refused:
        clean_answers(survey(), sent)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_what_was_left_empty_is_not_an_answer():
    sent = {"recommend": "no", "word": " eye-opening ", "understand": "", "change": "More\n time"}
    assert clean_answers(survey(), sent) == {
        "recommend": "no", "word": "eye-opening", "change": "More time",
    }  # fmt: skip


# ---- Shares -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "out_of", "words", "between", "sentence"),
    [
        (0, 0, "no data", "", "No data: nobody has yet answered whether they would recommend it."),
        (4, 4, "too few to show", "", "Too few have answered"),
        (35, 36, "97 %", "86 % to 99.5 %", "35 of the 36 who answered would recommend it: 97 %"),
        (0, 5, "0 %", "0 % to 43 %", "0 of the 5 who answered"),
    ],
)
def test_a_share_stands_on_its_number_and_range(count, out_of, words, between, sentence):
    share = whole_share(RECOMMEND, count, out_of)
    assert (share.words, share.between) == (words, between)
    assert sentence in share.sentence
    assert share.known is bool(between)
    assert share.of == (f"{count} of {out_of}" if between else "")


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (0, "0 %"),
        (0.0001, "under 0.1 %"),
        (0.004, "0.4 %"),
        (0.917, "92 %"),
        (0.996, "99.6 %"),
        (0.9999, "over 99.9 %"),
        (1, "100 %"),
    ],
)
def test_all_and_none_are_said_only_where_exact(part, words):
    assert percent(part) == words


def test_the_published_percentages_need_at_least_36_answers():
    printed = survey().published
    found = published_shares(printed)
    assert printed == ("97%", "92%", "97%", "97%")
    assert found.least == 36
    assert found.fits.startswith("36 to 39, 59 to 66, 71 to 79")
    assert (found.lowest, found.between) == ("92 %", "78 % to 97 %")

    def possible(people: int) -> bool:
        """Whether whole numbers of people give every one of them, found by trying each."""
        return all(
            any(printed_percentage(words).holds(count, people) for count in range(people + 1))
            for words in printed
        )

    assert [people for people in range(1, 40) if possible(people)] == [36, 37, 38, 39]


@pytest.mark.parametrize(
    ("first", "second", "points", "verdict"),
    [
        ((10, 11), (11, 12), "1 point higher", "Cannot be told apart"),
        ((5, 10), (5, 10), "no difference", "Cannot be told apart"),
        ((2, 20), (19, 20), "85 points higher", "More than chance alone"),
        ((19, 20), (2, 20), "85 points lower", "More than chance alone"),
        ((3, 3), (19, 20), "", "Too few"),
        ((0, 0), (19, 20), "", "No data on one side"),
    ],
)
def test_two_cohorts_are_compared_with_a_range_or_not_at_all(first, second, points, verdict):
    found = share_difference(*(whole_share(RECOMMEND, *pair) for pair in (first, second)))
    assert found.points == points
    assert found.verdict.startswith(verdict)
    assert bool(found.between) is bool(points)
    assert found.apart is verdict.startswith("More")


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([((3, 3), (9, 9))], "too few answers to say"),
        ([((9, 10), (10, 10)), ((3, 3), (9, 9))], "It cannot be told"),
        ([((9, 10), (10, 10)), ((2, 20), (19, 20))], "On 1 of 2 questions the difference is more"),
    ],
)
def test_what_a_comparison_found_is_told_first(pairs, told):
    found = [
        share_difference(*(whole_share(RECOMMEND, *numbers) for numbers in pair)) for pair in pairs
    ]
    assert told in differences_told(found)


# ---- What stays hidden ------------------------------------------------------


@given(some.dictionaries(some.text("abcdef", min_size=1, max_size=2), some.integers(0, 12)))
def test_what_is_hidden_cannot_be_worked_out_from_the_whole(answers):
    shown = shown_apart(answers)
    hidden = sum(number for key, number in answers.items() if key not in shown)
    assert all(answers[key] >= FEWEST for key in shown)
    assert hidden == 0 or hidden >= FEWEST or not shown


def cohort(name: str, people: int, answered: int, month: int = 1) -> Asked:
    return Asked(name, name, date(2026, month, 5), people, answered)


def said(name: str, yes: int, no: int) -> list[Said]:
    answers = ["yes"] * yes + ["no"] * no
    return [Said(name, {"recommend": one, "understand": "agree"}) for one in answers]


def test_results_keep_cohorts_in_the_order_of_their_dates_and_hide_small_ones():
    cohorts = [cohort("c", 4, 4, 3), cohort("a", 11, 11, 1), cohort("b", 12, 9, 2)]
    found = results_of(survey(), cohorts, said("a", 11, 0) + said("b", 5, 4) + said("c", 0, 4))
    assert [one.asked.name for one in found.cohorts] == ["a", "b", "c"]
    words = [one.shares[0].words for one in found.cohorts]
    assert words == [
        "100 %",
        "too few to show",
        "too few to show",
    ]  # or c would follow from the rest
    assert found.shares[0].of == "16 of 24"
    assert found.shares[1].words == "no data"
    assert (found.people, found.answered) == (27, 24)
    assert answered_words(found.cohorts[1].asked) == "9 of 12"
    assert answered_words(cohort("d", 0, 0)) == "no data"


def test_silence_is_weighed_and_nothing_is_claimed_for_want_of_a_comparator():
    found = results_of(survey(), [cohort("a", 12, 10)], said("a", 10, 0))
    told = how_sure(found)
    assert "The 2 who have not answered" in told[0]
    assert "the share falls from 100 % to 83 %" in told[0]
    assert "Nobody was asked before" in told[1]
    alone = results_of(survey(), [cohort("a", 4, 3)], said("a", 3, 0))
    assert how_sure(alone)[0] == "The one who has not answered may think otherwise."
    assert len(how_sure(results_of(survey(), [cohort("a", 5, 5)], said("a", 5, 0)))) == 2


def test_a_picture_is_drawn_only_of_what_is_known():
    assert results_chart(results_of(survey(), [], [])) is None
    drawn = results_chart(results_of(survey(), [cohort("a", 6, 6)], said("a", 6, 0)))
    assert drawn is not None
    assert [row[0] for row in drawn.rows] == [RECOMMEND.short, "Understand the services better"]
    assert drawn.says.startswith("Would recommend it: 100 % (61 % to 100 %)")


# ---- Words ------------------------------------------------------------------

WORDS = some.lists(some.text("abcdefgijlmtw-é", min_size=1, max_size=24), min_size=1, max_size=70)


@given(WORDS)
def test_words_never_lie_over_each_other_nor_past_the_edge(words):
    placed = laid_out(counted_words(words))
    for number, one in enumerate(placed):
        assert one.left >= 0
        assert one.left + one.width <= WIDTH
        assert not any(one.touches(other) for other in placed[:number])
    assert placed == laid_out(counted_words(words))


def test_words_are_counted_whatever_their_capitals_and_drawn_by_how_often():
    counted = counted_words(["Calm", "calm", "brave", "CALM", "busy"])
    assert [(one.word, one.count) for one in counted] == [("calm", 3), ("brave", 1), ("busy", 1)]
    chart = cloud_chart(counted)
    assert chart is not None
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)" textLength', chart.svg)]
    assert sizes[0] > sizes[1] == sizes[2]
    assert 'fill="currentColor"' in chart.svg  # so that it is read in the dark and on paper
    assert chart.rows == (("calm", 3), ("brave", 1), ("busy", 1))


def test_a_word_is_written_so_that_it_is_no_markup():
    chart = cloud_chart(counted_words(["<b>"]))
    assert chart is not None
    assert "<b>" not in chart.svg


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "No data: nobody has given a word yet."),
        (["a", "b"], "2 gave a word, and no two gave the same."),
        (["a", "a", "b"], "3 gave a word. Said most: “a”, by 2."),
        (["a", "a", "b", "b"], "4 gave a word. Said most: “a” and “b”, by 2 each."),
    ],
)
def test_the_sentence_under_the_words_says_what_they_show(words, sentence):
    assert cloud_sentence(counted_words(words)) == sentence
    assert (cloud_chart(counted_words(words)) is None) == (words == [])


def test_a_share_of_one_cohort_keeps_its_own_hiding():
    assert Share(RECOMMEND, 9, 10, hidden=True).sentence.startswith("Too few have answered")
