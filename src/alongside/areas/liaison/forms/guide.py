"""Forms of the practice guide."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.guide_writing import DraftWords, PageHead
from alongside.areas.liaison.queries.posts import PostLine
from alongside.areas.liaison.rules.guide_states import KIND_WORDS, SECTIONS, PageKind
from alongside.areas.liaison.rules.roles import STAFF
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateField,
    PlainForm,
    RadioChoices,
)
from alongside.kernel.actor import Role

LONGEST: Final = 40_000
COMMENT, SEND_BACK, PUBLISH = "comment", "send_back", "publish"
READERS: Final = [(role.value, ROLE_LABELS[role]) for role in Role if role in STAFF]


def post_choices(posts: Sequence[PostLine]) -> list[tuple[str, str]]:
    """Answer posts as the choices of a list, the post first and who holds it second."""
    return [(str(post.id), f"{post.named}, {post.organisation}") for post in posts]


class PageForm(PlainForm):
    """What a page is."""

    title = forms.CharField(max_length=120, label="Title")
    section = forms.ChoiceField(label="Part of the guide", choices=list(SECTIONS.items()))
    kind = forms.ChoiceField(
        label="What is it?",
        choices=list(KIND_WORDS.items()),
        widget=RadioChoices(
            hints={
                "page": "How something is done.",
                "policy": "What the services have agreed to do.",
            }
        ),
    )
    owner = forms.ChoiceField(
        label="Who answers for it",
        help_text="A post, so that it still has an owner when somebody leaves.",
    )
    must_read = forms.MultipleChoiceField(
        required=False,
        label="Who must read it?",
        help_text="It stands at the top of the guide for them until they say they have read it.",
        choices=READERS,
        widget=CheckboxChoices(),
    )

    def __init__(self, *args: Any, posts: Sequence[PostLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [("", "Choose a post"), *post_choices(posts)]  # type: ignore[attr-defined]

    @property
    def head(self) -> PageHead:
        """What was said."""
        said = self.cleaned_data
        return PageHead(
            title=said["title"],
            section=said["section"],
            kind=PageKind(said["kind"]),
            owner_id=UUID(said["owner"]),
            must_read=frozenset(Role(role) for role in said["must_read"]),
        )


class DraftForm(PlainForm):
    """What a version says."""

    markdown = forms.CharField(
        required=False,
        max_length=LONGEST,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 26, "data-plain": "1", "spellcheck": "true"}),
    )
    said_as = forms.CharField(
        required=False,
        max_length=2000,
        label="What somebody would say who needs this page",
        help_text="One way a line, as they would say it: that is how they find it.",
        widget=forms.Textarea(attrs={"rows": 3, "data-plain": "1"}),
    )
    why = forms.CharField(
        required=False,
        max_length=400,
        label="What is new, and why",
        help_text="Those who read the version before see this.",
        widget=forms.TextInput(attrs={"data-plain": "1"}),
    )

    def __init__(self, *args: Any, address: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["markdown"].widget.attrs |= {
            "hx-post": address,
            "hx-trigger": "input changed delay:600ms",
            "hx-target": "#preview",
            "hx-sync": "this:replace",
        }

    @property
    def words(self) -> DraftWords:
        """What was said."""
        said = self.cleaned_data
        return DraftWords(said["markdown"], said["said_as"], said["why"])


class SendForm(PlainForm):
    """Who is asked to review a version."""

    asked = forms.ChoiceField(
        label="Who is asked to review it?",
        help_text="They are told. Anybody else who may publish can review it too, but not you.",
    )

    def __init__(self, *args: Any, posts: Sequence[PostLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked"].choices = [("", "Choose a post"), *post_choices(posts)]  # type: ignore[attr-defined]

    @property
    def asked_id(self) -> UUID:
        """The post chosen."""
        return UUID(self.cleaned_data["asked"])


class ReviewForm(PlainForm):
    """What a reviewer says of a version."""

    decision = forms.ChoiceField(label="What do you say?")
    comment = forms.CharField(
        required=False, max_length=2000, label="Your comment", widget=forms.Textarea()
    )
    back = forms.CharField(
        required=False, max_length=2000, label="What has to change", widget=forms.Textarea()
    )
    review_again_on = LocalDateField(
        required=False,
        label="Look at it again on",
        help_text="Its owner is told when that day comes. A year is usual.",
    )

    def __init__(self, *args: Any, own: bool, may_publish: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(COMMENT, "Comment, and leave it in review")]
        if may_publish:
            words = "Take it back to write further" if own else "Send it back to be written further"
            choices.append((SEND_BACK, words))
        if may_publish and not own:
            choices.append((PUBLISH, "Publish it"))
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]
        self.fields["decision"].widget = RadioChoices(
            choices=choices,
            reveal={COMMENT: ["comment"], SEND_BACK: ["back"], PUBLISH: ["review_again_on"]},
        )

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen decision needs."""
        said = super().clean() or {}
        needed = {
            COMMENT: ("comment", "Enter your comment."),
            SEND_BACK: ("back", "Say what has to change."),
            PUBLISH: ("review_again_on", "Say when to look at it again."),
        }.get(said.get("decision", ""))
        if needed and not said.get(needed[0]) and needed[0] not in self.errors:
            self.add_error(*needed)
        return said

    def refuse(self, refused: Any) -> None:
        """Say a refusal beside the words it is about."""
        if refused.field == "words":
            field = {COMMENT: "comment", SEND_BACK: "back"}[self.cleaned_data["decision"]]
            self.add_error(field, str(refused))
        else:
            super().refuse(refused)


class DayForm(PlainForm):
    """When to look at a page again."""

    review_again_on = LocalDateField(label="Look at it again on")


class WithdrawForm(PlainForm):
    """Why a page holds no more."""

    words = forms.CharField(
        max_length=400, label="Why it holds no more", widget=forms.Textarea(attrs={"rows": 2})
    )
