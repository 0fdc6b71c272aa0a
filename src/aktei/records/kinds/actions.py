# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting a dossier's key and extra fields."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.rights.queries import require
from aktei.base.rights.rules import EDIT
from aktei.records.dossiers.models import Closure, Dossier
from aktei.records.kinds import refusals
from aktei.records.kinds.checking import checked
from aktei.records.kinds.declared import kind_of
from aktei.records.kinds.events import DossierFieldsSet
from aktei.records.kinds.rules import Kind, shown

_KEY = "specialist_key"


@action
def set_fields(actor: Actor, *, dossier: UUID, fields: Mapping[str, Any], specialist_key: str | None = None) -> Dossier:
    """Give a dossier these extra fields in place of all it has. Needs `edit`; what is wrong is told all at once.

    Args:
        actor: who acts.
        dossier: the dossier.
        fields: values by the name of the field, as typed; a field left out is emptied.
        specialist_key: the specialist system's key; None leaves it as it is.

    """
    row = Dossier.objects.select_for_update().filter(id=dossier).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_DOSSIER())
    require(actor, EDIT, row.chain)
    read = checked(
        kind=row.kind,
        fields=fields,
        specialist_key=row.specialist_key if specialist_key is None else specialist_key,
        own=row.id,
    )
    reasons = list(read.reasons)
    if Closure.objects.filter(node=row.id, reopened_at=None).exists():
        reasons.insert(0, refusals.DOSSIER_CLOSED())
    if reasons:
        raise Refused(reasons)
    before = {_KEY: row.specialist_key, **row.fields}
    after = {_KEY: read.specialist_key, **read.fields}
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not changed:
        return row
    row.fields, row.specialist_key = read.fields, read.specialist_key
    _save(row)
    was, now = ({name: state.get(name) for name in changed} for state in (before, after))
    said = _said(kind_of(row.kind), was, now)
    record(actor, DossierFieldsSet(node=row.id, within=(row.entry_id,), changes=said, before=was, after=now))
    return row


def _save(row: Dossier) -> None:
    """Two people may give the same key at the same moment; the database lets only one of them."""
    try:
        with transaction.atomic():
            row.save(update_fields=["fields", _KEY])
    except IntegrityError as error:
        raise Refused(refusals.KEY_TAKEN_MEANWHILE()) from error


def _said(kind: Kind, was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    def label(name: str) -> str:
        field = kind.field(name)
        return kind.key if name == _KEY else field.label if field else name

    def value(name: str, said: Any) -> str:
        field = kind.field(name)
        return "–" if said in (None, "") else shown(field, said) if field else str(said)

    return "; ".join(f"{label(name)}: {value(name, was[name])} → {value(name, now[name])}" for name in was)
