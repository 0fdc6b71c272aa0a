# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to parties."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class PartyInvolved(Event):
    """A party got a role in a dossier; `node` is the dossier."""

    party: UUID
    name: str
    role: str
    sentence = _("hat {name} als „{role}“ eingetragen")


@dataclass(frozen=True, kw_only=True)
class InvolvementEnded(Event):
    """A party no longer has its role in a dossier; `node` is the dossier."""

    party: UUID
    name: str
    role: str
    sentence = _("hat die Beteiligung von {name} als „{role}“ beendet")


@dataclass(frozen=True, kw_only=True)
class InvolvementResumed(Event):
    """The end of an involvement was taken back; `node` is the dossier."""

    party: UUID
    name: str
    role: str
    sentence = _("hat die Beteiligung von {name} als „{role}“ wieder aufgenommen")


@dataclass(frozen=True, kw_only=True)
class PartyAdded(Event):
    """Somebody was written into the address book; `node` is the party."""

    name: str
    sentence = _("hat {name} in das Adressbuch eingetragen")


@dataclass(frozen=True, kw_only=True)
class PartyChanged(Event):
    """What the address book says of a party changed; `node` is the party, `changes` read like `Ort: A → B`."""

    name: str
    changes: str
    sentence = _("hat die Angaben zu {name} geändert: {changes}")


@dataclass(frozen=True, kw_only=True)
class PartiesMerged(Event):
    """Two entries became one; `node` is the one that stays.

    `moved` are the involvements it took over, `ended` those it already had itself.
    """

    name: str
    dropped: UUID
    dropped_name: str
    moved: tuple[UUID, ...]
    ended: tuple[UUID, ...]
    sentence = _("hat den Eintrag {dropped_name} mit {name} zusammengeführt")


@dataclass(frozen=True, kw_only=True)
class MergeUndone(Event):
    """Two entries that had become one are two again; `node` is the one that had stayed."""

    name: str
    dropped: UUID
    dropped_name: str
    sentence = _("hat die Zusammenführung von {dropped_name} mit {name} zurückgenommen")
