# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Key and extra fields of a dossier that exists."""

from typing import Any

from django import forms

from aktei.entrances.web.kit.records.kind_fields import KEY, PREFIX, add_fields, gathered
from aktei.records.kinds.queries import kind_of
from aktei.records.kinds.rules import Field, Kind, shown


class FieldsForm(forms.Form):
    """Key and extra fields of a dossier that exists."""

    def __init__(self, dossier: Any, *args: Any, **options: Any) -> None:
        self.kind = kind_of(dossier.kind)
        options["initial"] = _filled(self.kind, dossier)
        super().__init__(*args, **options)
        add_fields(self, self.kind)

    def clean(self) -> dict[str, Any]:
        """As the act takes it."""
        return gathered(self, self.kind, super().clean() or {})


def _filled(kind: Kind, dossier: Any) -> dict[str, Any]:
    known = ((field, dossier.fields.get(field.name)) for field in kind.fields)
    values = {PREFIX + field.name: _typed(field, value) for field, value in known if value is not None}
    return {KEY: dossier.specialist_key, **values}


def _typed(field: Field, value: Any) -> str:
    return ("ja" if value else "nein") if field.type == "yes_no" else shown(field, value)
