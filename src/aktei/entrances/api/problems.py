# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every error as a problem detail (RFC 9457): what happened, in German, with all reasons."""

import json
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from aktei.base.acts.errors import Missing, Refused
from aktei.base.blobs.faults import BlobError, no_room
from aktei.base.refusals import Refusal
from aktei.entrances.statuses import status_of
from aktei.procedures.search.engines.port import EngineError

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/v1/docs"
LARGEST_REST = 64 * 2**20  # bytes of a refused request that are still taken in

KINDS: dict[int, tuple[str, Any]] = {
    400: ("malformed", gettext_lazy("Die Anfrage ist nicht lesbar")),
    401: ("unauthenticated", gettext_lazy("Nicht angemeldet")),
    403: ("forbidden", gettext_lazy("Berechtigung fehlt")),
    404: ("missing", gettext_lazy("Nicht gefunden")),
    405: ("method", gettext_lazy("Methode nicht erlaubt")),
    409: ("refused", gettext_lazy("Die Regeln lassen das nicht zu")),
    411: ("length", gettext_lazy("Länge der Anfrage fehlt")),
    413: ("too-large", gettext_lazy("Die Anfrage ist zu groß")),
    415: ("media-type", gettext_lazy("Falsches Format")),
    416: ("no-such-part", gettext_lazy("Diesen Teil der Datei gibt es nicht")),
    422: ("invalid", gettext_lazy("Angaben fehlen oder sind ungültig")),
    429: ("too-many", gettext_lazy("Zu viele Anfragen")),
    500: ("broken", gettext_lazy("Fehler im Programm")),
    503: ("unavailable", gettext_lazy("Vorübergehend nicht verfügbar")),
}
"""Status, the name of the problem, and its title. The documentation page lists them."""

_INVALID: dict[str, Any] = {
    "missing": gettext_lazy("Die Angabe „{field}“ fehlt."),
    "extra_forbidden": gettext_lazy("Die Angabe „{field}“ ist unbekannt."),
    "string_too_short": gettext_lazy("Die Angabe „{field}“ ist zu kurz."),
    "string_too_long": gettext_lazy("Die Angabe „{field}“ ist zu lang (höchstens {max_length} Zeichen)."),
    "greater_than_equal": gettext_lazy("Die Angabe „{field}“ muss mindestens {ge} sein."),
    "less_than_equal": gettext_lazy("Die Angabe „{field}“ darf höchstens {le} sein."),
    "timezone_aware": gettext_lazy(
        "Dem Zeitpunkt „{field}“ fehlt die Zeitzone; richtig ist zum Beispiel 2026-11-20T08:30:00+01:00."
    ),
    "value_error": gettext_lazy("{error}"),
}


_NO_FIELDS = {"payload", "form", "piece", "asked", "wanted", "which", "datetime", "date"}
"""What stands in the place of an error beside the field's name: arguments of ours, kinds a value may be of."""


def problem(status: int, reasons: Sequence[str], coded: Sequence[Refusal] = (), **headers: str) -> HttpResponse:
    """An answer that says why not: `reasons` in sentences, and those that have a code again for programs.

    `type` is the first code, or the kind of problem where there is none; header names use underscores.
    """
    name, title = KINDS.get(status, ("http", HTTPStatus(status).phrase))
    body = {
        "type": f"{DOCS}#refusal-{coded[0].code}" if coded else f"{DOCS}#problem-{name}",
        "title": str(title),
        "status": status,
        "detail": " ".join(reasons),
        "reasons": list(reasons),
        "refusals": [{"code": each.code, "params": _plain(each)} for each in coded],
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, cls=DjangoJSONEncoder),
        status=status,
        content_type=MEDIA_TYPE,
        headers={each.replace("_", "-"): value for each, value in headers.items()},
    )


def _plain(refusal: Refusal) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Refusal) else value for name, value in refusal.params.items()}


def explain_everything(api: NinjaAPI) -> None:
    """Teach the interface to answer each exception as a problem."""
    for exception, answer in _ANSWERS.items():
        api.add_exception_handler(exception, answer)


