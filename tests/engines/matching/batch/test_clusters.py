"""Records gathered into people: never by a chain, never across what a person has said."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.matching.batch.clusters import Settled, components, gather
from alongside.engines.matching.batch.keys import earlier_keys, number_people
from alongside.engines.matching.batch.pairing import one_to_one
from alongside.kernel.refusal import Refused

RECORDS = st.integers(min_value=0, max_value=14)
EDGES = st.dictionaries(
    st.tuples(RECORDS, RECORDS).filter(lambda pair: pair[0] < pair[1]),
    st.floats(min_value=-6, max_value=20),
    max_size=40,
).map(lambda found: [(a, b, weight) for (a, b), weight in found.items()])


def together(cluster):
    groups = {}
    for one, home in cluster.items():
        groups.setdefault(home, set()).add(one)
    return {frozenset(group) for group in groups.values()}


@given(EDGES)
def test_components_agree_with_an_independent_oracle(edges):
    pairs = [(a, b) for a, b, _ in edges]
    oracle = {frozenset(part) for part in nx.connected_components(nx.Graph(pairs))}
    assert together(components(pairs)) == oracle


@given(EDGES)
def test_with_nothing_against_joining_clusters_are_the_components(edges):
    # A floor above the threshold: what was not kept speaks for joining too.
    strong = [(a, b, abs(weight) + 1) for a, b, weight in edges]
    oracle = {frozenset(part) for part in nx.connected_components(nx.Graph([e[:2] for e in edges]))}
    assert together(gather(strong, threshold=0.5, floor=1.0)) == oracle


@given(EDGES, st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order_of_pairs(edges, shuffler):
    shuffled = list(edges)
    shuffler.shuffle(shuffled)
    one = gather(edges, threshold=0.0, floor=-6.0)
    assert one == gather(shuffled, threshold=0.0, floor=-6.0)


@given(EDGES)
def test_a_cluster_stays_within_what_chains_would_join(edges):
    near = [(a, b) for a, b, weight in edges if weight >= 0]
    chains = components(near)
    for one, home in gather(edges, threshold=0.0, floor=-6.0).items():
        assert chains.get(one, one) == chains.get(home, home)


def test_a_chain_of_doubtful_pairs_is_not_one_person():
    # 0-1-2 is one person and 3-4-5 another; one doubtful pair is the only bridge.
    edges = [(0, 1, 9), (1, 2, 9), (0, 2, 9), (3, 4, 9), (4, 5, 9), (3, 5, 9), (2, 3, 1.0)]
    assert together(gather(edges, threshold=0.0, floor=-6.0)) == {
        frozenset({0, 1, 2}),
        frozenset({3, 4, 5}),
    }
    # A wrong answer on purpose: chains would have made them one.
    assert len(together(components([edge[:2] for edge in edges]))) == 1


def test_a_threshold_above_what_one_pair_may_say_still_joins_the_surest():
    assert gather([(0, 1, 40.0)], threshold=30.0, floor=-6.0) == {0: 0, 1: 0}


def test_what_a_person_has_said_comes_before_any_weight():
    edges = [(0, 1, 15.0), (1, 2, -5.0)]
    said = Settled(together=((1, 2),), apart=((0, 1),))
    found = gather(edges, threshold=0.0, floor=-6.0, settled=said)
    assert found[1] == found[2] != found.get(0, 0)


@given(EDGES, st.sampled_from([(0, 1), (2, 5), (3, 4)]))
def test_two_records_said_to_be_apart_are_never_put_together(edges, pair):
    found = gather(edges, threshold=-2.0, floor=-3.0, settled=Settled(apart=(pair,)))
    assert found.get(pair[0], pair[0]) != found.get(pair[1], pair[1])


@given(EDGES)
def test_one_to_one_gives_no_record_two_partners(edges):
    kept = one_to_one([(a, b + 100, w) for a, b, w in edges])
    assert len({a for a, _, _ in kept}) == len({b for _, b, _ in kept}) == len(kept)


def test_one_to_one_keeps_the_likeliest():
    assert one_to_one([(0, 9, 3.0), (1, 9, 8.0), (0, 8, 1.0)]) == [
        (1, 9, 8.0),
        (0, 8, 1.0),
    ]


def test_a_key_lasts_when_rows_are_added():
    first = number_people(4, {0: 0, 1: 0, 2: 2, 3: 3})
    assert first == ["P0000001", "P0000001", "P0000002", "P0000003"]
    later = number_people(6, {0: 0, 1: 0, 4: 0, 5: 5}, earlier=dict(enumerate(first)))
    assert later == [*first, "P0000001", "P0000004"]


def test_two_people_of_before_are_not_made_one_by_a_row_that_is_like_both():
    # 0-1 is one person of before and 2-3 another; the new row 4 is like either.
    edges = [(0, 4, 9.0), (1, 4, 9.0), (2, 4, 8.0), (3, 4, 8.0)]
    named = {0: "P0000001", 1: "P0000001", 2: "P0000002", 3: "P0000002"}
    found = gather(edges, threshold=0.0, floor=-6.0, settled=Settled(named=named))
    assert number_people(5, found, earlier=named) == [
        "P0000001", "P0000001", "P0000002", "P0000002", "P0000001"
    ]  # fmt: skip


def test_two_people_of_before_are_one_where_somebody_says_so_and_keep_the_older_key():
    named = {0: "P0000002", 1: "P0000001"}
    found = gather([], threshold=0.0, floor=-6.0, settled=Settled(((0, 1),), (), named))
    assert number_people(2, found, earlier=named) == ["P0000001", "P0000001"]


def test_keys_of_another_kind_are_refused_by_row():
    with pytest.raises(Refused) as refused:
        earlier_keys(["P0000001", "17"], file="old.csv")
    assert "old.csv: row 3, column 'person'" in str(refused.value)
