"""What is asked of another service for somebody, what it answered, and the link it may come by."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.diversion.models.episode import Episode
from alongside.areas.diversion.rules.referral_states import ENDED, ReferralState, Side
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user

SIDES = [side.value for side in Side]
OVER = sorted(state.value for state in ENDED)


class Referral(models.Model):
    """One service asked for one person. Its story is its events.

    ``shared`` is the copy of what went with it, part by part, as it stood when it was sent. The
    columns from ``state`` on are worked out from the events in the same transaction.
    ``follows`` is the referral it was sent elsewhere from.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="referrals")
    follows = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+")
    service_name = models.CharField(max_length=120)
    service = to_organisation()
    organisation = to_organisation()
    made_by = to_user()
    made_at = models.DateTimeField()
    urgency = models.CharField(max_length=20)
    agreed = models.CharField(max_length=20)
    agreed_words = models.CharField(max_length=500)
    gillick = models.BooleanField(null=True)
    shared = models.JSONField(default=dict)
    state = models.CharField(max_length=20)
    since = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    turn = models.CharField(max_length=10, blank=True)
    due_at = models.DateTimeField(null=True)
    appointment_at = models.DateTimeField(null=True)
    appointment_where = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    answered_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ReferralState]),
                name="referral_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, due_at__isnull=False, turn__in=SIDES)
                | Q(ended_at__isnull=False, due_at=None, turn="", state__in=OVER),
                name="referral_is_somebodys_turn_until_it_ends",
            ),
            models.CheckConstraint(
                condition=~Q(agreed="") & ~Q(agreed_words=""), name="referral_says_who_agreed"
            ),
        ]
        indexes = [
            models.Index(fields=["episode", "made_at"], name="referral_by_episode"),
            models.Index(
                fields=["service", "due_at"], name="referral_inbox", condition=Q(ended_at=None)
            ),
            models.Index(
                fields=["organisation", "due_at"],
                name="referral_waiting",
                condition=Q(ended_at=None),
            ),
        ]


class ReferralLink(models.Model):
    """A way for a service without an account to answer one referral.

    The address holds a random word, of which only a hash is kept; a code told by phone opens it.
    """

    id = opaque_id()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    hashed = models.CharField(max_length=64, unique=True)
    code_hashed = models.CharField(max_length=200)
    made_by = to_user()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="referral_link_ends_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_why="")
                | (Q(closed_at__isnull=False) & ~Q(closed_why="")),
                name="referral_link_closed_says_why",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(closed_at=None),
                name="referral_has_one_open_link",
            ),
        ]


class ReferralEvent(models.Model):
    """Something one side said of a referral, in its place among the rest. Never changed."""

    id = opaque_id()
    sequence = models.PositiveIntegerField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)
    side = models.CharField(max_length=10)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = to_user(null=True)
    link = models.ForeignKey(ReferralLink, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False, link=None)
                | Q(recorded_by=None, link__isnull=False, side=Side.SERVICE.value),
                name="referral_event_is_somebodys",
            ),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="referral_side_known"),
            models.UniqueConstraint(
                fields=["referral", "sequence"], name="referral_event_has_its_own_place"
            ),
        ]
        indexes = [models.Index(fields=["referral", "recorded_at"], name="referral_story")]
