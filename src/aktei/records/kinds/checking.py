# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a dossier may be of a kind, with this key and these fields. Part of the acts that make and change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aktei.base.refusals import Refusal
from aktei.records.dossiers.models import Dossier
from aktei.records.kinds import refusals
from aktei.records.kinds.declared import kinds
from aktei.records.kinds.rules import Value, read_key, read_values


@dataclass(frozen=True)
class Checked:
    """What is kept of a dossier's kind, and everything wrong with it."""

    specialist_key: str = ""
    fields: dict[str, Value] = field(default_factory=dict)
    reasons: list[Refusal] = field(default_factory=list)


def checked(
    *,
    kind: str,
    fields: Mapping[str, Any],
    specialist_key: str,
    allowed: Sequence[str] = (),
    own: UUID | None = None,
) -> Checked:
    """Read what was typed for a dossier of this kind; `allowed` are the kinds of its file plan entry (empty: all).

    `own` is the dossier itself if there is one: its key is not a double of itself.
    """
    declared = kinds().get(kind)
    if declared is None:
        return Checked(reasons=[refusals.NO_SUCH_KIND(kind=kind)])
    reasons = []
    if allowed and kind not in allowed:
        reasons.append(refusals.KIND_NOT_ALLOWED(kind=declared.label))
    key, about_key = read_key(declared, specialist_key)
    kept, about_fields = read_values(declared, fields)
    if declared.key and not key and not about_key:
        about_key = [refusals.FIELD_MISSING(label=declared.key)]
    others = Dossier.objects.filter(kind=kind, specialist_key=key)
    if key and (others.exclude(id=own) if own else others).exists():
        about_key.append(refusals.KEY_TAKEN(label=declared.key, key=key, kind=declared.label))
    return Checked(key, kept, reasons + about_key + about_fields)
