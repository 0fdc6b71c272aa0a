# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to a dossier's key and extra fields."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class DossierFieldsSet(Event):
    """Key or extra fields changed: `before` and `after` hold the changed values, `changes` says them to people."""

    changes: str
    before: dict[str, Any]
    after: dict[str, Any]
    sentence = _("hat Angaben der Akte geändert: {changes}")
