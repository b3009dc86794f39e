"""Learning without answers: known shares are found again, and the threshold keeps its word."""

from dataclasses import replace

import numpy as np
import pytest

from alongside.engines.matching.batch.settings.build import comparisons_for, first_shares
from alongside.engines.matching.batch.settings.level import ELSE, Compared, Level
from alongside.engines.matching.batch.thresholds import chance, foretell, learnt_shift
from alongside.engines.matching.batch.training import Patterns, learn
from alongside.engines.matching.batch.truth import answers_in, measured_clusters, measured_links
from alongside.kernel.refusal import Refused

SEED = 20_260_612
PAIRS = 200_000


def compared(name: str, *, at_home: bool) -> Compared:
    levels = (Level("same", "the same", 0.7), Level("near", "near", 0.2), Level(ELSE, "no", 0.1))
    return Compared(name, name, (name,), levels, at_home)


FIELDS = (
    compared("given_name", at_home=False),
    compared("surname", at_home=True),
    compared("born", at_home=False),
    compared("address", at_home=True),
    compared("email", at_home=False),
)
M = np.array(
    [[0.6, 0.3, 0.1], [0.8, 0.15, 0.05], [0.7, 0.2, 0.1], [0.5, 0.3, 0.2], [0.55, 0.3, 0.15]]
)
U = np.array(
    [
        [0.01, 0.02, 0.97],
        [0.02, 0.03, 0.95],
        [0.01, 0.05, 0.94],
        [0.002, 0.01, 0.988],
        [0.001, 0.004, 0.995],
    ]
)


def world(*, person: float, home: float, seed: int = SEED) -> tuple[Patterns, np.ndarray]:
    """Pairs whose kind is known: one person, one household, or neither; a tenth is missing."""
    chooser = np.random.default_rng(seed)
    kind = chooser.choice(3, PAIRS, p=[person, home, 1 - person - home])
    columns = []
    for place, field in enumerate(FIELDS):
        as_person = (kind == 0) | ((kind == 1) & field.of_a_household)
        drawn = chooser.random(PAIRS)
        level = np.where(
            as_person,
            np.searchsorted(np.cumsum(M[place])[:-1], drawn),
            np.searchsorted(np.cumsum(U[place])[:-1], drawn),
        )
        columns.append(np.where(chooser.random(PAIRS) < 0.1, -1, level))
    stacked = np.stack(columns, axis=1)
    patterns, counts = np.unique(stacked, axis=0, return_counts=True)
    return Patterns(patterns, counts.astype(float), float(PAIRS)), kind


def marginal(patterns: Patterns) -> dict[str, tuple[float, ...]]:
    found = {}
    for place, field in enumerate(FIELDS):
        level = patterns.levels[:, place]
        count = np.bincount(level[level >= 0], weights=patterns.counts[level >= 0], minlength=3)
        found[field.name] = tuple(count / count.sum())
    return found


def test_known_shares_are_learnt_again():
    patterns, _ = world(person=0.01, home=0.02)
    learnt = learn(patterns, FIELDS, marginal(patterns))
    assert learnt.settled
    assert learnt.prior == pytest.approx(0.01, rel=0.08)
    assert learnt.household == pytest.approx(0.02, rel=0.15)
    for place, field in enumerate(FIELDS):
        assert np.allclose(learnt.m[field.name], M[place], atol=0.04)


def test_without_households_none_is_found():
    patterns, _ = world(person=0.01, home=0.0)
    learnt = learn(patterns, FIELDS, marginal(patterns))
    assert learnt.household < 0.001
    assert learnt.prior == pytest.approx(0.01, rel=0.08)


def test_a_file_of_strangers_is_not_said_to_hold_anybody_twice():
    patterns, _ = world(person=0.0, home=0.0)
    learnt = learn(patterns, FIELDS, marginal(patterns))
    assert learnt.prior * PAIRS < 40


