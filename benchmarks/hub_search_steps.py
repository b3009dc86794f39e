"""Files made-up answers and pages on the store of this process, and searches them."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from argparse import Namespace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.kernel.actor import Role
from benchmarks.pages import measured, sign_in

if TYPE_CHECKING:
    from tests.support.world import World

SEED = 136
SEARCHES = 400
BATCH = 1_000
VOCABULARY = 6_000
TERMS = (
    "section 136", "place of safety", "handover", "ambulance", "missing person", "warrant",
    "crisis team", "triage car", "absent without leave", "appropriate adult", "custody",
    "mental capacity", "sharing agreement", "welfare check", "interpreter", "overdose",
    "nearest relative", "body worn video", "restraint", "emergency department", "property",
    "community treatment order", "responsible clinician", "young person", "dementia", "search",
)  # fmt: skip
SOUNDS = ("ba", "ce", "di", "fo", "gra", "hel", "ist", "jo", "ku", "lan", "mer", "no", "ost", "pri",
          "que", "ris", "sta", "tor", "un", "ver", "wen", "yal")  # fmt: skip


class WordModel:
    """Texts of words that are as rare as words are, from a seed.

    Attributes:
        words: Made-up words, the commonest first.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            made["".join(self.chance.choices(SOUNDS, k=self.chance.randint(2, 4)))] = None
        self.words = list(made)
        self._reach = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def some(self, count: int) -> list[str]:
        """Words of a running text, the common ones often."""
        return self.chance.choices(self.words, cum_weights=self._reach, k=count)

    def entry(self) -> tuple[str, str, str]:
        """A title, other ways to say it, and a text of some 150 words about one or two terms."""
        about = self.chance.sample(TERMS, 2)
        title = f"{about[0]} {' '.join(self.some(4))}"
        sentences = []
        for _ in range(self.chance.randint(8, 16)):
            words = self.some(self.chance.randint(7, 16))
            if self.chance.random() < 0.3:
                words.insert(2, self.chance.choice(about))
            sentences.append(" ".join(words).capitalize() + ".")
        return title, " ".join(self.some(5)), " ".join(sentences)

    def typed(self, entries: list[tuple[str, str, str]]) -> tuple[str, str]:
        """What somebody types, and which kind it is."""
        title, said, _ = self.chance.choice(entries)
        kind = self.chance.choice(("a question", "a term", "common words", "typed wrong", "a word"))
        if kind == "a question":
            return f"what do I do about {title}", kind
        if kind == "a term":
            return self.chance.choice(TERMS), kind
        if kind == "common words":
            return " ".join(self.words[place] for place in self.chance.sample(range(6), 2)), kind
        word = self.chance.choice([*title.split(), *said.split()])
        if kind == "a word":
            return word, kind
        at = self.chance.randrange(1, len(word))
        return word[:at] + self.chance.choice("xzq") + word[at:], kind


def main() -> None:
    """File, search, and print what was measured as JSON."""
    asked = Namespace(**json.loads(sys.argv[1]))
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from tests.support.world import make_world

    now = timezone.now()
    load = os.getloadavg()[0]
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    world = make_world(now)
    open_contacts(world, now)
    model = WordModel(SEED)
    began = time.perf_counter()
    entries = file_all(model, world, asked.entries, now)
    found: dict[str, Any] = {"load": load, "filed_seconds": time.perf_counter() - began}
    found |= alone(model, world, entries, now)
    found |= together(model, world, entries, asked=asked, now=now)
    print(json.dumps(found))


def open_contacts(world: World, now: datetime) -> None:
    """Open the twenty contacts that the bare page shows."""
    from alongside.areas.crisis import actions

    for number in range(20):
        at = now - timedelta(minutes=10 + number)
        opening = actions.Opening(at, "street", "Quay Street", "street")
        actions.open_contact(world[Role.RESPONSE_OFFICER], opening, now=now)


def file_all(
    model: WordModel, world: World, count: int, now: datetime
) -> list[tuple[str, str, str]]:
    """File so many answers and pages in bulk, and count their words as the command does."""
    from alongside.areas.liaison.actions.search_reindexing import reindex
    from alongside.areas.liaison.models import SearchEntry

    entries = [model.entry() for _ in range(count)]
    for first in range(0, count, BATCH):
        SearchEntry.objects.bulk_create(
            SearchEntry(
                kind="answer" if number % 2 else "page",
                entry_id=UUID(int=number + 1),
                title=title,
                said_as=said_as,
                body=body,
                current_since=now,
            )
            for number, (title, said_as, body) in enumerate(entries[first : first + BATCH], first)
        )
    reindex(world[Role.LIAISON_LEAD], now=now, progress=lambda read: None)
    return entries


def cookie_of(world: World, now: datetime) -> str:
    """Sign in an officer who is on duty."""
    from alongside.foundation.accounts.models import User

    return sign_in(User.objects.get(pk=world[Role.RESPONSE_OFFICER].user_id), now)


def alone(
    model: WordModel, world: World, entries: list[tuple[str, str, str]], now: datetime
) -> dict[str, Any]:
    """Ask for one page after another, the whole request, and for the query alone."""
    from django.test import Client

    from alongside.areas.liaison.queries.searching import looked_for

    client = Client(HTTP_COOKIE=cookie_of(world, now), HTTP_HOST="localhost")
    typed = [model.typed(entries) for _ in range(SEARCHES)]
    for words, _ in typed[:20]:
        client.get("/hub/find/", {"q": words})
    took: dict[str, list[float]] = {}
    queries = []
    for words, kind in typed:
        began = time.perf_counter()
        answer = client.get("/hub/find/", {"q": words})
        took.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"bench: the search answered {answer.status_code}")
        began = time.perf_counter()
        looked_for(world[Role.RESPONSE_OFFICER], words, limit=20)
        queries.append((time.perf_counter() - began) * 1000)
    every = [one for some in took.values() for one in some]
    return {
        "pages": len(every),
        "p50_ms": _at(every, 0.5),
        "p95_ms": _at(every, 0.95),
        "query_p95_ms": _at(queries, 0.95),
        "by_kind": {kind: (_at(some, 0.5), _at(some, 0.95)) for kind, some in took.items()},
    }


def together(
    model: WordModel,
    world: World,
    entries: list[tuple[str, str, str]],
    *,
    asked: Namespace,
    now: datetime,
) -> dict[str, Any]:
    """Ask as several people at once, and for the bare page on the same server."""
    from urllib.parse import urlencode

    cookie = cookie_of(world, now)
    requests = [
        (f"/hub/find/?{urlencode({'q': model.typed(entries)[0]})}", cookie) for _ in range(SEARCHES)
    ]
    bare = measured("benchmarks.bare_site:application", [("/", "x=1")], asked, users=asked.users)
    load = measured(
        "alongside.config.wsgi:application", requests, asked, users=asked.users, warm_seconds=2
    )
    return {
        "users": asked.users,
        "per_second": load.per_second,
        "load_p95_ms": load.p95_ms,
        "bare_per_second": bare.per_second,
        "ratio": load.per_second / bare.per_second,
        "failed": load.failed,
    }


def _at(took: list[float], share: float) -> float:
    return sorted(took)[int(len(took) * share)]


if __name__ == "__main__":
    main()
