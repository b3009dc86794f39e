"""Words that could tell who somebody is are found by kind and never repeated."""

import pytest

from alongside.foundation.reference.who_somebody_is import check_tells_nobody, tells_who
from alongside.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("The nurse sat down and asked what had helped before.", ()),
        ("I counted 14 people and 2 staff on 10 June 2026 at 08:00.", ()),
        ("Budget 1234567890 pounds", ()),
        ("His number was 999 000 0018.", ("an NHS number",)),
        ("ring him on 01632 960 123", ("a phone number",)),
        ("She lives near SW1A 1AA with her mum", ("a postcode",)),
        ("born on 3 March 1992", ("a date of birth",)),
        ("dob 3/3/92", ("a date of birth",)),
        ("We went to 12 Larch Road after", ("an address",)),
        ("9990000018, born 1992", ("an NHS number", "a date of birth")),
    ],
)
def test_what_could_tell_who_somebody_is_is_named_by_kind(words, kinds):
    assert tells_who(words) == kinds


def test_a_refusal_never_repeats_what_was_typed():
    with pytest.raises(Refused) as caught:
        check_tells_nobody("999 000 0018, born 1992, SW1A 1AA", field="words")
    text = str(caught.value)
    assert "an NHS number, a postcode and a date of birth" in text
    assert "999" not in text
    assert "1992" not in text
    check_tells_nobody("nothing of the kind", field="words")
    assert "has a postcode in it" in refused_words("SW1A 1AA")


def refused_words(words):
    with pytest.raises(Refused) as caught:
        check_tells_nobody(words, field="words")
    return str(caught.value)
