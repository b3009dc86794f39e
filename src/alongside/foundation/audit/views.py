"""The log, for those who may read it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.forms import OPS, LogForm
from alongside.foundation.audit.queries import (
    PERMISSIONS,
    AuditLine,
    LogQuestion,
    check_log_purpose,
    read_log,
)
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Role, require
from alongside.kernel.local_time import say


@require_safe
def show_log(request: DeskRequest) -> HttpResponse:
    """Ask what the log is read for, then show it, newest first."""
    require(request.actor, PERMISSIONS, "audit.read")
    asked = "purpose" in request.GET
    if asked:
        check_log_purpose(request.GET["purpose"])
    form = LogForm(request.GET if asked else None)
    rows: list[list[str]] | None = None
    if asked and form.is_valid():
        person = form.cleaned_data["person"]
        question = LogQuestion(
            purpose=form.cleaned_data["purpose"],
            about=Ref("person", person) if person else None,
            op=form.cleaned_data["op"],
        )
        rows = [_row(line) for line in read_log(request.actor, question, now=request.now)]
    status = 422 if form.errors else 200
    return render(request, "audit/log.jinja", {"form": form, "rows": rows}, status=status)


def _row(line: AuditLine) -> list[str]:
    role = ROLE_LABELS[Role(line.actor_role)] if line.actor_role else ""
    who = f"{line.actor} ({role})" if line.actor else "Alongside itself"
    fields = line.details.get("fields")
    touched = ", ".join(map(str, fields)) if isinstance(fields, list) else ""
    also = line.details.get("also")
    if isinstance(also, list) and also:
        touched = f"{touched}; {len(also)} records" if touched else f"{len(also)} records"
    return [
        say(line.at),
        who,
        OPS[Op(line.op)],
        line.action,
        " ".join(filter(None, (line.subject_kind, str(line.subject_id or "")[:8]))),
        str(line.details.get("purpose", "")),
        touched,
    ]
