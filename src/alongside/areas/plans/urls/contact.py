"""Addresses of contact plans at the desk."""

from django.urls import path, register_converter

from alongside.areas.plans.rules.contact_fields import SECTIONS
from alongside.areas.plans.views import (
    choices,
    contact,
    contact_draft,
    contact_measures,
    contact_paper,
)


class PartConverter:
    """One part of a contact plan."""

    regex = "|".join(SECTIONS)

    def to_python(self, value: str) -> str:
        """Take the word as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the word as it stands."""
        return value


register_converter(PartConverter, "contact_part")

DRAFT = "plans/contact/draft/<uuid:plan_id>/"
PERSON = "plans/contact/<uuid:person_id>/"

urlpatterns = [
    path(DRAFT, contact_draft.draft, name="contact_draft"),
    path(f"{DRAFT}share/", contact_draft.share, name="contact_share"),
    path(f"{DRAFT}<contact_part:part>/", contact_draft.section, name="contact_section"),
    path(PERSON, contact.contact, name="contact"),
    path(f"{PERSON}start/", contact.start, name="contact_start"),
    path(f"{PERSON}set-aside/<uuid:plan_id>/", contact.set_aside, name="contact_set_aside"),
    path(f"{PERSON}withdraw/", contact.withdraw, name="contact_withdraw"),
    path(f"{PERSON}history/", contact.history, name="contact_history"),
    path(f"{PERSON}sheet/", contact_paper.sheet, name="contact_sheet"),
    path(f"{PERSON}card.pdf", contact_paper.card, name="contact_card"),
    path("plans/contact/measures/", contact_measures.measures, name="contact_measures"),
    path("plans/choices/<uuid:person_id>/", choices.choices, name="choices"),
    path("plans/choices/<uuid:person_id>/<uuid:choice_id>/end/", choices.end, name="end_choice"),
]
