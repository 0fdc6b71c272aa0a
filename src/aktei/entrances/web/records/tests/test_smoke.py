# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from aktei.entrances.demo import letters, shelf
pytestmark = pytest.mark.django_db

def test_all(world, client):
    d = world.dossiers["Wohngeld Yıldız, Ute"]
    v = shelf.prepared(letters.letter(3, pages=2).pdf)
    doc = shelf.fill(d.lead_unit_id, v, "Antrag auf Wohngeld", dossier=d.id)
    new = shelf.receive(d.lead_unit_id, v, "Neu")
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    for path in ["/akten/", "/akten/?q=yil&zustand=offen&sortierung=betreff", "/akten/neu/", "/aktenplan/", f"/aktenplan/{d.entry_id}/", f"/akten/{d.id}/", f"/akten/{d.id}/inhalt/", f"/akten/{d.id}/beteiligte/", f"/akten/{d.id}/verlauf/", f"/akten/{d.id}/zugriff/", f"/akten/{d.id}/lesen/seiten.json", f"/akten/{d.id}/lesen/treffer.json?q=wohngeld", f"/akten/{d.id}/drucken/?von=1&bis=2",
                 f"/dokumente/{doc.id}/", f"/dokumente/{doc.id}/angaben/", f"/dokumente/{doc.id}/verlauf/", f"/dokumente/{doc.id}/zugriff/", f"/dokumente/{doc.id}/seiten/1.webp?breite=500", f"/dokumente/{doc.id}/seiten/1/worte.json?q=wohngeld", f"/dokumente/{new.id}/angaben/", f"/dokumente/{new.id}/", f"/dokumente/{doc.id}/dateien/archival/"]:
        r = client.get(path)
        print(path, r.status_code, r["Content-Type"], len(b"".join(r.streaming_content)) if r.streaming else len(r.content))
        assert r.status_code == 200, r.content
        if "verlauf" in path or "zugriff" in path or "treffer" in path: 
            import re
            print(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", r.content.decode()))[-1500:])
