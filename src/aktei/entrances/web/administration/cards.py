# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What hangs under „Verwaltung“: one card per page, shown if the page exists and the person may use it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import OFFICE
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import AUDIT, MANAGE
from aktei.entrances.web.kit.frame.navigation import address
from aktei.records.file_plan.queries import FILE_PLAN

ADMINISTRATOR = (OFFICE, MANAGE)
RECORDS_MANAGER = (FILE_PLAN, MANAGE)
DATA_PROTECTION = (OFFICE, AUDIT)


@dataclass(frozen=True)
class Card:
    """One page. `audience`: pairs of node and right, any of which opens it; the page itself checks again."""

    title: Any
    purpose: Any
    icon: str
    url_name: str
    audience: tuple[tuple[Any, str], ...]
    group: Any


EVERYONE_HERE = (ADMINISTRATOR, RECORDS_MANAGER, DATA_PROTECTION)
ORGANISATION, RECORDS, RIGHTS, PROOF = _("Organisation"), _("Schriftgut"), _("Zugriff"), _("Nachweis")

CARDS: tuple[Card, ...] = (
    Card(
        _("Organisationseinheiten"),
        _("Fachbereiche und Teams: anlegen, umbenennen, umhängen, zusammenlegen, auflösen."),
        "people",
        "administration:units",
        EVERYONE_HERE,
        ORGANISATION,
    ),
    Card(
        _("Personen"),
        _("Benutzerkonten, Zugehörigkeiten, Passwörter; und was jemand sehen kann."),
        "person",
        "administration:persons",
        EVERYONE_HERE,
        ORGANISATION,
    ),
    Card(
        _("Offene Arbeit"),
        _("Was auf Personen wartet, die ausgeschieden sind: hier weitergeben."),
        "inbox",
        "administration:leftovers",
        (ADMINISTRATOR, RECORDS_MANAGER),
        ORGANISATION,
    ),
    Card(
        _("Vertretungen"),
        _("Wer gerade wen vertritt und was geplant ist."),
        "refresh",
        "deputies:page",
        EVERYONE_HERE,
        ORGANISATION,
    ),
    Card(
        _("Einlesen aus Dateien"),
        _("Einheiten und Personen aus einer CSV-Datei übernehmen, mit Vorschau."),
        "upload",
        "administration:import",
        (ADMINISTRATOR,),
        ORGANISATION,
    ),
    Card(
        _("Hintergrundarbeit"),
        _("Was auf das Einlesen wartet, seit wann, und wie schnell es vorangeht."),
        "history",
        "administration:background",
        EVERYONE_HERE,
        ORGANISATION,
    ),
    Card(
        _("Name der Behörde"),
        _("Wie die Behörde auf jeder Seite heißt."),
        "edit",
        "administration:office",
        (ADMINISTRATOR,),
        ORGANISATION,
    ),
    Card(
        _("Aktenplan"),
        _("Gliederung, Aufbewahrung und Rechte der Aktenplaneinträge."),
        "list",
        "file_plan:page",
        (RECORDS_MANAGER,),
        RECORDS,
    ),
    Card(
        _("Adressbuch"),
        _("Beteiligte über alle Akten hinweg, mögliche Dubletten."),
        "book",
        "records:parties",
        (RECORDS_MANAGER,),
        RECORDS,
    ),
    Card(
        _("Geschützte Akten"),
        _("Akten, zu denen nur einzeln zugelassene Personen Zugang haben."),
        "lock",
        "access:protected",
        (RECORDS_MANAGER, DATA_PROTECTION),
        RIGHTS,
    ),
    Card(
        _("Notzugriffe"),
        _("Wer sich mit Begründung selbst Zugang verschafft hat."),
        "alert",
        "access:emergencies",
        (DATA_PROTECTION,),
        RIGHTS,
    ),
    Card(
        _("Freigaben"),
        _("Anträge, die ein zweites Augenpaar brauchen."),
        "check",
        "access:approvals",
        EVERYONE_HERE,
        RIGHTS,
    ),
    Card(
        _("Protokoll"),
        _("Wer hat wann was getan, nach Person, Tag und Akte."),
        "history",
        "journal:page",
        (DATA_PROTECTION,),
        PROOF,
    ),
    Card(
        _("Prüfpunkte des Protokolls"),
        _("Ob alle Zeilen besiegelt sind, mit Prüfpunkten und Zeitstempeln."),
        "key",
        "evidence:page",
        EVERYONE_HERE,
        PROOF,
    ),
)


def cards(actor: Actor) -> list[tuple[str, list[tuple[Card, str]]]]:
    """The cards this person may use, with addresses, by group. Two queries."""
    held = {node: rights_on(actor, [node]) for node in (OFFICE, FILE_PLAN)}
    grouped: dict[str, list[tuple[Card, str]]] = {}
    for card in CARDS:
        href = address(card.url_name)
        if href and any(right in held[node] for node, right in card.audience):
            grouped.setdefault(str(card.group), []).append((card, href))
    return list(grouped.items())
