# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be typed about an entry; whether it may be so, the act decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.picking.fields import PickField, offer
from aktei.records.file_plan.queries import manages_plan, values_of
from aktei.records.file_plan.rules import (
    DEFAULT_PATTERN,
    LONGEST_RETENTION,
    fingerprint,
    pattern_from_words,
    pattern_in_words,
)
from aktei.records.kinds.declared import kinds

DISPOSALS = [
    ("A", gettext_lazy("A – archivieren")),
    ("B", gettext_lazy("B – bewerten")),
    ("V", gettext_lazy("V – vernichten")),
]


class PatternField(forms.CharField):
    """A pattern of references, shown and typed in German words."""

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field."""
        return pattern_in_words(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        """What was typed, as it is kept."""
        return pattern_from_words(super().to_python(value) or "")


class EntryForm(forms.Form):
    """Title, numbering, retention and kinds of an entry."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    reference_pattern = PatternField(
        label=gettext_lazy("Muster der Aktenzeichen"),
        max_length=100,
        initial=DEFAULT_PATTERN,
        help_text=gettext_lazy(
            "Aus „{Kennzeichen}-{Jahr}/{Nummer 5-stellig}“ wird zum Beispiel 50.30-2026/00042. Gilt für neue Akten; "
            "gezählt wird weiter."
        ),
    )
    retention_years = forms.IntegerField(
        label=gettext_lazy("Aufbewahrung in Jahren"),
        required=False,
        min_value=0,
        max_value=LONGEST_RETENTION,
        initial=10,
        help_text=gettext_lazy("Ab Ende des Jahres, in dem die Akte geschlossen wird."),
    )
    forever = forms.BooleanField(label=gettext_lazy("Dauernd aufbewahren"), required=False)
    disposal_type = forms.ChoiceField(label=gettext_lazy("Danach"), choices=DISPOSALS, initial="B")
    holds_dossiers = forms.BooleanField(
        label=gettext_lazy("Hier werden Akten geführt (sonst gliedert der Eintrag nur)"), required=False, initial=True
    )
    dossier_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Aktenarten"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=gettext_lazy("Hinweis für alle, die hier ablegen"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["dossier_kinds"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [(kind.name, kind.label) for kind in kinds().values()]

    def clean(self) -> dict[str, Any]:
        """Years or for ever, never both and never neither."""
        values = super().clean() or {}
        forever = values.pop("forever", False)
        if forever:
            values["retention_years"] = None
        elif values.get("retention_years") is None and "retention_years" not in self.errors:
            self.add_error("retention_years", _("Bitte Jahre angeben oder „Dauernd aufbewahren“ wählen."))
        return values


class ChangeForm(EntryForm):
    """Change an entry; `seen` tells the act what the person was looking at."""

    seen = forms.CharField(widget=forms.HiddenInput)

    @staticmethod
    def filled_from(entry: Any) -> dict[str, Any]:
        """The form as it stands for an entry."""
        values = values_of(entry)
        return {**values, "forever": entry.retention_years is None, "seen": fingerprint(values)}


class NewForm(EntryForm):
    """Add an entry."""

    notation = forms.CharField(
        label=gettext_lazy("Kennzeichen"), max_length=40, help_text=gettext_lazy("Zahlen und Punkte, z. B. 50.30")
    )
    parent = PickField(
        "eintrag-pflege", label=gettext_lazy("Unter"), required=False, help_text=gettext_lazy("Leer: ganz oben.")
    )

    field_order = ("parent", "notation", "title")

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, actor)
        self.fields["parent"].required = not manages_plan(actor)
