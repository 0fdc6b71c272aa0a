# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places as people would say them."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import OFFICE, unit_names
from aktei.base.rights.rules import OVERSIGHT
from aktei.records.cases import queries as cases
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan

_MACHINERY = Actor.system("access")


def node_labels(ids: Iterable[UUID], own: UUID | None = None) -> dict[UUID, str]:
    """What these nodes are called, the asked one being „hier selbst“. Four queries."""
    wanted = list(set(ids))
    said = {
        OFFICE: _("gesamte Behörde"),
        file_plan.FILE_PLAN: _("gesamter Aktenplan"),
        OVERSIGHT: _("alle geschützten Akten"),
    }
    said |= {node: _("Einheit %(name)s") % {"name": name} for node, name in unit_names(wanted).items()}
    said |= {node: _("Aktenplan %(title)s") % {"title": title} for node, title in file_plan.titles(wanted).items()}
    for row in dossiers.dossiers(_MACHINERY).filter(id__in=wanted):
        said[row.id] = _("Akte %(reference)s") % {"reference": row.reference}
    for case in cases.cases(_MACHINERY).filter(id__in=wanted):
        said[case.id] = _("Vorgang %(number)s in %(reference)s") % {
            "number": case.number,
            "reference": case.dossier.reference,
        }
    return {**said, **({own: _("hier selbst")} if own else {})}
