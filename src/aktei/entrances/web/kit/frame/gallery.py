# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Examples for the page of components, with the long words that break layouts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone


def examples() -> dict[str, Any]:
    """Return what `frame/gallery.html` shows."""
    now = timezone.now()
    return {
        "crumbs": [
            {"label": "50 Soziales", "href": "#"},
            {"label": "50.30 Wohngeld und Bildung und Teilhabe", "href": "#"},
            {"label": "50.30-2026/00042", "href": "#"},
        ],
        "tabs": [
            {"label": label, "href": "#", "current": label == "Inhalt", "count": count}
            for label, count in (
                ("Lesen", 0),
                ("Inhalt", 128),
                ("Beteiligte", 3),
                ("Aufgaben", 2),
                ("Verlauf", 0),
                ("Zugriff", 0),
            )
        ],
        "rows": [
            row("Yıldız, Ute", "Wohngeld – Antrag auf Weiterleistung, 3 Seiten", now, "success", "bereit"),
            row("Köhler GmbH & Co. KG", "Texterkennung 4 von 12", now - dt.timedelta(days=1), "info", "in Arbeit"),
            row("Unbekannt", "Die Datei ist verschlüsselt", now - dt.timedelta(days=2), "warning", "Klärung"),
            row(
                "Straßenverkehrszulassungsbehörde Rhein-Neckar-Kreis",
                "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung, Anlage 7",
                now - dt.timedelta(days=40),
                "danger",
                "beschädigt",
            ),
        ],
        "dossiers": [
            {
                "reference": "50.30-2026/00042",
                "subject": "Wohngeld Yıldız, Ute",
                "unit": "Wohngeldstelle",
                "pages": 312,
            },
            {
                "reference": "50.31-2025/00107",
                "subject": "Rechtsschutzversicherungsgesellschaftsangelegenheiten Köhler",
                "unit": "Fachbereich Soziales",
                "pages": 3000,
            },
        ],
        "moments": [now, now - dt.timedelta(days=1), now - dt.timedelta(days=90)],
    }


def row(sender: str, subject: str, received: dt.datetime, kind: str, state: str) -> dict[str, Any]:
    """Return one line of incoming post."""
    return {"sender": sender, "subject": subject, "received": received, "kind": kind, "state": state}
