# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of which views can be saved."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: dict[str, str | Promise] = {
    "records:dossiers": _("Akten"),
    "records:plan": _("Aktenplan"),
    "work:tasks": _("Aufgaben"),
    "mailroom:inbox": _("Posteingang"),
    "mailroom:quarantine": _("Klärung"),
    "records:parties": _("Adressbuch"),
    "administration:persons": _("Personen"),
    "administration:units": _("Organisationseinheiten"),
    "administration:leftovers": _("Offene Arbeit"),
    "deputies:page": _("Abwesenheiten"),
    "deputies:team": _("Vertretung im Team"),
    "access:approvals": _("Freigaben"),
    "access:emergencies": _("Notzugriffe"),
    "access:protected": _("Geschützte Akten"),
    "records:dossier_contents": _("Dokumente einer Akte"),
    "records:case_contents": _("Dokumente eines Vorgangs"),
    "records:dossier_parties": _("Beteiligte einer Akte"),
}
"""The name of each page's address, and what people call it."""

OF_RECORDS = frozenset({"records:dossier_contents", "records:case_contents", "records:dossier_parties"})
"""Lists that every dossier has: a view of one is a view of all."""
OPEN_AS_THEY_ARE = OF_RECORDS
"""Lists that never open with a saved view: there somebody looks for what there is."""
