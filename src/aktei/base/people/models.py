# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units, persons, and who belongs where over which period."""

from typing import Any, ClassVar, TypeGuard
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.models_base import Record, Scratch
from aktei.base.names.expressions import LoginKey, same_login
from aktei.base.rights.models import Placed

OFFICE = UUID("00000000-0000-7000-8000-000000000001")
"""The node of the whole authority: the top of every unit's chain."""


class Office(Record):
    """The authority itself: one row, made when it is set up, whose id is the node of the office."""

    name = models.CharField(max_length=200)
    founded_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=OFFICE), name="one_office")]

    def __str__(self) -> str:
        return self.name


class Synchronised(Record):
    """Something another directory may know, too: its id there, and which directory that is."""

    external_id = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=40, blank=True)

    class Meta(Record.Meta):
        abstract = True


def _known_once(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["source", "external_id"], condition=~Q(external_id=""), name=name)


class Unit(Placed, Synchronised):
    """A department, office or team. Unfiled post hangs in the chain of its unit.

    What it was called before stands in `FormerName`, where it hung before in the placements of its node.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta(Placed.Meta):
        indexes: ClassVar = [GinIndex(fields=["chain"], name="unit_chain")]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("short_name"), condition=Q(valid_until=None), name="unit_short_name"),
            _known_once("unit_known_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FormerName(Record):
    """What a unit was called over a period that is over."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta(Record.Meta):
        indexes: ClassVar = [models.Index(fields=["unit", "valid_from"], name="former_name")]


class Dissolution(Record):
    """A unit ends on a day, and which unit takes over what it leaves.

    Announced ahead of time it waits for `due_at`; `done_at` is when it happened, `withdrawn_at` when it was called off.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dissolutions")
    successor = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="inheritances")
    members_move = models.BooleanField(default=True)
    due_at = models.DateTimeField()
    announced_at = models.DateTimeField()
    announced_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(withdrawn_at=None), name="one_dissolution_at_a_time")
        ]


class PersonManager(models.Manager["Person"]):
    """Looks persons up the way Django's log-in asks for them."""

    def get_by_natural_key(self, login: str) -> "Person":
        """The person with this log-in name, however it is spelled."""
        return self.get(same_login(login))


def still_there(prefix: str = "") -> Q:
    """Persons who have not left by now; leaving may be known ahead of time."""
    return Q(**{f"{prefix}left_at": None}) | Q(**{f"{prefix}left_at__gt": timezone.now()})


class Person(AbstractBaseUser, Synchronised):
    """Someone who can act. Leavers stay for the history; `left_at` ends their access from that moment on.

    `locked_at` keeps somebody out who still belongs here; `sessions_ended_at` makes every session before it worthless.
    """

    # Django would write the time of log-in outside an act; the journal keeps it instead.
    last_login = None

    login = models.CharField(max_length=150, unique=True)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    sessions_ended_at = models.DateTimeField(null=True)
    password_is_initial = models.BooleanField(default=False)
    second_factor_required = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["family_name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta(Record.Meta):
        constraints: ClassVar = [
            _known_once("person_known_once"),
            models.UniqueConstraint(LoginKey("login"), name="person_login_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["family_name", "given_name", "id"], name="person_names")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given and family name, as people read it."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # an attribute of Django's, here never stored
        """Whether this person may log in."""
        return self.locked_at is None and not self.has_left

    @property
    def has_left(self) -> bool:
        """Whether this person has left by now."""
        return self.left_at is not None and self.left_at <= timezone.now()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # What every session must still match: Django's own, and the moment at which somebody ended them all.
        ended = self.sessions_ended_at.isoformat() if self.sessions_ended_at else ""
        salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
        return salted_hmac(salt, self.password + ended, secret=secret, algorithm="sha256").hexdigest()

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
        indexes: ClassVar = [
            models.Index(fields=["person", "valid_from"], name="membership_person"),
            models.Index(fields=["unit", "valid_from"], name="membership_unit"),
        ]
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


class TokenUse(Scratch):
    """When a program last came with a token; noted once a minute at most, and no part of the record."""

    token = models.OneToOneField(AccessToken, models.CASCADE, primary_key=True, related_name="use")
    used_at = models.DateTimeField()


def is_authenticated_person(user: Any) -> TypeGuard[Person]:
    """True for a logged-in person who has not left."""
    return isinstance(user, Person) and user.is_active
