# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calls generated from the interface's own description: every answer is one that the description tells of.

Schemathesis looks at each: no 500, no status, media type, header or shape that is not documented, no call let in that
the description forbids, none without a token, no method that is not offered.
"""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from aktei.base.people.actions import create_token
from tests.stage import SYSTEM

CALLS = 6
"""To each address; more find little that these do not."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]


@pytest.fixture
def authorization(world, settings, tmp_path):
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    _row, token = create_token(SYSTEM, person=world.persons["sachbearbeitung"].id, label="Test")
    signals = (request_started, request_finished)
    closing = [signal for signal in signals if signal.disconnect(close_old_connections)]
    yield {"Authorization": f"Bearer {token}"}
    for signal in closing:
        signal.connect(close_old_connections)


def test_every_answer_to_a_generated_call_is_documented(authorization):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    faults = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=CALLS,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def call(case):
            case.call_and_validate(headers=authorization, checks=CHECKS)

        try:
            call()
        except (Exception, FailureGroup) as fault:
            faults.append(f"{operation.label}: {fault}")
    assert not faults, "\n\n".join(faults)[:20_000]
