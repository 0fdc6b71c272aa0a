# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""All tables of the records, gathered for Django; each lives in the package of its noun."""

from aktei.records.cases.models import Case
from aktei.records.documents.models import (
    CheckOut,
    Component,
    Deletion,
    Document,
    Hold,
    Page,
    PageRange,
    ReadingFault,
    Version,
)
from aktei.records.dossiers.models import Closure, Dossier, FormerReference, Link
from aktei.records.envelopes.models import Consignment, Envelope, Fault, Receipt
from aktei.records.file_plan.models import FilePlanEntry, ReferenceCounter
from aktei.records.parties.models import Involvement, Party

__all__ = [
    "Case",
    "CheckOut",
    "Closure",
    "Component",
    "Consignment",
    "Deletion",
    "Document",
    "Dossier",
    "Envelope",
    "Fault",
    "FilePlanEntry",
    "FormerReference",
    "Hold",
    "Involvement",
    "Link",
    "Page",
    "PageRange",
    "Party",
    "ReadingFault",
    "Receipt",
    "ReferenceCounter",
    "Version",
]
