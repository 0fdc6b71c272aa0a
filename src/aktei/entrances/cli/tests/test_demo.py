# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo county: there after one call, the same after two, and never among somebody's own records."""

import pytest

from aktei.base.acts.actor import Actor
from aktei.base.people.actions import register_person
from aktei.base.people.queries import person_by_login, persons
from aktei.entrances.cli.demo import ACCOUNTS, PASSWORD, NotADemo, ensure_demo, print_accounts
from aktei.entrances.demo import post
from aktei.records.envelopes.models import Consignment
from aktei.records.envelopes.queries import standing

SYSTEM = Actor.system("test")


@pytest.fixture
def small(db, tmp_path, settings, monkeypatch):
    """A demo county with few letters, for it to be there soon."""
    settings.WATCH_DIRECTORY = tmp_path / "eingang"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The shortest letters of two dossiers.
    monkeypatch.setattr(post, "_SHELF", [post._SHELF[1], post._SHELF[10]])
    return settings.WATCH_DIRECTORY


def test_it_is_there_after_one_call_and_the_same_after_two(small):
    put = ensure_demo()
    assert len(put) == 8
    assert all((small / name).is_file() for name in put)
    filed = [(each.id, standing(each)) for each in Consignment.objects.order_by("id")]
    assert [state for _, state in filed] == ["filed", "filed"]
    people = persons(SYSTEM).count()
    assert ensure_demo() == []
    assert [(each.id, standing(each)) for each in Consignment.objects.order_by("id")] == filed
    assert persons(SYSTEM).count() == people


def test_everybody_can_log_in_as_printed(small, capsys):
    ensure_demo(letters=False)
    print_accounts()
    told = capsys.readouterr().out
    assert PASSWORD in told
    for login in ACCOUNTS:
        assert login in told
        assert person_by_login(login).check_password(PASSWORD)
    assert {person.login for person in persons(SYSTEM)} == set(ACCOUNTS)


def test_it_goes_on_where_it_was_interrupted(small, monkeypatch):
    real = post.file_consignment

    def interrupted(*_arguments, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(post, "file_consignment", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ensure_demo(letters=False)
    monkeypatch.setattr(post, "file_consignment", real)
    ensure_demo(letters=False)
    assert [standing(each) for each in Consignment.objects.all()] == ["filed", "filed"]


def test_nothing_is_built_among_somebodys_own_records(small):
    register_person(SYSTEM, login="eigene", given_name="E", family_name="Igene")
    with pytest.raises(NotADemo, match="nichts verändert"):
        ensure_demo()
    assert persons(SYSTEM).count() == 1
