from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.areas.people import actions, queries
from alongside.areas.people.actions import NewAddress, NewName, NewPerson
from alongside.areas.people.queries.reckoning import sharing_facts
from alongside.engines.sharing import Purpose
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.foundation.picture.compose import compose_part
from alongside.foundation.picture.panels import Place
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused

pytestmark = pytest.mark.django_db
P3 = Purpose.S136_TO_POLICE


@pytest.fixture
def add(officer, now):
    def make(given, family="", **facts):
        return actions.add_person(officer, NewPerson(given=given, family=family, **facts), now=now)

    return make


@pytest.fixture
def find(officer, now):
    def look(text, **options):
        return queries.find_people(officer, text, purpose=P3, now=now, **options)

    return look


def names(found):
    return [line.label.full for line in found]


class TestLabels:
    def test_known_and_unknown_people_are_named_in_one_query(self, officer, add, now):
        jamie = add("Jamie", "Marsh", born_on=date(1992, 3, 1))
        liz = add("Elizabeth", "Moss", preferred=NewName("Liz"), born_on=date(2010, 1, 1))
        stranger = actions.add_unknown_person(
            officer, description="grey coat", sex="1", age_low=38, age_high=42, now=now
        )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = queries.labels(officer, [jamie, liz, stranger, uuid4()], now=now)
        assert len(asked) == 1
        assert found.keys() == {jamie, liz, stranger}
        assert (found[jamie].full, found[jamie].initials) == ("Jamie Marsh", "J.M.")
        assert (found[jamie].age_words, found[jamie].is_child) == ("34", False)
        assert (found[liz].full, found[liz].is_child) == ("Liz Moss", True)
        assert found[stranger].full == "Unknown man, about 40, grey coat"
        assert found[stranger].initials == "Unknown man, about 40"
        assert not found[stranger].known

    def test_a_label_writes_nothing_on_the_log(self, officer, add, now):
        jamie = add("Jamie")
        before = AuditEntry.objects.count()
        queries.labels(officer, [jamie], now=now)
        assert AuditEntry.objects.count() == before


