# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking the index for somebody; what it finds is held against the records once more before it is shown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import unit_names
from aktei.base.rights.queries import reach
from aktei.base.rights.rules import READ, meets
from aktei.procedures.search.answers import Answer, Box, Facet, FacetValue, Hit, Jump, Similar, Tried
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import PageHit, RecordHit, RecordKind, Request, Sort
from aktei.procedures.search.explanation import describe_step, explain
from aktei.procedures.search.marks import WordBox, marks, text_of
from aktei.procedures.search.matching import Match, Matcher
from aktei.procedures.search.models import Waiting
from aktei.procedures.search.overleaf import Leaf, halves_of, matches_on
from aktei.procedures.search.query import Fields, Query, parse
from aktei.procedures.search.selecting import Filters, select
from aktei.procedures.search.snippets import snippet
from aktei.procedures.search.wanted import Step, with_whole_year
from aktei.records.cases.queries import cases
from aktei.records.documents.queries import documents
from aktei.records.documents.words import boxes_within, unpack
from aktei.records.dossiers.queries import dossiers
from aktei.records.file_plan.queries import all_entries
from aktei.records.kinds.queries import search_names

_MACHINERY: Final = Actor.system("search")
_FACETS: Final = ("unit", "plan", "channel", "year")
_LONGEST_SAMPLE: Final = 20_000
_PAGE: Final = (
    *(
        "id",
        "current__pages__id",
        "current__pages__number",
        "current__pages__text",
        "current__pages__words",
        "page_count",
        "subject_line",
    ),
    *("dossier_id", "dossier__reference", "dossier__subject_line", "dossier__lead_unit_id", "case_id", "unit_id"),
    *("channel", "received_at", "chain"),
)


def search(
    actor: Actor,
    text: str,
    *,
    sort: str = Sort.RELEVANCE,
    filters: Filters | None = None,
    step: str | None = None,
    limit: int = 20,
    offset: int = 0,
    within: frozenset[UUID] | None = None,
) -> Answer:
    """Find the pages the actor may read that answer a query.

    Args:
        actor: who asks; the system actor finds everything.
        text: what was typed, in the query language of `query.py`; anything is understood somehow.
        sort: `relevance` or `date` (latest received first).
        filters: what was clicked beside the query.
        step: search so widely (`words`, `forms`); `similar` finds only what the others do not. By default words and
            their forms; if these find next to nothing, similar spellings are told beside them.
        limit: hits to return, at most 100.
        offset: hits to skip, at most 10,000.
        within: what the actor may read, if that is known already (`readable`).

    Raises:
        EngineError: the index cannot answer; the message says what to do.

    """
    query, chosen = _understood(text), filters or Filters()
    selected = select(actor, query.fields, chosen)
    nodes = readable(actor) if within is None else within
    found = engine().search(
        Request(
            query,
            nodes,
            selected.selection,
            _step(step),
            Sort.DATE if sort == Sort.DATE else Sort.RELEVANCE,
            limit,
            offset,
        )
    )
    matcher = Matcher(query, engine().analyser, found.step)
    return Answer(
        query=query,
        total=found.total,
        hits=_hits(nodes, found.hits, matcher),
        explanation=" ".join((explain(query), *selected.remarks)),
        step=found.step,
        tried=tuple(Tried(one, describe_step(one), total) for one, total in found.tried),
        wider=found.step.wider if query.clauses else None,
        similar=_hits(nodes, found.similar.hits, Matcher(query, matcher.analyser, Step.SIMILAR))
        if found.similar
        else (),
        similar_total=found.similar.total if found.similar else 0,
    )


def narrowing(actor: Actor, text: str, *, filters: Filters | None = None, step: str | None = None) -> tuple[Facet, ...]:
    """What the hits of a search can be narrowed by, with the hits for each value. Asked apart from the hits: it takes

    longer than finding them, and nobody has to wait for it.

    Raises:
        EngineError: the index cannot answer; the message says what to do.

    """
    query, chosen = _understood(text), filters or Filters()
    selection = select(actor, query.fields, chosen).selection
    request = Request(query, readable(actor), selection, _step(step), limit=1, facets=_FACETS)
    return _facets(engine().search(request).facets, chosen)


