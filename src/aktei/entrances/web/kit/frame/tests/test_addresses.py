# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page costs is paid by pages that show it, and by rows of lists as rarely as possible."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse, set_script_prefix

from aktei.entrances.web.kit.frame import navigation
from aktei.entrances.web.kit.frame.addresses import record_address


@pytest.mark.parametrize(
    "page", ["mailroom:item", "mailroom:thumbnail", "records:dossier", "records:document", "records:party", "work:task"]
)
def test_the_address_of_a_record_is_the_one_that_leads_to_it(page):
    for record in (uuid4(), uuid4()):
        assert record_address(page, record) == reverse(page, args=[record])


def test_the_address_of_a_record_follows_where_the_application_hangs():
    record, before = uuid4(), record_address("records:dossier", uuid4())
    set_script_prefix("/aktei/{0}/")
    try:
        assert record_address("records:dossier", record) == reverse("records:dossier", args=[record])
    finally:
        set_script_prefix("/")
    assert record_address("records:dossier", record)[:7] == before[:7]


def test_an_address_that_nothing_has_is_refused():
    with pytest.raises(NoReverseMatch):
        record_address("records:nothing", uuid4())


def test_a_fragment_asks_for_nothing_that_only_whole_pages_show(monkeypatch):
    def fail(*_given):
        raise AssertionError

    for name in ("entries", "bars", "explanation"):
        monkeypatch.setattr(navigation, name, fail)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert engines["django"].from_string("{{ theme }}").render({}, request) == "auto"
