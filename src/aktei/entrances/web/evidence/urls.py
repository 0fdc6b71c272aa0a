# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence log for everybody: C2SP tlog-tiles below `/evidence/`."""

from django.urls import path, register_converter

from aktei.entrances.web.evidence import views


class TilePath:
    """A tile's number as the format writes it: `067` or `x001/x234/067`, partial ones with `.p/<width>`.

    A tile has one address: no further zeros in front.
    """

    regex = r"(?:x(?!000)\d{3}/(?:x\d{3}/)*)?\d{3}(?:\.p/(?:[1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]))?"

    def to_python(self, value: str) -> tuple[int, int]:
        """Number and width."""
        number, _partial, width = value.partition(".p/")
        return int(number.replace("x", "").replace("/", "")), int(width or 256)

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class TileLevel:
    """A level of the tree, from 0 to 63."""

    regex = r"[1-5]?\d|6[0-3]"

    def to_python(self, value: str) -> int:
        """As a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """As it stands."""
        return str(value)


register_converter(TilePath, "tile")
register_converter(TileLevel, "level")

app_name = "evidence"
urlpatterns = [
    path("", views.page, name="page"),
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("checkpoint/<int:size>", views.checkpoint_of, name="checkpoint_of"),
    path("witnessed", views.witnessed, name="witnessed"),
    path("timestamp", views.timestamp, name="timestamp"),
    path("timestamp/<int:size>", views.timestamp, name="timestamp_of"),
    path("key", views.key, name="key"),
    path("keys", views.keys, name="keys"),
    path("tile/entries/<tile:place>", views.entries, name="entries"),
    path("tile/<level:level>/<tile:place>", views.tile, name="tile"),
]
