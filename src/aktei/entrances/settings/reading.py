# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what was set, and saying in German what is wrong with it and what is allowed: all of it at once."""

import difflib
import os
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr, ValidationError
from pydantic_core import ErrorDetails

from aktei.entrances.settings.declared import Settings

PREFIX = "AKTEI_"
OF_DEVELOPERS = ("AKTEI_TEST_", "AKTEI_CRASH_", "AKTEI_CHROMIUM", "AKTEI_SHARED", "AKTEI_PICTURES", "AKTEI_SCREENSHOTS")
"""What tests, scripts and our own processes among each other look at: no settings of an office."""
_OURS = ("AKTEI_WEB_ONE_OF", "AKTEI_FAILED_CHECKS", "AKTEI_DEMO_PASSWORD")

_ALLOWED = {
    "int_parsing": "Erlaubt ist eine ganze Zahl.",
    "int_from_float": "Erlaubt ist eine ganze Zahl.",
    "float_parsing": "Erlaubt ist eine Zahl; Nachkommastellen stehen hinter einem Punkt.",
    "bool_parsing": "Erlaubt sind 1 (ja) und 0 (nein).",
    "byte_size": "Erlaubt ist eine Zahl von Bytes, auch mit Einheit: 2147483648, 500MB, 2GiB.",
    "byte_size_unit": "Erlaubt ist eine Zahl von Bytes, auch mit Einheit: 2147483648, 500MB, 2GiB.",
    "greater_than": "Es muss mehr als {gt:g} sein.",
    "greater_than_equal": "Es muss mindestens {ge} sein.",
    "less_than_equal": "Es darf höchstens {le} sein.",
    "literal_error": "Erlaubt sind {expected}.",
}
_PATTERNS = {
    "database_url": "Erlaubt ist eine Adresse, die mit „postgresql://“ beginnt; "
    "eine andere Datenbank als PostgreSQL geht nicht.",
    "blobs_url": "Erlaubt sind „file:///verzeichnis“ und „s3://bucket?endpoint=https://…“.",
    "blobs_mirror_url": "Erlaubt sind „file:///verzeichnis“ und „s3://bucket?endpoint=https://…“.",
    "search_url": "Erlaubt ist „tantivy:///verzeichnis“.",
    "api_rate": "Erlaubt sind Zahl und Zeit, zum Beispiel „600/m“ (Minute), „10/s“, „5000/h“, „50000/d“.",
    "witnesses": "Erlaubt sind „https://adresse name+kennung+schlüssel“, mehrere durch Kommas getrennt.",
}
_HEAD = "Diese Einstellungen sind nicht brauchbar; es wurde nichts gestartet und nichts geändert."
_WITH_PASSWORDS = ("database_url", "blobs_url", "blobs_mirror_url")
_ADDRESS = "Erlaubt ist eine Adresse, die mit „https://“ beginnt."


class SettingsError(Exception):
    """Settings that cannot be used; the text is German and names all of them."""


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """What the environment sets; an empty variable sets nothing. Raises `SettingsError` for all that is wrong."""
    found = os.environ if environment is None else environment
    said = {name.removeprefix(PREFIX).lower(): value for name, value in found.items() if name.startswith(PREFIX)}
    try:
        return Settings.model_validate({name: value for name, value in said.items() if value.strip()})
    except ValidationError as error:
        raise SettingsError(_sentences(error, said)) from None


def unknown(environment: Mapping[str, str] | None = None) -> list[str]:
    """A sentence about each variable that looks like a setting and is none: somebody believes that it is one."""
    found = os.environ if environment is None else environment
    names = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    sentences = []
    for name in sorted(found):
        if not name.startswith(PREFIX) or name in names or name in _OURS or name.startswith(OF_DEVELOPERS):
            continue
        like = difflib.get_close_matches(name, names, n=1)
        meant = f" Gemeint ist vielleicht {like[0]}." if like else ""
        sentences.append(f"Die Einstellung {name} gibt es nicht; sie bewirkt nichts.{meant}")
    return sentences


def revealed(secret: SecretStr | None) -> str:
    """The word itself, for those who need it; empty if there is none."""
    return secret.get_secret_value() if secret else ""


def _sentences(error: ValidationError, said: Mapping[str, str]) -> str:
    lines = [_sentence(each, said) for each in error.errors(include_url=False)]
    return "\n".join(
        ["Diese Einstellungen sind nicht brauchbar; es wurde nichts gestartet und nichts geändert.", *lines]
    )


def _sentence(fault: ErrorDetails, said: Mapping[str, str]) -> str:
    name = str(fault["loc"][0])
    shown = " geht so nicht" if _is_secret(name) else f" ist „{said.get(name, '')}“"
    return f"  {PREFIX}{name.upper()}{shown}. {_allowed(name, fault['type'], fault.get('ctx', {}))}"


def _allowed(name: str, kind: str, context: Mapping[str, Any]) -> str:
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(name, _ADDRESS)
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return _ALLOWED[kind].format(expected=expected)
    return _ALLOWED.get(kind, "Dieser Wert geht hier nicht.").format(**context)


def _is_secret(name: str) -> bool:
    return "Secret" in str(Settings.model_fields[name].annotation) or name in (
        "database_url",
        "blobs_url",
        "blobs_mirror_url",
    )
