"""What addresses of Liaison and Diversion name: one episode of the canary, and what came of it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from alongside.areas.diversion.actions.custody_lists import Sending, hold_custody_list
from alongside.areas.diversion.actions.hearings import NewHearing, list_hearing
from alongside.areas.diversion.actions.identifying import Identified, identify_person
from alongside.areas.diversion.actions.recording import record_step
from alongside.areas.diversion.actions.referring import NewReferral, make_referral
from alongside.areas.diversion.actions.reporting import NewReport, ask_for_report
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.models import Hearing
from alongside.areas.diversion.queries.services import services
from alongside.areas.diversion.rules.custody_rows import read_pasted
from tests.support.sites import open_sites

if TYPE_CHECKING:
    from tests.support.known import Known

HOUR: Final = timedelta(hours=1)


def _episode(known: "Known") -> UUID:
    """The canary was noticed in custody an hour ago, and somebody went to them."""
    nurse, now = known.county.actor("fern_abara"), timezone.now()
    said = Identified(
        known.person, known["suite"], "liaison_and_diversion", now - HOUR, source="custody_staff"
    )
    episode = identify_person(nurse, said, now=now)
    record_step(nurse, episode, NewEvent("seen", now, {"words": "Calm"}), now=now)
    return episode


def _hearing(known: "Known") -> UUID:
    now = timezone.now()
    new = NewHearing(known["sites"]["moorchester_magistrates"], now + 20 * HOUR, "bail")
    list_hearing(known.county.actor("fern_abara"), known["episode"], new, now=now)
    return Hearing.objects.get().pk


def _service(known: "Known") -> UUID:
    return services(known.county.actor("fern_abara"), now=timezone.now())[0].team.id


def _referral(known: "Known") -> UUID:
    new = NewReferral(
        known["service"], "routine", agreed_words="Said yes", parts={"need": "Somewhere to live"}
    )
    nurse = known.county.actor("fern_abara")
    return make_referral(nurse, known["episode"], new, now=timezone.now())


def _report(known: "Known") -> UUID:
    now = timezone.now()
    new = NewReport("court", "The clerk", "Bail", "full_report", now, now + 20 * HOUR)
    return ask_for_report(known.county.actor("fern_abara"), known["episode"], new, now=now)


def _custody_list(known: "Known") -> UUID:
    """A pasted list that waits for its names to be decided."""
    now = timezone.now()
    reading = read_pasted(f"Name\n{known.county.canary.full}", now=now)
    nurse = known.county.actor("fern_abara")
    return hold_custody_list(nurse, Sending(known["suite"], "pasted"), reading, now=now)


DIVERSION: Final[Mapping[str, Callable[["Known"], object]]] = {
    "sites": lambda known: open_sites(known.county),
    "suite": lambda known: known["sites"]["moorchester_custody"],
    "service": _service,
    "episode": _episode,
    "hearing": _hearing,
    "referral": _referral,
    "report": _report,
    "custody_list": _custody_list,
}
