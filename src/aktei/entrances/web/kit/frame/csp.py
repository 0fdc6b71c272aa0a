# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Security headers on every answer that Django's own middleware does not set.

`POLICY` has the shape of `SECURE_CSP`, which the next long-term version of Django brings.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    # KERN's icons are masks with data: addresses, previews of chosen files are blob: addresses.
    "img-src": ("'self'", "data:", "blob:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "manifest-src": ("'self'",),
    "worker-src": ("'self'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'none'",),
    "base-uri": ("'none'",),
}


def policy() -> str:
    """Return the Content-Security-Policy."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in POLICY.items())


class ContentSecurityPolicy:
    """Middleware: no inline script, no inline style, no embedding, no guessing of types.

    A view that must differ (a PDF shown by the browser) sets the header itself; it is then left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": policy(),
            "X-Frame-Options": "DENY",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "geolocation=(), microphone=(), camera=(self), browsing-topics=()",
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what is missing to the answer."""
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Pages show personal data: no shared cache keeps them, and the browser asks again.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
