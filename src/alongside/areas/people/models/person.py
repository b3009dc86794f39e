"""People as rows: who they are, what they are called, where they live. No behaviour."""

import uuid

from django.db import models
from django.db.models import F, Q

SEX_CODES = ("1", "2", "9", "X")
NAME_KINDS = ("legal", "preferred", "alias")
POLICE_KINDS = ("pnc_id", "cro_number", "custody_record")
IDENTIFIER_KINDS = ("nhs_number", *POLICE_KINDS, "local")


def _choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, code) for code in codes]


class Recorded(models.Model):
    """Who recorded a row, for which controller, and when."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class Person(Recorded):
    """Somebody we meet, known by name or only by description."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    known = models.BooleanField()
    description = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=1, choices=_choices(SEX_CODES), default="X")
    ethnicity_self = models.CharField(max_length=2, blank=True)
    ethnicity_officer = models.CharField(max_length=2, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="person_is_not_joined_to_themselves",
            ),
            models.CheckConstraint(
                condition=Q(known=True) | ~Q(description=""),
                name="unknown_person_is_described",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=SEX_CODES), name="person_sex_is_a_known_code"
            ),
        ]


class PastDetails(Recorded):
    """What a person's own row said before one change. Nothing is overwritten unseen."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="past_details")
    version = models.PositiveIntegerField()
    known = models.BooleanField()
    description = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=1)
    ethnicity_self = models.CharField(max_length=2, blank=True)
    ethnicity_officer = models.CharField(max_length=2, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], name="one_past_row_for_each_version"
            )
        ]


class PersonName(Recorded):
    """One name: legal, preferred or an alias. Old ones stay, no longer current.

    ``beside``, here and below, marks what a joined record said and nobody chose to be current.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=10, choices=_choices(NAME_KINDS))
    given = models.CharField(max_length=80, blank=True)
    family = models.CharField(max_length=80, blank=True)
    current = models.BooleanField(default=True)
    beside = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(given="", family=""), name="person_name_is_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NAME_KINDS), name="person_name_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(current=True, kind__in=["legal", "preferred"]),
                name="one_current_name_of_a_kind",
            ),
        ]


class PersonBirth(Recorded):
    """A date of birth, or the age somebody seemed to be on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="births")
    born_on = models.DateField(null=True)
    age_low = models.PositiveSmallIntegerField(null=True)
    age_high = models.PositiveSmallIntegerField(null=True)
    as_of = models.DateField(null=True)
    current = models.BooleanField(default=True)
    beside = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(
                        born_on__isnull=False,
                        age_low__isnull=True,
                        age_high__isnull=True,
                        as_of__isnull=True,
                    )
                    | (
                        Q(born_on__isnull=True, as_of__isnull=False)
                        & (Q(age_low__isnull=False) | Q(age_high__isnull=False))
                    )
                ),
                name="birth_is_a_date_or_an_estimate",
            ),
            models.CheckConstraint(
                condition=Q(age_low__isnull=True)
                | Q(age_high__isnull=True)
                | Q(age_low__lte=F("age_high")),
                name="estimated_age_runs_upward",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(current=True), name="one_current_birth"
            ),
        ]


class PersonIdentifier(Recorded):
    """A number somebody else knows the person by, under one legal regime."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=20, choices=_choices(IDENTIFIER_KINDS))
    value = models.CharField(max_length=40)
    issuer = models.CharField(max_length=60, blank=True)
    regime = models.CharField(max_length=20)
    status = models.CharField(max_length=2, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "value", "issuer"], name="identifier_recorded_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=POLICE_KINDS, regime="law_enforcement")
                | (~Q(kind__in=POLICE_KINDS) & Q(regime="general")),
                name="identifier_keeps_its_regime",
            ),
            models.CheckConstraint(
                condition=~Q(value="") & Q(kind__in=IDENTIFIER_KINDS),
                name="identifier_has_a_value_and_a_known_kind",
            ),
        ]
        indexes = [models.Index(fields=["kind", "value", "issuer"], name="people_by_identifier")]


class PersonAddress(Recorded):
    """Where somebody lives or lived, or that they have no fixed abode."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    text = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    no_fixed_abode = models.BooleanField(default=False)
    current = models.BooleanField(default=True)
    beside = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(no_fixed_abode=True) | ~Q(text="", postcode=""),
                name="address_says_something",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(current=True), name="one_current_address"
            ),
        ]


class PersonPhone(Recorded):
    """A telephone number as given, and its digits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="phones")
    number = models.CharField(max_length=30)
    digits = models.CharField(max_length=20)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digits"], name="phone_recorded_once"),
            models.CheckConstraint(condition=~Q(digits=""), name="phone_has_digits"),
        ]


class CommunicationNeed(Recorded):
    """What somebody needs so that they can understand and be understood."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs")
    code = models.CharField(max_length=20)
    words = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"],
                condition=Q(ended_at=None),
                name="one_current_need_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("recorded_at")),
                name="need_ends_after_it_starts",
            ),
        ]


class PersonWords(Recorded):
    """The person's own words, shared by them and theirs to withdraw."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="words")
    text = models.TextField(blank=True)
    helps = models.TextField(blank=True)
    worse = models.TextField(blank=True)
    shared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="", helps="", worse=""), name="own_words_say_something"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("shared_at")),
                name="words_withdrawn_after_shared",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at=None),
                name="one_set_of_own_words_in_force",
            ),
        ]
