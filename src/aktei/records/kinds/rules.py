# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of dossiers and their typed extra fields: how they are declared, and what a value has to be like. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from aktei.base.refusals import Refusal
from aktei.records.kinds import refusals

TYPES: Final = ("text", "number", "date", "choice", "yes_no")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LONGEST_VALUE: Final = 500
_LONGEST_KEY: Final = 120
_YES: Final = frozenset({"ja", "yes", "true", "1", "on"})
_NO: Final = frozenset({"nein", "no", "false", "0", "off"})
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)

Value = str | bool
"""What is kept of a field: text as typed, a number as `1234.5`, a date as `2026-11-21`, yes or no as a boolean."""


@dataclass(frozen=True, slots=True)
class Field:
    """One extra field of a kind of dossier.

    Attributes:
        name: how it is called in the file, the interface for programs and the search.
        label: how people call it.
        type: one of `TYPES`.
        pattern: a regular expression that the whole of a text has to match.
        hint: what a value should look like, for people.
        choices: what may be chosen.

    """

    name: str
    label: str
    type: str = "text"
    required: bool = False
    pattern: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of dossier. `key` is what people call the specialist system's key; empty means it is led without one."""

    name: str
    label: str
    key: str = ""
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of this name."""
        return next((each for each in self.fields if each.name == name), None)


class DeclarationError(ValueError):
    """The file that declares the kinds cannot be used; `reasons` are German sentences, all of them."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


BUILT_IN: Final = {
    "subject": Kind("subject", "Sachakte"),
    "case_file": Kind("case_file", "Fallakte", key="Schlüssel im Fachverfahren"),
}
"""The kinds there always are; a declaration may give them another label, a key and fields."""


def read_declaration(data: Mapping[str, Any]) -> dict[str, Kind]:
    """The kinds a file declares, by name, the built-in ones first. Raises `DeclarationError` with all reasons."""
    reasons: list[str] = []
    found = dict(BUILT_IN)
    for name, said in data.items():
        if not isinstance(said, Mapping) or not _NAME.fullmatch(name):
            reasons.append(f"„{name}“ ist keine Aktenart: Es fehlt ein Abschnitt [name] aus Kleinbuchstaben.")
            continue
        reasons += _strangers(f"Aktenart {name}", said, {"label", "key", "fields"})
        known = BUILT_IN.get(name)
        label, key = str(said.get("label") or (known.label if known else "")), said.get("key")
        if not label:
            reasons.append(f"Aktenart {name}: Es fehlt die Bezeichnung (label).")
        fields = said.get("fields", [])
        if not isinstance(fields, list):
            reasons.append(f"Aktenart {name}: Die Felder stehen in Abschnitten [[{name}.fields]].")
            continue
        read = [_field(f"Aktenart {name}, Feld {at}", each, reasons) for at, each in enumerate(fields, start=1)]
        made = tuple(each for each in read if each)
        names = [each.name for each in made]
        reasons += [
            f"Aktenart {name}: Das Feld {one} ist doppelt." for one in sorted(set(names)) if names.count(one) > 1
        ]
        found[name] = Kind(name, label, str(key) if key is not None else (known.key if known else ""), made)
    reasons += _disagreements(found)
    if reasons:
        raise DeclarationError(reasons)
    return found


def _field(where: str, said: Any, reasons: list[str]) -> Field | None:
    if not isinstance(said, Mapping):
        reasons.append(f"{where}: Das ist kein Feld.")
        return None
    before = len(reasons)
    reasons += _strangers(where, said, {"name", "label", "type", "required", "pattern", "hint", "choices"})
    name, sort = str(said.get("name", "")), str(said.get("type", "text"))
    if not _NAME.fullmatch(name):
        reasons.append(f"{where}: Der Name (name) besteht aus Kleinbuchstaben, Ziffern und Unterstrich.")
    if sort not in TYPES:
        reasons.append(f"{where}: Den Typ {sort} gibt es nicht; möglich sind {', '.join(TYPES)}.")
    if not said.get("label"):
        reasons.append(f"{where}: Es fehlt die Bezeichnung (label).")
    choices = said.get("choices", [])
    if not isinstance(choices, list) or (sort == "choice") != bool(choices):
        reasons.append(f"{where}: Eine Auswahl braucht Werte (choices), andere Typen haben keine.")
        choices = []
    pattern = str(said.get("pattern", ""))
    if pattern and sort != "text":
        reasons.append(f"{where}: Ein Muster (pattern) gibt es nur für Text.")
    if not _compiles(pattern):
        reasons.append(f"{where}: Das Muster {pattern} ist kein regulärer Ausdruck.")
    if not isinstance(said.get("required", False), bool):
        reasons.append(f"{where}: required ist true oder false.")
    if len(reasons) > before:
        return None
    hint, required = str(said.get("hint", "")), bool(said.get("required", False))
    return Field(name, str(said["label"]), sort, required, pattern, hint, tuple(map(str, choices)))


