# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has to be in the index, read from the records: documents with their pages, dossiers and cases."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from aktei.base.acts.actor import Actor
from aktei.procedures.search.engines.port import Entry, RecordKind
from aktei.procedures.search.page_ends import of_pages
from aktei.records.cases.queries import cases
from aktei.records.documents.queries import documents
from aktei.records.dossiers.queries import dossiers, formerly, with_all_inside
from aktei.records.file_plan.queries import all_entries
from aktei.records.kinds.queries import search_words

Entries = dict[UUID, list[Entry]]

_MACHINERY: Final = Actor.system("search")
_PLACE: Final = (
    "dossier__reference",
    "dossier__subject_line",
    "dossier__lead_unit_id",
    "dossier__entry__notation",
    "dossier__specialist_key",
)
_DOCUMENT: Final = (
    *("id", "chain", "subject_line", "channel", "received_at", "unit_id", "current_id", "dossier_id", "case_id"),
    *("case__subject_line", *_PLACE),
)
_CASE: Final = ("id", "chain", "subject_line", "number", "dossier_id", *_PLACE)
_DOSSIER: Final = (
    "id",
    "chain",
    "subject_line",
    "reference",
    "lead_unit_id",
    "entry__notation",
    "kind",
    "specialist_key",
    "fields",
)


def entries_of(ids: Iterable[UUID]) -> Entries:
    """The entries of these records, whatever they are; records that are gone or withdrawn are missing."""
    wanted = list(ids)
    return _of_documents(wanted, texts=True) | _of_cases(wanted) | _of_dossiers(wanted)


def stamps_of(ids: Iterable[UUID]) -> dict[str, str]:
    """Key → stamp of every entry these records have to have; reads no page text."""
    wanted = list(ids)
    found = _of_documents(wanted, texts=False) | _of_cases(wanted) | _of_dossiers(wanted)
    return {entry.key: entry.stamp for entries in found.values() for entry in entries}


def count() -> int:
    """How many records there are to index."""
    return sum(rows.count() for rows in _everything())


def anything() -> bool:
    """Whether there is any record to index."""
    return any(rows.exists() for rows in _everything())


def chunks(after: tuple[int, UUID | None] = (0, None), *, size: int = 200) -> Iterator[tuple[int, list[UUID]]]:
    """The ids of all records in a fixed order, with the number of their kind; goes on after a given place."""
    kind, last = after
    for number, rows in enumerate(_everything()):
        if number < kind:
            continue
        place = last if number == kind else None
        while ids := _next(rows, place, size):
            yield number, ids
            place = ids[-1]


def contents_of(node: UUID) -> list[UUID]:
    """A dossier with its sub-dossiers, or a case, and all cases and documents in it: what tells its name and place."""
    inside = with_all_inside([node])
    _dossiers, in_cases, in_documents = _everything()
    found = [
        in_cases.filter(dossier__in=inside).values_list("id", flat=True),
        in_documents.filter(Q(dossier__in=inside) | Q(case=node)).values_list("id", flat=True),
    ]
    return [*inside, *(each for ids in found for each in ids)]


def contents_of_entry(entry: UUID) -> Iterator[list[UUID]]:
    """All that is kept below a file plan entry, protected dossiers with it, in handy portions."""
    below = all_entries(_MACHINERY).filter(chain__contains=[entry]).values("id")
    in_dossiers, in_cases, in_documents = _everything()
    for rows in (
        in_dossiers.filter(entry__in=below),
        in_cases.filter(dossier__entry__in=below),
        in_documents.filter(dossier__entry__in=below),
    ):
        last: UUID | None = None
        while ids := _next(rows, last, 5_000):
            yield ids
            last = ids[-1]


def contents_of_unit(unit: UUID) -> list[UUID]:
    """Unfiled post of a unit and of those below it, and all that lies in the dossiers the unit leads."""
    in_dossiers, _cases, in_documents = _everything()
    led = list(in_dossiers.filter(lead_unit=unit).values_list("id", flat=True))
    unfiled = in_documents.filter(chain__contains=[unit]).values_list("id", flat=True)
    return [*unfiled, *(each for dossier in led for each in contents_of(dossier))]


