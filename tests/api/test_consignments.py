# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post handed in by a program: taken in, followed, filed, read."""

import hashlib

import pytest

from aktei.base.acts.models import JournalEntry
from aktei.base.blobs import store
from aktei.procedures.rendition.actions import refuse
from aktei.records.documents.actions import file_document
from aktei.records.dossiers.actions import open_dossier
from tests.api.conftest import SYSTEM, document_of, is_problem, make_ready, render

LETTER = ("brief.pdf", b"%PDF-1.7 Brief")
FIELDS = {
    "channel": "paper",
    "unit": "50.1",
    "received_at": "2024-11-20T08:30:00+01:00",
    "scanned_at": "2024-11-20T08:45:00+01:00",
    "scanned_by": "Petra Schäfer",
    "sender": "Köster, Bernd",
    "subject_line": "Wohngeldantrag",
}


@pytest.fixture
def received(clerk):
    response = clerk.hand_in(LETTER, ("anlage.pdf", b"%PDF-1.7 Anlage"), **FIELDS)
    assert response.status_code == 202, response.content
    return response.json()


def test_a_consignment_is_taken_in_with_all_that_is_known_about_it(clerk, received, world):
    assert received["state"] == "received"
    told = clerk.get(f"consignments/{received['id']}").json()
    assert told["state"] == "received"
    assert told["channel"] == "paper"
    assert told["received_at"] == "2024-11-20T07:30:00Z"
    assert told["scanned_at"] == "2024-11-20T07:45:00Z"
    assert told["scanned_by"] == "Petra Schäfer"
    assert told["sender"] == "Köster, Bernd"
    assert told["subject_line"] == "Wohngeldantrag"
    assert told["unit"]["id"] == str(world.units["50.1"].id)
    assert told["suggestions"] == []
    assert [each["filename"] for each in told["files"]] == ["brief.pdf", "anlage.pdf"]


def test_the_original_is_kept_byte_for_byte(received, clerk):
    told = clerk.get(f"consignments/{received['id']}").json()["files"][0]
    assert told["sha256"] == hashlib.sha256(LETTER[1]).hexdigest()
    assert store.path(told["sha256"]).read_bytes() == LETTER[1]


def test_the_unit_may_be_an_id_a_short_name_or_ones_own(clerk, caller, world):
    unit = str(world.units["50.1"].id)
    assert clerk.hand_in(LETTER, unit=unit).status_code == 202
    answer = clerk.hand_in(LETTER)
    assert clerk.get(f"consignments/{answer.json()['id']}").json()["unit"]["id"] == unit
    is_problem(clerk.hand_in(LETTER, unit="99.9"), 404)


def test_handing_in_for_a_unit_without_the_right_is_forbidden_and_leaves_nothing(clerk):
    is_problem(clerk.hand_in(("fremd.pdf", b"nicht aufzuheben"), unit="63.1"), 403)
    assert not store.exists(hashlib.sha256(b"nicht aufzuheben").hexdigest())
    assert clerk.get("consignments").json()["items"] == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"channel": "brieftaube"}, "brieftaube"),
        ({"received_at": "gestern"}, "received_at"),
        ({"received_at": "2024-11-20T08:30:00"}, "fehlt die Zeitzone"),
        ({"received_at": "0001-01-01T00:00:00Z"}, "1800"),
        ({"received_at": "2099-01-01T00:00:00Z"}, "Zukunft"),
    ],
)
def test_wrong_details_are_told(clerk, fields, told):
    assert told in is_problem(clerk.hand_in(LETTER, unit="50.1", **fields), 422)["detail"]


@pytest.mark.parametrize(("spelt", "channel"), [("E-Mail", "email"), ("FIT-Connect", "fit_connect")])
def test_a_channel_is_known_however_it_is_spelt(clerk, spelt, channel):
    sent = clerk.hand_in(LETTER, unit="50.1", channel=spelt).json()
    assert clerk.get(f"consignments/{sent['id']}").json()["channel"] == channel


def test_each_file_may_be_a_document_of_its_own_and_is_filed_singly(clerk, world):
    files = (LETTER, ("anlage.pdf", b"%PDF-1.7 Anlage"))
    sent = clerk.hand_in(*files, unit="50.1", separate_documents="true").json()
    letter, enclosed = sent["documents"]
    assert (sent["document"], len(sent["envelope"])) == (letter, 36)
    for each in sent["documents"]:
        make_ready(each)
    told = clerk.get(f"consignments/{sent['id']}").json()
    assert (told["state"], told["documents"]) == ("ready", [letter, enclosed])
    (receipt,) = told["receipts"]
    assert receipt["hashes"] == [hashlib.sha256(content).hexdigest() for _name, content in files]
    dossier = str(world.dossiers["Wohngeld Yıldız, Ute"].id)
    place = f"consignments/{sent['id']}/filing"
    assert clerk.post(place, {"dossier": dossier, "documents": [enclosed]}).json()["id"] == enclosed
    told = clerk.get(f"consignments/{sent['id']}").json()
    assert (told["state"], told["document"], told["dossier"]) == ("ready", letter, None)


