"""A sharing agreement is withdrawn: routine sharing stops with the next look, emergencies go on."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.support.county import County
from tests.support.keys import Keys
from tests.support.somebody import Somebody

CALMS = "Let me finish my sentence. Water helps."
NEEDED = "only under a signed sharing agreement, and none is in force for your organisation"


def test_a_withdrawn_agreement_stops_routine_looks_and_no_emergency(
    coordinator: Somebody, desktop_page: Page, axe: Callable[[Page], None], county: County
) -> None:
    # Given a plan that the person shared with everybody, read under an agreement due for review
    county.share_plan(county.canary.id, {"first_words": "Hello first.", "helps": CALMS})
    agreement = county.due_for_review("NM-01")
    nurse = coordinator
    nurse.sign_in("leila.farouk")
    nurse.at("The desk")
    nurse.goes_to(f"/people/{county.canary.id}/?purpose=P6", county.canary.full)
    nurse.sees(CALMS)

    # When an information governance lead, by keys alone, sees it wait, and what would stop
    lead = Keys(desktop_page, axe)
    lead.signs_in("hal.brandreth")
    lead.at("What waits for you")
    lead.sees("Review it now")
    lead.reaches("link", f"{agreement.reference}, {agreement.title}")
    lead.press("Enter")
    lead.at(agreement.title)
    lead.sees("If this lapses,", "using a crisis plan in the control room")

    # And withdraws it, with what stops in sight and a reason
    lead.reaches("link", "Withdraw")
    lead.press("Enter")
    lead.at("Withdraw from NM-01")
    lead.sees("If this lapses,", "Emergencies are not touched.")
    lead.reaches("button", "Withdraw now")
    lead.press("Enter")
    lead.refused("Why is it withdrawn?")
    lead.writes("Why is it withdrawn?", "The review was missed; a new one is being drafted.")
    lead.reaches("button", "Withdraw now")
    lead.press("Enter")
    lead.at(agreement.title)
    lead.sees("Withdrawn", "by Hal Brandreth")

    # Then the nurse's next routine look is held back, with whom to ask
    nurse.goes_to(f"/people/{county.canary.id}/?purpose=P6", "")
    nurse.sees(NEEDED, "Ask your information governance lead about the agreement")
    nurse.sees_nowhere(CALMS)

    # And in danger to life it all shows, the same minute
    nurse.goes_to(f"/people/{county.canary.id}/?purpose=P1", county.canary.full)
    nurse.sees(CALMS)
    nurse.sees_nowhere(NEEDED)