def jump(
    actor: Actor,
    text: str,
    limit: int = 8,
    *,
    within: frozenset[UUID] | None = None,
    kinds: Collection[RecordKind] = tuple(RecordKind),
) -> tuple[Jump, ...]:
    """Dossiers, then cases, then documents the actor may read whose reference or subject line begins as typed.

    `within` as in `search`; others than `kinds` are left out of the few that are found.
    """
    nodes = readable(actor) if within is None else within
    if extra := _understood(text).fields.extra:
        return _jump_by_fields(actor, extra, nodes, limit)
    found = engine().jump(text, nodes, limit=limit)
    if (whole := with_whole_year(text)) != text and (not found or found[0].similar):
        found = engine().jump(whole, nodes, limit=limit) or found
    shown = _records(nodes, [hit for hit in found if hit.kind in kinds])
    return tuple(replace(shown[hit.id], similar=hit.similar) for hit in found if hit.id in shown)


def page_marks(
    actor: Actor, document_id: UUID, page_number: int, text: str, step: str | None = None
) -> tuple[Box, ...]:
    """The boxes to mark on a page that was opened from a hit; none if the actor may not read it.

    Args:
        actor: who reads.
        document_id: the document.
        page_number: the page, from 1.
        text: the query.
        step: the step that answered it, as told with the answer.

    """
    matcher = Matcher(_understood(text), engine().analyser, _step(step) or Step.FORMS)
    pages = documents(actor).filter(id=document_id, current__pages__number=page_number)
    found = pages.values_list("current__pages__text", "current__pages__words").first()
    if not found:
        return ()
    matches = matcher.matches(found[0], halves_of(document_id, page_number, found[0]))
    return _boxes(bytes(found[1]), found[0], matcher, matches)


def similar_documents(actor: Actor, document_id: UUID, limit: int = 5) -> tuple[Similar, ...]:
    """Filed documents the actor may read that share rare words with this one, most alike first."""
    pages = documents(actor).filter(id=document_id, current__pages__number__lte=5)
    text = "\n".join(pages.order_by("current__pages__number").values_list("current__pages__text", flat=True))
    found = engine().like(text[:_LONGEST_SAMPLE], readable(actor), without=document_id, limit=limit)
    rows = documents(actor).filter(id__in=[hit.document for hit in found], dossier__isnull=False)
    known = {row["id"]: row for row in rows.values("id", "dossier_id", "case_id", "subject_line")}
    return tuple(
        Similar(hit.document, hit.number, row["dossier_id"], row["case_id"], row["subject_line"], hit.score)
        for hit in found
        if (row := known.get(hit.document))
    )


def is_waiting(record: UUID) -> bool:
    """Whether a change of this record was noted and is not in the index yet. For the office's own machinery."""
    return Waiting.objects.filter(record=record, done=False).exists()


def _understood(text: str) -> Query:
    return parse(text, search_names())


def _jump_by_fields(
    actor: Actor, extra: Sequence[tuple[str, str]], nodes: frozenset[UUID] | None, limit: int
) -> tuple[Jump, ...]:
    """Dossiers with these values in their extra fields, newest first."""
    wanted = select(actor, Fields(extra=tuple(extra)), Filters()).selection.dossiers
    ids = list(dossiers(_MACHINERY).filter(id__in=wanted).values_list("id", flat=True)[:limit])
    return tuple(_of_kind(nodes, RecordKind.DOSSIER, dict.fromkeys(ids, 1.0)))


def _step(name: str | None) -> Step | None:
    """The step of this name; None for anything else, as links get mangled."""
    return next((one for one in Step if one == name), None)


def readable(actor: Actor) -> frozenset[UUID] | None:
    """The nodes the actor may read, to be asked for once where several searches serve one page; None: everything."""
    return None if actor.is_system else reach(actor, READ)


def _hits(nodes: frozenset[UUID] | None, found: Sequence[PageHit], matcher: Matcher) -> tuple[Hit, ...]:
    """The pages in the order of the hits; what was withdrawn or locked away a moment ago is left out. Two queries."""
    if not found:
        return ()
    pages = documents(_MACHINERY).filter(current__pages__id__in=[hit.page for hit in found]).values(*_PAGE)
    rows = {
        row["current__pages__id"]: row
        for row in pages
        if nodes is None or meets(row["chain"], nodes)  # cheaper than sending thousands of nodes to the database
    }
    texts = {_leaf(row): row["current__pages__text"] for row in rows.values()}
    matches = matches_on(texts, matcher)
    return tuple(
        _hit(row, hit.score, matcher, matches[_leaf(row)]) for hit in found if (row := rows.get(hit.page)) is not None
    )


