# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a proof export."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ProofForm(forms.Form):
    """What the export is for, and whether it tells who can see the dossier."""

    purpose = forms.CharField(
        label=_("Wofür wird der Export gebraucht?"),
        help_text=_("Zum Beispiel das Aktenzeichen des Gerichts. Das steht im Export und im Protokoll."),
        max_length=300,
    )
    with_access = forms.BooleanField(label=_("Auch angeben, wer die Akte sehen kann, und warum"), required=False)
    access_on = forms.DateField(
        label=_("Wer sie an einem früheren Tag sehen konnte"),
        help_text=_("Freiwillig: der Tag, um den es geht. Dann sagt die Tabelle, wer an diesem Tag konnte, und warum."),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
