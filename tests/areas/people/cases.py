"""What the tests about people share: who they meet, and how a page is read."""

from datetime import date

from alongside.areas.people.actions import NewAddress, NewName, NewNeed, NewPerson
from alongside.areas.people.models import (
    CommunicationNeed,
    PastDetails,
    Person,
    PersonAddress,
    PersonBirth,
    PersonCard,
    PersonIdentifier,
    PersonName,
    PersonPhone,
    PersonWords,
)
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role

BORN = {"born_on_day": "1", "born_on_month": "3", "born_on_year": "1992"}
CANARIES = {
    "I": "Canarygiven",
    "C": "canary-own-words",
    "M": "canary-need",
    "O": "1981/0000034U",
}
DESK = [
    role
    for role in Role
    if role
    not in (
        Role.ADMINISTRATOR,
        Role.INFORMATION_GOVERNANCE,
        Role.FORCE_STATISTICS,
        Role.ANALYST,
        Role.PLACEMENT_COORDINATOR,
        Role.PLACEMENT_BUDDY,
        Role.LEARNER,
        Role.PERSON,
        Role.CARER,
    )
]

JAMIE = NewPerson(
    given="Jamie",
    family="Marsh",
    sex="1",
    born_on=date(1992, 3, 1),
    nhs_number="999 000 0018",
    phone="07700 900123",
    address=NewAddress("1 Mill Lane, Skelby", "zn6 1ab"),
    aliases=(NewName("Jay", "Marsh"),),
    preferred=NewName("Jam"),
    needs=(NewNeed("hearing", "Left side"),),
    ethnicity_self="A",
)


ROWS = (
    Person,
    PastDetails,
    PersonName,
    PersonBirth,
    PersonIdentifier,
    PersonAddress,
    PersonPhone,
    CommunicationNeed,
    PersonWords,
    PersonCard,
    AuditEntry,
)


def rows():
    """Count the rows of every table that says something about people."""
    return {model.__name__: model.objects.count() for model in ROWS}


def page(response):
    """Read a page as text."""
    return response.content.decode()


def newest():
    """Answer the newest entry on the log."""
    return AuditEntry.objects.order_by("-id").first()