def test_a_consignment_needs_a_file(clerk):
    assert "file" in is_problem(clerk.hand_in(unit="50.1"), 422)["detail"]


def test_an_empty_or_strange_file_is_taken_in_for_it_is_cleared_later(clerk):
    assert clerk.hand_in(("leer.pdf", b""), unit="50.1").status_code == 202
    assert clerk.hand_in(("seltsam.exe", b"MZ"), unit="50.1").status_code == 202


def test_what_lies_there_already_is_told_and_taken_in_for_the_program_decides(clerk, caller, received):
    assert (received["copies"], received["notices"]) == ([], [])
    whole = clerk.hand_in(LETTER, ("anlage.pdf", b"%PDF-1.7 Anlage"), **FIELDS)
    assert whole.status_code == 202
    assert whole.json()["copies"] == [{"document": received["document"], "dossier": None}]
    assert "Dieselben Dateien liegen auch im Posteingang" in whole.json()["notices"][0]
    assert "Eine dieser Dateien" in clerk.hand_in(LETTER, ("b.pdf", b"%PDF-1.7 b"), **FIELDS).json()["notices"][0]
    stranger = caller("bauaufsicht").hand_in(LETTER, unit="63.1").json()
    assert (stranger["copies"], stranger["notices"]) == ([], [])


def test_of_a_type_that_cannot_be_read_the_answer_says_so_at_once(clerk):
    told = clerk.hand_in(("foto.pdf", b"RIFF\x10\0\0\0WEBPVP8 ")).json()["notices"]
    assert told == ["Gesichert, aber kein lesbares Schriftstück (WebP-Bild): Es wartet in der Klärung."]


def test_someone_elses_post_is_not_there(caller, received):
    is_problem(caller("bauaufsicht").get(f"consignments/{received['id']}"), 404)


def test_a_state_never_goes_back_from_processing_to_received(clerk, received):
    render(received["document"], ("Seite 1",))
    told = clerk.get(f"consignments/{received['id']}").json()
    assert (told["state"], told["pages"]) == ("processing", {"done": 1, "total": 1})


def test_a_ready_consignment_says_where_it_belongs_and_is_filed_there(clerk, received, world):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    make_ready(received["document"], (f"Ihr Zeichen: {dossier.reference}\nSehr geehrte Frau Weiß,", "Seite 2"))
    told = clerk.get(f"consignments/{received['id']}").json()
    assert told["state"] == "ready"
    assert told["pages"] == {"done": 2, "total": 2}
    best = told["suggestions"][0]
    assert best["reference"] == dossier.reference
    assert best["reason"]

    filed = clerk.post(f"consignments/{received['id']}/filing", {"dossier": best["dossier"], "subject_line": "Antrag"})
    assert filed.status_code == 200, filed.content
    assert filed.json()["id"] == received["document"]
    assert filed.json()["reference"] == dossier.reference
    assert filed.json()["subject_line"] == "Antrag"
    assert clerk.get(f"consignments/{received['id']}").json()["state"] == "filed"
    listed = clerk.get("documents", dossier=dossier.reference).json()["items"]
    assert [each["id"] for each in listed] == [received["document"]]


def test_filing_into_a_case_by_id(clerk, received, world):
    make_ready(received["document"])
    case = clerk.get("cases", dossier=str(world.dossiers["Wohngeld Köster, Bernd"].id)).json()["items"][0]["id"]
    assert clerk.post(f"consignments/{received['id']}/filing", {"case": case}).json()["case"] == case


def test_filing_needs_exactly_one_place(clerk, received, world):
    dossier = str(world.dossiers["Wohngeld Köster, Bernd"].id)
    place = f"consignments/{received['id']}/filing"
    assert "entweder" in is_problem(clerk.post(place, {}), 422)["detail"]
    is_problem(clerk.post(place, {"dossier": dossier, "case": dossier}), 422)


def test_post_that_is_still_being_read_cannot_be_filed_and_says_so(clerk, received, world):
    dossier = str(world.dossiers["Wohngeld Köster, Bernd"].id)
    is_problem(clerk.post(f"consignments/{received['id']}/filing", {"dossier": dossier}), 409)


def test_a_quarantined_consignment_tells_reason_and_advice(clerk, received):
    version = document_of(received["document"]).current_id
    refuse(SYSTEM, version=version, code="encrypted", reason="Verschlüsselt.", advice="Kennwort erfragen.")
    told = clerk.get(f"consignments/{received['id']}").json()
    assert (told["state"], told["reason"], told["advice"]) == ("quarantined", "Verschlüsselt.", "Kennwort erfragen.")
    listed = clerk.get("consignments", state="quarantined").json()["items"]
    assert [each["id"] for each in listed] == [received["id"]]


