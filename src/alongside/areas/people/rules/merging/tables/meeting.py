"""When a person was met: at the desk, in custody and court, and in a question to the hub."""

from typing import Final

from alongside.areas.people.rules.merging.shapes import OneOf, Settle, Table
from alongside.engines.sharing import Category

MET: Final = (
    Table("crisis.Contact.person", "Contact", Category.RISK, by="opened_by"),
    Table(
        "crisis.Detention.person",
        "Use of the power",
        Category.RISK,
        at="power_used_at",
        by="",
        follows="contact_id",
    ),
    Table(
        "diversion.CustodyEntry.person",
        "Time in custody",
        Category.OFFENCE,
        places=(
            OneOf(
                "custody",
                "Time in custody",
                {"left_at": (None,)},
                settle=Settle.REFUSE,
                by=("site_id",),
                refusal="Both records have somebody in custody at the same place now.",
            ),
        ),
    ),
    Table(
        "diversion.Episode.person",
        "Liaison and Diversion episode",
        Category.OFFENCE,
        by="opened_by",
    ),
    Table(
        "diversion.DeskLink.person",
        "Arrest at the desk",
        Category.OFFENCE,
        at="received_at",
        by="",
        follows="contact_id",
    ),
    Table(
        "liaison.HubQuestion.person",
        "Question to the hub",
        Category.IDENTITY,
        at="asked_at",
    ),
)
