# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A program asks for a dossier with its proofs, waits for it, and takes it."""

import pytest

from aktei.base.evidence import export_check
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof.export_file import make
from tests.api.conftest import is_problem


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"


def test_an_export_is_asked_for_once_waited_for_and_taken(clerk, world, tmp_path):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    body = {"dossier": dossier.reference, "purpose": "Klage 3 K 17/26"}
    asked = clerk.post("exports", body, key="einmal")
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert clerk.post("exports", body, key="einmal").json() == asked.json()
    seal_all()
    make(asked.json()["id"])
    done = clerk.get(f"exports/{asked.json()['id']}").json()
    assert done["state"] == "done"
    answer = clerk.get(f"exports/{done['id']}/file")
    (tmp_path / "export.zip").write_bytes(b"".join(answer.streaming_content))
    assert export_check.check(str(tmp_path / "export.zip")).findings == []


def test_nobody_else_sees_or_takes_it(clerk, caller, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    made = clerk.post("exports", {"dossier": str(dossier.id), "purpose": "Klage"}).json()["id"]
    for login in ("vertretung", "datenschutz", "post"):
        is_problem(caller(login).get(f"exports/{made}"), 404)
        is_problem(caller(login).get(f"exports/{made}/file"), 404)
    is_problem(clerk.get(f"exports/{made}/file"), 409)


def test_it_is_refused_without_purpose_and_without_the_right(clerk, caller, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    is_problem(clerk.post("exports", {"dossier": dossier.reference, "purpose": " "}), 409)
    is_problem(caller("datenschutz").post("exports", {"dossier": dossier.reference, "purpose": "Prüfung"}), 403)
    is_problem(caller("bauaufsicht").post("exports", {"dossier": dossier.reference, "purpose": "Neugier"}), 404)
