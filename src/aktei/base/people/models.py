# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units, persons, and who belongs where over which period."""

from typing import Any, ClassVar, TypeGuard
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktei.base.journal.models_base import Record

OFFICE = UUID("00000000-0000-7000-8000-000000000001")
"""The node of the whole authority: the top of every unit's chain."""


class Unit(Record):
    """A department, office or team. Unfiled post hangs in the chain of its unit."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, unique=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    chain = ArrayField(models.UUIDField())

    class Meta(Record.Meta):
        indexes: ClassVar = [GinIndex(fields=["chain"], name="unit_chain")]

    def __str__(self) -> str:
        return self.name


class PersonManager(models.Manager["Person"]):
    """Looks persons up the way Django's log-in asks for them."""

    def get_by_natural_key(self, login: str) -> "Person":
        """The person with this log-in name, upper or lower case."""
        return self.get(login__iexact=login)


class Person(AbstractBaseUser, Record):
    """Someone who can act. Leavers stay for the history; `left_at` ends their access at once."""

    # Django would write the time of log-in outside an act; the journal keeps it instead.
    last_login = None

    login = models.CharField(max_length=150, unique=True)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    second_factor_required = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["family_name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta(Record.Meta):
        pass

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given and family name, as people read it."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether this person may log in."""
        return self.left_at is None

    def check_password(self, raw_password: str | None) -> bool:
        """Compare only; unlike Django's, never writes a re-hashed password outside an act."""
        return check_password(raw_password, self.password)

    def get_full_name(self) -> str:
        """The name Django's own pages ask for."""
        return self.full_name


class Role(models.TextChoices):
    """What a person is in a unit."""

    MEMBER = "member", _("Sachbearbeitung")
    HEAD = "head", _("Leitung")
    POST_ROOM = "post_room", _("Poststelle")
    RECORDS_MANAGER = "records_manager", _("Schriftgutverwaltung")
    DATA_PROTECTION = "data_protection", _("Datenschutz")
    ADMINISTRATOR = "administrator", _("Systemverwaltung")


class Membership(Record):
    """A person's role in a unit, over a period."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=Role.choices)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [models.Index(fields=["person", "valid_from"], name="membership_person")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="membership_period"
            )
        ]


class AccessToken(Record):
    """A bearer token for scripts; only its SHA-256 is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        pass


def is_authenticated_person(user: Any) -> TypeGuard[Person]:
    """True for a logged-in person who has not left."""
    return isinstance(user, Person) and user.is_active
