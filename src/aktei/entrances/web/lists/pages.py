# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of which views can be saved."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: dict[str, str | Promise] = {
    "records:dossiers": _("Akten"),
    "work:tasks": _("Aufgaben"),
    "mailroom:inbox": _("Posteingang"),
    "mailroom:quarantine": _("Klärung"),
    "records:parties": _("Adressbuch"),
    "administration:persons": _("Personen"),
}
"""The name of each page's address, and what people call it."""
