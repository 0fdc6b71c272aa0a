# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds the county that the browser journeys visit, in its own data directory: `python county.py DIRECTORY PASSWORD`.

A process of its own, as the tests' settings point at the tests' database.
"""

import io
import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pikepdf

from aktei.base import embedded
from aktei.entrances.demo import letters

OTHERS = ("wohngeld", "wohngeld", "pflege", "bauantrag", "wohngeld", "hundesteuer")


def main(data: Path, password: str) -> None:
    os.environ["AKTEI_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "aktei.entrances.settings.main"
    with embedded.ensure(data):
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        build(password)


def build(password: str) -> None:
    from django.utils import timezone

    from aktei.base.blobs import store
    from aktei.entrances.demo import shelf, world
    from aktei.procedures.mailroom.actions import receive_consignment
    from aktei.records.cases.queries import cases
    from aktei.records.documents.actions import StoredFile

    county = world.build(password)
    now = timezone.now()
    unit = county.units["50.1"].id

    def take_in(content: bytes, name: str, minutes: int, **given: str) -> None:
        blob = store.put(content)
        scanned = {} if given else {"scanned_at": now - timedelta(minutes=minutes + 9), "scanned_by": "Petra Schäfer"}
        receive_consignment(
            county.actor("post"),
            unit=unit,
            channel=given.get("channel", "paper"),
            received_at=now - timedelta(minutes=minutes),
            files=[StoredFile(blob.sha256, blob.size, "application/pdf", name)],
            **scanned,
        )

    dossier = county.dossiers["Wohngeld Yıldız, Ute"]
    ute = letters.Person("Ute", "Yıldız", date(1968, 4, 17), "Lindenstraße 12", "12345", "Musterstadt")
    case = cases(county.actor("sachbearbeitung"), dossier.id)[0]
    for number in range(6):
        letter = letters.letter(
            500 + number, pages=1 + number % 3, reference=dossier.reference, person=ute, topic="wohngeld"
        )
        volume = shelf.prepared(letter.pdf)
        shelf.fill(unit, volume, letter.subject_line, dossier=dossier.id, case=case.id if number > 2 else None)

    take_in(
        letters.letter(1, pages=3, reference=dossier.reference, person=ute, topic="wohngeld").pdf,
        "Scan_0001.pdf",
        20,
    )
    for number, topic in enumerate(OTHERS):
        reference = county.dossiers["Wohngeld Müller, Sabine"].reference if number == 1 else None
        letter = letters.letter(20 + number, pages=1 + number % 2, reference=reference, topic=topic)
        given = {} if number % 2 else {"channel": "email"}
        take_in(letter.pdf if given else letters.scan(letter), f"Anlage_{number}.pdf", 50 + 190 * number, **given)
    take_in(encrypted(letters.letter(40).pdf, "offen"), "Kontoauszug_verschlüsselt.pdf", 35, channel="email")
    take_in(letters.letter(41).pdf[:9000], "abgebrochen.pdf", 300, channel="portal")


def encrypted(pdf: bytes, password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
