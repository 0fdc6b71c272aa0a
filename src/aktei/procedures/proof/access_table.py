# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can see a dossier, or could on a past day, and why: the table that lies in an export."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.dates import moment_text
from aktei.base.people.labels import cause_label, principal_labels
from aktei.base.people.queries import names
from aktei.base.rights.queries import right_name
from aktei.base.rights.record_access import access_reasons
from aktei.base.rights.rules import INSTANT
from aktei.exchange.tables.writing import lines

HEAD = ("Person", "Berechtigung", "erhalten durch", "in Vertretung für", "Grund", "seit", "bis")


def table(dossier: UUID, day: date | None) -> bytes:
    """Everybody whom a right reached at any moment of that day (just now, if none is given), as CSV."""
    rows = sorted(access_reasons(dossier, *_period(day)), key=lambda row: (str(row.person), row.since, row.right))
    called = names({each for row in rows for each in (row.person, row.stands_for)})
    principals = principal_labels(row.principal for row in rows)
    cells = []
    for row in rows:
        alone = row.principal == f"person:{row.person}"
        told = (
            called.get(row.person, ""),
            right_name(row.right),
            _("persönlich") if alone else principals[row.principal],
            called.get(row.stands_for, "") if row.stands_for else "",
            cause_label(row.cause),
        )
        cells.append([*told, moment_text(row.since), moment_text(row.until) if row.until else ""])
    return "".join(lines(HEAD, cells)).encode()


def _period(day: date | None) -> tuple[datetime, datetime]:
    now = timezone.now()
    if day is None:
        return now, now + INSTANT
    begin, end = (timezone.make_aware(datetime.combine(day + timedelta(days=more), time())) for more in (0, 1))
    return begin, min(end, now + INSTANT)
