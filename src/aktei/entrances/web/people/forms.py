# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of log-in and account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from aktei.base.people.models import Person


def secret(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    """Return a password field that password managers understand."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=1024, widget=widget, **options)


class LogInForm(forms.Form):
    """Log-in name and password."""

    username = forms.CharField(
        label=_("Anmeldename"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )
    password = secret(_("Passwort"), "current-password")


class CodeForm(forms.Form):
    """Six digits of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=24,
        help_text=_("Sechs Ziffern aus Ihrer App, oder einer Ihrer Ersatzcodes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "autofocus": True, "class": "code-input"}
        ),
    )

    def clean_code(self) -> str:
        """People type spaces, apps show them."""
        return "".join(self.cleaned_data["code"].split())


class ConfirmedForm(forms.Form):
    """A form about one's own account that asks for the password again, if there is one."""

    password = secret(_("Ihr jetziges Passwort"), "current-password")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not person.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """Compare with the password of the account."""
        given = str(self.cleaned_data["password"])
        if not self.person.check_password(given):
            raise forms.ValidationError(_("Das Passwort stimmt nicht."))
        return given


class SetUpForm(ConfirmedForm, CodeForm):
    """Confirms a new authenticator app by its first code."""

    field_order = ("code", "password")

    def __init__(self, person: Person, *args: Any, ask_password: bool = True, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        self.fields["code"].help_text = _("Sechs Ziffern, die Ihre App jetzt anzeigt.")
        if not ask_password:
            self.fields.pop("password", None)


class PasswordForm(ConfirmedForm):
    """A new password, twice."""

    new = secret(_("Neues Passwort"), "new-password", help_text=password_validation.password_validators_help_text_html)
    again = secret(_("Neues Passwort wiederholen"), "new-password")
    tokens = forms.ChoiceField(
        label=_("Ihre Zugangsschlüssel für Programme"),
        choices=[
            ("", _("Bitte wählen")),
            ("end", _("widerrufen, weil jemand anderes sie kennen könnte")),
            ("keep", _("weiter gelten lassen")),
        ],
        help_text=_("Mit ihnen arbeiten Programme in Ihrem Namen, auch ohne Ihr Passwort."),
    )

    def __init__(self, person: Person, *args: Any, tokens: int = 0, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        if not tokens:
            del self.fields["tokens"]

    @property
    def ends_tokens(self) -> bool:
        """Whether the tokens are to stop with the old password."""
        return self.cleaned_data.get("tokens") == "end"

    def clean_new(self) -> str:
        """Apply the password rules."""
        new = str(self.cleaned_data["new"])
        password_validation.validate_password(new, self.person)
        return new

    def clean_again(self) -> str:
        """Both must be alike."""
        again = str(self.cleaned_data["again"])
        if self.cleaned_data.get("new") not in (None, again):
            raise forms.ValidationError(_("Die beiden Eingaben sind verschieden."))
        return again
