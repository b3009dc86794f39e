"""Referrals: sent once, answered by either side, chased when they wait, opened by a link."""

import uuid
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.diversion.actions import referral_links as links
from alongside.areas.diversion.actions.referral_writing import Statement
from alongside.areas.diversion.actions.referring import (
    NewReferral,
    make_referral,
    say_of_referral,
)
from alongside.areas.diversion.models import (
    EpisodeEvent,
    Referral,
    ReferralEvent,
    ReferralLink,
)
from alongside.areas.diversion.queries.referral_links import open_link, referral_by_link
from alongside.areas.diversion.queries.referral_page import referral_page
from alongside.areas.diversion.queries.referrals import (
    ageing_referrals,
    referral_board,
    referrals_of,
    waiting_on_us,
)
from alongside.areas.diversion.rules.referral_sharing import Agreed
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.custody import elsewhere, make_suite
from tests.support.referring import NEED, Services, make_services
from tests.support.world import NOW, make_world, on_duty

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REJECTED = Statement("rejected", {"reason": "full", "words": "Until May. Try the day centre."})


@pytest.fixture
def services() -> Services:
    return make_services(make_suite(make_world()))


@pytest.fixture
def episode(services: Services) -> UUID:
    return services.suite.notice(services.suite.person())


@pytest.fixture
def sent(services: Services, episode: UUID) -> UUID:
    return services.refer(episode)


def titles(actor) -> list[str]:
    return [line.title for line in inbox_of(actor)]


def statuses(episode: UUID) -> list[str]:
    rows = EpisodeEvent.objects.filter(episode=episode, kind="referral_answered")
    return [row.facts["status"] for row in rows.order_by("sequence")]


def test_a_referral_is_sent_once_with_what_was_agreed_and_is_a_disclosure(services, episode):
    key = uuid.uuid4()
    new = NewReferral(services.community, "routine", {"need": NEED}, agreed_words="Said yes")
    nurse = services.suite.nurse
    first = make_referral(nurse, episode, new, now=NOW, request_key=key)
    assert make_referral(nurse, episode, new, now=NOW, request_key=key) == first
    row = Referral.objects.get()
    assert row.shared == {"need": NEED, "who": "Jamie Marsh", "born": "Born 12 March 1985"}
    assert row.due_at == NOW + 3 * DAY
    entry = AuditEntry.objects.get(action="diversion.make_referral")
    assert (entry.op, entry.details["recipient"]) == ("disclosure", "Community team")
    assert entry.details["gateway"] == "consent_common_law"
    assert NEED not in str(entry.details)
    assert EpisodeEvent.objects.filter(episode=episode, kind="referral_made").count() == 1
    assert verify().broken == ()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"agreed_words": " "}, "agreed.no_words"),
        ({"agreed": Agreed.PARENT}, "agreed.not_a_child"),
        ({"parts": {}}, "referral.no_need"),
        ({"urgency": "whenever"}, "referral.urgency"),
        ({"team": "housing", "parts": {"need": NEED, "clinical": "Notes"}}, "referral.not_theirs"),
    ],
)
def test_a_referral_that_is_not_right_leaves_nothing(services, episode, said, code):
    said = dict(said)
    if said.get("team"):
        said["team"] = services.housing
    with pytest.raises(Refused) as refused:
        services.refer(episode, **said)
    assert refused.value.code == code
    assert not Referral.objects.exists()


def test_only_those_two_services_see_or_answer_it(services, episode, sent):
    other = on_duty(Role.KEYWORKER, services.suite.world.council, name="Far Keyworker")
    far = elsewhere()
    for actor in (other, far, services.suite.sergeant):
        with pytest.raises(NotPermitted):
            referral_page(actor, sent, now=NOW)
        with pytest.raises(NotPermitted):
            say_of_referral(actor, sent, Statement("accepted"), now=NOW)
    with pytest.raises(NotPermitted):
        make_referral(far, episode, NewReferral(services.community, "routine"), now=NOW)


