"""The form that notices somebody: refer them, or take them on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.diversion.actions.identifying import Identified
from alongside.areas.diversion.forms.questions import StepForm, line, moment, pick, words
from alongside.areas.diversion.rules.doors import Door
from alongside.foundation.reference import code_list


class IdentifyForm(StepForm):
    """Where they are, who noticed, and why."""

    site = pick("Where are they?", (), required="Choose where they are")
    source = pick(
        "Who noticed that they may need help?",
        code_list("ld_source").choices(),
        required="Say who noticed",
    )
    reason = words(
        "What made you think so?",
        hint="A few words. You need not know what is wrong.",
        rows=2,
    )
    door = pick("Which way in?", (), hint="Leave empty for the usual one at that place.")
    custody_reference = line("Custody record number, if you have it", longest=40)
    offence_group = pick(
        "What they are suspected of, in a broad word",
        code_list("ld_offence_group").choices(),
        hint="Only where it helps the service to help.",
    )
    identified_at = moment("When was that?")

    def offer(self, sites: Sequence[tuple[str, str]], doors: Sequence[Door]) -> None:
        """Put in the places and the ways in that are there to choose from."""
        fields: Any = self.fields
        fields["site"].choices = [("", "Choose one"), *sites]
        named = [(door.code, door.title) for door in doors]
        fields["door"].choices = [("", "The usual one"), *named]

    def said(self, person_id: UUID, now: datetime) -> Identified:
        """What is to be recorded."""
        given = self.cleaned_data
        return Identified(
            person_id=person_id,
            site_id=UUID(given["site"]),
            door=given["door"],
            identified_at=given["identified_at"] or now,
            source=given["source"],
            reason=given["reason"],
            offence_group=given["offence_group"],
            custody_reference=given["custody_reference"],
        )