def test_the_list_of_post_comes_in_pieces(clerk):
    made = [clerk.hand_in(LETTER, unit="50.1").json()["id"] for _each in range(3)]
    first = clerk.get("consignments", limit=2).json()
    rest = clerk.get("consignments", limit=2, cursor=first["next"]).json()
    assert [each["id"] for each in first["items"] + rest["items"]] == made[::-1]
    assert rest["next"] is None


def test_the_history_tells_when_it_came_who_scanned_it_and_who_read_it(clerk, caller, received):
    clerk.get(f"documents/{received['document']}")
    lines = clerk.get("journal", node=received["document"]).json()["items"]
    told = " | ".join(each["sentence"] for each in lines)
    assert "20.11.2024, 8:30 Uhr" in told
    assert "gescannt am 20.11.2024, 8:45 Uhr von Petra Schäfer" in told
    assert "gelesen" in told
    assert clerk.get("journal", node=received["id"]).json()["items"] == lines
    assert {each["client"] for each in lines} == {"api"}
    assert {each["person"]["name"] for each in lines} == {"Anna Weiß"}
    is_problem(caller("bauaufsicht").get("journal", node=received["document"]), 404)


@pytest.mark.parametrize(
    ("role", "media_type", "content"),
    [
        ("original", "application/pdf", LETTER[1]),
        ("archival", "application/pdf", b"%PDF-1.7 Archiv"),
        ("text", "text/plain; charset=utf-8", b"Eins\x0cZwei"),
    ],
)
def test_a_component_is_downloaded_as_it_is_and_the_download_is_journalled(clerk, received, role, media_type, content):
    make_ready(received["document"], ("Eins", "Zwei"))
    response = clerk.get(f"documents/{received['document']}/versions/1/components/{role}")
    assert response.status_code == 200
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert body == content
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    entry = JournalEntry.objects.filter(node=received["document"]).latest("id")
    assert (entry.kind, entry.payload["role"]) == ("ComponentDownloaded", role)


def test_an_original_that_lies_about_its_type_is_never_shown_as_a_page(clerk):
    sent = clerk.hand_in(("x.pdf", b"<html><script>alert(1)</script>"), unit="50.1").json()
    response = clerk.get(f"documents/{sent['document']}/versions/1/components/original")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment;")


def test_the_second_original_has_its_own_address(clerk, received):
    told = clerk.get(f"documents/{received['document']}").json()["versions"][0]["components"]
    urls = [each["url"] for each in told if each["role"] == "original"]
    response = clerk.client.get(urls[1])
    assert b"".join(response.streaming_content) == b"%PDF-1.7 Anlage"


def test_a_component_that_is_not_there_is_missing(clerk, received):
    place = f"documents/{received['document']}/versions"
    is_problem(clerk.get(f"{place}/1/components/archival"), 404)
    is_problem(clerk.get(f"{place}/1/components/text"), 404)
    is_problem(clerk.get(f"{place}/7/components/original"), 404)
    is_problem(clerk.get(f"{place}/1/components/thumbnail"), 422)


def test_a_stranger_to_the_document_downloads_nothing(caller, received):
    place = f"documents/{received['document']}/versions/1/components/original"
    is_problem(caller("bauaufsicht").get(place), 404)


def test_the_lists_need_the_same_number_of_queries_for_one_and_for_many(clerk, django_assert_num_queries):
    made = [clerk.hand_in(LETTER, unit="50.1").json() for _each in range(4)]
    for each in made[:2]:
        render(each["document"], ("Seite 1",))
    for path, queries in (("consignments", 6), ("documents", 3)):
        for limit in (1, 4):
            with django_assert_num_queries(queries):
                assert len(clerk.get(path, limit=limit).json()["items"]) == limit


def test_only_documents_that_the_caller_may_read_are_named(clerk, caller, world):
    taken = clerk.hand_in(LETTER, ("anlage.pdf", b"%PDF-1.7 Anlage"), **FIELDS, separate_documents="true").json()
    first, second = (document_of(each) for each in taken["documents"])
    for each in (first, second):
        render(each.id, ["Seite"])
    hidden = open_dossier(
        SYSTEM,
        entry=world.plan["50.30"].id,
        subject_line="Vertraulich",
        lead_unit=world.units["63.1"].id,
        protected=True,
    )
    file_document(SYSTEM, document=second.id, dossier=hidden.id)
    assert clerk.get(f"consignments/{taken['id']}").json()["documents"] == [str(first.id)]
    assert [each["documents"] for each in clerk.get("consignments").json()["items"] if each["id"] == taken["id"]] == [
        [str(first.id)]
    ]
    assert clerk.get(f"documents/{second.id}").status_code == 404
