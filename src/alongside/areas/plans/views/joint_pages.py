"""What the pages of shared plans and missing people do alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.areas.plans.queries.joint_story import EntryLine
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.foundation.kit.time_words import clock_time, duration, on_date
from alongside.foundation.kit.timeline import TimelineEntry
from alongside.kernel.local_time import say
from alongside.kernel.refusal import Refused

LATE_MINUTES = 10
DONE = {
    "saved": "Saved. It is in the story below.",
    "reported": "The missing record is open. You are told when the level is to be looked at again.",
    "reviewed": "Your review is saved.",
    "corrected": "Put right. What it said first stays on record.",
    "proposed": "The plan is proposed. It opens when whoever you asked confirms it.",
    "confirmed": "You confirmed it: the plan is open.",
    "answered": "Your answer is saved. The other service sees it on the plan.",
    "asked": "They are asked, and told now.",
    "signed": "You signed for your service. The other service is told, and has to sign too.",
    "kept_open": "The plan stays open.",
    "closed": "Both services have signed: the plan is closed.",
    "written": "The form is saved.",
    "ended": "The form is ended.",
    "chosen": "The decision is saved.",
}
"""What was just done, by the code in the address."""
ALONE = (SafeString(' class="joint__alone"'), SafeString(' class="nhsuk-u-visually-hidden"'))
"""Marks words that speak without a label in sight."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words around a form.

    Attributes:
        title: Its heading.
        back: Where to go without saving.
        submit: Words of its button.
        lead: Whom it is about; may be empty.
        intro: A sentence on what happens with what is typed; may be empty.
        done: Code of ``DONE`` for what was done, said on the page that follows.
    """

    title: str
    back: str
    submit: str
    lead: str = ""
    intro: str = ""
    done: str = "saved"


def form_page(
    request: DeskRequest,
    form: PlainForm,
    page: FormPage,
    *,
    act: Callable[[], object],
) -> HttpResponse:
    """Show a form, or do what it asks and go back where it came from."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
            return redirect(done_address(page.back, page.done))
        except Refused as refused:
            form.refuse(refused)
    status = 422 if form.errors else 200
    context = {"form": form, "page": page, "done_words": done_words(request, DONE)}
    return render(request, "plans/joint_form.jinja", context, status=status)


def posted(request: DeskRequest) -> Any:
    """What was sent with a form; ``None`` where it is only shown."""
    return request.POST if request.method == "POST" else None


def pairs(lines: list[tuple[str, str]]) -> SafeString:
    """Put labels and words as a list, each escaped; a label may be empty."""
    if not lines:
        return SafeString("")
    rows = format_html_join(
        "",
        '<div{}><dt{}>{}</dt><dd class="joint__said">{}</dd></div>',
        ((*(("", "") if label else ALONE), label or "Said", said) for label, said in lines),
    )
    return format_html('<dl class="joint__facts">{}</dl>', rows)


def timeline_entry(
    line: EntryLine,
    *,
    title: str,
    said: list[tuple[str, str]],
    key: bool = False,
    link: str = "",
) -> TimelineEntry:
    """Put one entry in words ready to place."""
    event = line.event
    late = event.recorded_at - event.happened_at
    is_late = late.total_seconds() >= LATE_MINUTES * 60
    return TimelineEntry(
        time=clock_time(event.happened_at),
        title=title,
        day=on_date(event.happened_at),
        stamp=event.happened_at.isoformat(timespec="seconds"),
        body=pairs(said),
        by=f"{line.by}, {line.role}",
        service=line.service,
        age=f"recorded {duration(late)} later" if is_late else "",
        correction=_correction(line),
        key=key,
        anchor=f"entry-{line.id}",
        link=link,
    )


def _correction(line: EntryLine) -> str:
    if line.first_said is None:
        return ""
    if line.first_said == line.event.happened_at:
        return f"Corrected, because: {line.correction_reason}"
    at = clock_time(line.event.happened_at, line.first_said)
    return f"{clock_time(line.first_said)} corrected to {at}, because: {line.correction_reason}"


def said_words(
    line: EntryLine, labels: Mapping[str, str], words: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str]]:
    """Put the facts of an entry as labels and words, in the order of the labels.

    Args:
        line: The entry.
        labels: Facts to show, with their labels; an empty label is for words that speak alone.
        words: For facts that are codes, what each code means.
    """
    shown = []
    for name, label in labels.items():
        fact = line.event.facts.get(name)
        if fact in (None, "", [], False):
            continue
        shown.append((label, _fact_words(name, fact, words)))
    return shown


def _fact_words(name: str, fact: object, words: Mapping[str, Mapping[str, str]]) -> str:
    meanings = words.get(name, {})
    if isinstance(fact, list):
        return ", ".join(meanings.get(code, code) for code in fact)
    if fact is True:
        return "Yes"
    if name.endswith("_at"):
        return say(datetime.fromisoformat(str(fact)))
    if name.endswith("_on"):
        return on_date(date.fromisoformat(str(fact)))
    return meanings.get(str(fact), str(fact))
