"""The desk and a person's page under fifty users, against a bare Django view.

    python -m benchmarks.pages [--people 200000] [--contacts 100000] [--seconds 8] [--json]

The peer renders a twenty-row template from one query, with no middleware, no sign-in, no sharing
decision and no audit, on the same server with the same flags, the same database and machine, in
the same run. The load comes from one process on the same two cores, which slows both alike.

Aims: at least half the peer's throughput, and 95 in 100 pages within 150 ms.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from datetime import timedelta
from itertools import islice

from benchmarks.load import Load, ask

USERS = 50
AIM_RATIO, AIM_P95 = 0.5, 150
BATCH = 5000


def main() -> None:
    """Print rates, p95 and ratios; exit 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--port", type=int, default=8971)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        os.environ.update(ALONGSIDE_VAR=folder, ALONGSIDE_DEMO="1")
        os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
        answer = measure(asked)
    if asked.json:
        print(json.dumps(answer, indent=1))
    raise SystemExit(0 if answer["met"] else 1)


def measure(asked: argparse.Namespace) -> dict[str, object]:
    """Make the record, then measure the peer and each page."""
    desk, person = make_record(asked.people, asked.contacts)
    site = "alongside.config.wsgi:application"
    found = {
        "bare view": measured("benchmarks.bare_site:application", [("/", "x=1")], asked),
        "desk": measured(site, desk, asked),
        "person's page": measured(site, person, asked),
    }
    bare, met = found["bare view"], True
    rows = {}
    for name, load in found.items():
        ratio = load.per_second / bare.per_second
        print(
            f"{name}: {load.per_second:,.0f} pages/s, p95 {load.p95_ms:.0f} ms, "
            f"ratio {ratio:.2f} ({load.pages:,} pages, {load.failed} failed)",
            flush=True,
        )
        rows[name] = {**load.__dict__, "ratio": round(ratio, 3)}
        met &= load.failed == 0 and ratio >= AIM_RATIO and load.p95_ms <= AIM_P95
    print(f"aims: ratio {AIM_RATIO} and p95 {AIM_P95} ms: {'met' if met else 'not met'}")
    return {"users": USERS, "pages": rows, "met": met}


def measured(
    site: str,
    requests: list[tuple[str, str]],
    asked: argparse.Namespace,
    *,
    users: int = USERS,
    warm_seconds: float = 0,
) -> Load:
    """Start the server on one application, load it, stop it; after a warm-up if one is asked."""
    from alongside.config.command.serving import web_command

    command = web_command(host="127.0.0.1", port=asked.port, workers=2)
    command[-1] = site
    environment = dict(os.environ)
    if site.startswith("benchmarks"):
        environment["DJANGO_SETTINGS_MODULE"] = "benchmarks.bare_settings"
    server = subprocess.Popen(command, env=environment)
    try:
        wait_for(asked.port)
        if warm_seconds:
            ask(asked.port, requests, users=users, seconds=warm_seconds)
        return ask(asked.port, requests, users=users, seconds=asked.seconds)
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("bench: the server did not start")


