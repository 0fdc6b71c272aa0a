# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The post of Landkreis Musterland: letters that lie in its dossiers already, and letters that have just arrived."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.base.people.queries import person_by_login, unit_by_short_name
from aktei.entrances.demo.letters import Letter, Person, letter, scan
from aktei.procedures.mailroom.actions import file_consignment, receive_consignment
from aktei.procedures.mailroom.describing import describe
from aktei.procedures.mailroom.machine_actions import make_ready
from aktei.procedures.mailroom.proposals import proposals
from aktei.procedures.mailroom.queries import received_under
from aktei.procedures.rendition.making import make
from aktei.records.cases.queries import cases
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.queries import pages
from aktei.records.dossiers.queries import dossiers

MACHINERY = Actor.system("demo")
PASSWORD = "geheim"  # noqa: S105 (of the encrypted demo letter; it is printed with the accounts)

UTE = Person("Ute", "Yıldız", date(1968, 4, 17), "Lindenstraße 12", "12345", "Musterstadt")
BERND = Person("Bernd", "Köster", date(1955, 11, 2), "Am Anger 3", "12347", "Altenfeld")
SABINE = Person("Sabine", "Müller", date(1990, 1, 30), "Bahnhofstraße 44", "12345", "Musterstadt")
THANH = Person("Thanh", "Nguyen", date(1982, 8, 9), "Goethestraße 7", "12349", "Neustadt am Fluss")
GRUENWALD = Person("Familie", "Grünwald", date(1979, 5, 5), "Feldweg 18", "12353", "Oberdorf")

_OF_UTE, _OF_BERND = "Wohngeld Yıldız, Ute", "Wohngeld Köster, Bernd"
_OF_SABINE, _OF_THANH = "Wohngeld Müller, Sabine", "Widerspruch Nguyen, Thanh"
_OF_GRUENWALD = "Neubau Einfamilienhaus Grünwald"


@dataclass(frozen=True)
class _Filed:
    """A letter that lies in a dossier: days since it came, whose, which case (None: the dossier itself), pages."""

    days: int
    dossier: str
    case: str | None
    who: Person
    topic: str
    pages: int = 1
    unit: str = "50.1"
    login: str = "sachbearbeitung"
    scanned: bool = False


_SHELF = [
    _Filed(320, _OF_UTE, "Erstantrag 2025", UTE, "wohngeld", pages=3),
    _Filed(298, _OF_UTE, "Erstantrag 2025", UTE, "wohngeld"),
    _Filed(260, _OF_UTE, "Erstantrag 2025", UTE, "wohngeld", pages=2, scanned=True),
    _Filed(60, _OF_UTE, "Weiterleistungsantrag 2026", UTE, "wohngeld", pages=4),
    _Filed(41, _OF_UTE, "Weiterleistungsantrag 2026", UTE, "wohngeld"),
    _Filed(120, _OF_BERND, "Antrag 2026", BERND, "wohngeld", pages=2),
    _Filed(90, _OF_BERND, "Antrag 2026", BERND, "wohngeld"),
    _Filed(75, _OF_SABINE, "Antrag 2026", SABINE, "wohngeld", pages=2),
    _Filed(30, _OF_THANH, None, THANH, "wohngeld", pages=2),
    _Filed(200, _OF_GRUENWALD, "Bauantrag", GRUENWALD, "bauantrag", 6, "63.1", "bauaufsicht"),
    _Filed(110, _OF_GRUENWALD, "Bauantrag", GRUENWALD, "bauantrag", 2, "63.1", "bauaufsicht"),
]


def fill_the_shelf(progress: Callable[[int, int], None]) -> None:
    """Receive, render and file the letters of the past, one act after the other; goes on where it was interrupted."""
    for number, entry in enumerate(_SHELF):
        progress(number, len(_SHELF))
        _file(number, entry)
    progress(len(_SHELF), len(_SHELF))


def put_into_folders(root: Path) -> list[str]:
    """Put the letters that have just arrived into the watched folders, once; returns what was put where."""
    marker = root / ".vorfuehrpost"
    if marker.exists():
        return []
    names = []
    for folder, name, content, sidecar in _arrivals():
        place = root / folder
        place.mkdir(parents=True, exist_ok=True)
        if sidecar:
            _write(place / f"{name}.json", json.dumps(sidecar, ensure_ascii=False, indent=1).encode())
        _write(place / name, content)
        names.append(f"{folder}/{name}")
    marker.write_text(timezone.now().isoformat())
    return names


