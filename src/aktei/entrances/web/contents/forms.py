# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms check what was typed; whether it may be done, the act decides."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CaseForm(forms.Form):
    """Open a case."""

    subject_line = forms.CharField(label=_("Betreff des Vorgangs"), max_length=300)
