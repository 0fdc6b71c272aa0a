# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The field of a form in which somebody or something is picked."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.entrances.web.kit.picking.reading import meant, sent, source_of


class Said(str):
    """What was sent in a field, and the field's name."""

    name = ""


class PickWidget(forms.Widget):
    """A text field with offers below it, and beside it, unseen, the value that was chosen."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.actor: Actor | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Said:
        """What was chosen, else what was typed."""
        said = Said(sent(data, name))
        said.name = name
        return said

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field with what it holds, called as people call it."""
        text = str(value or "")
        now = source_of(self.kind).one(self.actor, text) if text and self.actor else None
        context = {"kind": self.kind, "name": name, "id": (attrs or {}).get("id", name), "attrs": attrs or {}}
        context["described"] = (attrs or {}).get("aria-describedby", "")
        context |= {"value": now.value if now else "", "said": now.label if now else text}
        return render_to_string("picking/input.html", {**context, "required": (attrs or {}).get("required", False)})


class PickField(forms.Field):
    """Answers the value of who was picked, as `coerce` makes it; None if nobody was and nobody must be."""

    widget: PickWidget

    def __init__(self, kind: str, *, coerce: Callable[[str], Any] = UUID, **options: Any) -> None:
        super().__init__(widget=PickWidget(kind), **options)
        self.kind, self.coerce = kind, coerce
        self.actor: Actor | None = None

    def offer_to(self, actor: Actor) -> None:
        """Whose choice it is."""
        self.actor = self.widget.actor = actor

    def to_python(self, value: Any) -> Any:
        """Who is meant."""
        if not value or self.actor is None:
            return None
        try:
            found = meant(self.actor, self.kind, getattr(value, "name", ""), str(value))
        except Refused as refusal:
            raise forms.ValidationError(list(refusal.reasons)) from refusal
        return self.coerce(found.value) if found else None


def offer(form: forms.Form, actor: Actor) -> None:
    """Tell every picking field of a form whose choice it is."""
    for field in form.fields.values():
        if isinstance(field, PickField):
            field.offer_to(actor)