class TestFind:
    @pytest.mark.parametrize(
        "text",
        [
            "Siân O'Neill-Żółć",
            "sian oneill",
            "ONEILL SIAN",
            "zolc",
            "oneillzolc",
            "o’neill zo",
            "sia one",
            "1/3/92 sian",
            "1992-03-01",
            "999 000 0018",
            "+44 7700 900123",
            "shorty",
        ],
    )
    def test_it_finds_however_the_name_is_typed(self, add, find, text):
        add(
            "Siân",
            "O'Neill-Żółć",
            born_on=date(1992, 3, 1),
            nhs_number="9990000018",
            phone="07700 900123",
            aliases=(NewName("Shorty"),),
        )
        add("Somebody", "Else", born_on=date(1971, 1, 1))
        assert names(find(text)) == ["Siân O'Neill-Żółć"]

    @pytest.mark.parametrize("text", ["sian smith", "2/3/92", "9990000026", "07700 900124", "zz"])
    def test_it_does_not_find_somebody_else(self, add, find, text):
        add("Siân", "Moss", born_on=date(1992, 3, 1), phone="07700 900123")
        assert find(text) == []

    def test_a_wrong_date_does_not_hide_the_person_but_is_said(self, add, find):
        add("Jamie", "Marsh", born_on=date(1992, 3, 1))
        (line,) = find("jamie marsh 1/3/93")
        assert line.matched.endswith("one digit of the date of birth differs")
        (line,) = find("jamie marsh 9/8/71")
        assert line.matched.endswith("date of birth differs")

    def test_the_exact_name_comes_before_one_that_only_begins_so(self, add, find):
        add("Al", "Marshall")
        add("Zoe", "Marsh")
        assert names(find("marsh")) == ["Zoe Marsh", "Al Marshall"]

    def test_a_line_says_enough_to_tell_people_apart(self, add, find):
        add(
            "Jamie",
            "Marsh",
            born_on=date(1992, 3, 1),
            address=NewAddress("1 Mill Lane, Skelby", "ZN6 1AB"),
            aliases=(NewName("Jay", "Moss"),),
        )
        (line,) = find("jamie")
        assert line.born_words == "1 March 1992 (age 34)"
        assert line.address_words == "1 Mill Lane, Skelby, ZN6 1AB"
        assert line.also == ("Jay Moss",)
        assert line.matched == "same first name"
        assert not line.strong
        assert find("jamie marsh 1/3/92 skelby")[0].strong

    def test_only_so_many_are_answered(self, add, find):
        for number in range(5):
            add("Jamie", f"Marsh{number}")
        assert len(find("jamie", limit=3)) == 3

    def test_a_look_up_is_logged_with_who_was_shown_and_not_what_was_typed(
        self, officer, add, find
    ):
        shown = add("Jamie", "Marsh")
        find("jamie")
        entry = AuditEntry.objects.order_by("-id").first()
        assert (entry.op, entry.action) == ("search", "people.find_people")
        assert entry.actor_id == officer.user_id
        assert entry.details["purpose"] == "P3"
        assert "amie" not in str(entry.details)
        assert AuditSubject.objects.filter(entry=entry, kind="person", subject_id=shown).exists()

    def test_a_look_up_that_finds_nobody_is_logged_too(self, officer, find):
        find("nobody")
        assert AuditEntry.objects.order_by("-id").first().op == "search_no_hit"

    def test_the_same_list_shown_while_somebody_types_is_logged_once(self, add, find, on_duty, now):
        add("Jamie", "Marsh")
        sitting, before = uuid4(), AuditEntry.objects.count()
        for typed in ("jam", "jami", "jamie"):
            assert names(find(typed, sitting=sitting)) == ["Jamie Marsh"]
        assert AuditEntry.objects.count() == before + 1
        assert find("zzz", sitting=sitting) == []
        find("jamie", sitting=uuid4())
        find("jamie")
        other, later = on_duty(Role.RESPONSE_OFFICER), now + timedelta(minutes=10)
        queries.find_people(other, "jamie", purpose=P3, now=now, sitting=sitting)
        queries.find_people(other, "jamie", purpose=P3, now=later, sitting=sitting)
        looks = AuditEntry.objects.filter(action="people.find_people")
        assert looks.count() == 1 + 5

    def test_a_look_up_that_cannot_be_logged_shows_nobody(self, monkeypatch, add, find):
        add("Jamie")

        def broken(*_arguments, **_options):
            raise OSError("the disk is full")

        monkeypatch.setattr("alongside.foundation.audit.record.link_hash", broken)
        with pytest.raises(OSError, match="disk is full"):
            find("jamie")

    @pytest.mark.parametrize(
        ("role", "purpose", "code"),
        [
            (Role.ADMINISTRATOR, P3, "not_permitted.role"),
            (Role.FORCE_STATISTICS, P3, "not_permitted.role"),
            (Role.AMHP, P3, "sharing.withheld"),
            (Role.POLICE_SUPERVISOR, Purpose.INVESTIGATION, "sharing.withheld"),
        ],
    )
    def test_it_is_refused_where_names_may_not_be_shown(self, on_duty, now, role, purpose, code):
        with pytest.raises(NotPermitted) as refused:
            queries.find_people(on_duty(role), "jamie", purpose=purpose, now=now)
        assert refused.value.code == code

    def test_a_police_number_finds_nobody(self, officer, add, find, now):
        jamie = add("Jamie")
        actions.add_identifier(officer, jamie, kind="pnc_id", value="81/34U", now=now)
        assert find("1981/0000034U") == []


