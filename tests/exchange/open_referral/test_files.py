"""A directory sent as a file and read again is the same directory."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from alongside.areas.directory.rules.options import OptionKind
from alongside.areas.directory.rules.whole import (
    ServiceKind,
    Vouched,
    Whole,
    WholeOrganisation,
    WholeService,
)
from alongside.exchange.open_referral import as_csv, as_json, read_directory
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import Refused
from tests.support.directories import directories

CHARITY = UUID("3f0c6a52-0e53-4c1e-8d0f-52a4f8b3a001")
CAFE = UUID("3f0c6a52-0e53-4c1e-8d0f-52a4f8b3a002")
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
COUNTY = Whole(
    organisations=(WholeOrganisation(CHARITY, "Harbour Light", "Harbour Light", Sector.CHARITY),),
    services=(
        WholeService(
            id=CAFE,
            kind=ServiceKind.OPTION,
            organisation_id=CHARITY,
            name="Harbour Light café",
            words="Adults, no referral",
            phone="01632 960300",
            hours="Mon-Fri 18:00-02:00",
            vouched=Vouched(AT, "Tess Holloway", AT + timedelta(days=28)),
            address="Quay Street, Moorchester",
            option_kind=OptionKind.CRISIS_CAFE,
            languages=("pl",),
        ),
    ),
)


@given(directories())
@settings(max_examples=60)
def test_a_directory_comes_back_from_json_as_it_was(whole: Whole) -> None:
    sent = as_json(whole)
    assert read_directory("directory.json", sent)[0] == whole
    assert as_json(read_directory("directory.json", sent)[0]) == sent


@given(directories())
@settings(max_examples=60)
def test_a_directory_comes_back_from_csv_as_it_was(whole: Whole) -> None:
    sent = as_csv(whole)
    assert read_directory("directory.zip", sent)[0] == whole
    assert as_csv(read_directory("directory.zip", sent)[0]) == sent


def test_others_read_it_by_the_names_of_the_standard() -> None:
    (service,) = json.loads(as_json(COUNTY))["services"]
    assert service["status"] == "active"
    assert service["assured_date"] == "2026-06-01"
    assert service["organization"] == {"id": str(CHARITY), "name": "Harbour Light"}
    (schedule,) = service["schedules"]
    assert (schedule["freq"], schedule["byday"]) == ("WEEKLY", "MO,TU,WE,TH,FR")
    assert (schedule["opens_at"], schedule["closes_at"]) == ("18:00", "02:00")
    assert service["contacts"][0]["phones"][0]["number"] == "01632 960300"
    (at,) = service["service_at_locations"]
    assert at["location"]["addresses"][0]["address_1"] == "Quay Street, Moorchester"
    assert service["languages"][0]["code"] == "pl"


def test_the_tables_are_those_of_the_standard() -> None:
    with ZipFile(io.BytesIO(as_csv(COUNTY))) as zipped:
        assert set(zipped.namelist()) == {
            "organizations.csv",
            "services.csv",
            "locations.csv",
            "addresses.csv",
            "services_at_location.csv",
            "contacts.csv",
            "phones.csv",
            "schedules.csv",
            "languages.csv",
            "alongside.csv",
            "datapackage.json",
        }
        rows = csv.DictReader(io.StringIO(zipped.read("phones.csv").decode()))
        assert [row["number"] for row in rows] == ["01632 960300"]


def changed(change: dict[str, Any], *, ours: bool = True) -> bytes:
    """The county's file as somebody else sent it."""
    document = json.loads(as_json(COUNTY))
    document["services"][0] |= change
    if not ours:
        del document["services"][0]["alongside"]
        document = {"contents": document["services"], "total_items": 1}
    return json.dumps(document).encode()


def test_hours_somebody_changed_in_the_schedule_are_those_that_count() -> None:
    later = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "19:00", "closes_at": "01:00"}
    (service,) = read_directory("a.json", changed({"schedules": [later]}))[0].services
    assert service.hours == "Mon 19:00-01:00; Tue 19:00-01:00"


