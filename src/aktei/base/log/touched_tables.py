# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which tables an update writes, alters or drops, as its migrations say; what is not known to be harmless counts."""

import re
from collections.abc import Iterable, Iterator

from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

_HARMLESS = (
    operations.CreateModel,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
    operations.AlterModelTableComment,
    operations.AlterUniqueTogether,
    operations.AlterIndexTogether,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RenameIndex,
    operations.AddConstraint,
    operations.RemoveConstraint,
    AddTrigger,
    RemoveTrigger,
)
"""What neither writes nor alters a row that is there already."""


def touched(plan: Iterable[Migration], state: ProjectState, tables: Iterable[str]) -> set[str]:
    """Those of `tables` that the migrations touch; `state` is that of before them, and goes along with them."""
    known, found = set(tables), set[str]()
    for migration in plan:
        ours = type(migration).__module__.startswith("aktei.")
        for each in _single(migration.operations):
            found |= known & _named(each, migration.app_label, state, known if ours else set())
        migration.mutate_state(state, preserve=False)
    return found


def _single(given: Iterable[Operation]) -> Iterator[Operation]:
    for each in given:
        if isinstance(each, operations.SeparateDatabaseAndState):
            yield from _single(each.database_operations)
        elif not isinstance(each, _HARMLESS):
            yield each


def _named(operation: Operation, app: str, state: ProjectState, unknown: set[str]) -> set[str]:
    """The tables that an operation may touch; `unknown` where it does not say."""
    if isinstance(operation, operations.RunSQL):
        return set(re.findall(r"\w+", str(operation.sql)))
    for attribute in ("model_name", "old_name", "name"):
        model = state.models.get((app, str(getattr(operation, attribute, "")).lower()))
        if model is not None:
            return {model.options.get("db_table") or f"{app}_{model.name_lower}"}
    return unknown
