"""A nurse breaks glass with a reason; both sides review it; the person reads that it was done."""

from collections.abc import Callable

from django.utils import timezone

from alongside.foundation.outbox.worker import work_once
from alongside.foundation.picture.models import BrokenGlass
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import HELPS, WORDS, County
from tests.support.somebody import Somebody

REASON = "On the line to officers; getting worse and will not speak to anybody."
TOLD = "Glass was broken: please review it"


def _review(lead: Somebody, name: str, *, finding: str, note: str) -> None:
    """Come on duty, open it from the messages, and say what was found."""
    lead.sign_in(name)
    lead.at("Start duty")
    lead.taps("Start duty")
    lead.at("What waits for you")
    lead.goes_to("/messages/", "Your messages")
    lead.sees("Urgent", TOLD)
    lead.taps(TOLD)
    lead.at("Broken glass: Leila Farouk")
    lead.sees(REASON, "Using a crisis plan in the control room")
    lead.sees("Name and contact details · The person's own words")
    lead.sees_nowhere(WORDS, HELPS)
    lead.taps("Save the review")
    lead.refused("Choose what you found")
    lead.answers("What did you find?", finding)
    lead.types("Note", note)
    lead.taps("Save the review")
    lead.at("Broken glass to review")
    lead.sees("No broken glass waits for you")


def test_broken_glass_is_reviewed_by_both_sides_and_said_to_the_person(
    coordinator: Somebody, arrive: Callable[..., Somebody], county: County
) -> None:
    # Given a nurse in the control room, and somebody who has not been asked
    council = county.lead_at("Northmoor County Council")
    nurse = coordinator
    nurse.sign_in("leila.farouk")
    nurse.at("The desk")
    nurse.goes_to(f"/people/{county.canary.id}/?purpose=P6", county.canary.full)
    nurse.sees("only shared for this purpose when the person agrees")
    nurse.sees_nowhere(WORDS, HELPS)

    # When they break glass, they must say what for and why
    nurse.taps("Break glass", "link", inside=".picture__withheld")
    nurse.at("Break glass")
    nurse.sees(
        "Told at once: the information governance lead of Mental Health Trust, and the "
        "information governance lead of County Council."
    )
    nurse.sees("Both sides review it.", "This page does not say that there is anything to see.")
    nurse.taps("Break glass and show it")
    nurse.refused("Choose what you need to see", "Say in a few words why you need to see this now")
    nurse.answers("What do you need to see?", "The person's own words")
    nurse.types("Why do you need to see it now?", REASON)
    nurse.taps("Break glass and show it")

    # Then what was held back is there, with when it ends
    nurse.at(county.canary.full)
    nurse.sees(WORDS, HELPS, "You broke glass. It ends by itself at")
    work_once(timezone.now(), most=500)
    glass = BrokenGlass.objects.get()

    # And both sides' leads are told; one review does not close it, and both do
    phone, desk = arrive(PHONE, color_scheme="dark"), arrive(DESKTOP)
    _review(phone, "uma.bains", finding="It was right", note="The words said what helped.")
    glass.refresh_from_db()
    assert glass.closed_at is None
    _review(desk, council, finding="It needs follow-up", note="Ask them who may see their words.")
    glass.refresh_from_db()
    assert glass.closed_at is not None

    # And the person reads that more was opened than usual
    me = arrive(PHONE)
    me.comes_in(county.own_door(county.canary.id))
    me.at("Hello, Zeph")
    me.taps("Who looked", "link")
    me.at("Who looked")
    me.sees(
        "opened more than they usually may today at",
        "Each time, two people check that it was right.",
    )
    me.sees("They saw your words, and your name and how to reach you.")
    me.sees_nowhere("Farouk")
