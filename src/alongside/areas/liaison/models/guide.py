"""The practice guide: pages, their versions, and who has read which."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.guide_states import (
    IN_HAND,
    SECTIONS,
    WERE_PUBLISHED,
    PageKind,
    VersionState,
)
from alongside.foundation.accounts.columns import opaque_id, to_user


class GuidePage(models.Model):
    """A page of the guide or a joint policy; its words are in its versions."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    slug = models.SlugField(max_length=80, unique=True)
    section = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    owner = part_of("Post", "guide_pages")
    created_by = to_user()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="guide_page_named"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in PageKind]),
                name="guide_page_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(section__in=list(SECTIONS)), name="guide_page_section_is_known"
            ),
        ]


class MustRead(models.Model):
    """A role whose people must read a page."""

    id = opaque_id()
    page = part_of("GuidePage", "must_read")
    role = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "role"], name="role_must_read_page_once")
        ]


class GuideVersion(models.Model):
    """The words of a page, from the first draft until another version stands in their place."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    page = part_of("GuidePage", "versions")
    number = models.PositiveIntegerField()
    markdown = models.TextField(blank=True)
    said_as = models.TextField(blank=True)
    why = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, default=VersionState.DRAFT.value)
    author = to_user()
    text_of = part_of("GuideVersion", "taken_up_as", null=True)
    asked = part_of("Post", "guide_reviews", null=True)
    reviewer = to_user(null=True)
    published_at = models.DateTimeField(null=True)
    review_again_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="guide_version_numbered"),
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(state=VersionState.PUBLISHED.value),
                name="one_guide_version_stands",
            ),
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(state__in=[state.value for state in IN_HAND]),
                name="one_guide_version_in_hand",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in VersionState]),
                name="guide_version_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(reviewer=F("author")), name="guide_is_published_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in WERE_PUBLISHED])
                | Q(
                    reviewer__isnull=False,
                    published_at__isnull=False,
                    review_again_on__isnull=False,
                )
                & ~Q(markdown="")
                & ~Q(why=""),
                name="guide_is_published_whole",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[VersionState.SUPERSEDED.value, VersionState.WITHDRAWN.value]
                )
                | Q(ended_at__gte=F("published_at")),
                name="guide_version_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["state", "review_again_on"], name="guide_by_review_day")]


class GuideEvent(models.Model):
    """What was done with a version, or said of it. Never changed."""

    id = opaque_id()
    of = part_of("GuideVersion", "events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    happened_at = models.DateTimeField()
    by = to_user(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "sequence"], name="guide_events_in_order")
        ]


class LawQuote(models.Model):
    """That a version quotes a number of the law, and what that said when it was last looked at."""

    id = opaque_id()
    of = part_of("GuideVersion", "quotes")
    name = models.CharField(max_length=80)
    said = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "name"], name="law_quoted_once")]
        indexes = [models.Index(fields=["name"], name="law_quote_by_name")]


class ReadReceipt(models.Model):
    """That somebody has read a version."""

    id = opaque_id()
    of = part_of("GuideVersion", "receipts")
    user = to_user()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "user"], name="guide_read_once")]
