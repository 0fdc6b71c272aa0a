# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same file many times: told as far as one may read, and looked for among few however many there are."""

from aktei.records.documents import copies


def test_of_a_file_only_what_came_later_is_a_copy(receive, world):
    first, second = receive(), receive()
    assert copies.copied(world.actor("sachbearbeitung"), [first.id, second.id]) == {second.id}


def test_of_a_file_that_very_many_sent_in_only_the_oldest_are_looked_at(receive, world, monkeypatch):
    of_others, first, second = receive("63.1"), receive(), receive()
    anna = world.actor("sachbearbeitung")
    monkeypatch.setattr(copies, "_MOST_LOOKED_AT", 2)
    assert copies.copied(anna, [of_others.id, first.id, second.id]) == {second.id}
    monkeypatch.setattr(copies, "_MOST_LOOKED_AT", 1)
    assert copies.copied(anna, [of_others.id, first.id, second.id]) == set()
