"""What survives when something breaks: all that was acknowledged, and nothing by halves."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.support.postgres import PostgresFailed, postgres_cluster
from tests.support.site import NotAnswered, Visitor, free_port, kill, running_site

WRITERS = 4

MAKE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
call_command("collectstatic", verbosity=0, interactive=False)
from django.utils import timezone
from alongside.areas.directory import demo
demo.fill(now=timezone.now())
"""

CHECK = """
import django, json; django.setup()
from alongside.areas.crisis.models import Contact, Event
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import missing_subjects, verify
contacts = {str(pk): words for pk, words in Contact.objects.values_list("pk", "place_words")}
openings = Event.objects.filter(kind="opened")
opened = {str(pk) for pk in openings.values_list("contact_id", flat=True)}
audited = {str(pk) for pk in AuditEntry.objects.filter(action="crisis.open_contact")
           .values_list("subject_id", flat=True)}
report = verify()
print(json.dumps({"contacts": contacts, "opened": sorted(opened), "audited": sorted(audited),
    "broken": [b.why for b in report.broken], "lost": missing_subjects()}))
"""


def run(code: str, environment: dict[str, str]) -> str:
    """Run a piece of Python against the record, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    """Settings for a site of its own, in a folder of its own."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "ALONGSIDE_VAR")}
    return kept | {
        "ALONGSIDE_DEMO": "1",
        "ALONGSIDE_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        **more,
    }


class Load:
    """Officers opening contacts as fast as they can, keeping what was acknowledged."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.acknowledged: dict[str, str] = {}
        self.refused = 0
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(n,)) for n in range(WRITERS)]

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def wait_for(self, count: int, seconds: float = 60) -> None:
        """Wait until so many contacts in all have been acknowledged."""
        until = time.monotonic() + seconds
        while len(self.acknowledged) < count and time.monotonic() < until:
            time.sleep(0.05)
        assert len(self.acknowledged) >= count

    def _write(self, number: int) -> None:
        visitor: Visitor | None = None
        count = 0
        while not self.stop.is_set():
            count += 1
            words = f"writer {number}, contact {count}"
            try:
                if visitor is None:
                    visitor = Visitor(self.port)
                    visitor.step_in("ade.okafor")
                self.acknowledged[words] = visitor.open_contact(words)
            except (NotAnswered, IndexError):
                self.refused += 1
                visitor = None
                time.sleep(0.05)


def check(environment: dict[str, str], load: Load) -> None:
    """Everything acknowledged is there, nothing is there by halves, the chain is whole."""
    found = json.loads(run(CHECK, environment))
    kept = set(found["contacts"].values())
    assert load.acknowledged, "the load must have written something"
    assert set(load.acknowledged) <= kept, "something acknowledged was lost"
    assert set(found["contacts"]) == set(found["opened"]) == set(found["audited"])
    assert len(kept) == len(found["contacts"]), "something was written twice"
    assert (found["broken"], found["lost"]) == ([], 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "static").mkdir()
    return tmp_path


def test_killing_the_server_in_the_middle_of_writing_loses_nothing_acknowledged(
    folder: Path,
) -> None:
    environment, port = environment_of(folder), free_port()
    run(MAKE, environment)
    with running_site(environment, port) as server, Load(port) as load:
        load.wait_for(12)
        kill(server, signal.SIGKILL)
        before = len(load.acknowledged)
        with running_site(environment, port):
            load.wait_for(before + 12)
    assert load.refused > 0
    check(environment, load)


FILL_THE_DISK = """
import django, json; django.setup()
from django.db import OperationalError, connection
from django.utils import timezone
from alongside.areas.crisis import actions
from alongside.foundation.accounts.backend import SignInBackend
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of
actor = actor_of(SignInBackend().get_user(User.objects.get(sign_in_name="ade.okafor").pk))

def open_one(number):
    now = timezone.now()
    words = f"contact {number} " + "x" * 150
    actions.open_contact(actor, actions.Opening(now, "street", words, "street"), now=now)
    return words

with connection.cursor() as cursor:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = cursor.execute("PRAGMA page_count").fetchone()[0]
    cursor.execute(f"PRAGMA max_page_count={pages + 40}")
acknowledged, said, number = [], "", 0
while not said and number < 2000:
    number += 1
    try:
        acknowledged.append(open_one(number))
    except OperationalError as fault:
        said = str(fault)
with connection.cursor() as cursor:
    cursor.execute(f"PRAGMA max_page_count={pages + 100000}")
acknowledged.append(open_one(number + 1))
print(json.dumps({"acknowledged": acknowledged, "said": said}))
"""


def test_a_full_disk_refuses_the_write_and_leaves_the_record_whole(folder: Path) -> None:
    environment = environment_of(folder)
    run(MAKE, environment)
    told = json.loads(run(FILL_THE_DISK, environment).splitlines()[-1])
    assert "full" in told["said"]
    found = json.loads(run(CHECK, environment))
    assert set(found["contacts"].values()) == set(told["acknowledged"])
    assert set(found["contacts"]) == set(found["opened"]) == set(found["audited"])
    assert (found["broken"], found["lost"]) == ([], 0)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_restarting_the_database_under_load_loses_nothing_acknowledged(
    folder: Path, how: signal.Signals
) -> None:
    try:
        with postgres_cluster(durable=True) as cluster:
            environment = environment_of(folder, DATABASE_URL=cluster.url)
            run(MAKE, environment)
            port = free_port()
            with running_site(environment, port), Load(port) as load:
                load.wait_for(12)
                cluster.stop(how)
                before = len(load.acknowledged)
                cluster.start()
                load.wait_for(before + 12)
            check(environment, load)
    except PostgresFailed as reason:
        pytest.skip(str(reason))