def _leaf(row: dict[str, Any]) -> Leaf:
    return row["id"], row["current__pages__number"]


def _hit(row: dict[str, Any], score: float, matcher: Matcher, matches: Sequence[Match]) -> Hit:
    text = row["current__pages__text"]
    return Hit(
        document_id=row["id"],
        page_number=row["current__pages__number"],
        page_count=row["page_count"],
        subject_line=row["subject_line"],
        dossier_id=row["dossier_id"],
        dossier_reference=row["dossier__reference"] or "",
        dossier_subject_line=row["dossier__subject_line"] or "",
        case_id=row["case_id"],
        unit_id=row["dossier__lead_unit_id"] or row["unit_id"],
        channel=row["channel"],
        received_at=row["received_at"],
        snippet=snippet(text, matches),
        marks=_boxes(bytes(row["current__pages__words"]), text, matcher, matches),
        score=score,
    )


def _boxes(packed: bytes, text: str, matcher: Matcher, matches: Sequence[Match]) -> tuple[Box, ...]:
    """The boxes of the matching words. A page's text is its words, parted by one character each."""
    if not packed or not matches:
        return ()
    boxes = boxes_within(packed, len(text), ((match.start, match.end) for match in matches))
    if boxes is None:
        words = unpack(packed)
        found = matcher.matches(text_of([WordBox(one.text, one.x0, one.y0, one.x1, one.y1) for one in words]))
        shown = (words[at] for at in marks((len(one.text) for one in words), found))
        return tuple((one.x0, one.y0, one.x1, one.y1) for one in shown)
    return tuple(boxes)


def _facets(counted: Any, chosen: Filters) -> tuple[Facet, ...]:
    if not counted:
        return ()
    labels: dict[str, dict[str, str]] = {
        "unit": {each.hex: name for each, name in unit_names(map(UUID, counted["unit"])).items()},
        "plan": {one.notation: str(one) for one in all_entries(_MACHINERY).filter(notation__in=counted["plan"])},
    }
    clicked = {
        "unit": {each.hex for each in chosen.units},
        "plan": set(chosen.plans),
        "channel": set(chosen.channels),
        "year": set(map(str, chosen.years)),
    }
    names = {"unit": _("Einheit"), "plan": _("Aktenplan"), "channel": _("Eingangskanal"), "year": _("Eingangsjahr")}
    return tuple(
        Facet(name, names[name], _values(counted[name], labels.get(name, {}), clicked[name])) for name in _FACETS
    )


def _values(counted: dict[str, int], labels: dict[str, str], clicked: Iterable[str]) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(value, labels.get(value, value), count, value in clicked) for value, count in counted.items()
    )


def _records(nodes: frozenset[UUID] | None, found: Sequence[RecordHit]) -> dict[UUID, Jump]:
    """The records of these hits that lie within the reach, at most one query for each kind."""
    by_kind: dict[RecordKind, dict[UUID, float]] = {}
    for hit in found:
        by_kind.setdefault(hit.kind, {})[hit.id] = hit.score
    shown: dict[UUID, Jump] = {}
    for kind, scores in by_kind.items():
        shown |= {one.id: one for one in _of_kind(nodes, kind, scores)}
    return shown


def _of_kind(nodes: frozenset[UUID] | None, kind: RecordKind, scores: dict[UUID, float]) -> Iterable[Jump]:
    def permitted(rows: Iterable[Any]) -> Iterable[Any]:
        return (row for row in rows if nodes is None or meets(row.chain, nodes))

    ids = list(scores)
    if kind is RecordKind.DOSSIER:
        for row in permitted(dossiers(_MACHINERY).filter(id__in=ids)):
            yield Jump(kind, row.id, row.reference, row.subject_line, row.id, scores[row.id])
    elif kind is RecordKind.CASE:
        for case in permitted(cases(_MACHINERY).filter(id__in=ids)):
            reference = f"{case.dossier.reference}-{case.number}"
            yield Jump(kind, case.id, reference, case.subject_line, case.dossier_id, scores[case.id])
    else:
        for document in permitted(documents(_MACHINERY).filter(id__in=ids).select_related("dossier")):
            reference = document.dossier.reference if document.dossier else ""
            yield Jump(kind, document.id, reference, document.subject_line, document.dossier_id, scores[document.id])
