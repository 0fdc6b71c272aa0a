# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who listens, who answers, and what stands in the way of what: a table of contents of the house."""

from django.utils.translation import gettext_lazy as _

from aktei.base.deputies import absent_deputies as deputies
from aktei.base.deputies import succession as deputy_succession
from aktei.base.four_eyes.kinds import offer_kind
from aktei.base.people.leftovers import Source, leftover
from aktei.base.people.refused_lines import SETTLING
from aktei.base.people.returns import returning
from aktei.base.people.successions import estate
from aktei.entrances import answers
from aktei.entrances.web.kit.records import subscriptions as pictures
from aktei.procedures.mailroom import subscriptions as mailroom
from aktei.procedures.mailroom.obstacles import unfiled_post_for
from aktei.procedures.proof import subscriptions as proof
from aktei.procedures.rendition import subscriptions as rendition
from aktei.procedures.search import subscriptions as search
from aktei.procedures.work import actions as work
from aktei.procedures.work import queries as work_queries
from aktei.procedures.work.succession import TASKS
from aktei.records.documents import queries as document_queries
from aktei.records.documents import succession as document_succession
from aktei.records.documents import versions as document_versions
from aktei.records.dossiers import succession as dossier_succession
from aktei.records.dossiers.obstacles import obstacle

LISTENERS = (rendition, search, mailroom, proof, pictures)
ESTATES = (
    dossier_succession.DOSSIERS,
    deputy_succession.DEPUTIES,
    document_succession.POST,
    TASKS,
)
OBSTACLES_TO_CLOSING = (document_queries.obstacles_to_closing, work_queries.obstacles_on, unfiled_post_for)
LEFTOVERS = (
    Source("task", _("Aufgabe"), work_queries.left_behind, work.hand_over),
    Source(
        "check_out",
        _("Dokument in Bearbeitung"),
        document_queries.left_behind,
        document_versions.hand_over_check_out,
        to_units=False,
    ),
    Source("deputy", _("Vertretung"), deputies.absences_without_deputy, deputies.hand_over, to_units=False),
)


def connect() -> None:
    """Connect all of it. Called once, when all apps are loaded."""
    for each in LISTENERS:
        each.listen()
    answers.answer()
    offer_kind(SETTLING)
    for stands_in_the_way in OBSTACLES_TO_CLOSING:
        obstacle(stands_in_the_way)
    for source in LEFTOVERS:
        leftover(source)
    for kept in ESTATES:
        estate(kept)
    returning(deputies.stand_in_again)
