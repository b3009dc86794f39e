"""Ways in to a person's own page, and what oversight keeps of them."""

from typing import Final

from alongside.areas.people.rules.merging.shapes import Mark, OneOf, Settle, Table
from alongside.engines.sharing import Category

ITS_OWN_KEY: Final = "the log is never edited: it is read across every key of a person"
CLOSES: Final = {
    "closed_at": Mark.NOW,
    "closed_by_id": Mark.BY,
    "closed_why": "by_staff",
    "closed_reason": "We are making sure this page is yours. Ask your worker to open it again.",
}
_OWN, _CARERS = (
    OneOf(
        name,
        title,
        {"closed_at": (None,)},
        CLOSES,
        settle=Settle.NEITHER,
        where={"as_whom": (whom,)},
        newest="made_at",
        many=name == "carers_door",
    )
    for name, title, whom in (
        ("own_door", "Door of their own", "person"),
        ("carers_door", "Door of somebody acting for them", "carer"),
    )
)
DOORS: Final = (
    Table(
        "plans.Door.person",
        "Way in to their own page",
        Category.IDENTITY,
        places=(_OWN, _CARERS),
        at="made_at",
        by="made_by",
    ),
    Table(
        "plans.CorrectionRequest.person",
        "Something to be put right",
        Category.OWN_WORDS,
        at="asked_at",
        by="",
        follows="door_id",
    ),
)
OVERSEEN: Final = (
    Table("oversight.CopyRequest.person", "Request for a copy"),
    Table("oversight.LegalHold.person", "Legal hold", at="set_at", by="set_by"),
    Table(
        "oversight.RetentionDecision.person",
        "Decision on how long it is kept",
        at="decided_at",
        by="decided_by",
    ),
    Table(
        "picture.Opening.person_id",
        "Opening",
        stays="it was decided for one record; a join ends it, and whoever needs it asks again",
        places=(
            OneOf(
                "opening",
                "What was opened to somebody",
                {"ended_at": (None,)},
                {"ended_at": Mark.NOW},
                settle=Settle.NEITHER,
                newest="starts_at",
                until="ends_at",
                many=True,
            ),
        ),
        at="starts_at",
        by="opened_for",
    ),
    Table("picture.SeniorRequest.person_id", stays="a decision opens the record that stands"),
    Table("oversight.LookQuestion.person_id", stays="it is about one entry of the log"),
    Table("audit.LooksHeldBack.person_id", stays=ITS_OWN_KEY),
    Table("audit.AuditEntry.subject_id", stays=ITS_OWN_KEY),
    Table("audit.AuditSubject.subject_id", stays=ITS_OWN_KEY),
)
