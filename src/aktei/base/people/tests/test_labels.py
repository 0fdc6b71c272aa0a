# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody reads an id or an English word where a right was given."""

from aktei.base.people.labels import payload_labels


def test_rights_principals_and_causes_are_told_by_their_names(world, django_assert_num_queries):
    team, anna = world.units["50.1"], world.persons["sachbearbeitung"]
    payloads = [
        {"right": "read", "principal": f"unit:{team.id}", "cause": f"task:{team.id}"},
        {"right": "edit", "principal": f"person:{anna.id}", "cause": "Amtshilfe"},
        {"right": "…", "principal": "…", "cause": "…"},
        {"subject_line": "Antrag", "cause": "task:x"},
    ]
    with django_assert_num_queries(2):
        said = payload_labels(payloads)
    assert said[0] == {"right": "Lesen", "principal": "Mitglied von Team Wohngeld", "cause": "Aufgabe"}
    assert said[1] == {"right": "Bearbeiten", "principal": "Anna Weiß persönlich", "cause": "Amtshilfe"}
    assert said[2:] == payloads[2:]
    assert payloads[0]["right"] == "read"


def test_lines_without_principals_ask_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert payload_labels([{"subject_line": "Antrag"}]) == [{"subject_line": "Antrag"}]
