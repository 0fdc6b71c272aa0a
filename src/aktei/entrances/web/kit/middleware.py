# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deny by default: a page is for people who are logged in, unless it says otherwise."""

from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from aktei.base.people.models import is_authenticated_person
from aktei.base.rights.queries import one_moment
from aktei.entrances.web.kit.frame.errors import came_from
from aktei.entrances.web.kit.frame.messages import tell


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view that also answers people who are not logged in (log-in, error pages, health)."""
    view.open_to_all = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def before_own_password(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view that answers people who have not yet replaced the password somebody else set for them."""
    view.before_own_password = True  # type: ignore[attr-defined]  # a mark on a function
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
                return _to_log_in(request)
            if user.password_is_initial and not getattr(view, "before_own_password", False):
                return redirect("people:password")
            return None
        return _to_log_in(request)


def _to_log_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is. Afterwards comes the page that was asked for, or the one on which somebody pressed a button."""
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
    if not request.accepts("text/html"):
        # A script sends files: what it is answered must not look as if they had been taken.
        detail = _(
            "Sie sind nicht mehr angemeldet; nichts wurde angenommen. Melden Sie sich an und versuchen Sie es erneut."
        )
        return JsonResponse({"detail": detail}, status=401)
    tell(request, _("Sie waren nicht mehr angemeldet; es wurde nichts gespeichert."), "warning")
    return redirect_to_login(came_from(request) or "/", str(settings.LOGIN_URL))
