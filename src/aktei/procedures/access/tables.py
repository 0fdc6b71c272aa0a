# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can see a record, and what a person can see, as tables for spreadsheets (CSV)."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from aktei.exchange.tables.writing import lines
from aktei.procedures.access.answers import AccessAnswer, AccessLine


def rows(told: AccessAnswer) -> Iterator[str]:
    """Everybody who can see a record, one line for each cause."""
    head = [
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
    return lines(
        head,
        (
            [
                line.name,
                line.rights_said,
                _("ja") if line.reads else _("nein"),
                line.through,
                line.stands_for,
                line.where,
                line.cause,
                line.granted_by,
                line.since,
                line.until,
            ]
            for line in told.lines
        ),
    )


def rows_of_person(found: Iterable[AccessLine]) -> Iterator[str]:
    """The same for what one person can see: one line for each place and cause."""
    head = [_("wo"), _("darf"), _("über"), _("in Vertretung für"), _("Grund"), _("erteilt von"), _("von"), _("bis")]
    return lines(
        head,
        (
            [
                line.where,
                line.rights_said,
                line.through,
                line.stands_for,
                line.cause,
                line.granted_by,
                line.since,
                line.until,
            ]
            for line in found
        ),
    )
