"""A first look with a tool, and what is known of somebody's needs after it."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.diversion.actions.configured import tools
from alongside.areas.diversion.actions.first_look import Correcting, record_first_look
from alongside.areas.diversion.actions.recording import record_step
from alongside.areas.diversion.forms.first_look import PREFIX, FirstLookForm
from alongside.areas.diversion.forms.needs import NeedsForm
from alongside.areas.diversion.queries.entries import StandingEntry
from alongside.areas.diversion.queries.story import EpisodeStory, episode_story
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.tools import Tool, heard, tools_for
from alongside.areas.diversion.views.pages import StepPage, posted, step_page, to_episode
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import require

CUSTODY: Final = ("custody", "voluntary_attendance")


@require_http_methods(["GET", "POST"])
def first_look(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Ask the questions of a tool."""
    require(request.actor, PERMISSIONS, "episode.record")
    story = episode_story(request.actor, episode_id, now=request.now)
    offered = tools_for(tools(), story.age_band)
    tool = _chosen(request, offered)
    form = FirstLookForm(tool, posted(request), custody=story.setting in CUSTODY)
    form.ask_when()

    def act() -> HttpResponse:
        look = form.look(request.now)
        record_first_look(
            request.actor, episode_id, look, now=request.now, request_key=form.request_key
        )
        again = episode_story(request.actor, episode_id, now=request.now)
        raised = again.alert_open and not story.alert_open
        if look.result == "need_identified":
            address = reverse("diversion:needs", args=[episode_id])
            return redirect(f"{address}?done={'raised' if raised else 'saved'}")
        return to_episode(episode_id, "raised" if raised else "saved")

    return step_page(request, story, form, _page(tool, offered, "First look"), act=act)


def _chosen(request: DeskRequest, offered: tuple[Tool, ...]) -> Tool:
    asked = request.GET.get("tool", "")
    return next((tool for tool in offered if tool.code == asked), offered[0])


def _page(tool: Tool, offered: tuple[Tool, ...], title: str, submit: str = "Save") -> StepPage:
    return StepPage(
        title,
        submit,
        template="diversion/pathway/first_look.jinja",
        extra={"tool": tool, "others": [one for one in offered if one is not tool]},
    )


def correct_first_look(
    request: DeskRequest, story: EpisodeStory, entry: StandingEntry
) -> HttpResponse:
    """Put a first look right, with the questions of its own tool."""
    tool = tools().get(str(entry.facts.get("tool"))) or next(iter(tools().values()))
    answers = entry.facts.get("answers")
    given = {f"{PREFIX}{q}": a for q, a in answers.items()} if isinstance(answers, dict) else {}
    form = FirstLookForm(
        tool,
        posted(request),
        custody=story.setting in CUSTODY,
        initial={**entry.facts, **given, "happened_at": entry.happened_at},
    )
    form.ask_when()
    form.ask_why()

    def act() -> HttpResponse:
        record_first_look(
            request.actor,
            story.episode_id,
            form.look(entry.happened_at),
            now=request.now,
            correcting=Correcting(entry.id, form.why),
            request_key=form.request_key,
        )
        return to_episode(story.episode_id, "corrected")

    page = _page(tool, (tool,), "Put right: first look", "Save the correction")
    return step_page(request, story, form, page, act=act)


@require_http_methods(["GET", "POST"])
def needs(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Say what is known of somebody's needs: one tap each."""
    require(request.actor, PERMISSIONS, "episode.record")
    story = episode_story(request.actor, episode_id, now=request.now)
    form = NeedsForm(
        posted(request),
        age_band=story.age_band,
        held=story.states,
        suggested=_suggested(story),
    )
    form.ask_when()

    def act() -> HttpResponse:
        step = form.step(request.now)
        if step.facts["states"]:
            record_step(
                request.actor, episode_id, step, now=request.now, request_key=form.request_key
            )
        return to_episode(episode_id)

    page = StepPage(
        "What is known of their needs",
        intro="Tap what you know. Leave the rest: what nobody asked about stays “not asked”.",
        template="diversion/pathway/needs.jinja",
    )
    return step_page(request, story, form, page, act=act)


def _suggested(story: EpisodeStory) -> tuple[str, ...]:
    """What the last first look gives reason to look at."""
    last = story.case.timeline.last("screened")
    tool = tools().get(str(last.facts.get("tool", ""))) if last else None
    answers = last.facts.get("answers") if last else None
    if tool is None or not isinstance(answers, dict):
        return ()
    return heard(tool, answers).suggests
