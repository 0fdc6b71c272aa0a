# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to absences and deputies. `node` is the absent person, `within` everybody who stands in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class AbsenceDeclared(Event):
    """An absence was entered, with those who stand in; `deputies` says each as people would."""

    absence: UUID
    name: str
    away_since: date
    begins_at: datetime
    ends_at: datetime | None = None
    deputies: tuple[str, ...] = ()
    said: str = ""
    sentence = _("hat für {name} eine Abwesenheit eingetragen, Vertretung ab {begins_at}: {said}")
    own_sentence = _("hat die eigene Abwesenheit eingetragen, Vertretung ab {begins_at}: {said}")


@dataclass(frozen=True, kw_only=True)
class AbsenceChanged(Event):
    """The period or the deputies of an absence changed, from now on."""

    absence: UUID
    name: str
    ends_at: datetime | None = None
    deputies: tuple[str, ...] = ()
    said: str = ""
    sentence = _("hat die Abwesenheit von {name} geändert, Vertretung: {said}")
    own_sentence = _("hat die eigene Abwesenheit geändert, Vertretung: {said}")


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Event):
    """Somebody is back, or the absence was called off; whoever stood in stopped at that moment."""

    absence: UUID
    name: str
    sentence = _("hat die Abwesenheit von {name} beendet; die Vertretung endete damit")
    own_sentence = _("hat die eigene Abwesenheit beendet; die Vertretung endete damit")


@dataclass(frozen=True, kw_only=True)
class SummaryRead(Event):
    """The person who was away has seen what was done meanwhile."""

    absence: UUID
    sentence = _("hat die Übersicht über das in Abwesenheit Erledigte abgehakt")
