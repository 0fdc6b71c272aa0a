# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deny by default: a page is for people who are logged in, unless it says otherwise."""

from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from aktei.base.people.models import is_authenticated_person
from aktei.base.rights.queries import one_moment


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view that also answers people who are not logged in (log-in, error pages, health)."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def before_own_password(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view that answers people who have not yet replaced the password somebody else set for them."""
    view.before_own_password = True  # type: ignore[attr-defined]
    return view


class DenyByDefault:
    """Send strangers to the log-in page; the API (with its own bearer tokens) answers for itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand on; what is only looked at is looked at as of one moment."""
        with one_moment() if request.method in {"GET", "HEAD"} else nullcontext():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Stop before the view runs unless it is open or the person is logged in (with a second factor if theirs)."""
        if getattr(view, "open_to_all", False) or request.path.startswith(("/api/", "/evidence/")):
            return None
        user = request.user
        if is_authenticated_person(user):
            if user.second_factor_required and not user.is_verified():  # type: ignore[attr-defined]  # by django-otp
                return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
            if user.password_is_initial and not getattr(view, "before_own_password", False):
                return redirect("people:password")
            return None
        return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
