"""What every journey stands on: the county, people at browsers, and a canary in it all."""

import logging
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.worker import work_once
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import Canary, County, make_county
from tests.support.somebody import Somebody

LISTENED = ("", "django.server")
"""The root of all logs, and the one logger that hands nothing on to it."""
LOUD = ("", "django", "django.server", "alongside")

# A busy machine is not a bug.
expect.set_options(timeout=15_000)


class Traces(logging.Handler):
    """Everything a journey leaves behind outside the records themselves."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter())
        self.logged: list[str] = []
        self.visited: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.logged.append(self.format(record))

    def visit(self, request: Request) -> None:
        """Keep an address a browser asked for, as a server's log would."""
        self.visited.append(request.url)

    def left(self) -> dict[str, list[str]]:
        """Answer every trace, by where it was left."""
        work_once(timezone.now(), most=500)
        rows = AuditEntry.objects.values_list("op", "action", "subject_kind", "details", "session")
        mails = [f"{m.subject}\n{m.body}\n{m.to}\n{m.extra_headers}" for m in mail.outbox]
        audit = [str(row) for row in rows]
        return {"logs": self.logged, "addresses": self.visited, "e-mail": mails, "audit": audit}

    def of(self, canary: Canary) -> list[str]:
        """Answer the traces that name the canary."""
        return [
            f"{where}: {text}"
            for where, texts in self.left().items()
            for text in texts
            if any(trace in text.lower() for trace in canary.traces)
        ]


@pytest.fixture
def county(transactional_db: None) -> County:
    """Northmoor as it stands now."""
    return make_county(timezone.now())


@pytest.fixture
def traces() -> Iterator[Traces]:
    """What the journey leaves behind: logs, addresses, e-mail and the audit."""
    kept = Traces()
    levels = {name: logging.getLogger(name).level for name in LOUD}
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.DEBUG)
    for name in LISTENED:
        logging.getLogger(name).addHandler(kept)
    yield kept
    for name in LISTENED:
        logging.getLogger(name).removeHandler(kept)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture(autouse=True)
def nothing_names_the_canary(county: County, traces: Traces) -> Iterator[None]:
    """After every journey: no trace names the canary, and the audit chain holds."""
    yield
    assert traces.of(county.canary) == []
    assert verify().broken == ()


@pytest.fixture
def arrive(
    open_page: Callable[..., Page], axe: Callable[[Page], None], traces: Traces
) -> Callable[..., Somebody]:
    """Somebody arrives with a device: ``arrive(PHONE, color_scheme="dark")``."""

    def come(device: dict[str, object], **options: object) -> Somebody:
        page = open_page(**device, **options)
        page.context.on("request", traces.visit)
        return Somebody(page, axe)

    return come


@pytest.fixture
def officer(arrive: Callable[..., Somebody]) -> Somebody:
    """A response officer with a phone at night."""
    return arrive(PHONE, color_scheme="dark")


@pytest.fixture
def coordinator(arrive: Callable[..., Somebody]) -> Somebody:
    """Somebody at a desk."""
    return arrive(DESKTOP)
