# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of an absence: days as people say them, deputies by name, each with what they take over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.deputies.queries import Reason, may_declare_for, memberships_of
from aktei.base.deputies.rules import Choice
from aktei.base.people.queries import person_by_id
from aktei.entrances.web.kit.picking.fields import PickField, offer

ROWS = 4
"""Deputies offered at once; who needs more saves and comes back."""

_DAYS = ["%Y-%m-%d", "%d.%m.%Y"]


def _day_widget() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class AbsenceForm(forms.Form):
    """From when until when, and why."""

    begins_on = forms.DateField(
        label=gettext_lazy("Abwesend ab"),
        widget=_day_widget(),
        help_text=gettext_lazy("Heute oder früher: die Vertretung beginnt sofort."),
        input_formats=_DAYS,
    )
    ends_on = forms.DateField(
        label=gettext_lazy("bis einschließlich"),
        widget=_day_widget(),
        required=False,
        help_text=gettext_lazy("Leer: bis auf Weiteres."),
        input_formats=_DAYS,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Grund"),
        choices=Reason.choices,
        initial=Reason.AWAY,
        help_text=gettext_lazy("Angaben zur Gesundheit gehören nicht hierher."),
    )


class ChangeForm(forms.Form):
    """Until when; the beginning of an absence stays what it is."""

    ends_on = AbsenceForm.base_fields["ends_on"]


class DeputyForm(forms.Form):
    """Who, what, and whether protected files are entrusted, too."""

    who = PickField("person", label=gettext_lazy("Vertretung durch"), required=False)
    scope = forms.ChoiceField(label=gettext_lazy("Für"), required=False)
    entry = PickField("eintrag", label=gettext_lazy("Nur im Aktenplan unter (freiwillig)"), required=False)
    protected = forms.BooleanField(
        label=gettext_lazy("auch geschützte Akten, für die ich persönlich zugelassen bin"), required=False
    )

    def __init__(self, *args: Any, scopes: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, actor)
        field = self.fields["scope"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = scopes

    def clean(self) -> dict[str, Any]:
        """A part of the work is one unit's, or what lies below one entry."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("scope") and given.get("entry"):
            text = _("Bitte wählen Sie entweder die Arbeit einer Einheit oder einen Aktenplaneintrag, nicht beides.")
            self.add_error("entry", text)
        return given

    @property
    def choice(self) -> Choice | None:
        """What was chosen in this row; nothing if it is empty."""
        if not self.cleaned_data.get("who"):
            return None
        unit = self.cleaned_data["scope"]
        return Choice(
            person=self.cleaned_data["who"],
            unit=UUID(unit) if unit else None,
            entry=self.cleaned_data["entry"],
            protected=self.cleaned_data["protected"],
        )


@dataclass(frozen=True)
class Asked:
    """The whole form, bound or not: whose absence, days, deputies."""

    person: Any
    form: forms.Form
    rows: Any
    is_own: bool

    def is_valid(self) -> bool:
        """Whether everything typed makes sense; whether it may be done, the act decides."""
        return all([self.form.is_valid(), self.rows.is_valid()])

    @property
    def choices(self) -> list[Choice]:
        """Everybody chosen, in order."""
        return [row.choice for row in self.rows if row.choice]

    @property
    def more(self) -> bool:
        """Whether more than one deputy is chosen or stands there already, or something is wrong below the first."""
        later = list(self.rows)[1:]
        return any(row["who"].value() for row in later)

    @property
    def begins_at(self) -> datetime | None:
        """When rights begin; empty for at once."""
        day: date = self.form.cleaned_data["begins_on"]
        return None if day <= timezone.localdate() else _midnight(day)

    @property
    def ends_at(self) -> datetime | None:
        """When rights end: with the end of the last day."""
        day: date | None = self.form.cleaned_data["ends_on"]
        return _midnight(day + timedelta(days=1)) if day else None


def asked(request: HttpRequest, actor: Actor, person_id: UUID, absence: Any = None) -> Asked | None:
    """The form for this person's absence, filled in from the request or from the absence. None if one may not."""
    person = person_by_id(person_id)
    if person is None or not may_declare_for(actor, person_id):
        return None
    data = request.POST or None
    kind = ChangeForm if absence else AbsenceForm
    rows = forms.formset_factory(DeputyForm, extra=ROWS if absence is None else 2, max_num=20)(
        data,
        prefix="deputy",
        initial=[_initial(each) for each in (absence.deputies.all() if absence else ())],
        form_kwargs={
            "scopes": _scopes(actor, person_id),
            "actor": actor,
        },
    )
    form = kind(data, initial=_days(absence))
    return Asked(
        person,
        form,
        rows,
        actor.person_id == person_id,
    )


def _initial(deputy: Any) -> dict[str, Any]:
    return {
        "who": deputy.person,
        "scope": str(deputy.unit or ""),
        "entry": deputy.entry,
        "protected": deputy.protected,
    }


def _days(absence: Any) -> dict[str, Any]:
    if absence is None:
        return {"begins_on": timezone.localdate()}
    return {"ends_on": timezone.localdate(absence.ends_at - timedelta(seconds=1)) if absence.ends_at else None}


def _scopes(actor: Actor, person: UUID) -> Sequence[Any]:
    units = {str(row.unit_id): row.unit.name for row in memberships_of(actor, person)}
    return [("", _("den ganzen Schreibtisch")), (_("nur die Arbeit in"), list(units.items()))]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
