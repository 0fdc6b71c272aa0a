# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to units, persons and their log-ins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class UnitEstablished(Event):
    """A unit came into being."""

    name: str
    sentence = _("hat die Organisationseinheit „{name}“ angelegt")


@dataclass(frozen=True, kw_only=True)
class OfficeFounded(Event):
    """The office was set up."""

    name: str
    sentence = _("hat „{name}“ eingerichtet")


@dataclass(frozen=True, kw_only=True)
class OfficeRenamed(Event):
    """The office is called something else from now on."""

    name: str
    before: str
    sentence = _("hat die Behörde von „{before}“ in „{name}“ umbenannt")


@dataclass(frozen=True, kw_only=True)
class UnitRenamed(Event):
    """A unit is called something else from now on."""

    name: str
    short_name: str
    before: str
    sentence = _("hat die Organisationseinheit „{before}“ in „{name}“ ({short_name}) umbenannt")


@dataclass(frozen=True, kw_only=True)
class UnitMoved(Event):
    """A unit hangs below another from now on, with everything below it. `memberships` of persons went with it."""

    name: str
    before: str
    below: str
    memberships: int
    sentence = _(
        "hat die Organisationseinheit „{name}“ von „{before}“ nach „{below}“ umgehängt ({memberships} Zugehörigkeiten)"
    )


@dataclass(frozen=True, kw_only=True)
class DissolutionAnnounced(Event):
    """A unit ends on a day that is still to come."""

    name: str
    successor: str
    due_at: datetime
    sentence = _("hat die Auflösung der Organisationseinheit „{name}“ zum {due_at} vorgesehen (Nachfolge: {successor})")


@dataclass(frozen=True, kw_only=True)
class DissolutionWithdrawn(Event):
    """An announced dissolution was called off."""

    name: str
    sentence = _("hat die vorgesehene Auflösung der Organisationseinheit „{name}“ zurückgenommen")


@dataclass(frozen=True, kw_only=True)
class UnitDissolved(Event):
    """A unit ended; `counts` says how much of what went to the successor (`dossiers:12`)."""

    name: str
    successor: UUID | None
    successor_name: str
    counts: tuple[str, ...]
    sentence = _("hat die Organisationseinheit „{name}“ aufgelöst (Nachfolge: {successor_name})")


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
class MembershipChanged(Event):
    """A membership ends on another day, or goes on in another role."""

    unit: UUID
    unit_name: str
    role: str
    valid_until: datetime | None
    sentence = _("hat die Zugehörigkeit zu „{unit_name}“ geändert (Rolle: {role}, bis: {valid_until})")


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Event):
    """A membership ended, or never begins."""

    unit: UUID
    unit_name: str
    role: str
    sentence = _("hat die Zugehörigkeit zu „{unit_name}“ beendet (Rolle: {role})")


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """Name, address or log-in name of an account changed; `before` is what it was."""

    name: str
    login: str
    before: str
    sentence = _("hat das Benutzerkonto geändert: jetzt {name} ({login}), zuvor {before}")


@dataclass(frozen=True, kw_only=True)
class PersonLocked(Event):
    """An account is locked: no log-in, sessions ended, bearer tokens rest."""

    name: str
    reason: str
    sentence = _("hat das Benutzerkonto von {name} gesperrt ({reason})")


@dataclass(frozen=True, kw_only=True)
class PersonUnlocked(Event):
    """An account works again."""

    name: str
    sentence = _("hat das Benutzerkonto von {name} entsperrt")


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """Every session of a person was ended."""

    name: str
    sentence = _("hat alle Sitzungen von {name} beendet")


@dataclass(frozen=True, kw_only=True)
class PersonLeft(Event):
    """A person leaves at a moment; access ends then, at once."""

    name: str
    at: datetime | None = None
    sentence = _("hat das Benutzerkonto von {name} beendet (zum {at})")


@dataclass(frozen=True, kw_only=True)
class PersonReturned(Event):
    """A leaver is back, or does not leave after all; memberships begin anew."""

    name: str
    sentence = _("hat {name} wieder aufgenommen")


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