def test_both_sides_see_the_same_and_the_reason_travels(services, episode, sent):
    say_of_referral(services.keyworker, sent, REJECTED, now=NOW + DAY)
    for viewer in (services.suite.nurse, services.keyworker):
        page = referral_page(viewer, sent, now=NOW + DAY)
        assert page.reason_words == "We have no room"
        assert page.story[-1].words == ("We have no room", "Until May. Try the day centre.")
        assert page.parts == (("What they want help with", NEED),)
    assert statuses(episode) == ["rejected"]
    work_once(NOW + DAY)
    assert "A service has not taken somebody on, and says why" in titles(services.suite.nurse)
    with pytest.raises(Refused, match="cannot be said now"):
        say_of_referral(services.keyworker, sent, REJECTED, now=NOW + DAY)


def test_a_referral_goes_from_question_to_appointment_to_the_day_itself(services, episode, sent):
    at = NOW + 9 * DAY
    for actor, said in (
        (services.keyworker, Statement("more_asked", {"words": "Is there a GP?"})),
        (services.suite.nurse, Statement("told_more", {"words": "Dr Lowe"})),
        (services.keyworker, Statement("held", {"answer_by": NOW + 2 * DAY})),
        (services.keyworker, Statement("accepted")),
        (services.keyworker, Statement("booked", {"at": at, "where": "The clinic"})),
        (services.suite.nurse, Statement("missed")),
        (services.suite.nurse, Statement("booked", {"at": at + DAY, "where": "At home"})),
        (services.keyworker, Statement("attended")),
    ):
        say_of_referral(actor, sent, said, now=NOW)
    assert statuses(episode) == ["waiting", "accepted", "did_not_attend", "accepted", "attended"]
    row = Referral.objects.get()
    assert (row.turn, row.due_at, row.ended_at) == ("", None, NOW)
    assert row.accepted_at == NOW
    assert referral_board(services.suite.nurse, now=NOW).ended[0].state_words.startswith("Went")


def test_somebody_turned_away_is_sent_elsewhere_and_the_two_stay_joined(services, episode, sent):
    say_of_referral(services.keyworker, sent, REJECTED, now=NOW)
    new = NewReferral(services.housing, "routine", {"need": NEED}, agreed_words="Said yes")
    second = make_referral(services.suite.nurse, episode, new, follows=sent, now=NOW)
    first_page = referral_page(services.suite.nurse, sent, now=NOW)
    assert first_page.after.service == "Tenancy support"
    assert referral_page(services.suite.nurse, second, now=NOW).before.id == sent
    assert [line.service for line in referrals_of(episode, now=NOW)] == [
        "Community team",
        "Tenancy support",
    ]
    with pytest.raises(Refused):
        make_referral(services.suite.nurse, episode, new, follows=sent, now=NOW)


def test_what_waits_is_told_to_the_service_then_to_the_liaison_lead(services, sent):
    lead = services.suite.world[Role.LIAISON_LEAD]
    work_once(NOW)
    assert titles(services.keyworker) == ["A referral has come to you"]
    work_once(NOW + 3 * DAY)
    assert "A referral waits past its time" in titles(services.keyworker)
    assert titles(services.suite.nurse) == ["A service has not answered a referral: ring them"]
    assert titles(lead) == []
    work_once(NOW + 5 * DAY)
    assert titles(lead) == ["A referral still waits; nobody has answered"]
    page = referral_page(lead, sent, now=NOW + 5 * DAY)
    assert (page.who, page.parts, page.story, page.may_say) == ("", (), (), ())
    assert page.line.overdue
    (late,) = ageing_referrals(services.suite.nurse, now=NOW + 5 * DAY)
    assert late.overdue
    assert waiting_on_us(services.keyworker) == 1


def test_nobody_is_told_of_what_moved_on(services, sent):
    say_of_referral(services.keyworker, sent, Statement("accepted"), now=NOW)
    work_once(NOW + 4 * DAY)
    assert "A referral waits past its time" not in titles(services.keyworker)


def test_a_withdrawn_referral_shows_nothing_more(services, sent):
    withdrawn = Statement("withdrawn", {"words": "They changed their mind"})
    say_of_referral(services.suite.nurse, sent, withdrawn, now=NOW)
    assert referral_page(services.keyworker, sent, now=NOW).parts == ()
    with pytest.raises(Refused, match="ended"):
        links.make_link(services.suite.nurse, sent, now=NOW)


