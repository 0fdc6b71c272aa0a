# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tasks: what waits for the caller, giving one, ending one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from aktei.entrances.api import schemas
from aktei.entrances.api.idempotency import once
from aktei.entrances.api.requests import takes_json
from aktei.entrances.api.tokens import actor_of
from aktei.procedures.work import actions, queries
from aktei.procedures.work.nodes import the_node

router = Router(tags=["tasks"])

ENDS: dict[str, Callable[..., Any]] = {
    "done": actions.finish_task,
    "declined": actions.decline_task,
    "withdrawn": actions.withdraw_task,
}


class Filter(Schema):
    """Which tasks."""

    node: UUID | None = Field(None, description="nur zu dieser Akte oder diesem Vorgang, auch beendete")
    limit: int = Field(50, ge=1, le=200, description="höchstens so viele")


@router.get("", response=schemas.Tasks, summary="Aufgaben auflisten, die dringendsten zuerst")
def list_tasks(request: HttpRequest, wanted: Query[Filter]) -> schemas.Tasks:
    """The open tasks that wait for the caller, or all about a record the caller may find."""
    actor = actor_of(request)
    rows = queries.waiting(actor)
    if wanted.node:
        rows = queries.on(actor, the_node(actor, wanted.node).id)
    found = [schemas.TaskOut.model_validate(row) for row in rows[: wanted.limit]]
    return schemas.Tasks(items=found, total=rows.count())


@router.post("", response={201: schemas.TaskOut}, summary="Aufgabe geben")
@takes_json
def assign_task(request: HttpRequest, payload: schemas.TaskIn) -> HttpResponse:
    """Give a task; the right it takes comes with it and ends with it. Needs `edit` on the record."""
    actor = actor_of(request)

    def act() -> schemas.TaskOut:
        the_node(actor, payload.node)
        return schemas.TaskOut.model_validate(actions.assign_task(actor, **payload.model_dump()))

    return once(request, act, status=201)


@router.post("/{uuid:task}/completion", response={201: schemas.TaskOut}, summary="Aufgabe beenden")
@takes_json
def end_task(request: HttpRequest, task: UUID, payload: schemas.TaskEndIn | None = None) -> HttpResponse:
    """Finish or decline a task that waits for the caller, or withdraw one they gave. Declining needs a note."""
    actor, wanted = actor_of(request), payload or schemas.TaskEndIn(outcome="done", note="")

    def act() -> schemas.TaskOut:
        queries.task(actor, task)
        return schemas.TaskOut.model_validate(ENDS[wanted.outcome](actor, task=task, note=wanted.note))

    return once(request, act, status=201)
