# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses that dossiers, cases and documents have alike. Every room adds its own to the one namespace `records`."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import URLPattern, path

FOLDERS = {"dossier": "akten", "case": "vorgaenge", "document": "dokumente"}
"""The German word of each kind of record in the address of its pages."""


def side(
    rest: str, view: Callable[..., Any], name: str, kinds: Iterable[str] = ("dossier", "case", "document")
) -> list[URLPattern]:
    """One page of each of these kinds of record: `verlauf/` named `history` is `dossier_history`, `case_history` …"""
    return [
        path(f"{FOLDERS[kind]}/<uuid:node>/{rest}", view, {"kind": kind}, name=f"{kind}_{name}" if name else kind)
        for kind in kinds
    ]