def test_a_page_of_another_publisher_is_read_as_options_for_tonight() -> None:
    whole, notes = read_directory("page.json", changed({}, ours=False))
    (service,) = whole.services
    assert service.kind is ServiceKind.OPTION
    assert service.option_kind is OptionKind.OTHER
    assert (service.phone, service.vouched) == ("01632 960300", None)
    assert service.hours.startswith("Mon 18:00-02:00; Tue 18:00-02:00")
    assert notes == ("Harbour Light: what kind of organisation it is, is not said; a charity.",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "12"}, "services[0] (Harbour Light café): id: '12' is not a UUID."),
        ({"name": ""}, "name: this is empty."),
        ({"name": 7}, "name: this is not words."),
        ({"name": "x" * 121}, "name: this is longer than 120 letters."),
        ({"status": "open"}, "status: 'open' is not one of active, inactive"),
        ({"organization": None}, "organization: the organisation that provides it is not said."),
        ({"contacts": "none"}, "contacts: this is not a list of objects."),
        ({"alongside": []}, "alongside: this is not an object."),
        ({"alongside": {"kind": "shop"}}, "kind: 'shop' is not a code of ours."),
        ({"alongside": {"kind": "team"}, "contacts": []}, "a team needs a phone number"),
        ({"alongside": {"option_kind": "pub"}}, "option_kind: 'pub' is not a code of ours."),
        ({"schedules": [], "alongside": {}}, "schedules: no weekly opening hours are said."),
        (
            {"schedules": [{"freq": "WEEKLY", "opens_at": "9", "closes_at": "10:00"}]},
            "schedules: a day or a time is not written as the standard has it.",
        ),
        (
            {"contacts": [], "service_at_locations": [], "alongside": {}},
            "it has neither a phone number nor an address.",
        ),
        (
            {"alongside": {"vouched": {"at": "yesterday", "by_name": "X", "again_at": "later"}}},
            "vouched, at: this is not an instant with its offset.",
        ),
        ({"alongside": {"usual_wait_days": -1}}, "usual_wait_days: this is not a number of days."),
        ({"alongside": {"kind": "place_of_safety"}}, "type: this is empty."),
        (
            {"alongside": {"kind": "place_of_safety", "type": "health_based_pos"}},
            "latitude: this is not a number of degrees.",
        ),
    ],
)
def test_a_fault_is_said_with_where_it_is_and_nothing_is_taken(
    change: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_directory("sent.json", changed(change))
    assert refused.value.code == "directory_file.faults"
    assert "sent.json: nothing was taken in. services[0]" in refused.value.message
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "not_json"),
        (b"{", "not_json"),
        (b"7", "no_services"),
        (b'{"services": 7}', "no_services"),
        (b'{"services": [], "organizations": {}}', "no_services"),
        (b'{"services": [7]}', "faults"),
        (b"PK not a zip", "not_zip"),
    ],
)
def test_what_is_no_directory_is_declined(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_directory("sent", content)
    assert refused.value.code == f"directory_file.{code}"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"phones.csv": "id,number\n"}, "there is no table of organisations or services in it."),
        ({"services.csv": "id,name\n,Café\n"}, "services.csv, row 2: id is empty."),
        ({"services.csv": b"id\n\xff\n"}, "services.csv: this is not CSV in UTF-8."),
        (
            {
                "services.csv": f"id,name\n{CAFE},Café\n",
                "services_at_location.csv": f"id,service_id,location_id\n1,{CAFE},2\n",
                "locations.csv": "id,latitude\n2,north\n",
            },
            "locations.csv, 2, latitude: this is not a number.",
        ),
    ],
)
def test_a_fault_in_a_table_is_said_with_its_file(files: dict[str, Any], words: str) -> None:
    kept = io.BytesIO()
    with ZipFile(kept, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    with pytest.raises(Refused, match=re.escape(words)):
        read_directory("sent.zip", kept.getvalue())


def test_only_options_are_for_the_public() -> None:
    team = replace(
        COUNTY.services[0], id=CHARITY, kind=ServiceKind.TEAM, option_kind=None, address=""
    )
    everything = replace(COUNTY, services=(team, *COUNTY.services))
    assert everything.only_for_the_public() == COUNTY
