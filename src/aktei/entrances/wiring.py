# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one place that knows which event starts which job, and which sibling answers which question of another."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.base.deputies import left_behind as deputies
from aktei.base.deputies import succession as deputy_succession
from aktei.base.journal.acts import Actor
from aktei.base.outbox.jobs import subscribe
from aktei.base.people import events as people
from aktei.base.people.leftovers import Source, leftover
from aktei.base.people.refused_lines import SETTLING
from aktei.base.people.returns import returning
from aktei.base.people.successions import estate
from aktei.base.rights.four_eyes import offer
from aktei.entrances.web.records import jobs as pictures
from aktei.entrances.worker.sealing import one_round
from aktei.procedures.mailroom import events as post
from aktei.procedures.mailroom import jobs as mailroom
from aktei.procedures.mailroom import ports as mailroom_asks
from aktei.procedures.mailroom import queries as mailroom_queries
from aktei.procedures.mailroom import succession as mailroom_succession
from aktei.procedures.mailroom.obstacles import unfiled_post_for
from aktei.procedures.proof import events as proofs
from aktei.procedures.proof import jobs as proof
from aktei.procedures.proof import ports as proof_asks
from aktei.procedures.rendition import events as renditions
from aktei.procedures.rendition import jobs as rendition
from aktei.procedures.rendition import ports as rendition_asks
from aktei.procedures.rendition import queries as rendition_queries
from aktei.procedures.rendition import unpacking as rendition_unpacking
from aktei.procedures.search import jobs as search
from aktei.procedures.search import queries as search_queries
from aktei.procedures.work import actions as work
from aktei.procedures.work import queries as work_queries
from aktei.procedures.work.succession import TASKS
from aktei.records.cases import events as cases
from aktei.records.documents import events as documents
from aktei.records.documents import queries as document_queries
from aktei.records.documents import succession as document_succession
from aktei.records.documents import versions as document_versions
from aktei.records.dossiers import events as dossiers
from aktei.records.dossiers import succession as dossier_succession
from aktei.records.dossiers.obstacles import obstacle
from aktei.records.file_plan import events as plan
from aktei.records.kinds import events as kinds
from aktei.records.parties import events as parties

_MACHINERY = Actor.system("search")


def connect() -> None:
    """Subscribe every job to its events and plug in the ports. Called once, when all apps are loaded."""
    _render()
    _index()
    _run_the_mailroom()
    _hand_out_proof()
    _introduce_siblings()
    _follow_the_organisation()


def _render() -> None:
    subscribe(documents.VersionReceived, rendition.render_version)
    subscribe(documents.VersionAdded, rendition.render_version)
    subscribe(documents.VersionRetried, rendition.render_again)
    subscribe(documents.VersionAccepted, rendition.render_trusted)
    subscribe(post.ConsignmentRetried, rendition.render_again)
    subscribe(post.PasswordSupplied, rendition.render_again)
    subscribe(post.ConsignmentAccepted, rendition.render_trusted)
    subscribe(renditions.FilesInsideWantedBeside, rendition.take_out)


def _index() -> None:
    for event in (
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
    ):
        subscribe(event, search.index_record)
    for changed in (
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
    ):
        subscribe(changed, search.index_dossier)

    for moved in (plan.FilePlanEntryMoved, plan.FilePlanEntryRenumbered):
        subscribe(moved, search.index_plan_entry)
    # The key is part of how everything inside is found; the other fields are found with the dossier alone.
    subscribe(kinds.DossierFieldsSet, search.index_dossier, when=lambda event: "specialist_key" in event.after)
    subscribe(kinds.DossierFieldsSet, search.index_record, when=lambda event: "specialist_key" not in event.after)

    for known in (parties.PartyChanged, parties.PartiesMerged, parties.MergeUndone):
        subscribe(known, search.index_around)


def _run_the_mailroom() -> None:
    subscribe(documents.DocumentRendered, mailroom.settle)
    subscribe(renditions.RenditionRefused, mailroom.hold)
    subscribe(post.FilesInsideWanted, mailroom.take_out)
    for event in (
        documents.DocumentFiled,
        documents.FilingUndone,
        documents.DocumentForwarded,
        documents.ForwardingUndone,
        documents.DocumentWithdrawn,
        documents.DocumentRestored,
        documents.DocumentMoved,
        documents.MoveUndone,
        documents.DocumentAttached,
    ):
        subscribe(event, mailroom.follow)
    subscribe(documents.DocumentDeleted, mailroom.forget)
    subscribe(documents.DocumentDeleted, rendition.forget)
    subscribe(documents.DocumentDeleted, pictures.forget_pictures)


def _hand_out_proof() -> None:
    subscribe(proofs.ProofRequested, proof.make_export)
    subscribe(proofs.ExtractRequested, proof.make_export)
    proof_asks.register_sealing(one_round)
    offer(SETTLING)


def _introduce_siblings() -> None:
    mailroom_asks.register_progress(_running)
    mailroom_asks.register_similarity(_similar)
    mailroom_asks.register_indexing(_is_being_indexed)
    mailroom_asks.register_unpacking(_unpacked)
    rendition_asks.register_passwords(mailroom_queries.password_for)
    obstacle(document_queries.obstacles_to_closing)
    obstacle(work_queries.obstacles_on)
    obstacle(unfiled_post_for)
    leftover(Source("task", _("Aufgabe"), work_queries.left_behind, work.hand_over))
    leftover(
        Source(
            "check_out",
            _("Dokument in Bearbeitung"),
            document_queries.left_behind,
            document_versions.hand_over_check_out,
            to_units=False,
        )
    )
    leftover(Source("deputy", _("Vertretung"), deputies.left_behind, deputies.hand_over, to_units=False))


def _follow_the_organisation() -> None:
    for each in (
        dossier_succession.DOSSIERS,
        deputy_succession.DEPUTIES,
        document_succession.POST,
        mailroom_succession.CONSIGNMENTS,
        TASKS,
    ):
        estate(each)
    returning(deputies.stand_in_again)
    subscribe(people.UnitMoved, search.index_unit)
    subscribe(people.UnitDissolved, search.index_unit)


def _running(wanted: Collection[UUID] | None) -> dict[UUID, mailroom_asks.Running]:
    rows = rendition_queries.running(wanted)
    return {node: mailroom_asks.Running(row.done, row.total, row.step) for node, row in rows.items()}


def _similar(document: UUID, limit: int) -> Sequence[tuple[UUID, float]]:
    found = search_queries.similar_documents(_MACHINERY, document, limit)
    best = max((each.score for each in found), default=0.0) or 1.0
    return [(each.document_id, each.score / best) for each in found]


def _unpacked(version: UUID) -> Sequence[mailroom_asks.Unpacked]:
    return [mailroom_asks.Unpacked(name, file) for name, file in rendition_unpacking.unpacked(version)]


def _is_being_indexed(document: UUID) -> bool:
    lock = f"{search.index_record.name}:{document}"
    queued = ProcrastinateJob.objects.filter(lock=lock, status__in=("todo", "doing")).exists()
    # In this order: a job that ends between the two questions has noted by then what it left to the next one.
    return queued or search_queries.is_waiting(document)
