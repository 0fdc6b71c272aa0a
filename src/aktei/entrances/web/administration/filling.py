# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One page for every form here: it asks, acts, and says what was done or why not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.entrances.web.kit.frame.messages import tell


@dataclass(frozen=True)
class Page:
    """What stands around the form. `crumbs` ends with the page itself; `facts` stand above the fields."""

    title: str
    purpose: str
    submit: str
    back: str
    crumbs: list[dict[str, str]]
    facts: list[str] = field(default_factory=list)
    danger: bool = False


@dataclass(frozen=True)
class Made:
    """What an act made: what to say, and where what was made is found."""

    said: str
    href: str


Act = Callable[[dict[str, Any]], str | Made]


def filled(request: HttpRequest, form: forms.Form, page: Page, act: Act) -> HttpResponse:
    """Show the form; once it is valid, act. `act` gets what was typed and returns what to say.

    Whoever made something goes on there, everybody else goes back to where they came from.
    A refusal by the rules stands in the form, with everything that was typed; a missing right is passed on.
    """
    if form.is_bound and form.is_valid():
        try:
            done = act(form.cleaned_data)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            made = done if isinstance(done, Made) else Made(done, page.back)
            tell(request, made.said)
            return redirect(made.href)
    return render(request, "administration/form.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Breadcrumbs: pairs of label and address."""
    return [{"label": label, "href": href} for label, href in steps]
