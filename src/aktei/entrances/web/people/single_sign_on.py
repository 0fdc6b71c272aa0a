# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""OpenID Connect: the office's own log-in server vouches for people who already have an account here.

Active only with `AKTEI_OIDC_ISSUER`. Nobody gets an account or a right by it.
"""

from __future__ import annotations

import functools
import logging
from typing import Any

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import import_from_settings
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from aktei.base.acts.actor import Actor
from aktei.base.people import actions, queries
from aktei.base.people.models import Person
from aktei.entrances.web.kit.frame import messages
from aktei.entrances.web.kit.middleware import open_to_all
from aktei.entrances.web.people import steps

logger = logging.getLogger(__name__)

DISCOVERED = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}
TIMEOUT_SECONDS = 10
FAULTS = (requests.RequestException, SuspiciousOperation, jwt.PyJWTError, KeyError, ValueError)


@functools.lru_cache(maxsize=4)
def discovery(issuer: str) -> dict[str, Any]:
    """Return what the log-in server says about itself (OpenID Connect Discovery 1.0)."""
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    answer = requests.get(address, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    if found.get("issuer", "").rstrip("/") != issuer.rstrip("/"):
        raise ValueError(f"{address} speaks for another issuer")
    return found


def setting(name: str, *default: Any) -> Any:
    """Return a setting of the OpenID library; addresses that are not set are asked from the log-in server."""
    if name in DISCOVERED and not getattr(settings, name, None):
        return discovery(settings.OIDC_ISSUER)[DISCOVERED[name]]
    return import_from_settings(name, *default)


class SingleSignOn(OIDCAuthenticationBackend):  # type: ignore[misc]
    """Finds the person a token speaks for."""

    get_settings = staticmethod(setting)

    def __init__(self) -> None:
        # Django makes every backend at every log-in. The log-in server must not be asked, or missed, for a password.
        pass

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> Person | None:
        """Redeem the code; passwords are not for us."""
        if request is None or "code_verifier" not in kwargs:
            return None
        super().__init__()
        found = super().authenticate(request, **kwargs)
        return found if isinstance(found, Person) else None

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Check signature and nonce (the library), then that the token is from this server and for us."""
        payload: dict[str, Any] = super().verify_token(token, **kwargs)
        audience = payload.get("aud", [])
        if settings.OIDC_RP_CLIENT_ID not in ([audience] if isinstance(audience, str) else audience):
            raise SuspiciousOperation("token for another client")
        if str(payload.get("iss", "")).rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
            raise SuspiciousOperation("token of another issuer")
        return payload

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Anything we can find a person by will do."""
        return bool(claims.get(settings.OIDC_LOGIN_CLAIM) or claims.get("email"))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> QuerySet[Person]:
        """By log-in name, else by an e-mail address that the server has verified."""
        email = claims.get("email", "") if claims.get("email_verified") is True else ""
        return queries.persons_vouched_for(str(claims.get(settings.OIDC_LOGIN_CLAIM) or ""), str(email))

    def get_user(self, user_id: Any) -> Person | None:
        """Return the person of a session."""
        return queries.person_by_id(user_id)


class Start(OIDCAuthenticationRequestView):  # type: ignore[misc]
    """Leads to the log-in server."""

    get_settings = staticmethod(setting)


class ComeBack(OIDCAuthenticationCallbackView):  # type: ignore[misc]
    """Takes people back from the log-in server."""

    get_settings = staticmethod(setting)
    user: Person

    def login_success(self) -> HttpResponse:
        """Go on like after a password: second factor if needed, journal, session."""
        backend = f"{SingleSignOn.__module__}.{SingleSignOn.__qualname__}"
        return steps.begin(self.request, self.user, backend, self.request.session.get("oidc_login_next") or "")

    def login_failure(self) -> HttpResponse:
        """Say that nobody here belongs to that account."""
        actions.note_failed_log_in(Actor.system("oidc"), login="OpenID Connect")
        text = _("Zu dieser Anmeldung gibt es hier kein Benutzerkonto. Bitte wenden Sie sich an Ihre Systemverwaltung.")
        return back_with(self.request, text)


def back_with(request: HttpRequest, text: str) -> HttpResponse:
    """Return to the log-in page with a reason."""
    messages.tell(request, text, "error")
    return redirect("people:log_in")


@open_to_all
def start(request: HttpRequest) -> HttpResponseBase:
    """Begin single sign-on."""
    return guarded(request, Start)


@open_to_all
def come_back(request: HttpRequest) -> HttpResponseBase:
    """End single sign-on."""
    return guarded(request, ComeBack)


def guarded(request: HttpRequest, view: type[Start] | type[ComeBack]) -> HttpResponseBase:
    """Run a step of single sign-on; a fault of the other side ends at the log-in page, not in an error."""
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        answer: HttpResponseBase = view.as_view()(request)
        return answer
    except FAULTS as fault:
        logger.warning("single sign-on failed: %s", fault)
        text = _(
            "Die zentrale Anmeldung antwortet gerade nicht richtig. "
            "Versuchen Sie es noch einmal oder nehmen Sie Ihr Passwort."
        )
        return back_with(request, text)