def in_our_words(view: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a URL's view so that a method it lacks is a problem like any other, and a refusal ends nothing else."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            _take_in_the_rest(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = response.headers.get("Allow", "")
            return problem(405, [_("Hier geht nur: {methods}.").format(methods=allowed)], Allow=allowed)
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # programs come with a bearer token, never with a cookie
    return answer


def _take_in_the_rest(request: HttpRequest) -> None:
    # The web server cuts a connection on which a body was left unread, and with it the caller's next request.
    with suppress(OSError):  # the caller is gone
        for _piece in range(LARGEST_REST // 2**16):
            if not request.read(2**16):
                return


def _nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problem(404, [_("Diese Adresse gibt es nicht. Alle Adressen stehen unter {docs}.").format(docs=DOCS)])


no_such_address = in_our_words(_nowhere)
"""Below `/api/v1/`, an address that leads nowhere."""


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return problem(status_of(refusal), refusal.told, refusal.coded)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, list(dict.fromkeys(_sentence(each) for each in error.errors)))


def _sentence(error: dict[str, Any]) -> str:
    """One finding of the schema as a German sentence; never what was sent, for it may be personal."""
    field = ".".join(str(each) for each in error["loc"][1:] if each not in _NO_FIELDS) or _("Inhalt")
    template = _INVALID.get(error["type"])
    if template is None:
        return _("Die Angabe „{field}“ hat keinen gültigen Wert.").format(field=field)
    context = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, str | int)}
    return str(template).format_map({"field": field, "error": "", **context})


def _unusable(request: HttpRequest, error: Exception) -> HttpResponse:
    """What has the right shape and still is no such thing: a NUL in a text, a day after the end of the calendar."""
    log.warning("%s %s: %s", request.method, request.path, type(error).__name__)
    return problem(422, [_("Eine der Angaben enthält ein unzulässiges Zeichen oder liegt außerhalb des Möglichen.")])


def _unauthenticated(request: HttpRequest, error: Exception) -> HttpResponse:
    reason = _("Bitte senden Sie einen gültigen Zugangsschlüssel mit: „Authorization: Bearer …“.")
    return problem(401, [reason], WWW_Authenticate='Bearer realm="Aktei"')


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    wait = max(1, round(error.wait or 1))
    reason = _("Das waren zu viele Anfragen. Bitte warten Sie {wait} Sekunden.").format(wait=wait)
    return problem(429, [reason], Retry_After=str(wait))


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return _malformed(request, error)
    return problem(error.status_code, [str(error)])


def _malformed(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(400, [_("Der Inhalt der Anfrage ist unvollständig oder kein gültiges JSON.")])


def too_large(request: HttpRequest, error: Exception | None = None) -> HttpResponse:
    """The request is bigger, or has more parts, than the office allows; nothing of it was kept."""
    return problem(
        413, [_("Die Anfrage ist größer als erlaubt, oder sie hat zu viele Teile. Nichts wurde übernommen.")]
    )


def _missing(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(404, Missing().told)


def _unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    log.exception("a store or the search index failed")
    return problem(503, [str(error)], Retry_After="60")


def _full() -> HttpResponse:
    reason = _("Auf dem Server ist kein Platz mehr. Nichts wurde übernommen. Bitte sagen Sie Ihrer IT Bescheid.")
    return problem(503, [reason], Retry_After="60")


def _no_database(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s: the database failed: %s", request.method, request.path, error)
    if no_room(error):
        return _full()
    return problem(
        503, [_("Die Datenbank antwortet gerade nicht. Bitte versuchen Sie es gleich noch einmal.")], Retry_After="5"
    )


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.exception("%s %s failed", request.method, request.path)
    if no_room(error):
        return _full()
    return problem(
        500, [_("Das hat nicht geklappt; nichts wurde geändert. Der Fehler steht im Protokoll des Servers.")]
    )


_ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refused: _refused,
    ValidationError: _invalid,
    AuthenticationError: _unauthenticated,
    Throttled: _throttled,
    HttpError: _http,
    Http404: _missing,
    RequestDataTooBig: too_large,
    TooManyFieldsSent: too_large,
    TooManyFilesSent: too_large,
    MultiPartParserError: _malformed,
    SuspiciousOperation: _malformed,
    BadRequest: _malformed,
    DataError: _unusable,
    OverflowError: _unusable,
    OperationalError: _no_database,
    InterfaceError: _no_database,
    BlobError: _unavailable,
    EngineError: _unavailable,
    Exception: _broken,
}
