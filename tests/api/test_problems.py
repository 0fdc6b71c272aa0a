# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every error is a problem detail, whatever went wrong."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test.client import FakePayload
from django.utils import timezone

from aktei.base.people.actions import create_token, end_person, revoke_token
from aktei.base.refusals import WORDINGS
from aktei.entrances.api.tokens import PerPerson
from tests.api.conftest import SYSTEM, Caller, is_problem


@pytest.mark.parametrize("token", [None, "", "aktei_falsch"])
def test_without_a_valid_token_nobody_comes_in(db, token):
    response = Caller(token).get("dossiers")
    is_problem(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_is_no_token(world, client):
    client.force_login(world.persons["leitung"], backend="django.contrib.auth.backends.ModelBackend")
    is_problem(client.get("/api/v1/dossiers"), 401)


def test_a_revoked_and_an_expired_token_and_a_leavers_token_stop_working(world):
    person = world.persons["sachbearbeitung"].id
    row, revoked = create_token(SYSTEM, person=person, label="a")
    _row, expired = create_token(SYSTEM, person=person, label="b", expires_at=timezone.now() - timedelta(seconds=1))
    _row, leaver = create_token(SYSTEM, person=person, label="c")
    assert Caller(revoked).get("dossiers").status_code == 200
    revoke_token(SYSTEM, token=row.id)
    is_problem(Caller(revoked).get("dossiers"), 401)
    is_problem(Caller(expired).get("dossiers"), 401)
    assert Caller(leaver).get("dossiers").status_code == 200
    end_person(SYSTEM, person=person)
    is_problem(Caller(leaver).get("dossiers"), 401)


def test_an_unknown_address(clerk):
    is_problem(clerk.get("gibtesnicht/wirklich"), 404)
    is_problem(clerk.get("dossiers/keine-uuid"), 404)
    is_problem(clerk.client.post("/api/v1/dossiers/"), 404)


def test_a_method_that_an_address_lacks(clerk):
    response = clerk.client.delete("/api/v1/dossiers")
    is_problem(response, 405)
    assert set(response.headers["Allow"].split(", ")) == {"GET", "POST"}
    is_problem(clerk.client.post("/api/v1/openapi.json"), 405)


def test_a_body_of_another_type(clerk):
    is_problem(clerk.client.post("/api/v1/dossiers", "entry=1", content_type="text/plain"), 415)
    is_problem(clerk.client.post("/api/v1/consignments", "{}", content_type="application/json"), 415)


def test_a_body_that_is_not_json(clerk):
    is_problem(clerk.client.post("/api/v1/dossiers", "{", content_type="application/json"), 400)


def test_a_multipart_body_without_boundary(clerk):
    is_problem(clerk.client.post("/api/v1/consignments", "x", content_type="multipart/form-data"), 400)


def test_all_missing_and_unknown_fields_are_told_at_once_and_in_german(clerk):
    body = is_problem(clerk.post("dossiers", {"entry": "50.30", "titel": "x"}), 422)
    assert body["reasons"] == ["Die Angabe „subject_line“ fehlt.", "Die Angabe „titel“ ist unbekannt."]


def test_a_body_that_is_too_large(clerk, settings):
    settings.UPLOAD_LIMIT = 1000
    is_problem(clerk.hand_in(("brief.pdf", b"x" * 2000), unit="50.1"), 413)
    is_problem(clerk.post("dossiers", {"entry": "50.30", "subject_line": "x" * 2_000_000}), 413)


def test_a_body_of_unknown_length_is_told_as_such(clerk):
    is_problem(clerk.client.post("/api/v1/dossiers", headers={"Transfer-Encoding": "chunked"}), 411)


def test_too_many_parts(clerk, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    is_problem(clerk.hand_in(*[(f"{n}.pdf", b"x") for n in range(3)], unit="50.1"), 413)


def test_a_foreign_cursor(clerk):
    is_problem(clerk.get("dossiers", cursor="erfunden"), 422)
    is_problem(clerk.get("dossiers", cursor="WyJ4Il0"), 422)


def test_a_limit_out_of_bounds(clerk):
    assert "höchstens 200" in is_problem(clerk.get("dossiers", limit=201), 422)["detail"]


def test_too_many_calls(clerk, monkeypatch):
    from aktei.entrances.api.interface import api

    limit = PerPerson("2/m")
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                monkeypatch.setattr(operation, "throttle_objects", [limit])
    assert [clerk.get("dossiers").status_code for _each in range(2)] == [200, 200]
    response = clerk.get("dossiers")
    is_problem(response, 429)
    assert int(response.headers["Retry-After"]) >= 1


def test_a_database_that_does_not_answer_is_a_passing_trouble_and_tells_nothing_of_itself(clerk, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("connection to server at 10.1.2.3 failed")

    monkeypatch.setattr("aktei.records.dossiers.queries.dossiers", fail)
    response = clerk.get("dossiers")
    assert "10.1.2.3" not in str(is_problem(response, 503))
    assert int(response.headers["Retry-After"]) >= 1


def test_a_defect_of_ours_is_logged_and_tells_nothing_of_itself(clerk, monkeypatch, caplog):
    def break_down(*args, **kwargs):
        raise RuntimeError("geheimes Detail")

    monkeypatch.setattr("aktei.records.dossiers.queries.dossiers", break_down)
    body = is_problem(clerk.get("dossiers"), 500)
    assert "geheim" not in str(body)
    assert "geheimes Detail" in caplog.text


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("dossiers", {"reference": "50\x00"}),
        ("dossiers", {"entry": "50\x00"}),
        ("consignments", {"unit": "50\x00"}),
        ("journal", {"person": "00000000-0000-7000-8000-000000000000", "until": "9999-12-31"}),
    ],
)
def test_what_no_database_and_no_calendar_can_hold_is_invalid_not_a_defect(caller, path, query):
    is_problem(caller("datenschutz").get(path, **query), 422)


def test_a_text_with_a_nul_is_refused_and_nothing_is_kept(clerk):
    is_problem(clerk.post("dossiers", {"entry": "50.30", "subject_line": "a\x00b"}), 422)
    assert clerk.get("dossiers", entry="50.30", limit=1).json()["items"][0]["subject_line"] != "a\x00b"


def test_a_refused_request_is_read_to_its_end_so_that_the_connection_stays_good(clerk):
    body = FakePayload(b"x" * 3_000_000)
    sent = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "3000000", "wsgi.input": body}
    is_problem(clerk.client.post("/api/v1/dossiers", **sent), 413)
    assert len(body) == 0


def test_every_code_has_its_place_on_the_page_that_describes_the_interface(clerk, client, world):
    client.force_login(world.persons["leitung"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/api/v1/docs").content.decode()
    assert [code for code in WORDINGS if f'id="refusal-{code}"' not in page] == []