@pytest.fixture
def link(services, episode) -> links.MadeLink:
    sent = services.refer(episode, team=services.housing)
    return links.make_link(services.suite.nurse, sent, now=NOW)


def test_a_link_shows_one_referral_and_every_opening_is_kept(link):
    opened = links.try_link_code(link.word, link.code[:3] + " " + link.code[3:], now=NOW)
    with transaction.atomic():
        page = referral_by_link(link.word, now=NOW)
    assert (page.who, page.side) == ("Jamie Marsh", "service")
    entry = AuditEntry.objects.get(action="diversion.read_referral_by_link")
    assert (entry.op, entry.subject_id, entry.actor_id) == ("disclosure", opened, None)
    assert entry.details["method"] == "signed_link"
    kept = ReferralLink.objects.get()
    assert link.word.split(".")[0] not in (kept.hashed, kept.code_hashed)


def test_an_answer_by_link_is_taken_once_and_names_who_gave_it(services, episode, link):
    key = uuid.uuid4()
    for _ in range(2):
        links.answer_by_link(
            link.word, Statement("accepted"), name="Jo Reed, manager", now=NOW, request_key=key
        )
    event = ReferralEvent.objects.get(kind="accepted")
    assert (event.by_name, event.recorded_by_id) == ("Jo Reed, manager", None)
    mirrored = EpisodeEvent.objects.get(kind="referral_answered")
    assert (mirrored.recorded_by_id, mirrored.recorded_as) == (None, "service_link")
    page = referral_page(services.suite.nurse, Referral.objects.get().id, now=NOW)
    assert page.story[-1].by == "Jo Reed, manager, Tenancy support (by link)"
    with pytest.raises(Refused, match="your name"):
        links.answer_by_link(link.word, Statement("accepted"), name=" ", now=NOW)
    said = Statement("withdrawn", {"words": "x"})
    with pytest.raises(Refused, match="other side"):
        links.answer_by_link(link.word, said, name="Jo", now=NOW)
    assert verify().broken == ()


def test_five_wrong_codes_close_a_link(link):
    wrong = "000000" if link.code != "000000" else "111111"
    for number in range(5):
        with pytest.raises(Refused) as refused:
            links.try_link_code(link.word, wrong, now=NOW)
        assert refused.value.code == ("link.shut" if number == 4 else "link.wrong_code")
    with pytest.raises(Refused, match="does not open"):
        links.try_link_code(link.word, link.code, now=NOW)
    assert AuditEntry.objects.filter(action="diversion.try_referral_code").count() == 5


def test_an_old_forged_closed_or_replaced_link_is_shut(services, link):
    referral = Referral.objects.get().id
    with pytest.raises(Refused, match="does not open"):
        open_link(link.word, now=NOW + 14 * DAY)
    with pytest.raises(Refused, match="does not open"):
        open_link(link.word[:-1] + "x", now=NOW)
    newer = links.make_link(services.suite.nurse, referral, now=NOW)
    with pytest.raises(Refused, match="does not open"):
        open_link(link.word, now=NOW)
    assert open_link(newer.word, now=NOW).referral_id == referral
    links.close_link(services.suite.nurse, referral, now=NOW)
    with pytest.raises(Refused, match="does not open"):
        open_link(newer.word, now=NOW)
    for actor in (services.keyworker, elsewhere()):
        with pytest.raises(NotPermitted):
            links.make_link(actor, referral, now=NOW)


@pytest.mark.parametrize(
    ("table", "broken", "constraint"),
    [
        (Referral, {"state": "lost"}, "referral_state_is_known"),
        (Referral, {"turn": ""}, "referral_is_somebodys_turn_until_it_ends"),
        (Referral, {"agreed_words": ""}, "referral_says_who_agreed"),
        (ReferralEvent, {"recorded_by": None}, "referral_event_is_somebodys"),
        (ReferralEvent, {"side": "third"}, "referral_side_known"),
        (ReferralLink, {"expires_at": NOW}, "referral_link_ends_after_it_is_made"),
        (ReferralLink, {"closed_at": NOW}, "referral_link_closed_says_why"),
        (EpisodeEvent, {"recorded_by": None}, "episode_event_is_somebodys"),
    ],
)
def test_the_database_itself_refuses(link, table, broken, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        table.objects.update(**broken)
