# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of an address is worth saving, and what a view may be called. No Django."""

import unicodedata
from urllib.parse import parse_qsl, urlencode

MOST = 200
"""Saved views of one person for one list."""
LONGEST_NAME = 80
LONGEST_QUERY = 2000
_PASSING = {"cursor", "ab", "seite", "weiter", "akte", "ausgabe", "ansicht", "zweig", "stelle"}
"""Where somebody had got to, and what they wanted it for, are no part of a view."""


def worth_saving(query: str) -> str:
    """The query string without what is empty or passing, always in the same order."""
    pairs = parse_qsl(query.removeprefix("?"))
    return urlencode(sorted((name, value) for name, value in pairs if value and name not in _PASSING))


def as_named(name: str) -> str:
    """A name on one line, without what nobody sees, in its one spelling."""
    seen = "".join(each if not unicodedata.category(each).startswith("C") else " " for each in name)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def alike(name: str, other: str) -> bool:
    """Whether two names would be taken for each other."""
    return name.casefold() == other.casefold()


def obstacles_to_saving(name: str, query: str, others: set[str]) -> list[str]:
    """Why a view cannot be saved under this name, beside these others; each a code."""
    reasons = []
    if not name:
        reasons.append("no_name")
    if len(name) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        reasons.append("too_long")
    if any(alike(name, each) for each in others):
        reasons.append("taken")
    if len(others) >= MOST:
        reasons.append("too_many")
    return reasons
