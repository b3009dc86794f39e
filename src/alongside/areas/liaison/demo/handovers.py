"""A handover half prepared: the liaison lead leaves next week."""

from datetime import datetime, time, timedelta
from typing import Final

from alongside.areas.liaison.actions.handovers import (
    Prepared,
    prepare_handover,
    say_of_part,
    start_handover,
)
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.rules.handovers import Part
from alongside.kernel.local_time import from_local, local_date

LEAVES_IN: Final = timedelta(days=7)
COFFEE: Final = """\
Start with the ward managers, not with the chief officers. Rowan and Larch will tell you the truth \
if you come at the end of a late shift and bring nothing to sign.

The police mental-health lead and the AMHP manager agree more than they think. If they write long \
mails, put them in one room.

Everybody will ask you for numbers in your first month. Say that you count what is asked for, and \
show them the questions: they are the best picture of the county we have.

What nearly went wrong: the second line of the control-room nurses. Its money ends in March and \
both sides think that the other pays. Do not let that one slip.

The open hour works because there is tea. Keep the tea."""
SAID: Final = {
    Part.ACTIONS: (
        "The side door comes first. The camera page is nearly there: ask for the second reader and "
        "do not open the wording again."
    ),
    Part.PROMISES: (
        "The families' group is owed the 24 hours in plain words. They have waited long enough, "
        "and they are kind: ring before the day if it will be late."
    ),
}


def fill(cast: HubCast, *, now: datetime) -> None:
    """Let the lead begin the handover and write down what no record says.

    Args:
        cast: Who plays.
        now: The demo's present.
    """
    at = now - timedelta(days=2)
    made = start_handover(cast.lead, cast.posts["liaison_lead"], now=at)
    leaves = from_local(datetime.combine(local_date(now) + LEAVES_IN, time()))
    prepared = Prepared(cast.successor.user_id, leaves, COFFEE)
    prepare_handover(cast.lead, made, prepared, now=at + timedelta(minutes=40))
    for part, words in SAID.items():
        say_of_part(cast.lead, made, part, words=words, now=at + timedelta(hours=1))
