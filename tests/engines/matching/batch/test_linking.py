"""A file searched and two files linked, end to end, small."""

import csv
import json

import pytest

from alongside.engines.matching.batch.asking import Ask
from alongside.engines.matching.batch.linking import dedupe, link
from alongside.kernel.refusal import Refused

TITLES = ("id", "name first", "surname", "dob", "postcode")
PEOPLE = [
    ("Aisha", "Khan", "1985-03-12", "LS1 4AP"),
    ("Robert", "Whitfield", "1971-06-24", "BD2 1AA"),
    ("Katarzyna", "Nowak", "1990-11-02", "HX1 5TT"),
    ("Owen", "Pritchard", "2001-01-30", "WF4 2QQ"),
    ("Siobhan", "Delaney", "1966-08-19", "YO1 7HH"),
]
SLIPS = {
    0: ("Aysha", "Khan", "12/03/1985", "LS14AP"),
    1: ("Bob", "Whitfeild", "1971-06-24", ""),
    2: ("Nowak", "Katarzyna", "1990-11-02", "HX1 5TT"),
    3: ("Owen", "Pritchard", "2001-01-30", "NA"),
}


def write(path, rows, titles=TITLES):
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(titles)
        writer.writerows(rows)
    return path


@pytest.fixture
def repeated(tmp_path):
    """Five people, four of them written twice, and the second time with a slip."""
    rows = [*PEOPLE, *SLIPS.values()]
    return write(tmp_path / "a.csv", [(n, *row) for n, row in enumerate(rows)])


def test_a_file_is_searched_for_people_written_twice(repeated, tmp_path):
    out = tmp_path / "people.csv"
    found, pairs = dedupe(repeated, Ask(out=out))
    assert len(set(found.people)) == 5
    assert [(pair["left_row"], pair["right_row"]) for pair in pairs] == [
        (2, 7), (3, 8), (4, 9), (5, 10)
    ]  # fmt: skip
    reasons = pairs[1]["reasons"]
    assert "given name a form of the same name" in reasons
    assert "date of birth the same" in reasons
    assert "postcode" not in reasons
    with out.open(encoding="utf-8") as opened:
        written = list(csv.DictReader(opened))
    assert [row["person"] for row in written] == list(found.people)
    assert written[7]["tied_to_row"] == "4"
    assert "changed about" in written[7]["reasons"]


def test_the_same_file_has_one_answer(repeated):
    one, pairs = dedupe(repeated, Ask())
    two, again = dedupe(repeated, Ask())
    assert pairs == again
    assert json.dumps(one.as_json(pairs)) == json.dumps(two.as_json(again))


def test_two_files_with_other_columns_are_linked_one_to_one(tmp_path):
    left = write(tmp_path / "left.csv", [(n, *row) for n, row in enumerate(PEOPLE)])
    whole = [(f"{given} {family}", born, n) for n, (given, family, born, _) in SLIPS.items()]
    right = write(tmp_path / "right.csv", whole, titles=("Full name", "Date of birth", "ref"))
    out = tmp_path / "links.parquet"
    found, pairs = link(left, right, Ask(out=out, truth="", one_to_one=True))
    assert [(pair["left_row"], pair["right_row"]) for pair in pairs] == [
        (2, 2), (3, 3), (4, 4), (5, 5)
    ]  # fmt: skip
    assert found.written == ("links.parquet",)


def test_a_truth_planted_as_a_plain_column_is_no_evidence(tmp_path):
    # Strangers who share nothing but the answer: were it evidence they would be put together.
    rows = [(n % 3, *row) for n, row in enumerate(PEOPLE)]
    file = write(tmp_path / "a.csv", rows, titles=("surname 2", *TITLES[1:]))
    found, _ = dedupe(file, Ask(truth="surname 2"))
    assert len(set(found.people)) == len(PEOPLE)
    assert found.chosen is not None
    assert found.chosen.recall == 0.0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no such file"),
        ("surname\n", "it has titles and no rows"),
        ("surname\nKhan\n", "one row has none to be compared with"),
        ("colour\nred\nred\n", "no column to compare was found"),
        ("surname,dob\nKhan\nKhan,1990-01-01,x,y\n", "a.csv"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(tmp_path, content, words):
    path = tmp_path / "a.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        dedupe(path, Ask())
    assert "a.csv" in str(refused.value)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (Ask(truth="nothing"), "--truth 'nothing': a.csv has no such column"),
        (Ask(mapped=("surname=nothing",)), "a.csv has no column 'nothing'"),
        (Ask(backend="abacus"), "--backend 'abacus'"),
    ],
)
def test_an_option_that_cannot_be_met_is_refused_by_name(repeated, ask, words):
    with pytest.raises(Refused) as refused:
        dedupe(repeated, ask)
    assert words in str(refused.value)


@pytest.fixture
def answered(repeated, tmp_path):
    """An answer as written, and its people."""
    out = tmp_path / "people.csv"
    found, _ = dedupe(repeated, Ask(out=out))
    return out, found.people


def test_new_rows_join_the_people_of_before_who_keep_their_keys(answered, tmp_path):
    before, people = answered
    new = [
        ("20", "Aisha", "Khan", "1985-03-12", "LS1 4AP"),
        ("21", "Gwen", "Lloyd", "1950-02-02", ""),
    ]
    later, _ = dedupe(write(tmp_path / "new.csv", new), Ask(clusters=before))
    assert later.people[: len(people)] == people
    assert later.people[len(people) :] == (people[0], "P0000006")


def test_an_earlier_answer_of_another_shape_is_refused_by_name(answered, repeated, tmp_path):
    wide = write(tmp_path / "wide.csv", [("1", "a"), ("2", "b")], titles=("id", "shoe"))
    for file, previous, words in [
        (repeated, repeated, "--clusters a.csv: row 1 has no column 'person'"),
        (wide, answered[0], "it has no column 'shoe', which wide.csv has"),
    ]:
        with pytest.raises(Refused) as refused:
            dedupe(file, Ask(clusters=previous))
        assert words in str(refused.value)


def test_doubtful_pairs_are_written_answered_and_obeyed(repeated, tmp_path):
    review = tmp_path / "review.csv"
    # A threshold that no pair reaches: every pair is decided against what it says itself.
    found, _ = dedupe(repeated, Ask(review=review, threshold=50.0))
    assert found.for_review == 4
    with review.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    assert {"left_surname", "right_surname", "reasons", "same_person"} <= set(rows[0])
    for row in rows:
        row["same_person"] = "no" if row["left_surname"] == "Khan" else "Yes"
    with review.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    # The rows have moved since; the answers find them.
    turned = [(n, *row) for n, row in enumerate([*SLIPS.values(), *PEOPLE])]
    moved = write(tmp_path / "moved.csv", turned)
    obeyed, pairs = dedupe(moved, Ask(labels=review))
    assert len(set(obeyed.people)) == 6
    assert obeyed.people[0] != obeyed.people[4]
    assert all("somebody who looked said so" in pair["reasons"] for pair in pairs)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("left_print,right_print\na,b\n", "row 1 has no column 'same_person'"),
        (
            "left_print,right_print,same_person\na,b,\na,b,perhaps\n",
            "row 3, column 'same_person': 'perhaps' is neither yes nor no",
        ),
    ],
)
def test_labels_that_cannot_be_read_are_refused_by_row(repeated, tmp_path, content, words):
    labels = tmp_path / "labels.csv"
    labels.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        dedupe(repeated, Ask(labels=labels))
    assert words in str(refused.value)
