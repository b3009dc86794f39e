"""Panels of one composition share a reading; the next composition reads afresh."""

from alongside.foundation.picture.reading import one_composition, read_once


def counted():
    made = []

    def read():
        made.append(1)
        return len(made)

    return made, read


def test_a_composition_reads_once():
    made, read = counted()
    with one_composition():
        assert [read_once("a", read), read_once("a", read)] == [1, 1]
    assert len(made) == 1


def test_the_next_composition_reads_again():
    _, read = counted()
    for expected in (1, 2):
        with one_composition():
            assert read_once("a", read) == expected


def test_outside_a_composition_nothing_is_kept():
    _, read = counted()
    assert [read_once("a", read), read_once("a", read)] == [1, 2]


def test_nothing_read_is_kept_too():
    made = []
    with one_composition():
        for _ in range(2):
            assert read_once("b", lambda: made.append(1)) is None
    assert len(made) == 1
