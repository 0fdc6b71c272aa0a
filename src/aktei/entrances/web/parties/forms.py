# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms about parties; they check what was typed, the acts decide whether it may be done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktei.records.parties.rules import Described, fold_name, sound_of

KINDS = [("person", _("Person")), ("organisation", _("Firma oder Behörde"))]
DATES = ["%d.%m.%Y", "%Y-%m-%d"]


class EntryForm(forms.Form):
    """What the address book says of a party."""

    kind = forms.ChoiceField(label=_("Wer"), choices=KINDS)
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("Familienname oder Firma"))
    given_name = forms.CharField(label=_("Vorname"), max_length=100, required=False)
    birth_date = forms.DateField(
        label=_("Geburtsdatum"), required=False, input_formats=DATES, help_text=_("TT.MM.JJJJ")
    )
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postleitzahl"), max_length=10, required=False)
    city = forms.CharField(label=_("Ort"), max_length=100, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=50, required=False)
    email = forms.EmailField(label=_("E-Mail"), max_length=254, required=False)


class InvolvementForm(EntryForm):
    """Give somebody a role in a dossier: the role first, any text, with those in use offered."""

    role = forms.CharField(
        label=_("Rolle"),
        max_length=100,
        help_text=_("zum Beispiel Antragstellerin, Bevollmächtigter, Nachbar"),
        widget=forms.TextInput(attrs={"list": "roles", "autocomplete": "off"}),
    )
    field_order = ("role",)


def described(form: forms.Form) -> Described | None:
    """What has been typed so far, as it is compared; None while there is no name. Half a date counts as none."""
    form.is_valid()
    known: dict[str, Any] = form.cleaned_data
    name = known.get("name") or ""
    if not name.strip():
        return None
    return Described(
        fold_name(known.get("given_name") or "", name),
        sound_of(name),
        known.get("birth_date"),
        known.get("street") or "",
        known.get("postcode") or "",
    )
