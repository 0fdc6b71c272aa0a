# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to units, persons and their log-ins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class UnitEstablished(Event):
    """A unit came into being."""

    name: str
    sentence = _("hat die Organisationseinheit „{name}“ angelegt")


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    """Someone got an account."""

    login: str
    name: str
    sentence = _("hat das Benutzerkonto „{login}“ für {name} angelegt")


@dataclass(frozen=True, kw_only=True)
class MembershipBegun(Event):
    """A person took a role in a unit."""

    unit: UUID
    role: str
    valid_from: datetime
    sentence = _("hat eine Zugehörigkeit eingetragen (Rolle: {role})")


@dataclass(frozen=True, kw_only=True)
class PersonLeft(Event):
    """A person left; access ended at once."""

    name: str
    sentence = _("hat das Benutzerkonto von {name} beendet")


@dataclass(frozen=True, kw_only=True)
class PasswordSet(Event):
    """A password was set; never which."""

    sentence = _("hat das Passwort geändert")


@dataclass(frozen=True, kw_only=True)
class AccessTokenCreated(Event):
    """A bearer token was made; only its label is told."""

    label: str
    sentence = _("hat den Zugangsschlüssel „{label}“ erstellt")


@dataclass(frozen=True, kw_only=True)
class AccessTokenRevoked(Event):
    """A bearer token stopped working."""

    label: str
    sentence = _("hat den Zugangsschlüssel „{label}“ widerrufen")


@dataclass(frozen=True, kw_only=True)
class LoggedIn(Event):
    """A person logged in."""

    sentence = _("hat sich angemeldet")


@dataclass(frozen=True, kw_only=True)
class LoggedOut(Event):
    """A person logged out."""

    sentence = _("hat sich abgemeldet")


@dataclass(frozen=True, kw_only=True)
class LogInFailed(Event):
    """Someone tried a wrong password; `node` is the office when the name is unknown."""

    login: str
    sentence = _("Anmeldung als „{login}“ ist fehlgeschlagen")


@dataclass(frozen=True, kw_only=True)
class SecondFactorSet(Event):
    """A person set up the second factor."""

    sentence = _("hat den zweiten Faktor eingerichtet")


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(Event):
    """A person's second factor was taken away: by themselves, or because the device was lost."""

    sentence = _("hat den zweiten Faktor entfernt")
