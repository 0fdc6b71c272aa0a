# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a dossier or case is and was: its facts, sub-dossiers, links, former references."""

from typing import Any

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.records.record_page import RecordPage, leads_to
from aktei.records.dossiers import queries as dossiers
from aktei.records.dossiers.linking import links_of
from aktei.records.dossiers.possible import possible_acts
from aktei.records.dossiers.queries import confidentiality_classes, link_kinds
from aktei.records.kinds.queries import shown_fields


def of(actor: Actor, place: RecordPage) -> dict[str, Any]:
    """Everything the page of facts shows."""
    common = {"links": links_of(actor, place.id), "link_kinds": link_kinds()}
    if place.kind != "dossier":
        return common
    row = place.record
    return common | {
        "former": dossiers.formerly([row.id]).get(row.id, []),
        "parts": list(dossiers.sub_dossiers(actor, row.id)),
        "part_closures": dossiers.closures([each.id for each in dossiers.sub_dossiers(actor, row.id)]),
        "merged_from": list(dossiers.merged_from(actor, row.id)),
        "into": leads_to(actor, place),
        "classes": confidentiality_classes(),
        "extra": shown_fields(row),
        "acts": possible_acts(actor, row),
    }
