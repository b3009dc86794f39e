"""The custody list, the court list and the measures at 100,000 episodes, against a bare view.

    python -m benchmarks.diversion_lists [--episodes 100000] [--users 10] [--seconds 8] [--json]

The record is made by the import itself; sixty people are in custody now and forty are in court on
the day asked for. The users are practitioners and court link workers of the county, all asking at
once as fast as they are answered. The peer is the bare view of ``benchmarks.pages``, under the same
load. The measures are counted once before they are timed, as a server counts them once a day.

Aims: 95 in 100 pages of each list within 150 ms. Ratios to the bare view are told.
"""

import argparse
import json
import os
import sys
import tempfile
from datetime import timedelta

from benchmarks.pages import measured, sign_in

AIM_P95 = 150
HELD, IN_COURT = 60, 40


def main() -> None:
    """Print rates, p95 and ratios; exit 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--episodes", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--port", type=int, default=8975)
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
    cookies, day = make_record(asked.episodes)
    site = "alongside.config.wsgi:application"
    pages = {
        "custody list": "/diversion/",
        "court list": f"/diversion/court/?day={day}",
        "measures": "/diversion/measures/",
    }
    load = {"users": asked.users, "warm_seconds": 6.0}
    bare = measured("benchmarks.bare_site:application", [("/", "x=1")], asked, **load)
    print(f"bare view: {bare.per_second:,.0f} pages/s, p95 {bare.p95_ms:.0f} ms", flush=True)
    rows, met = {}, True
    for name, path in pages.items():
        found = measured(site, [(path, cookie) for cookie in cookies], asked, **load)
        ratio = found.per_second / bare.per_second
        print(
            f"{name}: {found.per_second:,.0f} pages/s, p95 {found.p95_ms:.0f} ms, ratio "
            f"{ratio:.2f} ({found.pages:,} pages, {found.failed} failed)",
            flush=True,
        )
        rows[name] = {**found.__dict__, "ratio": round(ratio, 3)}
        met &= found.failed == 0 and (name == "measures" or found.p95_ms <= AIM_P95)
    print(f"aim: p95 {AIM_P95} ms for each list: {'met' if met else 'not met'}")
    return {"users": asked.users, "pages": rows, "met": met}


def make_record(episodes: int) -> tuple[list[str], str]:
    """Fill the database; answer the cookies of the users and the day in court."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from alongside.config import demo_world

    now = timezone.now()
    print(f"making {episodes:,} episodes", file=sys.stderr, flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    demo_world.fill(now=now, people_count=60, contacts=12)
    add_past(episodes, now)
    day = add_live(now)
    return sign_in_practitioners(now), day


def add_past(episodes: int, now) -> None:  # type: ignore[no-untyped-def]
    """Import so many past episodes into the county's service."""
    from alongside.areas.diversion import demo_history
    from alongside.areas.diversion.actions.importing import Provider
    from alongside.areas.diversion.models import Site
    from alongside.areas.diversion.rules.permissions import PERMISSIONS
    from alongside.config.command.acting import acting_for

    actor = acting_for("victor.lane", PERMISSIONS, "episode.import")
    places = [
        demo_history.Place(row.id, row.kind, 1, demo_history.DAYS)
        for row in Site.objects.filter(kind__in=("custody", "magistrates", "crown"))
    ]
    provider = Provider(actor.organisation_id, actor.organisation_name)
    demo_history.fill(actor, provider, places, now=now, seed=11, episodes=episodes)


def add_live(now) -> str:  # type: ignore[no-untyped-def]
    """Put people in custody now and in court tomorrow, by the tables: a record of its own."""
    from alongside.areas.diversion.models import CustodyEntry, Episode, Hearing, Site
    from alongside.foundation.accounts.models import User

    user = User.objects.get(sign_in_name="fern.abara")
    suites = list(Site.objects.filter(kind="custody"))
    court = Site.objects.filter(kind="magistrates")[0]
    used: set[object] = set(CustodyEntry.objects.values_list("person_id", flat=True))
    rows = []
    for row in Episode.objects.filter(setting="custody").order_by("-opened_at")[: 6 * HELD]:
        if row.person_id not in used and len(rows) < HELD:
            used.add(row.person_id)
            rows.append(row)
    tomorrow = (now + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    for number, row in enumerate(rows):
        arrived = now - timedelta(hours=1 + number % 20)
        Episode.objects.filter(pk=row.pk).update(closed_at=None, opened_at=arrived)
        CustodyEntry.objects.create(
            site=suites[number % len(suites)], person_id=row.person_id, arrived_at=arrived,
            age_band=row.age_band, recorded_at=now, recorded_by=user,
        )  # fmt: skip
        if number < IN_COURT:
            at = tomorrow + timedelta(minutes=10 * number)
            Hearing.objects.create(episode=row, site=court, at=at, purpose="first_hearing")
    return str(tomorrow.date())


def sign_in_practitioners(now) -> list[str]:  # type: ignore[no-untyped-def]
    """Open a session for each practitioner and court link worker on duty, several times over."""
    from alongside.areas.diversion.rules.roles import PRACTITIONERS
    from alongside.foundation.accounts.models import User

    users = list(User.objects.filter(duty__role__in=PRACTITIONERS).select_related("duty"))
    return [sign_in(users[number % len(users)], now) for number in range(30)]


if __name__ == "__main__":
    main()
