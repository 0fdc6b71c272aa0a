# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a new task; whether it may be given, the act decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.picking.fields import PickField, offer
from aktei.procedures.work.queries import instructions


class TaskForm(forms.Form):
    """What, for whom, until when."""

    assignee = PickField("wer", coerce=str, label=_("Wer"), help_text=_("Person, Einheit oder Leitung"))
    instruction = forms.ChoiceField(label=_("Was"))
    text = forms.CharField(label=_("Worum es geht"), max_length=500, required=False)
    due_on = forms.DateField(
        label=_("Frist"),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, actor)
        self._offer("instruction", instructions())
        self.fields["instruction"].initial = "process"

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