def make_record(people: int, contacts: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Fill the database and answer the requests for the desk and for people's pages."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from alongside.config import demo_world

    now = timezone.now()
    print(f"making {people:,} people and {contacts:,} contacts", file=sys.stderr, flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    demo_world.fill(now=now, people_count=60, contacts=12)
    ids = add_people(people, now)
    add_contacts(contacts, ids, now)
    open_more(ids, now)
    cookies = sign_in_everybody(now)
    rng = random.Random(3)
    pages = []
    for _ in range(2000):
        purpose, cookie = rng.choice(cookies)
        pages.append((f"/people/{rng.choice(ids)}/?purpose={purpose}", cookie))
    return [("/crisis/", cookie) for _, cookie in cookies], pages


def add_people(count: int, now) -> list:  # type: ignore[no-untyped-def]
    """Add so many named people in bulk, by the tables: this is a benchmark's own record."""
    from alongside.areas.people.demo import synthetic_people
    from alongside.foundation.accounts.backend import SignInBackend
    from alongside.foundation.accounts.models import RoleHeld
    from alongside.foundation.accounts.queries import actor_of
    from benchmarks.bulk_people import rows_of

    holder = RoleHeld.objects.filter(role="liaison_lead").values_list("user_id", flat=True)[0]
    user = SignInBackend().get_user(holder)
    if user is None:
        raise SystemExit("bench: nobody to record people")
    people = synthetic_people(random.Random(1), count, now.date())
    ids = []
    while batch := list(islice(people, BATCH)):
        ids += rows_of(batch, actor_of(user), now)
    return ids


def add_contacts(count: int, people: list, now) -> None:  # type: ignore[no-untyped-def, type-arg]
    """Add so many closed contacts with their opening and closing events."""
    from alongside.areas.crisis.models import Contact, Event
    from alongside.foundation.accounts.models import User

    rng = random.Random(2)
    user = User.objects.filter(organisation__sector="police").first()
    if user is None:
        raise SystemExit("bench: nobody to open contacts")
    for begin in range(0, count, BATCH):
        rows, events = [], []
        for _ in range(min(BATCH, count - begin)):
            at = now - timedelta(minutes=rng.randrange(1500, 1_500_000))
            row = Contact(
                person_id=rng.choice(people),
                organisation_id=user.organisation_id,
                opened_by=user,
                owner=user,
                opened_at=at,
                recorded_at=at,
                source="street",
                place_words="Mill Lane",
                place_type="street",
                closed_at=at + timedelta(minutes=70),
                outcome="own_team",
            )
            rows.append(row)
            told = (("opened", at), ("closed", at + timedelta(minutes=70)))
            for place, (kind, when) in enumerate(told, 1):
                events.append(
                    Event(
                        contact=row,
                        sequence=place,
                        kind=kind,
                        happened_at=when,
                        recorded_at=when,
                        recorded_by=user,
                        recorded_as="response_officer",
                        organisation_id=user.organisation_id,
                        facts={},
                    )
                )
        Contact.objects.bulk_create(rows)
        Event.objects.bulk_create(events)


def open_more(people: list, now) -> None:  # type: ignore[no-untyped-def, type-arg]
    """Open contacts, through the actions, until the desk has about twenty lines."""
    from alongside.areas.crisis import actions
    from alongside.foundation.accounts.backend import SignInBackend
    from alongside.foundation.accounts.models import Duty
    from alongside.foundation.accounts.queries import actor_of

    holder = Duty.objects.filter(role="response_officer", ended_at=None).values_list(
        "user_id", flat=True
    )[0]
    user = SignInBackend().get_user(holder)
    if user is None:
        raise SystemExit("bench: nobody on duty")
    actor = actor_of(user)
    for number in range(11):
        at = now - timedelta(minutes=10 + number)
        contact = actions.open_contact(
            actor, actions.Opening(at, "street", "Quay Street", "street"), now=now
        )
        actions.name_person(actor, contact, people[number], now=now)


def sign_in(user, now) -> str:  # type: ignore[no-untyped-def]
    """Open a session for somebody and answer its cookie."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "alongside.foundation.accounts.backend.SignInBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["seen_at"] = now.timestamp() + 600
    session.save()
    return f"alongside_session={session.session_key}"


def sign_in_everybody(now) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    """Open fifty sessions for those at the desk: the usual purpose and the cookie of each."""
    from alongside.areas.crisis.rules.permissions import PERMISSIONS
    from alongside.engines.sharing import policy_on
    from alongside.foundation.accounts.models import User
    from alongside.foundation.accounts.queries import actor_of

    on_desk = User.objects.filter(duty__role__in=PERMISSIONS["desk.see"]).order_by("pk")
    users = list(on_desk.select_related("organisation", "duty"))
    cookies = []
    for number in range(USERS):
        user = users[number % len(users)]
        cookie = sign_in(user, now)
        actor = actor_of(user)
        purpose = policy_on(now.date()).purposes_of(actor.role, actor.sector)[0]
        cookies.append((purpose.value, cookie))
    return cookies


if __name__ == "__main__":
    main()
