"""What a team says of the referrals it takes."""

import pytest

from alongside.areas.directory.rules.teams import check_takes_referrals
from alongside.kernel.refusal import Refused

NOTHING = {"takes": "", "usual_wait_days": None, "answers_within_days": None, "ods_code": ""}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, None),
        ({"takes": "Adults", "usual_wait_days": 0, "answers_within_days": 2}, None),
        ({"ods_code": "RX3"}, None),
        ({"usual_wait_days": 7}, "team.takes_nobody"),
        ({"answers_within_days": 2}, "team.takes_nobody"),
        ({"ods_code": "?"}, "team.ods_code"),
    ],
)
def test_a_wait_or_a_promise_needs_somebody_who_is_taken(said, code):
    try:
        check_takes_referrals(**(NOTHING | said))
        refused = None
    except Refused as refusal:
        refused = refusal.code
    assert refused == code
