"""What may go with a referral: what was agreed to, and what the service may have at all."""

import pytest

from alongside.areas.diversion.rules.referral_sharing import (
    AGREED_LABELS,
    GATEWAYS,
    PARTS,
    Agreed,
    check_agreed,
    check_parts,
    may_go,
)
from alongside.engines.sharing import Category, Purpose, policy_on
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import Refused
from tests.support.world import NOW

PROGRAMME = policy_on(NOW.date()).purposes[Purpose.PROGRAMME].cells
ALL = {part.category for part in PARTS}


@pytest.mark.parametrize(
    ("sector", "ods_code", "kept_back"),
    [
        (Sector.MENTAL_HEALTH_TRUST, "", set()),
        (Sector.CHARITY, "ZCW01", set()),
        (Sector.CHARITY, "", {Category.RISK, Category.CLINICAL}),
        (Sector.COUNCIL, "", {Category.RISK, Category.CLINICAL}),
    ],
)
def test_a_service_that_is_not_health_has_what_a_programme_may(sector, ods_code, kept_back):
    allowed = {
        kind for kind in ALL if may_go(kind, sector=sector, ods_code=ods_code, programme=PROGRAMME)
    }
    assert ALL - allowed == kept_back


@pytest.mark.parametrize(
    ("agreed", "words", "age_band", "gillick", "code"),
    [
        (Agreed.PERSON, "Said yes", "adult", None, None),
        (Agreed.PERSON, " ", "adult", None, "agreed.no_words"),
        (Agreed.PARENT, "Mum said yes", "adult", None, "agreed.not_a_child"),
        (Agreed.PARENT, "Mum said yes", "under_18", None, None),
        (Agreed.PERSON, "Said yes", "under_18", None, "agreed.gillick"),
        (Agreed.PERSON, "Said yes", "under_18", False, "agreed.gillick"),
        (Agreed.PERSON, "Said yes", "under_18", True, None),
        (Agreed.SAFEGUARDING, "Told us of harm", "under_18", None, None),
        (Agreed.BEST_INTERESTS, "Could not weigh it", "adult", None, None),
    ],
)
def test_a_word_counts_only_from_whoever_may_give_it(agreed, words, age_band, gillick, code):
    try:
        check_agreed(agreed, words=words, age_band=age_band, gillick=gillick)
        refused = None
    except Refused as refusal:
        refused = refusal.code
    assert refused == code
    assert set(AGREED_LABELS) == set(GATEWAYS) == set(Agreed)


@pytest.mark.parametrize(
    ("said", "allowed", "code"),
    [
        ({"need": "A home"}, {Category.IDENTITY}, None),
        ({"need": " "}, ALL, "referral.no_need"),
        ({"need": "A home", "clinical": "Notes"}, {Category.IDENTITY}, "referral.not_theirs"),
    ],
)
def test_only_what_the_service_may_have_goes(said, allowed, code):
    try:
        assert check_parts(said, allowed) == {"need": "A home"}
        refused = None
    except Refused as refusal:
        refused = refusal.code
    assert refused == code
