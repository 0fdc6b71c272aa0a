# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan and one of its entries as the pages show them."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.names.folding import sort_key
from aktei.base.people import queries as people
from aktei.base.people.labels import principal_labels
from aktei.base.rights.queries import right_name
from aktei.base.rights.rules import MANAGE, RIGHTS
from aktei.entrances.web.file_plan.refusals import ONLY_FOR_RECORDS_MANAGERS
from aktei.entrances.web.kit.lists import trees
from aktei.records.dossiers.queries import counts_by_entry
from aktei.records.file_plan import queries

NOTHING_OPENED = trees.Opened()
LINES = 30
"""Lines of an entry's history on its page."""


def plan(actor: Actor, asked: str, opened: trees.Opened = NOTHING_OPENED) -> dict[str, Any]:
    """Everything this person manages in the plan as a tree; with `asked`, what has it in notation or title."""
    rows = list(queries.all_entries(actor, MANAGE))
    if not rows and not queries.manages_plan(actor):
        raise Forbidden(ONLY_FOR_RECORDS_MANAGERS())
    found = [row for row in rows if row.notation.startswith(asked) or asked.lower() in row.title.lower()]
    wanted = {node for row in found for node in row.chain}
    roots = branches(row for row in rows if row.id in wanted)
    return {
        "asked": asked,
        "total": len(rows),
        "found": len(found),
        "top": trees.shown(roots, opened, key=lambda each: each["entry"].id, below=lambda each: each["children"]),
        "manages_all": queries.manages_plan(actor),
    }


def branches(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Entries, ordered by notation, as nested branches."""
    made = {row.id: {"entry": row, "children": []} for row in rows}
    roots: list[dict[str, Any]] = []
    for branch in made.values():
        above = made.get(branch["entry"].parent_id)
        (above["children"] if above else roots).append(branch)
    return roots


def entry(actor: Actor, node: UUID) -> dict[str, Any]:
    """One entry with its place, what lies there, who has rights from the start, and what happened."""
    row = queries.entry(actor, node, MANAGE)
    counts = counts_by_entry(actor)
    rows = list(queries.all_entries(actor))
    inside = {each.id for each in rows if row.id in each.chain}
    return {
        "entry": row,
        "crumbs": _crumbs(row, {each.id: each for each in rows}),
        "below": [each for each in rows if each.parent_id == row.id],
        "dossiers": counts.get(row.id, 0),
        "dossiers_in_all": sum(count for each, count in counts.items() if each in inside),
        "manages_all": queries.manages_plan(actor),
        "standing": standing(row.id),
        "rights": [(right, right_name(right)) for right in RIGHTS],
        "history": history(row.id),
    }


def standing(node: UUID) -> list[dict[str, Any]]:
    """Who has which rights from the start, one row for each principal and cause."""
    grants = queries.default_rights(node)
    said = principal_labels(each.principal for each in grants)
    rows = []
    for (principal, cause), group in groupby(sorted(grants, key=_order), key=lambda each: (each.principal, each.cause)):
        held = {each.right for each in group}
        told = ", ".join(right_name(right) for right in RIGHTS if right in held)
        rows.append({"principal": principal, "who": said[principal], "rights": told, "cause": cause})
    return sorted(rows, key=lambda one: sort_key(str(one["who"])))


def _order(grant: Any) -> tuple[str, str]:
    return grant.principal, grant.cause


def history(node: UUID) -> list[dict[str, Any]]:
    """What happened to an entry, newest first."""
    rows = list(journal.about(node)[:LINES])
    said = principal_labels(row.payload["principal"] for row in rows if "principal" in row.payload)
    called = people.names({each for row in rows for each in (row.person, row.for_person)})
    return [
        {
            "at": row.at,
            "who": called.get(row.person, _("Unbekannt")) if row.person else _("Aktei"),
            "for_whom": called.get(row.for_person, "") if row.for_person not in (None, row.person) else "",
            "sentence": _plainly(journal.sentence(row), row.payload, said),
        }
        for row in rows
    ]


def _plainly(sentence: str, payload: dict[str, Any], said: dict[str, str]) -> str:
    """The sentence with principals and rights as people call them, ready for its full stop."""
    if "principal" in payload and payload.get("right") in RIGHTS:
        sentence = sentence.replace(payload["principal"], said[payload["principal"]])
        sentence = sentence.replace(f"„{payload['right']}“", f"„{right_name(payload['right'])}“")
    return sentence.rstrip(".")


def _crumbs(row: Any, known: dict[UUID, Any]) -> list[dict[str, str]]:
    above = [known[node] for node in reversed(row.chain) if node in known]
    return [
        {"label": _("Aktenplan"), "href": reverse("file_plan:page")},
        *({"label": str(each), "href": reverse("file_plan:entry", args=[each.id])} for each in above),
    ]
