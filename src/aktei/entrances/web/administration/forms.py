# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms check what was typed; whether it may be done, the act decides."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.actor import Actor
from aktei.base.people import organisation
from aktei.entrances.web.kit.picking.fields import PickField, offer

TYPED = ["%d.%m.%Y", "%Y-%m-%d"]


def begin_of(day: date | None) -> datetime | None:
    """The first moment of a day in the office's time; nothing for today and before: that means at once."""
    if day is None or day <= timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(day, time()))


def end_of(day: date | None) -> datetime | None:
    """The moment after a day in the office's time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None


def last_moment(until: datetime) -> datetime:
    """The last moment of a period that ends there: people say the last day, not the one after."""
    return until - timedelta(microseconds=1)


def day_field(label: Any, hint: Any) -> forms.DateField:
    """A day that may be left out."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=False, input_formats=TYPED, widget=widget)


def unit_field(label: Any, hint: Any = "", *, required: bool = True) -> PickField:
    """A unit."""
    return PickField("einheit", label=label, help_text=hint, required=required)


class WithUnits(forms.Form):
    """A form in which units or persons are picked."""

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, actor)


class UnitForm(WithUnits):
    """Found a unit."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("zum Beispiel Team Wohngeld"))
    short_name = forms.CharField(
        label=_("Kurzzeichen"), max_length=40, help_text=_("zum Beispiel 50.1; kommt nur einmal vor")
    )
    parent = unit_field(_("Hängt unter"), _("Leer: direkt unter der Behörde."), required=False)


class OfficeForm(forms.Form):
    """Call the office something else."""

    name = forms.CharField(label=_("Name der Behörde"), max_length=200)


class RenameForm(forms.Form):
    """Call a unit something else."""

    name = forms.CharField(label=_("Neuer Name"), max_length=200)
    short_name = forms.CharField(label=_("Neues Kurzzeichen"), max_length=40)


class MoveForm(WithUnits):
    """Hang a unit elsewhere."""

    parent = unit_field(_("Hängt künftig unter"), _("Leer: direkt unter der Behörde."), required=False)


class DissolveForm(WithUnits):
    """Dissolve a unit, or merge it into another."""

    successor = unit_field(
        _("Nachfolge"),
        _("Sie übernimmt Federführungen, Post, Untereinheiten und Rechte. Leer nur, wenn nichts mehr da ist."),
        required=False,
    )
    members_move = forms.BooleanField(label=_("Die Mitglieder gehen mit"), required=False, initial=True)
    due_on = day_field(_("Ab welchem Tag"), _("Ohne Angabe sofort. Rückwirkend geht es nicht."))


class PersonForm(forms.Form):
    """An account: who, and under which name they log in."""

    given_name = forms.CharField(label=_("Vorname"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Familienname"), max_length=100)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    login = forms.CharField(
        label=_("Anmeldename"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )


class ChangePersonForm(PersonForm):
    """Correct an account."""

    second_factor_required = forms.BooleanField(label=_("Zweiter Faktor ist vorgeschrieben"), required=False)


class PasswordForm(forms.Form):
    """An initial password, which must be changed at the next log-in."""

    password = forms.CharField(
        label=_("Anfangspasswort"),
        strip=False,
        max_length=1024,
        help_text=_("Mindestens zwölf Zeichen. Geben Sie es persönlich weiter: Aktei verschickt es nicht."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    tokens = forms.BooleanField(
        label=_("Auch die Zugangsschlüssel für Programme widerrufen, die in ihrem Namen arbeiten"), required=False
    )

    def clean_password(self) -> str:
        """Apply the password rules."""
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password)
        return password


class MembershipForm(WithUnits):
    """Put a person into a unit."""

    unit = unit_field(_("Organisationseinheit"))
    role = forms.ChoiceField(label=_("Rolle"))
    begins_on = day_field(_("Beginn"), _("Ohne Angabe sofort. Rückwirkend geht es nicht."))
    ends_on = day_field(_("Letzter Tag"), _("Ohne Angabe auf Dauer."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = organisation.roles()  # type: ignore[attr-defined]  # a field of choices


class MemberForm(MembershipForm):
    """Put somebody into this unit."""

    person = PickField("person-konto", label=_("Person"))
    field_order = ("person", "role", "begins_on", "ends_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["unit"]


class ChangeMembershipForm(forms.Form):
    """Let a membership go on differently."""

    role = forms.ChoiceField(label=_("Rolle"))
    ends_on = day_field(_("Letzter Tag"), _("Ohne Angabe auf Dauer."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = organisation.roles()  # type: ignore[attr-defined]  # a field of choices


class LeaveForm(forms.Form):
    """A person leaves."""

    last_day = day_field(
        _("Letzter Tag"), _("Ohne Angabe sofort: Zugang, Sitzungen und Rechte enden in diesem Augenblick.")
    )


class LockForm(forms.Form):
    """Lock an account."""

    reason = forms.CharField(label=_("Grund"), max_length=200, help_text=_("Er steht im Protokoll."))
