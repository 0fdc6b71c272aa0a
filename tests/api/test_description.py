# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interface describes itself truly."""

import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from aktei.entrances.api.interface import description

PROMISED = {
    ("post", "/api/v1/consignments"),
    ("get", "/api/v1/consignments"),
    ("get", "/api/v1/consignments/{consignment}"),
    ("post", "/api/v1/consignments/{consignment}/filing"),
    ("get", "/api/v1/dossiers"),
    ("post", "/api/v1/dossiers"),
    ("get", "/api/v1/dossiers/{dossier}"),
    ("post", "/api/v1/dossiers/{dossier}/closure"),
    ("get", "/api/v1/dossiers/{dossier}/access"),
    ("get", "/api/v1/cases"),
    ("post", "/api/v1/cases"),
    ("get", "/api/v1/documents/{document}"),
    ("get", "/api/v1/documents/{document}/versions/{number}/components/{role}"),
    ("get", "/api/v1/search"),
    ("get", "/api/v1/journal"),
}


def operations():
    return {
        (method, path): operation
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    }


def test_it_is_valid_openapi_31(client, db):
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    schema = response.json()
    assert schema["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(schema).iter_errors()) == []


def test_it_describes_everything_that_is_promised():
    assert set(operations()) >= PROMISED


def test_every_operation_names_its_problems_and_every_post_its_idempotency_key():
    for (method, _path), operation in operations().items():
        assert {"401", "404", "422", "429", "500"} <= set(operation["responses"])
        keys = [each for each in operation["parameters"] if each["name"] == "Idempotency-Key"]
        assert len(keys) == (method == "post")


def test_every_operation_has_a_short_name_of_its_own():
    names = [operation["operationId"] for operation in operations().values()]
    assert len(set(names)) == len(names)
    assert "receive_consignment" in names


def test_every_operation_needs_a_token():
    assert all(operation["security"] == [{"BearerToken": []}] for operation in operations().values())


def test_the_documentation_page_keeps_the_security_policy_and_names_every_operation(client, db):
    response = client.get("/api/v1/docs")
    page = response.content.decode()
    assert response.status_code == 200
    assert "'unsafe" not in response.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]* src=\"/static/)", page)
    assert "http://" not in page.replace("http://testserver", "")
    assert " style=" not in page
    assert "<style" not in page
    for _method, path in PROMISED:
        assert path in page


@pytest.mark.parametrize("kind", ["forbidden", "missing", "too-large", "invalid"])
def test_the_type_of_a_problem_can_be_looked_up(client, db, kind):
    assert f'id="problem-{kind}"' in client.get("/api/v1/docs").content.decode()