class TestPossibleDuplicates:
    def alike(self, officer, now, **facts):
        found = queries.possible_duplicates(officer, NewPerson(**facts), purpose=P3, now=now)
        return [(line.label.full, line.matched) for line in found]

    @pytest.fixture(autouse=True)
    def _somebody(self, add):
        add(
            "Jamie",
            "Marsh",
            born_on=date(1992, 3, 1),
            nhs_number="9990000018",
            phone="01632 960001",
        )

    @pytest.mark.parametrize(
        ("facts", "matched"),
        [
            (
                {"nhs_number": "999 000 0018", "given": "X"},
                "same NHS number; first initial differs",
            ),
            ({"given": "Jamie", "family": "MARSH"}, "same first name; same surname"),
            (
                {"given": "Marsh", "family": "Jamie"},
                "same first name; first name and surname the other way about",
            ),
            (
                {"given": "J", "family": "Marsh", "born_on": date(1992, 3, 1)},
                "same first initial; same surname; same date of birth",
            ),
            (
                {"given": "Jaime", "family": "Mash", "born_on": date(1992, 1, 3)},
                "first name sounds the same; surname differs by one letter; "
                "day and month of birth swapped",
            ),
            ({"given": "Jamie", "phone": "+44 1632 960001"}, "same first name; same phone number"),
        ],
    )
    def test_a_likely_match_is_hinted(self, officer, now, facts, matched):
        assert self.alike(officer, now, **facts) == [("Jamie Marsh", matched)]

    @pytest.mark.parametrize(
        "facts",
        [
            {"given": "Jamie"},
            {"given": "Jamie", "family": "Moss"},
            {"given": "A", "family": "B", "born_on": date(1992, 3, 1)},
            {"given": "A", "family": "B", "phone": "01632 960001"},
        ],
    )
    def test_a_thin_likeness_is_not(self, officer, now, facts):
        assert self.alike(officer, now, **facts) == []

    def test_the_look_is_logged(self, officer, now):
        self.alike(officer, now, given="Jamie", family="Marsh")
        assert AuditEntry.objects.order_by("-id").first().action == "people.possible_duplicates"


class TestReckoning:
    def test_birth_facts_carry_the_estimate_and_its_day(self, officer, now):
        stranger = actions.add_unknown_person(
            officer, description="tall", sex="1", age_low=15, age_high=19, now=now
        )
        facts = queries.birth_facts(stranger)
        assert (facts.age_low, facts.age_high, facts.as_of) == (15, 19, date(2026, 6, 10))
        assert sharing_facts(stranger, now).is_child is None
        assert queries.birth_facts(uuid4()) == queries.BirthFacts()

    def test_return_facts_keep_codes_apart(self, add):
        jamie = add("Jamie", sex="1", ethnicity_self="Z", born_on=date(1992, 3, 1))
        facts = queries.return_facts([jamie])[jamie]
        assert (facts.sex, facts.ethnicity_self, facts.ethnicity_officer) == ("1", "Z", "")
        assert facts.birth.date_of_birth == date(1992, 3, 1)


def words_shown(viewer, person, purpose, now):
    picture = compose_part(viewer, person, places=(Place.WORDS,), purpose=purpose, now=now)
    return [panel.body.content for panel in picture.shown if panel.name == "people.words"]


class TestOwnWords:
    def test_they_are_shown_logged_and_gone_once_withdrawn(self, officer, nurse, add, now):
        jamie = add("Jamie")
        actions.record_words(nurse, jamie, text="Be calm", helps="Tea", worse="", now=now)
        (words,) = words_shown(officer, jamie, P3, now)
        assert (words.text, words.helps) == ("Be calm", "Tea")
        entry = AuditEntry.objects.order_by("-id").first()
        assert (entry.op, entry.subject_id) == ("consultation", jamie)
        assert entry.details["fields"] == ["C:shown"]
        actions.withdraw_words(officer, jamie, now=now)
        assert words_shown(officer, jamie, P3, now) == []

    def test_where_consent_is_needed_they_are_withheld_and_that_is_logged(
        self, on_duty, nurse, add, now
    ):
        jamie = add("Jamie")
        actions.record_words(nurse, jamie, text="Be calm", helps="", worse="", now=now)
        sergeant = on_duty(Role.CUSTODY_OFFICER)
        assert words_shown(sergeant, jamie, Purpose.CUSTODY, now) == []
        entry = AuditEntry.objects.order_by("-id").first()
        assert entry.details["fields"] == ["C:needs_break_glass"]
        assert entry.details["outcome"] == "refused"


def test_a_person_who_is_not_there_is_refused(officer, now):
    from alongside.areas.people.queries.page import person_picture

    with pytest.raises(Refused) as refused:
        person_picture(officer, uuid4(), purpose=P3, reason="", now=now)
    assert refused.value.code == "person.not_found"
