# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refusals said in the language of whoever asks."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from aktei.base.dates import date_text, moment_text
from aktei.base.refusals import Refusal


def sentence(refusal: Refusal) -> str:
    """The refusal as a sentence: days, moments and numbers as people write them."""
    said = refusal.wording
    template = ngettext(said.sentence, said.many, refusal.params["count"]) if said.many else gettext(said.sentence)
    return template.format(**{name: _written(value) for name, value in refusal.params.items()})


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """Each of them as a sentence."""
    return [sentence(each) for each in refusals]


def _written(value: Any) -> str:
    if isinstance(value, Refusal):
        return sentence(value)
    if isinstance(value, dt.datetime):
        return moment_text(value)
    if isinstance(value, dt.date):
        return date_text(value)
    if isinstance(value, int):
        return number_format(value, force_grouping=True)
    return str(value)
