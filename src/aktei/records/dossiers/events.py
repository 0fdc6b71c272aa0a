# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to dossiers."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class DossierOpened(Event):
    """A dossier came into being under its reference."""

    reference: str
    subject_line: str
    lead_unit: UUID | None = None
    protected: bool = False
    sentence = _("hat die Akte {reference} „{subject_line}“ angelegt")


@dataclass(frozen=True, kw_only=True)
class DossierRead(Event):
    """Somebody opened the dossier."""

    sentence = _("hat die Akte geöffnet")


@dataclass(frozen=True, kw_only=True)
class DossierClosed(Event):
    """The dossier was closed (zdA)."""

    reason: str
    sentence = _("hat die Akte geschlossen (zdA): {reason}")


@dataclass(frozen=True, kw_only=True)
class ClosingUndone(Event):
    """Whoever closed the dossier by mistake took it back at once."""

    sentence = _("hat das Schließen der Akte zurückgenommen")


@dataclass(frozen=True, kw_only=True)
class DossierReopened(Event):
    """A closed dossier was opened again."""

    reason: str
    sentence = _("hat die Akte wieder geöffnet: {reason}")


@dataclass(frozen=True, kw_only=True)
class DossierRenamed(Event):
    """The dossier got another subject line."""

    before: str
    after: str
    sentence = _("hat den Betreff der Akte von „{before}“ in „{after}“ geändert")


@dataclass(frozen=True, kw_only=True)
class LeadUnitChanged(Event):
    """Another unit is in charge of the dossier."""

    before: str
    after: str
    from_unit: UUID
    to_unit: UUID
    sentence = _("hat die Federführung von {before} an {after} gegeben")


@dataclass(frozen=True, kw_only=True)
class LeadUnitInherited(Event):
    """The unit in charge was dissolved, and its successor leads the dossier. The unit's own line starts the jobs."""

    before: str
    after: str
    from_unit: UUID
    to_unit: UUID
    sentence = _("hat mit der Auflösung von {before} die Federführung an {after} gegeben")


@dataclass(frozen=True, kw_only=True)
class ConfidentialityChanged(Event):
    """The dossier got another protection class."""

    before: str
    after: str
    sentence = _("hat die Vertraulichkeitsstufe von „{before}“ in „{after}“ geändert")


@dataclass(frozen=True, kw_only=True)
class DossierProtected(Event):
    """The dossier became a barrier: rights from above end at it."""

    reason: str
    sentence = _("hat die Akte unter Schutz gestellt: {reason}")


@dataclass(frozen=True, kw_only=True)
class ProtectionLifted(Event):
    """The dossier is no barrier any more: rights from above reach it again."""

    reason: str
    sentence = _("hat den Schutz der Akte aufgehoben: {reason}")


@dataclass(frozen=True, kw_only=True)
class DossierMoved(Event):
    """The dossier, with everything in it, hangs elsewhere from now on."""

    from_place: str
    to_place: str
    from_node: UUID
    to_node: UUID
    reason: str
    sentence = _("hat die Akte von {from_place} nach {to_place} verschoben: {reason}")


@dataclass(frozen=True, kw_only=True)
class ReferenceReissued(Event):
    """The dossier got another reference; it is still found under the former one."""

    before: str
    after: str
    sentence = _("hat der Akte das Aktenzeichen {after} gegeben (vorher {before})")


@dataclass(frozen=True, kw_only=True)
class DossierMergedAway(Event):
    """Everything in the dossier went into another one. Which, is told only to those who may find that one."""

    target: UUID
    cases: int
    documents: int
    reason: str
    sentence = _("hat die Akte mit {cases} Vorgängen und {documents} Dokumenten in eine andere überführt: {reason}")


@dataclass(frozen=True, kw_only=True)
class DossierMergedIn(Event):
    """Everything of another dossier came into this one."""

    source: UUID
    reference: str
    cases: int
    documents: int
    reason: str
    sentence = _(
        "hat die Akte {reference} mit {cases} Vorgängen und {documents} Dokumenten hierher überführt: {reason}"
    )


@dataclass(frozen=True, kw_only=True)
class LinkMade(Event):
    """The record refers to another one. What that is called, is told only to those who may find it."""

    target: UUID
    link: str
    sentence = _("hat einen Verweis angelegt ({link})")


@dataclass(frozen=True, kw_only=True)
class LinkEnded(Event):
    """The record no longer refers to another one."""

    target: UUID
    link: str
    sentence = _("hat einen Verweis entfernt ({link})")
