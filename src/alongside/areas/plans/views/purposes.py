"""Why somebody looks, where a page of plans does not ask."""

from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.picture.compose import purposes_for
from alongside.kernel.refusal import NotPermitted


def usual_purpose(request: DeskRequest) -> Purpose:
    """Answer the purpose the address names, where the viewer may give it, or their usual one.

    Raises:
        NotPermitted: The viewer looks at people for no purpose.
    """
    allowed = [purpose for purpose, _ in purposes_for(request.actor, request.now)]
    if not allowed:
        raise NotPermitted(
            "not_permitted.purpose",
            "Your role does not look at people.",
            next_step="Ask someone on shift whose role does.",
        )
    named = request.GET.get("purpose", "")
    return next((purpose for purpose in allowed if purpose == named), allowed[0])