def test_names_changed_about_by_chance_are_not_taken_for_people():
    # In a large file two strangers' names are now and then each other's, seen in no random pair;
    # both comparisons show it, and counted twice it would outweigh all that differs.
    twice = Level("about", "changed about", 0.1, told_twice=True)
    names = [
        Compared(name, name, (name,), (Level("same", "same", 0.7), twice, Level(ELSE, "no", 0.2)))
        for name in ("given_name", "surname")
    ]
    born = compared("born", at_home=False)
    levels = np.array([[0, 0, 0], [1, 1, 2], [2, 2, 2]])
    patterns = Patterns(levels, np.array([1e4, 1e3, 1e6]), 1e10)
    by_chance = {"given_name": (1e-3, 0.0, 0.999), "surname": (1e-3, 0.0, 0.999)}
    learnt = learn(patterns, [*names, born], by_chance | {"born": (1e-4, 1e-3, 0.9989)})
    assert learnt.prior * 1e10 == pytest.approx(1e4, rel=0.02)
    once = replace(twice, told_twice=False)
    told_once = [replace(one, levels=(one.levels[0], once, one.levels[2])) for one in names]
    wrong = learn(patterns, [*told_once, born], by_chance | {"born": (1e-4, 1e-3, 0.9989)})
    assert wrong.prior * 1e10 > 1.05e4


def test_first_shares_are_whole_for_every_comparison_there_is():
    columns = {
        "given_name", "surname", "middle_name", "surname_2", "born", "age", "sex", "phone",
        "phone_2", "email", "identifier", "address", "address_2", "town", "organisation",
        "house_number", "postcode", "region", "other_1",
    }  # fmt: skip
    every = comparisons_for(columns)
    assert {one.name for one in every} == columns
    for shares in first_shares(every).values():
        assert sum(shares) == pytest.approx(1.0)


def test_the_threshold_does_what_it_foretold_where_weights_tell_the_truth():
    chooser = np.random.default_rng(SEED)
    weights = chooser.normal(-4, 6, 20_000)
    truth = chooser.random(20_000) < chance(weights)
    told = foretell(weights)
    said = weights >= told.threshold
    right = (said & truth).sum()
    assert right / said.sum() == pytest.approx(told.precision, abs=0.01)
    assert right / truth.sum() == pytest.approx(told.recall, abs=0.01)
    best = max(
        2 * ((weights >= at) & truth).sum() / ((weights >= at).sum() + truth.sum())
        for at in np.arange(-6, 6, 0.25)
    )
    assert 2 * right / (said.sum() + truth.sum()) > best - 0.01


def test_a_threshold_that_is_asked_for_is_kept():
    assert foretell([5.0, 1.0, -3.0], asked=2.0).pairs == 1
    assert foretell([], asked=2.0).threshold == 2.0


def test_a_wide_gap_is_cut_at_the_chance_that_matters_and_not_at_its_middle():
    assert -1.0 < foretell([30.0, 29.0, -5.9]).threshold <= 0.0
    assert -1.0 < foretell([30.0, 29.0]).threshold <= 0.0


def test_answers_move_the_threshold_to_where_even_odds_are_even():
    chooser = np.random.default_rng(SEED)
    weights = chooser.uniform(-4, 4, 3_000)
    answers = chooser.random(3_000) < chance(weights - 1.5)
    assert learnt_shift(list(weights), list(answers)) == pytest.approx(-1.5, abs=0.2)
    assert learnt_shift([], []) == 0.0


def test_one_answer_moves_the_threshold_only_a_little():
    assert 0.0 < learnt_shift([-1.0], [True]) < 3.0


def test_right_and_wrong_answers_are_counted_by_pairs_of_rows():
    truth = ["a", "a", "a", "b", None]
    told = measured_clusters(truth, {0: 0, 1: 0, 2: 2, 3: 2, 4: 2}, threshold=0.0)
    assert (told.said, told.right, told.true) == (2, 1, 3)
    assert (told.precision, told.recall, told.f1) == (1 / 2, 1 / 3, 2 / 5)
    links = [(0, 0, 3.0), (1, 1, 0.0)]
    for linked, counts in zip(
        measured_links((["a", "b"], ["a", "c", "b"]), links, thresholds=(-1.0, 0.0, 3.0, 4.0)),
        [(2, 1, 2), (2, 1, 2), (1, 1, 2), (0, 0, 2)],
        strict=True,
    ):
        assert (linked.said, linked.right, linked.true) == counts


def test_the_right_answer_may_be_part_of_a_cell():
    assert answers_in(["rec-7-org", None], pattern=r"rec-(\d+)", column="rec") == ["7", None]
    for pattern, words in [("(", "--truth-pattern"), (r"\d", "one group"), (r"x(\d)", "no cell")]:
        with pytest.raises(Refused) as refused:
            answers_in(["rec-7-org"], pattern=pattern, column="rec")
        assert words in str(refused.value)
