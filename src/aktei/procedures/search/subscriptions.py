# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search listens to: everything that is found, or by which something is found."""

from typing import Final

from aktei.base.outbox.jobs import subscribe
from aktei.base.people import events as people
from aktei.procedures.search import jobs
from aktei.records.cases import events as cases
from aktei.records.documents import events as documents
from aktei.records.dossiers import events as dossiers
from aktei.records.file_plan import events as plan
from aktei.records.kinds import events as kinds
from aktei.records.parties import events as parties

_ABOUT_ONE_RECORD: Final[tuple[type, ...]] = (
    documents.DocumentRendered,
    documents.DocumentDescribed,
    documents.DocumentRenamed,
    documents.DocumentForwarded,
    documents.ForwardingUndone,
    documents.DocumentFiled,
    documents.FilingUndone,
    documents.DocumentWithdrawn,
    documents.DocumentRestored,
    documents.DocumentDeleted,
    documents.DocumentAdded,
    documents.DocumentMoved,
    documents.MoveUndone,
    documents.DocumentAttached,
    cases.CaseOpened,
    dossiers.DossierOpened,
    parties.PartyInvolved,
)
_ABOUT_ALL_INSIDE: Final[tuple[type, ...]] = (
    dossiers.DossierRenamed,
    dossiers.LeadUnitChanged,
    dossiers.DossierMoved,
    dossiers.ReferenceReissued,
    dossiers.DossierProtected,
    dossiers.ProtectionLifted,
    dossiers.DossierMergedAway,
    dossiers.DossierMergedIn,
    cases.CaseRenamed,
    cases.CaseMoved,
)


_ABOUT_A_BRANCH: Final[tuple[type, ...]] = (plan.FilePlanEntryMoved, plan.FilePlanEntryRenumbered)
_ABOUT_SEVERAL: Final[tuple[type, ...]] = (parties.PartyChanged, parties.PartiesMerged, parties.MergeUndone)
_ABOUT_A_UNIT: Final[tuple[type, ...]] = (people.UnitMoved, people.UnitDissolved)


def listen() -> None:
    """Subscribe; called once."""
    for events, job in (
        (_ABOUT_ONE_RECORD, jobs.index_record),
        (_ABOUT_ALL_INSIDE, jobs.index_dossier),
        (_ABOUT_A_BRANCH, jobs.index_plan_entry),
        (_ABOUT_SEVERAL, jobs.index_around),
        (_ABOUT_A_UNIT, jobs.index_unit),
    ):
        for event in events:
            subscribe(event, job)
    # The key is part of how everything inside is found; the other fields are found with the dossier alone.
    subscribe(kinds.DossierFieldsSet, jobs.index_dossier, when=lambda event: "specialist_key" in event.after)
    subscribe(kinds.DossierFieldsSet, jobs.index_record, when=lambda event: "specialist_key" not in event.after)