def _file(number: int, entry: _Filed) -> None:
    dossier = dossiers(MACHINERY).get(subject_line=entry.dossier)
    earlier = received_under(_actor("post"), _key(number))
    if earlier and earlier.state == "filed":
        return
    consignment = earlier.consignment if earlier else _receive(number, entry, dossier.reference)
    document, version = consignment.document.id, consignment.document.current_id
    assert version is not None, "a received document has a version"
    make(version)
    texts = list(pages(version).values_list("text", flat=True))
    make_ready(
        MACHINERY,
        consignment=consignment.id,
        descriptions={document: describe(texts)},
        proposals=proposals(document, texts),
    )
    case = cases(MACHINERY, dossier.id).filter(subject_line=entry.case).first() if entry.case else None
    file_consignment(
        _actor(entry.login),
        consignment=consignment.id,
        dossier=None if case else dossier.id,
        case=case.id if case else None,
    )


def _receive(number: int, entry: _Filed, reference: str) -> Any:
    written = letter(1_000 + number, pages=entry.pages, reference=reference, person=entry.who, topic=entry.topic)
    blob = store.put(scan(written, dpi=200) if entry.scanned else written.pdf)
    received = timezone.now().replace(hour=8, minute=10 + number, second=0, microsecond=0) - timedelta(entry.days)
    return receive_consignment(
        _actor("post"),
        unit=unit_by_short_name(MACHINERY, entry.unit).id,
        channel="paper" if entry.scanned else "email",
        received_at=received,
        files=[StoredFile(blob.sha256, blob.size, "application/pdf", f"schreiben-{number + 1:02}.pdf")],
        scanned_at=received + timedelta(minutes=25) if entry.scanned else None,
        scanned_by="Petra Schäfer" if entry.scanned else "",
        scanner="Scanner Poststelle" if entry.scanned else "",
        sender=f"{entry.who.given_name} {entry.who.family_name}",
        idempotency_key=_key(number),
    )


def _key(number: int) -> str:
    return f"demo {number}"


def _arrivals() -> Iterator[tuple[str, str, bytes, dict[str, Any] | None]]:
    """Folder, file name, bytes and sidecar of what has just arrived: the everyday, and what goes wrong every day."""
    post_room = {
        "channel": "paper",
        "scanned_by": "Petra Schäfer",
        "scanner": "Scanner Poststelle",
        "scanned_at": _minutes_ago(20),
        "received_at": _minutes_ago(95),
    }
    ute = _letter(1, _OF_UTE, UTE)
    yield "50.1", "20260001.pdf", scan(ute), {**post_room, "unit": "50.1"}
    yield "50.1", "20260002.tif", scan(_letter(2, None, BERND), container="tiff-g4"), {**post_room, "unit": "50.1"}
    yield "50.1", "20260003.pdf", scan(_letter(3, _OF_SABINE, SABINE), degradation="heavy"), None
    yield "50.1", "Foto vom Telefon.heic", scan(_letter(4, _OF_THANH, THANH), container="heic", dpi=200), None
    yield "63.1", "Nachtrag Bauantrag.pdf", _letter(5, _OF_GRUENWALD, GRUENWALD, pages=5, topic="bauantrag").pdf, None
    yield "Scanner Poststelle", "20260004.pdf", scan(letter(6, topic="hundesteuer")), None
    yield "50.1", "Kontoauszug verschlüsselt.pdf", _encrypted(_letter(7, _OF_UTE, UTE).pdf), None
    yield "50.1", "unvollständig.pdf", scan(_letter(8, _OF_BERND, BERND))[:40_000], None


def _letter(seed: int, dossier: str | None, who: Person, *, pages: int = 1, topic: str = "wohngeld") -> Letter:
    reference = dossiers(MACHINERY).get(subject_line=dossier).reference if dossier else None
    return letter(seed, reference=reference, person=who, topic=topic, pages=pages)


def _encrypted(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user=PASSWORD, owner=PASSWORD))
    return out.getvalue()


def _minutes_ago(minutes: int) -> str:
    moment: datetime = timezone.localtime() - timedelta(minutes=minutes)
    return moment.isoformat(timespec="seconds")


def _write(path: Path, content: bytes) -> None:
    """Under a name that the watcher leaves alone until it is complete, as a good scanner does."""
    draft = path.with_name(f"{path.name}.part")
    draft.write_bytes(content)
    draft.rename(path)


def _actor(login: str) -> Actor:
    person = person_by_login(login)
    assert person is not None, "the demo county has this person"
    return Actor(person_id=person.id, client="demo")
