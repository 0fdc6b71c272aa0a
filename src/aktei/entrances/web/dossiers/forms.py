# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms check what was typed; whether it may be done, the act decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.actor import Actor
from aktei.base.people import queries as people
from aktei.entrances.web.kit.picking.fields import PickField, offer
from aktei.entrances.web.kit.records.kind_fields import add_fields, gathered, names
from aktei.records.file_plan import queries as file_plan
from aktei.records.kinds.queries import kind_choices, kind_of

# Another kind asks for other fields; without script they appear with the reasons why they are missing.
_ASK_FOR_FIELDS = {
    "hx-get": "",
    "hx-params": "kind",
    "hx-trigger": "change",
    "hx-target": "#kind-fields",
    "hx-select": "#kind-fields",
    "hx-swap": "outerHTML",
}


class DossierForm(forms.Form):
    """Open a dossier."""

    entry = PickField(
        "eintrag-ablage",
        label=_("Aktenplan"),
        help_text=_("Daraus entsteht das Aktenzeichen. Zur Wahl steht, wo Sie ablegen dürfen."),
    )
    subject_line = forms.CharField(
        label=_("Betreff"), max_length=300, help_text=_("Worum es geht, so wie Sie später danach suchen.")
    )
    lead_unit = PickField("einheit", label=_("Federführung"))
    kind = forms.ChoiceField(label=_("Art"), initial="subject")
    protected = forms.BooleanField(
        label=_("Geschützt: nur die Federführung und Sie sehen die Akte, Rechte vom Aktenplan gelten nicht"),
        required=False,
    )

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own = people.own_units(actor).first()
        offer(self, actor)
        self.possible = file_plan.takes_dossiers_of(actor)
        self._offer("kind", kind_choices())
        self.fields["kind"].widget.attrs |= _ASK_FOR_FIELDS
        self.asked = kind_of(str(self.data.get("kind") or self.initial.get("kind") or "subject"))
        add_fields(self, self.asked)
        self.fields["lead_unit"].initial = own.id if own else None

    def clean(self) -> dict[str, Any]:
        """As the act takes it."""
        return gathered(self, self.asked, super().clean() or {})

    def plain(self) -> list[forms.BoundField]:
        """What every dossier has."""
        return [each for each in self if each.name not in names(self.asked)]

    def extra(self) -> list[forms.BoundField]:
        """What its kind asks for besides."""
        return [self[name] for name in names(self.asked)]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
