"""Agreed actions: the list, one of them with its story, and what is said of it."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.liaison.actions.agreeing import agree_action
from alongside.areas.liaison.actions.saying_of_actions import say_of_action
from alongside.areas.liaison.forms.agreed import PlanActionForm, SayForm
from alongside.areas.liaison.queries.action_list import (
    SHOWS,
    ActionList,
    action_list,
    group_choices,
)
from alongside.areas.liaison.queries.action_page import ActionPage, action_page
from alongside.areas.liaison.queries.posts import open_posts
from alongside.areas.liaison.rules.agreed import (
    ORIGIN_WORDS,
    PRIORITY_WORDS,
    SAID_WORDS,
    Origin,
    Said,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.actor import holds, require

DONE: Final = {
    "agreed": "Written down. Whoever holds the post is told.",
    "said": "Saved.",
    "given": "Saved. Whoever holds the post is told.",
    "escalated": "Saved. The senior group is told, and it stands on its next agenda.",
}
ASKED: Final = {
    Said.NOTED: ("Note how far it has come", "Save the note"),
    Said.DONE: ("Say that it is done", "It is done"),
    Said.MOVED: ("Move the day", "Move the day"),
    Said.REPRIORITISED: ("Change the priority", "Change the priority"),
    Said.GIVEN: ("Give it to another post", "Give it"),
    Said.ESCALATED: ("Take it to the senior group", "Take it to the senior group"),
    Said.RETURNED: ("Give it back", "Give it back"),
    Said.DROPPED: ("Drop it", "Drop it"),
    Said.REOPENED: ("Open it again", "Open it again"),
}
"""Title and button of what may be said, in the order it is offered."""
ORIGINS: Final = {
    Origin.REVIEW: ("liaison:review", "review.run"),
    Origin.MEETING: ("liaison:meeting", "group.see"),
    Origin.QUERY: ("liaison:question", "query.answer_any"),
}
"""The page of where an action was agreed, and what somebody needs to read it."""
WORDS: Final = {"origins": ORIGIN_WORDS, "priorities": PRIORITY_WORDS, "said_words": SAID_WORDS}


@require_safe
def actions(request: DeskRequest) -> HttpResponse:
    """List agreed actions."""
    context = _listed(request) | {"done": done_words(request, DONE)}
    return render(request, "liaison/posts/actions.jinja", context)


@require_safe
def actions_sheet(request: DeskRequest) -> HttpResponse:
    """Show the list as a sheet, for a meeting."""
    context = _listed(request)
    context["back"] = f"{reverse('liaison:actions')}?{request.GET.urlencode()}"
    return render(request, "liaison/posts/actions_sheet.jinja", context)


def _listed(request: DeskRequest) -> dict[str, Any]:
    found = action_list(
        request.actor,
        request.GET.get("show", ""),
        group_id=_id(request, "group"),
        post_id=_id(request, "post"),
        now=request.now,
    )
    return WORDS | {"found": found, "shows": _shows(found), "title": SHOWS[found.show]}


def _shows(found: ActionList) -> list[tuple[str, str, int]]:
    """The narrowings to offer: none of one's own to somebody who holds no post."""
    return [
        (code, words, found.counts[code])
        for code, words in SHOWS.items()
        if code != "mine" or found.holds_posts
    ]


def _id(request: DeskRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


@require_safe
def action(request: DeskRequest, action_id: UUID) -> HttpResponse:
    """Show one action with its story."""
    page = action_page(request.actor, action_id, now=request.now)
    context = WORDS | {
        "page": page,
        "origin_href": _origin(request, page),
        "asked": [(said, words) for said, (words, _) in ASKED.items() if said in page.may_say],
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/posts/action.jinja", context)


def _origin(request: DeskRequest, page: ActionPage) -> str:
    """Where it was agreed, for those who may read that."""
    address, permission = ORIGINS.get(page.line.origin, ("", ""))
    if not address or page.origin_id is None or not holds(request.actor, PERMISSIONS, permission):
        return ""
    return reverse(address, args=[page.origin_id])


@require_http_methods(BOTH)
def say(request: DeskRequest, action_id: UUID, said: str) -> HttpResponse:
    """Say one thing of an action."""
    if said not in ASKED:
        raise Http404
    kind = Said(said)
    page = action_page(request.actor, action_id, now=request.now)
    form = SayForm(posted(request), said=kind, posts=page.post_choices, initial=_initial(page))
    back = reverse("liaison:action", args=[action_id])
    title, submit_words = ASKED[kind]

    def do() -> str:
        saying = form.saying()
        say_of_action(
            request.actor, action_id, saying, now=request.now, request_key=form.request_key
        )
        return done_address(back, said if said in DONE else "said")

    return ask(
        request,
        form,
        do=do,
        title=title,
        lead=f"Action {page.line.number}: {page.line.words}",
        submit_words=submit_words,
        back=back,
    )


def _initial(page: ActionPage) -> dict[str, object]:
    return {
        "version": page.version,
        "due_on": page.line.due_on,
        "priority": page.line.priority.value,
    }


@require_http_methods(BOTH)
def agree(request: DeskRequest) -> HttpResponse:
    """Write down an action of a plan of work, or a promise."""
    require(request.actor, PERMISSIONS, "action.agree")
    posts = [(str(post.id), post.named) for post in open_posts(request.actor, now=request.now)]
    groups = [(str(group_id), name) for group_id, name in group_choices()]
    chosen = {"group": request.GET.get("group", ""), "owner": request.GET.get("post", "")}
    form = PlanActionForm(posted(request), posts=posts, groups=groups, initial=chosen)

    def do() -> str:
        made = agree_action(
            request.actor, form.agreed(), now=request.now, request_key=form.request_key
        )
        return done_address(reverse("liaison:action", args=[made]), "agreed")

    return ask(
        request,
        form,
        do=do,
        title="Write down an action",
        submit_words="Write it down",
        back=reverse("liaison:actions"),
        back_words="Actions",
    )
