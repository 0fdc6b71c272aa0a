# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Form fields for what a kind of dossier asks for, as the office declared it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from aktei.base.refusals import Refusal
from aktei.base.wording import sentence
from aktei.records.kinds.rules import Field, Kind, read_value

KEY = "specialist_key"
PREFIX = "field_"


def add_fields(form: forms.Form, kind: Kind) -> None:
    """Let a form ask for the key and the fields of this kind."""
    if kind.key:
        form.fields[KEY] = forms.CharField(label=kind.key, max_length=120)
    for field in kind.fields:
        form.fields[PREFIX + field.name] = _form_field(field)


def names(kind: Kind) -> list[str]:
    """What `add_fields` calls them in a form."""
    return [*([KEY] if kind.key else []), *(PREFIX + field.name for field in kind.fields)]


def gathered(form: forms.Form, kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """A form's values with the extra ones gathered under `fields`; what is wrong with one is told beside it."""
    kept = {name: value for name, value in values.items() if not name.startswith(PREFIX)}
    fields = {}
    for field in kind.fields:
        typed = values.get(PREFIX + field.name) or ""
        if typed:
            fields[field.name] = typed
            value = read_value(field, typed)
            if isinstance(value, Refusal):
                form.add_error(PREFIX + field.name, sentence(value))
    return {**kept, KEY: values.get(KEY, ""), "fields": fields}


def _form_field(field: Field) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": field.required}
    if field.type in {"choice", "yes_no"}:
        offered = (
            [("ja", _("Ja")), ("nein", _("Nein"))] if field.type == "yes_no" else [(one, one) for one in field.choices]
        )
        return forms.ChoiceField(choices=[("", "–"), *offered], help_text=field.hint, **common)
    hint = field.hint or {"date": _("TT.MM.JJJJ"), "number": _("eine Zahl")}.get(field.type, "")
    return forms.CharField(max_length=500, help_text=hint, **common)
