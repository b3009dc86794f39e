"""Who looks after somebody: taking them on, and passing them to a colleague."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.areas.diversion.actions.owning import pass_on, take_on
from alongside.areas.diversion.forms.owning import PassOnForm
from alongside.areas.diversion.queries.colleagues import colleagues
from alongside.areas.diversion.queries.story import episode_story
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.views.pages import StepPage, posted, step_page, to_episode
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import RequestKeyField
from alongside.kernel.actor import require
from alongside.kernel.refusal import Refused


@require_POST
def take(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Look after somebody from now on."""
    posted_id = RequestKeyField(required=False).clean
    shown, key = posted_id(request.POST.get("shown")), posted_id(request.POST.get("request_key"))
    take_on(request.actor, episode_id, shown=shown, now=request.now, request_key=key)
    return to_episode(episode_id, "taken_on")


@require_http_methods(["GET", "POST"])
def pass_to(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Let a colleague look after somebody from now on."""
    require(request.actor, PERMISSIONS, "episode.own")
    story = episode_story(request.actor, episode_id, now=request.now)
    among = colleagues(request.actor)
    if not among:
        raise Refused(
            "owner.no_colleagues",
            "Nobody else of your service has an account here yet.",
            next_step="Ask whoever keeps accounts to add them.",
        )
    form = PassOnForm(posted(request), colleagues=among, initial={"shown": story.owner_id})

    def act() -> HttpResponse:
        pass_on(
            request.actor,
            episode_id,
            form.colleague_id,
            shown=form.cleaned_data["shown"],
            now=request.now,
            request_key=form.request_key,
        )
        return to_episode(episode_id, "passed_on")

    page = StepPage(
        "Pass to a colleague",
        "Pass them on",
        "Your colleague is told, and finds them under Mine on the lists.",
    )
    return step_page(request, story, form, page, act=act)
