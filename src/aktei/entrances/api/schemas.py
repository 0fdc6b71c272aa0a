# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes in and out: the glossary's words, moments with a time zone, ids as UUIDs."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import ConfigDict, Field, model_validator

SubjectLine = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
NodeOrName = Annotated[str, Field(min_length=1, max_length=120)]


class Strict(Schema):
    """A request body; an unknown field is a mistake and told as one."""

    model_config = ConfigDict(extra="forbid")


class RefusalOut(Schema):
    """One reason for programs: its code, and what its sentence names."""

    code: str
    params: dict[str, Any]


class Problem(Schema):
    """Why something did not happen (RFC 9457). `reasons` holds all reasons, `detail` the same as one text.

    `refusals` are those of the reasons that have a code; the first of them is the problem's `type`.
    """

    type: str
    title: str
    status: int
    detail: str
    reasons: list[str]
    refusals: list[RefusalOut]


class Named(Schema):
    """A unit or person: its id and what people call it."""

    id: UUID
    name: str


class UnitOut(Named):
    """A unit."""

    short_name: str


class Entry(Schema):
    """A file plan entry."""

    id: UUID
    notation: str
    title: str


class DossierIn(Strict):
    """A dossier to open."""

    entry: NodeOrName = Field(description="Aktenplaneintrag: Kennzeichen („50.30“) oder id")
    subject_line: SubjectLine
    lead_unit: NodeOrName | None = Field(None, description="Kurzname oder id; ohne Angabe die eigene Einheit")
    kind: str = Field("subject", max_length=40, description="Aktenart: subject, case_file oder eine selbst festgelegte")
    specialist_key: str = Field("", max_length=120, description="Schlüssel des Fachverfahrens, das die Akte führt")
    fields: dict[str, str | bool] = Field(default_factory=dict, description="Angaben der Aktenart nach ihrem Namen")
    confidentiality: Literal["normal", "sensitive", "restricted"] = "normal"
    protected: bool = False


class ClosureIn(Strict):
    """Why a dossier is closed."""

    reason: str = Field("", max_length=300)
    with_cases: bool = Field(False, description="offene Vorgänge mit schließen; sonst sind sie ein Hindernis")


class ReopeningIn(Strict):
    """Why a closed dossier is opened again."""

    reason: str = Field(max_length=300)


class ClosureOut(Schema):
    """The act that closed a dossier (zdA)."""

    id: UUID
    dossier: UUID
    closed_at: datetime
    closed_by: UUID | None
    reason: str
    term_begin: date | None
    term_end: date | None


class DossierOut(Schema):
    """A dossier."""

    id: UUID
    reference: str
    subject_line: str
    kind: str
    specialist_key: str
    fields: dict[str, str | bool]
    entry: Entry
    lead_unit: UnitOut
    confidentiality: str
    protected: bool
    opened_at: datetime
    opened_by: UUID | None
    state: Literal["open", "closed"]
    closed_at: datetime | None
    parent: UUID | None = Field(description="die Akte, deren Teilakte sie ist")
    merged_into: UUID | None = Field(description="die Akte, in die alles aus ihr überführt wurde")


class Dossiers(Schema):
    """A piece of the list of dossiers."""

    items: list[DossierOut]
    next: str | None


class CaseIn(Strict):
    """A case to open."""

    dossier: NodeOrName = Field(description="Akte: id oder Aktenzeichen")
    subject_line: SubjectLine


class CaseOut(Schema):
    """A case."""

    id: UUID
    dossier: UUID
    reference: str = Field(description="Aktenzeichen der Akte")
    number: int
    subject_line: str
    opened_at: datetime
    opened_by: UUID | None


class Cases(Schema):
    """A piece of the list of cases."""

    items: list[CaseOut]
    next: str | None


class ComponentOut(Schema):
    """A stored file of a version; `text` is made from the pages and has neither size nor hash."""

    role: str
    position: int
    media_type: str
    size: int | None
    sha256: str | None
    filename: str
    url: str


class VersionOut(Schema):
    """A version with its files."""

    number: int
    created_at: datetime
    rendered_at: datetime | None
    components: list[ComponentOut]


class DocumentOut(Schema):
    """A document."""

    id: UUID
    subject_line: str
    sender: str
    channel: str
    received_at: datetime
    written_on: date | None
    unit: UnitOut
    dossier: UUID | None
    reference: str | None
    case: UUID | None
    position: int | None
    filed_at: datetime | None
    filed_by: UUID | None
    pages: int
    current_version: int | None


class DocumentDetail(DocumentOut):
    """A document with its versions."""

    versions: list[VersionOut]


class Documents(Schema):
    """A piece of the list of documents."""

    items: list[DocumentOut]
    next: str | None


class FilingIn(Strict):
    """Where a consignment goes: a case, or a dossier itself."""

    dossier: NodeOrName | None = Field(None, description="Akte: id oder Aktenzeichen")
    case: UUID | None = None
    subject_line: str | None = Field(None, max_length=300)
    documents: list[UUID] = Field(
        default_factory=list, max_length=500, description="nur diese Dokumente des Eingangs; ohne Angabe alle"
    )

    @model_validator(mode="after")
    def exactly_one_place(self) -> Self:
        """Neither nowhere nor two places."""
        if (self.dossier is None) == (self.case is None):
            raise ValueError(_("Bitte geben Sie entweder eine Akte oder einen Vorgang an."))
        return self


class DivisionIn(Strict):
    """Which pages of a document that waits become documents of their own."""

    document: UUID | None = Field(None, description="welches Dokument des Eingangs; ohne Angabe das erste, das wartet")
    parts: list[Annotated[str, Field(max_length=20)]] = Field(
        min_length=2,
        max_length=500,
        description="je Teil seine Seiten, etwa „1-2“ oder „3“; jede Seite genau einmal",
    )


class JournalLine(Schema):
    """One line of the journal.

    `sentence` and `data` are empty where the reader may know nothing of the record it is about; who may audit it, but
    not read it, finds what tells of its content replaced by an ellipsis. `position`: the place in the sealed log.
    """

    id: int
    at: datetime
    person: Named | None
    for_person: Named | None
    client: str
    kind: str
    node: UUID
    reference: str
    position: int | None
    sentence: str
    data: dict[str, Any]


class Journal(Schema):
    """A piece of the journal of a node, newest first."""

    items: list[JournalLine]
    next: str | None


class TaskIn(Strict):
    """A task to give."""

    node: UUID = Field(description="Akte, Vorgang oder abgelegtes Dokument")
    assignee: str = Field(max_length=120, description="person:<id>, unit:<id> oder role:<Rolle>@<Einheit>")
    instruction: Literal["take_note", "process", "comment", "review", "discuss"] = "process"
    text: str = Field("", max_length=500)
    due_on: date | None = None


class TaskEndIn(Strict):
    """How a task ends."""

    outcome: Literal["done", "declined", "withdrawn"] = "done"
    note: str = Field("", max_length=500)


class TaskOut(Schema):
    """A task."""

    id: UUID
    node: UUID
    assignee: str
    instruction: str
    text: str
    due_on: date | None
    assigned_at: datetime
    assigned_by: UUID | None
    outcome: str = Field(description="leer, solange die Aufgabe offen ist")
    note: str
    ended_at: datetime | None


class Tasks(Schema):
    """The first tasks of a list, soonest due first."""

    items: list[TaskOut]
    total: int
