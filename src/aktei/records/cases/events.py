# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to cases."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from aktei.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """A case came into being inside a dossier."""

    number: int
    subject_line: str
    sentence = _("hat den Vorgang {number} „{subject_line}“ angelegt")
