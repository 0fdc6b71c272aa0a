# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a letter says about itself on its first page: subject line, sender, date. Pure, and silent when in doubt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aktei.procedures.mailroom.suggesting import read_date
from aktei.records.parties.rules import fold_name

_SUBJECT = re.compile(r"^(?:betreff|betr|betrifft|subject)\s*[.:]+\s*(.*)$", re.IGNORECASE)
_SALUTATION = re.compile(r"^(sehr geehrte|sehr geehrter|guten tag|hallo|liebe|werte|moin)\b")
_CLOSING = re.compile(r"^(mit (freundlichen|besten) gruessen|mit freundlichem gruss|hochachtungsvoll|viele gruesse)")
_POSTCODE = re.compile(r"\b\d{5}\s+[A-ZÄÖÜ]")
_DATE = re.compile(r"\d{1,2}\.\s*\d{1,2}\.\s*\d{4}|\d{1,2}\.\s*[A-Za-zä]+\s+\d{4}")
_ADDRESS_SEPARATOR = re.compile(r"\s+[·•|∙*–-]\s+|\s*[·•|]\s*")
_TOP = 25  # lines of a first page above which the head of a letter ends
_LONGEST = 200


@dataclass(frozen=True)
class Description:
    """What was found; empty where nothing was sure enough."""

    subject_line: str = ""
    sender: str = ""
    written_on: date | None = None


def describe(pages: Sequence[str]) -> Description:
    """Read the head of a letter from the text of its pages."""
    lines = [line.strip() for line in (pages[0] if pages else "").splitlines() if line.strip()]
    return Description(subject_line_of(lines), sender_of(lines), written_on(lines))


def subject_line_of(lines: Sequence[str]) -> str:
    """What stands behind *Betreff*, else the first line between date and salutation."""
    for index, line in enumerate(lines):
        named = _SUBJECT.match(line)
        if named:
            text = named[1] or (lines[index + 1] if index + 1 < len(lines) else "")
            return _plausible(text)
    salutation = next((i for i, line in enumerate(lines) if _SALUTATION.match(fold_name(line))), None)
    if salutation is None:
        return ""
    dated = [i for i in range(salutation) if _dated(lines[i]) is not None and not _about_birth(lines[i])]
    if not dated:
        return _plausible(lines[salutation - 1]) if salutation else ""
    between = lines[dated[-1] + 1 : salutation]
    return _plausible(between[0]) if between else ""


def sender_of(lines: Sequence[str]) -> str:
    """The first line if an address follows it, else the name below the closing."""
    head = lines[:_TOP]
    postcode = next((i for i, line in enumerate(head) if _POSTCODE.search(line)), None)
    if postcode is not None and postcode <= 3:
        return _name(_ADDRESS_SEPARATOR.split(head[0])[0].split(",")[0])
    for index, line in enumerate(lines[:-1]):
        if _CLOSING.match(fold_name(line)):
            return _name(lines[index + 1])
    return ""


def written_on(lines: Sequence[str]) -> date | None:
    """The first day named in the head of the letter that is nobody's day of birth."""
    for line in lines[:_TOP]:
        if _SALUTATION.match(fold_name(line)):
            return None
        found = _dated(line)
        if found and not _about_birth(line):
            return found
    return None


def _dated(line: str) -> date | None:
    found = _DATE.search(line)
    return read_date(found.group()) if found else None


def _about_birth(line: str) -> bool:
    return any(word in fold_name(line) for word in ("geboren", " geb ", "geburtsdatum"))


def _plausible(text: str) -> str:
    text = " ".join(text.split()).strip(" .,;:·*'`´-–_|")
    letters = sum(each.isalpha() for each in text)
    return text[:_LONGEST] if letters >= 5 and letters >= len(text) * 0.5 else ""


def _name(text: str) -> str:
    text = " ".join(text.split()).strip(" .,;:·*'`´-–_|")
    letters = sum(each.isalpha() for each in text)
    return text if letters >= 3 and len(text) <= 80 and letters >= len(text) * 0.6 else ""
