"""Groups: the list, one of them, its terms, its members, its decisions."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.liaison.actions.group_joining import add_member, end_member
from alongside.areas.liaison.actions.group_keeping import (
    change_group,
    create_group,
    end_group,
    write_terms,
)
from alongside.areas.liaison.forms.groups import (
    GroupForm,
    LeaveForm,
    MemberForm,
    TermsForm,
    WhyForm,
)
from alongside.areas.liaison.queries.decisions import decisions_of
from alongside.areas.liaison.queries.group_page import (
    GroupPage,
    group_list,
    group_page,
    senior_groups,
    terms_of,
)
from alongside.areas.liaison.queries.posts import open_posts
from alongside.areas.liaison.rules.group_words import KINDS, RHYTHMS
from alongside.areas.liaison.rules.meeting_states import STATE_WORDS
from alongside.areas.liaison.rules.membership import check_keeps
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.markdown import long_text
from alongside.kernel.actor import holds, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

DONE: Final = {
    "made": "The group is there. Say what it is for, and who belongs to it.",
    "changed": "Saved.",
    "terms": "Saved. The terms that stood before are kept.",
    "joined": "Added. Whoever holds the post is told.",
    "left": "Saved.",
    "ended": "The group has ended. All it wrote stays.",
}


@require_safe
def list_all(request: DeskRequest) -> HttpResponse:
    """List every group."""
    lines = group_list(request.actor, now=request.now)
    context = {
        "lines": [one for one in lines if one.ended_at is None],
        "ended": [one for one in lines if one.ended_at is not None],
        "kinds": KINDS,
        "may_make": holds(request.actor, PERMISSIONS, "group.keep"),
    }
    return render(request, "liaison/groups/list.jinja", context)


@require_safe
def group(request: DeskRequest, group_id: UUID) -> HttpResponse:
    """Show one group."""
    page = group_page(request.actor, group_id, now=request.now)
    context = {
        "page": page,
        "kinds": KINDS,
        "rhythms": RHYTHMS,
        "state_words": STATE_WORDS,
        "terms": long_text(page.terms.words) if page.terms else None,
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/groups/group.jinja", context)


@require_http_methods(BOTH)
def new(request: DeskRequest) -> HttpResponse:
    """Make a group."""
    require(request.actor, PERMISSIONS, "group.keep")
    form = GroupForm(posted(request), **_choices(request))

    def do() -> str:
        made = create_group(
            request.actor, form.new(), now=request.now, request_key=form.request_key
        )
        return done_address(_address(made), "made")

    return ask(
        request,
        form,
        do=do,
        title="A new group",
        submit_words="Make the group",
        back=reverse("liaison:groups"),
        back_words="All groups",
    )


@require_http_methods(BOTH)
def change(request: DeskRequest, group_id: UUID) -> HttpResponse:
    """Change a group."""
    require(request.actor, PERMISSIONS, "group.keep")
    page = group_page(request.actor, group_id, now=request.now)
    form = GroupForm(posted(request), initial=_as_it_is(page), **_choices(request))

    def do() -> str:
        change_group(
            request.actor,
            group_id,
            form.new(),
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(_address(group_id), "changed")

    return ask(
        request,
        form,
        do=do,
        title="Change this group",
        lead=page.row.name,
        submit_words="Save",
        **_back(page),
    )


@require_http_methods(BOTH)
def end(request: DeskRequest, group_id: UUID) -> HttpResponse:
    """End a group."""
    require(request.actor, PERMISSIONS, "group.keep")
    page = group_page(request.actor, group_id, now=request.now)
    form = WhyForm(posted(request), label="Why does the group end?")

    def do() -> str:
        end_group(
            request.actor,
            group_id,
            form.cleaned_data["why"],
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(_address(group_id), "ended")

    return ask(
        request,
        form,
        do=do,
        title=f"End {page.row.name}",
        lead="It meets no more and takes no new actions. Its minutes, decisions and open actions "
        "stay, and those who own the actions still do.",
        submit_words="End the group",
        **_back(page),
    )


@require_safe
def terms(request: DeskRequest, group_id: UUID) -> HttpResponse:
    """Show the terms of reference, those in force or an earlier version."""
    name, versions = terms_of(request.actor, group_id, now=request.now)
    wanted = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.number) == wanted), None)
    shown = shown or next(iter(versions), None)
    context = {
        "group_id": group_id,
        "name": name,
        "versions": versions,
        "shown": shown,
        "text": long_text(shown.words) if shown else None,
    }
    return render(request, "liaison/groups/terms.jinja", context)


@require_http_methods(BOTH)
def write(request: DeskRequest, group_id: UUID) -> HttpResponse:
    """Write the terms of reference anew."""
    page = group_page(request.actor, group_id, now=request.now)
    check_keeps(page.part)
    stands = page.terms
    initial = {"words": stands.words, "version": stands.number} if stands else {}
    form = TermsForm(posted(request), first=stands is None, initial=initial)

    def do() -> str:
        write_terms(
            request.actor,
            group_id,
            form.cleaned_data["words"],
            why=form.cleaned_data.get("why", ""),
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(_address(group_id), "terms")

    return ask(
        request,
        form,
        do=do,
        title="Terms of reference",
        lead=page.row.name,
        submit_words="Save as a new version",
        **_back(page),
    )


@require_http_methods(BOTH)
def join(request: DeskRequest, group_id: UUID) -> HttpResponse:
    """Let a post belong to a group."""
    require(request.actor, PERMISSIONS, "group.keep")
    page = group_page(request.actor, group_id, now=request.now)
    there = {one.post.id for one in page.members if one.row_id}
    open_now = open_posts(request.actor, now=request.now)
    posts = [
        (one.id, f"{one.organisation}: {one.named}") for one in open_now if one.id not in there
    ]
    form = MemberForm(posted(request), posts=posts, initial={"since_on": local_date(request.now)})

    def do() -> str:
        post, since_on = form.chosen()
        add_member(
            request.actor,
            group_id,
            post,
            since_on=since_on,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(_address(group_id), "joined")

    return ask(
        request,
        form,
        do=do,
        title="Add a member",
        lead=f"{page.row.name}. Members are posts: when a post changes hands, the group stays "
        "whole.",
        submit_words="Add",
        **_back(page),
    )


@require_http_methods(BOTH)
def leave(request: DeskRequest, group_id: UUID, member_id: UUID) -> HttpResponse:
    """Let a post leave a group."""
    require(request.actor, PERMISSIONS, "group.keep")
    page = group_page(request.actor, group_id, now=request.now)
    line = next((one for one in page.members if one.row_id == member_id), None)
    if line is None:
        raise Refused(
            "member.not_found",
            "That post does not belong to this group any more.",
            next_step="Open the group again to see its members.",
        )
    form = LeaveForm(posted(request), initial={"until_on": local_date(request.now)})

    def do() -> str:
        end_member(
            request.actor,
            member_id,
            until_on=form.cleaned_data["until_on"],
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(_address(group_id), "left")

    return ask(
        request,
        form,
        do=do,
        title=f"{line.post.title} leaves",
        lead=f"From that day on the post does not belong to {page.row.name}. That it did stays on "
        "the record.",
        submit_words="Save",
        **_back(page),
    )


@require_safe
def decisions(request: DeskRequest, group_id: UUID) -> HttpResponse:
    """List the decisions of a group."""
    name, lines = decisions_of(request.actor, group_id, now=request.now)
    context = {"group_id": group_id, "name": name, "lines": lines}
    return render(request, "liaison/groups/decisions.jinja", context)


def _choices(request: DeskRequest) -> dict[str, list[tuple[UUID, str]]]:
    return {"seniors": senior_groups(request.actor), "posts": _posts(request)}


def _posts(request: DeskRequest) -> list[tuple[UUID, str]]:
    posts = open_posts(request.actor, now=request.now)
    return [(one.id, f"{one.organisation}: {one.named}") for one in posts]


def _as_it_is(page: GroupPage) -> dict[str, object]:
    row = page.row
    return {
        "version": row.version,
        "name": row.name,
        "kind": row.kind,
        "senior": str(row.senior_id or ""),
        "chair": str(row.chair_id or ""),
        "minute_taker": str(row.minute_taker_id or ""),
        "quorum": row.quorum,
        "every_weeks": row.every_weeks,
        "standing": row.standing,
    }


def _back(page: GroupPage) -> dict[str, str]:
    return {"back": _address(page.row.id), "back_words": page.row.name}


def _address(group_id: UUID) -> str:
    return reverse("liaison:group", args=[group_id])
