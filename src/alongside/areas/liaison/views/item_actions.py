"""An action agreed straight from an item of a meeting."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.liaison.actions.deciding import agree_at_item
from alongside.areas.liaison.forms.agreed import AgreedForm
from alongside.areas.liaison.queries.meeting_page import item_line
from alongside.areas.liaison.queries.posts import open_posts
from alongside.areas.liaison.rules.agreed import Origin
from alongside.areas.liaison.rules.meeting_states import MeetingState, state_after
from alongside.areas.liaison.rules.membership import check_keeps
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted


@require_http_methods(BOTH)
def act(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Agree an action; the group of the meeting watches over it."""
    item, row, part = item_line(request.actor, item_id, now=request.now)
    check_keeps(part)
    state_after(MeetingState(row.state), "write_minutes")
    posts = open_posts(request.actor, now=request.now)
    choices = [(str(one.id), f"{one.organisation}: {one.named}") for one in posts]
    form: Any = AgreedForm(posted(request), posts=choices)
    back = f"{reverse('liaison:minutes', args=[row.id])}#item-{item_id}"

    def do() -> str:
        agree_at_item(
            request.actor,
            item_id,
            form.new(Origin.MEETING, row.id, group_id=row.group_id),
            now=request.now,
            request_key=form.request_key,
        )
        return back

    return ask(
        request,
        form,
        do=do,
        title="An action from this item",
        lead=item.title,
        submit_words="Agree it",
        back=back,
        back_words="All minutes of this meeting",
    )