def _strangers(where: str, said: Mapping[str, Any], known: set[str]) -> list[str]:
    return [f"{where}: {each} ist unbekannt." for each in sorted(set(said) - known)]


def _disagreements(found: Mapping[str, Kind]) -> list[str]:
    """A field of one name has one type everywhere, or a search for it would mean two things."""
    types: dict[str, set[str]] = {}
    for kind in found.values():
        for field in kind.fields:
            types.setdefault(field.name, set()).add(field.type)
    return [
        f"Das Feld {name} hat in verschiedenen Aktenarten verschiedene Typen."
        for name, all_ in types.items()
        if len(all_) > 1
    ]


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def read_values(kind: Kind, typed: Mapping[str, Any]) -> tuple[dict[str, Value], list[Refusal]]:
    """What was typed into the fields, as it is kept, and everything wrong with it."""
    kept: dict[str, Value] = {}
    reasons = [refusals.NO_SUCH_FIELD(field=name) for name in typed if kind.field(name) is None]
    for field in kind.fields:
        said = typed.get(field.name)
        if said is None or (isinstance(said, str) and not said.strip()):
            if field.required:
                reasons.append(refusals.FIELD_MISSING(label=field.label))
            continue
        value = read_value(field, said)
        if isinstance(value, Refusal):
            reasons.append(refusals.FIELD(label=field.label, reason=value))
        else:
            kept[field.name] = value
    return kept, reasons


def read_value(field: Field, said: Any) -> Value | Refusal:
    """One value as it is kept, or what is wrong with it."""
    text = ("ja" if said else "nein") if isinstance(said, bool) else str(said).replace("\0", "").strip()
    if len(text) > _LONGEST_VALUE:
        return refusals.VALUE_TOO_LONG(longest=_LONGEST_VALUE)
    return _READERS[field.type](field, text)


def _text(field: Field, text: str) -> Value | Refusal:
    if field.pattern and not re.fullmatch(field.pattern, text):
        if field.hint:
            return refusals.AS_HINTED(hint=field.hint)
        return refusals.NOT_LIKE_THE_PATTERN(text=text, pattern=field.pattern)
    return text


def _number(_field: Field, text: str) -> Value | Refusal:
    plain = text.replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain, re.ASCII):
        plain = plain.replace(".", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return refusals.NO_NUMBER(text=text)
    if not number.is_finite() or number.adjusted() > 20:
        return refusals.NO_NUMBER(text=text)
    written = f"{number:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def _date(_field: Field, text: str) -> Value | Refusal:
    match = _DATE.fullmatch(text)
    if match:
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            pass
    return refusals.NO_DATE(text=text)


def _choice(field: Field, text: str) -> Value | Refusal:
    if text in field.choices:
        return text
    return refusals.NO_CHOICE(text=text, choices=", ".join(field.choices))


def _yes_no(_field: Field, text: str) -> Value | Refusal:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    return refusals.NEITHER_YES_NOR_NO(text=text)


_READERS: Final = {"text": _text, "number": _number, "date": _date, "choice": _choice, "yes_no": _yes_no}


def read_key(kind: Kind, typed: str) -> tuple[str, list[Refusal]]:
    """The specialist system's key as it is kept, and everything wrong with it."""
    key = " ".join(typed.replace("\0", "").split())
    if key and not kind.key:
        return "", [refusals.HAS_NO_KEY(kind=kind.label)]
    if len(key) > _LONGEST_KEY:
        return "", [refusals.KEY_TOO_LONG(label=kind.key, longest=_LONGEST_KEY)]
    return key, []


def shown(field: Field, value: Value) -> str:
    """A kept value as people read it: 21.11.2026, 1.234,5, Ja."""
    if isinstance(value, bool):
        return "Ja" if value else "Nein"
    if field.type == "date" and (match := _DATE.fullmatch(value)) and match[1]:
        return f"{match[3]}.{match[2]}.{match[1]}"
    if field.type == "number":
        whole, _point, rest = value.partition(".")
        grouped = f"{int(whole or 0):,}".replace(",", ".")
        sign = "-" if whole.startswith("-") and not grouped.startswith("-") else ""
        return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"
    return value


def words_of(kind: Kind | None, values: Mapping[str, Value]) -> Iterator[str]:
    """What a search finds a dossier by: every value as people write it, and dates as they are kept, too."""
    for name, value in values.items():
        field = kind.field(name) if kind else None
        if field is None or isinstance(value, bool):
            continue
        yield shown(field, value)
