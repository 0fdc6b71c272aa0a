# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of an empty Aktei: set the office up, with the code that stands on the server's console."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from aktei.base.acts.errors import Missing
from aktei.base.people import queries
from aktei.entrances import founding
from aktei.entrances.web.kit.frame import messages
from aktei.entrances.web.kit.middleware import open_to_all
from aktei.entrances.web.people.forms import secret


class SetUpOfficeForm(forms.Form):
    """What an office begins with."""

    code = forms.CharField(
        label=gettext_lazy("Einmal-Code"),
        max_length=40,
        help_text=gettext_lazy(
            "Er steht auf der Konsole, auf der Aktei gestartet wurde; „aktei setup --code“ zeigt einen neuen."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    office = forms.CharField(
        label=gettext_lazy("Name der Behörde"),
        max_length=200,
        help_text=gettext_lazy("zum Beispiel Landkreis Musterland"),
    )
    given_name = forms.CharField(label=gettext_lazy("Ihr Vorname"), max_length=100, required=False)
    family_name = forms.CharField(label=gettext_lazy("Ihr Familienname"), max_length=100)
    email = forms.EmailField(label=gettext_lazy("Ihre E-Mail-Adresse"), required=False)
    unit = forms.CharField(
        label=gettext_lazy("Ihre Organisationseinheit"), max_length=200, initial="Informationstechnik"
    )
    unit_short = forms.CharField(label=gettext_lazy("Deren Kurzzeichen"), max_length=40, initial="IT")
    login = forms.CharField(
        label=gettext_lazy("Ihr Anmeldename"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = secret(
        gettext_lazy("Ihr Passwort"), "new-password", help_text=password_validation.password_validators_help_text_html
    )
    again = secret(gettext_lazy("Passwort wiederholen"), "new-password")

    def clean_code(self) -> str:
        """Compare with what the console says."""
        code = str(self.cleaned_data["code"])
        if not founding.is_the_code(code):
            raise forms.ValidationError(_("Das ist nicht der Code, der zuletzt ausgegeben wurde."))
        return code

    def clean_password(self) -> str:
        """Apply the password rules."""
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """Both passwords must be alike."""
        typed = super().clean() or {}
        if "password" in typed and typed.get("again") != typed["password"]:
            self.add_error("again", _("Die beiden Eingaben sind verschieden."))
        return typed

    @property
    def beginning(self) -> founding.Beginning:
        """What was typed, without the code."""
        return founding.Beginning(**{k: v for k, v in self.cleaned_data.items() if k not in ("code", "again")})


@open_to_all
@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_office(request: HttpRequest) -> HttpResponse:
    """Set the office up. Once that is done the page is gone for good."""
    if queries.is_founded():
        raise Missing()
    form = SetUpOfficeForm(request.POST or None)
    if form.is_valid():
        founding.begin(form.beginning, "web")
        cache.delete("office_name")
        messages.tell(
            request, _("Die Behörde ist eingerichtet. Melden Sie sich an; weiter geht es unter „Verwaltung“.")
        )
        return redirect("people:log_in")
    return render(request, "people/set_up_office.html", {"form": form}, status=422 if form.errors else 200)
