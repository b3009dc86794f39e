"""Plans with a person, and what services do about them together."""

from typing import Final

from alongside.areas.people.rules.merging.shapes import Mark, OneOf, Settle, Table
from alongside.engines.sharing import Category


def _draft(plan: str) -> OneOf:
    return OneOf(
        f"{plan} draft".replace(" ", "_"),
        f"A {plan} being written",
        {"state": ("draft",)},
        settle=Settle.REFUSE,
        by=("started_by_id",),
        newest="started_at",
        refusal=f"The same worker is writing a {plan} on both records.",
    )


PLANS: Final = (
    Table(
        "plans.SharingChoice.person",
        "Choice about sharing",
        Category.OWN_WORDS,
        places=(
            OneOf(
                "choice",
                "Choice about sharing",
                {"withdrawn_at": (None,)},
                {"withdrawn_at": Mark.NOW, "withdrawn_by_id": Mark.BY},
                settle=Settle.STRICTER,
                by=("recipient", "category", "purpose"),
                says=("kind", "ends_at"),
            ),
        ),
    ),
    Table(
        "plans.ContactPlan.person",
        "Contact plan",
        Category.OWN_WORDS,
        places=(
            OneOf(
                "contact_plan",
                "Contact plan",
                {"state": ("shared",)},
                {"state": "replaced", "ended_at": Mark.NOW, "ended_by_id": Mark.BY},
                newest="shared_at",
            ),
            _draft("contact plan"),
        ),
        at="started_at",
        by="started_by",
    ),
    Table(
        "plans.ContactPlanOffer.person",
        "Offer of a contact plan",
        Category.OWN_WORDS,
        places=(
            OneOf(
                "offer",
                "Offer of a contact plan",
                {"answer": ("",)},
                settle=Settle.LEAVE,
                newest="noted_at",
            ),
        ),
        at="noted_at",
        by="noted_by",
    ),
    Table(
        "plans.CrisisPlan.person",
        "Crisis plan",
        Category.CLINICAL,
        places=(
            OneOf(
                "crisis_plan",
                "Crisis plan",
                {"state": ("in_force",)},
                {"state": "replaced", "over_at": Mark.NOW, "over_by_id": Mark.BY},
                newest="in_force_at",
            ),
            _draft("crisis plan"),
        ),
        at="started_at",
        by="started_by",
    ),
    Table(
        "plans.WordingReview.person",
        "Words held in a plan",
        Category.OWN_WORDS,
        at="raised_at",
        by="raised_by",
        follows="plan_id",
    ),
)
TOGETHER: Final = (
    Table(
        "plans.MissingRecord.person",
        "Missing report",
        Category.RISK,
        places=(
            OneOf(
                "missing",
                "Missing report",
                {"closed_at": (None,)},
                settle=Settle.REFUSE,
                refusal="Both records have a missing report that is still open.",
            ),
        ),
        by="opened_by",
    ),
    Table(
        "plans.HerbertForm.person",
        "Herbert Protocol form",
        Category.RISK,
        numbered="version",
        places=(
            OneOf(
                "herbert",
                "Herbert Protocol form",
                {"ended_at": (None,)},
                {"ended_at": Mark.NOW, "end_reason": "Two records of one person were joined"},
            ),
        ),
    ),
    Table(
        "plans.SuicidePlan.person",
        "Suicide prevention plan",
        Category.RISK,
        places=(
            OneOf(
                "suicide_plan",
                "Suicide prevention plan",
                {"state": ("proposed", "open", "closing")},
                settle=Settle.REFUSE,
                newest="proposed_at",
                refusal="Both records have a suicide prevention plan that is not closed.",
            ),
        ),
        at="proposed_at",
        by="proposed_by",
    ),
)
