# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and moments as people read them, written one way on pages, in the history and on paper."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def local(moment: dt.datetime) -> dt.datetime:
    """The moment in the office's time zone."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def date_text(day: dt.date) -> str:
    """The day: 21.11.2026, in English 21 Nov 2026. A moment is told as its day in the office's time zone."""
    day = local(day).date() if isinstance(day, dt.datetime) else day
    if (get_language() or "de").startswith("en"):
        return f"{day.day} {day:%b} {day.year}"
    return f"{day.day:02}.{day.month:02}.{day.year}"


def moment_text(moment: dt.datetime) -> str:
    """Day and time: 21.11.2026, 9:12 Uhr."""
    at = local(moment)
    return _("%(date)s, %(time)s Uhr") % {"date": date_text(at.date()), "time": f"{at.hour}:{at:%M}"}
