"""Facts about made-up people for the tests of matching."""

from datetime import date

from hypothesis import strategies as st

from alongside.engines.matching.model import Facts, NameFacts

GIVEN = ("jamie", "james", "john", "jon", "mohammed", "mo", "liz", "elizabeth", "sian", "j", "anna")
FAMILY = ("marsh", "march", "smith", "smyth", "khan", "kowalski", "kowalska", "oneill", "jones")
POSTCODES = ("ZN6 1AB", "ZN6 1AC", "ZN6 2AB", "ZN7 1AA", "YY1 1YY")
PHONES = ("07700900123", "07700900124", "07700900987")
NHS_NUMBERS = ("9990000018", "9990000026", "9990000034")


def named(given, family="", **more):
    """Answer facts with one name."""
    name = NameFacts(tuple(given.split("-")), tuple(family.split("-")) if family else ())
    return Facts((name,), **more)


def jamie(born):
    """Answer facts about somebody of whom everything is known."""
    return named(
        "jamie",
        "marsh",
        births=(born,),
        postcodes=("ZN6 1AB",),
        places=("skelby", "mill"),
        phones=("07700900123",),
        nhs_numbers=("9990000018",),
        sex="1",
    )


def facts_about():
    """Answer facts about anybody, some of them alike."""
    names = st.builds(
        NameFacts,
        st.lists(st.sampled_from(GIVEN), min_size=0, max_size=2, unique=True).map(tuple),
        st.lists(st.sampled_from(FAMILY), min_size=1, max_size=2, unique=True).map(tuple),
    )
    days = st.dates(date(1980, 1, 1), date(1984, 12, 31))
    return st.builds(
        Facts,
        st.lists(names, min_size=1, max_size=2, unique=True).map(tuple),
        st.lists(days, max_size=1).map(tuple),
        st.none(),
        st.lists(st.sampled_from(POSTCODES), max_size=2, unique=True).map(tuple),
        st.lists(st.sampled_from(["skelby", "mill", "calder"]), max_size=2, unique=True).map(tuple),
        st.lists(st.sampled_from(PHONES), max_size=2, unique=True).map(tuple),
        st.lists(st.sampled_from(NHS_NUMBERS), max_size=1).map(tuple),
        st.sampled_from(["", "1", "2"]),
    )
