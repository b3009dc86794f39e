import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.matching.vocabulary import (
    LONGEST_WORD,
    TITLES,
    also_called,
    fold,
    formal_names,
    name_forms,
    name_words,
    nickname_of,
    run_together,
    sound,
    sounds,
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Marsh ", ("marsh",)),
        ("O’Neill", ("oneill",)),
        ("Mrs Anna-Maria O'NEILL", ("anna", "maria", "oneill")),
        ("Prof. Dr Małgorzata Wójcik", ("malgorzata", "wojcik")),
        ("Lady", ("lady",)),
        ("Strauß", ("strauss",)),
        ("anna Anna", ("anna",)),
        ("王", ()),
    ],
)
def test_a_name_is_compared_by_its_words_without_titles(typed, words):
    assert name_words(typed) == words


def test_a_double_name_has_a_form_run_together():
    assert name_forms("Smith-Jones") == ("smith", "jones", "smithjones")
    assert name_forms("Smith") == ("smith",)
    assert run_together("van der Berg") == "vanderberg"


@given(st.text(max_size=60))
def test_folding_a_name_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert all(word.isascii() and word.isalnum() for word in name_words(text))
    assert all(len(word) <= LONGEST_WORD for word in name_forms(text))


@given(st.text(max_size=30), st.sampled_from(sorted(TITLES)))
def test_a_title_adds_nothing_to_a_name(text, title):
    words = name_words(text)
    if words:
        assert set(name_words(f"{title} {text}")) == set(words)


@pytest.mark.parametrize(
    "together",
    [
        "mohammed muhammad mohamed mohammad muhammed mohamad mohamud",
        "hussain hussein hossain husayn",
        "ahmed ahmad",
        "choudhury chowdhury chaudhry choudhry",
        "sheikh shaikh",
        "aisha ayesha aysha",
        "yusuf yousef youssef",
        "rahman rehman",
        "qureshi kureshi",
        "siddiqui siddique",
        "dhillon dillon",
        "wisniewski wisniewska",
        "kowalski kowalska kovalski kowalsky",
        "szymanski shymanski",
        "nowak novak",
        "krzysztof kshishtof",
        "catherine katharine kathryn",
        "stephen steven",
        "thompson thomson",
        "philips phillips filips",
        "smith smyth",
        "clarke clark",
        "macdonald mcdonald",
        "mccarthy macarthy",
        "sean shaun",
        "siobhan chevonne",
        "rhys reece",
        "wright right",
        "knight nite",
        "dixon dickson",
        "hughes hews",
        "leigh lee",
        "leslie lesley",
    ],
)
def test_names_that_sound_the_same_share_a_sound(together):
    assert len(set(sounds(tuple(together.split())))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("smith", "jones"), ("khan", "kaur"), ("ahmed", "ali"), ("nowak", "kowalski"), ("ann", "al")],
)
def test_names_that_sound_different_do_not(one, other):
    assert sound(one) != sound(other)


def test_every_word_has_a_sound():
    assert sound("h") == "H"
    assert sound("42") == "42"


@pytest.mark.parametrize(
    ("one", "other"),
    [("liz", "elizabeth"), ("mo", "mohammed"), ("gosia", "malgorzata"), ("bill", "william")],
)
def test_a_nickname_is_known_both_ways(one, other):
    assert nickname_of(one, other)
    assert nickname_of(other, one)


def test_a_name_that_has_no_other_form_is_not_anybodys_nickname():
    assert also_called("zebedee") == formal_names("zebedee") == frozenset()
    assert not nickname_of("liz", "liz")
    assert not nickname_of("liz", "mohammed")


def test_every_nickname_is_written_as_it_is_compared():
    for word in ("mo", "liz"):
        assert all(name_words(other) == (other,) for other in also_called(word))
