"""What was just done is said from the address, in words of the page's own table."""

import pytest
from django.test import RequestFactory

from alongside.foundation.kit.done import done_address, done_words

WORDS = {"saved": "Saved."}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/plans/", "/plans/?done=saved"),
        ("/people/1/?purpose=P6", "/people/1/?purpose=P6&done=saved"),
    ],
)
def test_the_code_is_added_to_an_address(address, expected):
    assert done_address(address, "saved") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [({"done": "saved"}, "Saved."), ({"done": "<b>anything</b>"}, ""), ({}, "")],
)
def test_only_words_of_the_table_are_said(query, expected):
    assert done_words(RequestFactory().get("/", query), WORDS) == expected
