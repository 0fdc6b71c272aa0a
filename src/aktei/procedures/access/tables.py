# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can see a record, and what a person can see, as tables for spreadsheets (CSV)."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.procedures.access.answers import Answer, Line


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def rows(told: Answer) -> Iterator[str]:
    """CSV with a byte order mark and semicolons, as German spreadsheets read it."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow(
        [
            _("Person"),
            _("darf"),
            _("liest"),
            _("über"),
            _("in Vertretung für"),
            _("vergeben an"),
            _("Grund"),
            _("erteilt von"),
            _("von"),
            _("bis"),
        ]
    )
    for line in told.lines:
        yield writer.writerow(
            [
                _safe(line.name),
                line.rights_said,
                _("ja") if line.reads else _("nein"),
                _safe(line.through),
                _safe(line.stands_for),
                _safe(line.where),
                _safe(line.cause),
                _safe(line.granted_by),
                _moment(line.since),
                _moment(line.until),
            ]
        )


def rows_of_person(found: Iterable[Line]) -> Iterator[str]:
    """The same for what one person can see: one line for each place and cause."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow(
        [_("wo"), _("darf"), _("über"), _("in Vertretung für"), _("Grund"), _("erteilt von"), _("von"), _("bis")]
    )
    for line in found:
        said = [line.where, line.rights_said, line.through, line.stands_for, line.cause, line.granted_by]
        yield writer.writerow([*(_safe(each) for each in said), _moment(line.since), _moment(line.until)])


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%d.%m.%Y %H:%M:%S}" if at else ""


def _safe(text: Any) -> str:
    """Text that no spreadsheet takes for a formula."""
    said = str(text)
    return f"'{said}" if said.startswith(("=", "+", "-", "@", "\t", "\r")) else said