def sample_texts(pages: int) -> Iterator[str]:
    """The text of about so many pages, taken evenly from all documents, for learning words."""
    rows = _rendered().order_by("id")
    step = max(1, rows.count() * 3 // max(1, pages))
    ids = list(rows.values_list("id", flat=True))[::step]
    for at in range(0, len(ids), 200):
        found = documents(_MACHINERY).filter(id__in=ids[at : at + 200], current__pages__number__lte=3)
        yield from found.values_list("current__pages__text", flat=True)


def _everything() -> tuple[QuerySet[Any], QuerySet[Any], QuerySet[Any]]:
    return dossiers(_MACHINERY), cases(_MACHINERY), _rendered()


def _rendered() -> QuerySet[Any]:
    """Documents that can be read; those that still wait, or never will be rendered, are not found."""
    return documents(_MACHINERY).filter(current__rendered_at__isnull=False)


def _next(rows: QuerySet[Any], last: UUID | None, size: int) -> list[UUID]:
    following = rows.filter(id__gt=last) if last else rows
    return list(following.order_by("id").values_list("id", flat=True)[:size])


def _of_documents(ids: Sequence[UUID], *, texts: bool) -> Entries:
    heads = {row["id"]: _document(row) for row in _rendered().filter(id__in=ids).order_by().values(*_DOCUMENT)}
    pages = documents(_MACHINERY).filter(id__in=heads, current__pages__number__gte=1)
    pages = pages.order_by("id", "current__pages__number") if texts else pages.order_by("id")
    columns = ("id", "current__pages__number", "current__pages__id", *(["current__pages__text"] if texts else []))
    found = {document: [Entry(**head)] for document, head in heads.items()}
    for document, rows in groupby(pages.values_list(*columns), key=lambda row: row[0]):
        head = heads[document] | {"kind": RecordKind.PAGE}
        if not texts:
            found[document] += [Entry(**head, number=row[1], page=row[2]) for row in rows]
            continue
        following = list(rows)
        halves = of_pages([row[3] for row in following])
        found[document] += [
            Entry(**head, number=row[1], page=row[2], text=row[3], halves=divided)
            for row, divided in zip(following, halves, strict=True)
        ]
    return found


def _document(row: dict[str, Any]) -> dict[str, Any]:
    fields = {
        "kind": RecordKind.DOCUMENT,
        "owner": row["id"],
        "chain": frozenset(row["chain"]),
        "title": row["subject_line"],
        "context": _lines(row["case__subject_line"], row["dossier__subject_line"]),
        "references": _filled(row["dossier__reference"], row["dossier__specialist_key"]),
        "dossier": row["dossier_id"],
        "case": row["case_id"],
        "unit": row["dossier__lead_unit_id"] or row["unit_id"],
        "channel": row["channel"],
        "plan": row["dossier__entry__notation"] or "",
        "received": localtime(row["received_at"]).date(),
    }
    # A version never changes, so it stands for the text of its pages.
    return fields | {"stamp": _stamp(fields, row["current_id"])}


def _of_cases(ids: Sequence[UUID]) -> Entries:
    found: Entries = {}
    for row in cases(_MACHINERY).filter(id__in=ids).order_by().values(*_CASE):
        fields = {
            "kind": RecordKind.CASE,
            "owner": row["id"],
            "chain": frozenset(row["chain"]),
            "title": row["subject_line"],
            "references": (f"{row['dossier__reference']}-{row['number']}",),
            "dossier": row["dossier_id"],
            "unit": row["dossier__lead_unit_id"],
            "plan": row["dossier__entry__notation"],
        }
        found[row["id"]] = [Entry(**fields, stamp=_stamp(fields))]
    return found


def _of_dossiers(ids: Sequence[UUID]) -> Entries:
    rows = dossiers(_MACHINERY).filter(id__in=ids).order_by()
    names: dict[UUID, list[str]] = {}
    parties = rows.filter(involvements__isnull=False).order_by("involvements__id")
    for dossier, given, family in parties.values_list(
        "id", "involvements__party__given_name", "involvements__party__name"
    ):
        names.setdefault(dossier, []).append(f"{given} {family}".strip())
    found: Entries = {}
    former = formerly(ids)
    for row in rows.values(*_DOSSIER):
        fields = {
            "kind": RecordKind.DOSSIER,
            "owner": row["id"],
            "chain": frozenset(row["chain"]),
            "title": _lines(row["subject_line"], *names.get(row["id"], ()), *search_words(row["kind"], row["fields"])),
            "references": _filled(row["reference"], row["specialist_key"], *former.get(row["id"], ())),
            "dossier": row["id"],
            "unit": row["lead_unit_id"],
            "plan": row["entry__notation"],
        }
        found[row["id"]] = [Entry(**fields, stamp=_stamp(fields))]
    return found


def _filled(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _stamp(fields: dict[str, Any], *more: object) -> str:
    """Changes whenever anything of these changes."""
    plain = {name: sorted(map(str, value)) if name == "chain" else str(value) for name, value in fields.items()}
    return blake2b(repr((sorted(plain.items()), *map(str, more))).encode(), digest_size=8).hexdigest()
