"""The guide of the fictional county, as it is filled through the actions."""

import time

import pytest

from alongside.areas.liaison.demo import guide
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.models import GuideVersion, PracticeNote, ReadReceipt, SearchEntry
from alongside.areas.liaison.queries.guide_law import law_page
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from tests.support.hub import hub_in
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db


def test_the_county_has_a_guide_with_versions_in_every_state():
    world = make_world()
    hub = hub_in(world)
    cast = HubCast(
        lead=hub.lead,
        successor=hub.successor,
        supervisor=hub.police_lead,
        officer=hub.officer,
        nurse=hub.nurse,
        amhp=world[Role.AMHP],
        governance=world[Role.INFORMATION_GOVERNANCE],
        organisations={},
        posts=dict.fromkeys(
            (
                "liaison_lead", "police_mh_lead", "amhp_manager", "control_room_lead", "ed_lead",
                "ambulance_lead", "custody_lead", "suicide_prevention_lead",
            ),
            hub.posts["lead"],
        ),
    )  # fmt: skip
    begun = time.process_time()
    guide.fill(cast, now=NOW)
    assert time.process_time() - begun < 6
    states = set(GuideVersion.objects.values_list("state", flat=True))
    assert states == {"draft", "in_review", "published", "superseded"}
    assert GuideVersion.objects.filter(number=4).exists()
    assert GuideVersion.objects.filter(state="in_review").count() == 2
    assert PracticeNote.objects.filter(state="kept").count() >= 8
    assert ReadReceipt.objects.exists()
    found = SearchEntry.objects.filter(kind__in=("page", "policy"))
    assert found.count() == GuideVersion.objects.filter(state="published").count()
    law = law_page(hub.lead, "pos.detention_hours", today=local_date(NOW), works=True)
    assert len(law.quoting) > 3
