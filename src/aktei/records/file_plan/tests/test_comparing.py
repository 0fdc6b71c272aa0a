# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What taking a plan over would do, told before it is done."""

from hypothesis import given
from hypothesis import strategies as st

from aktei.exchange.plan_lines import PlanLine, Reading
from aktei.records.file_plan.comparing import DEFAULTS, compare
from aktei.records.file_plan.rules import parent_notation

_EXISTING = {
    "5": {**DEFAULTS, "title": "Soziales", "holds_dossiers": False},
    "50": {**DEFAULTS, "title": "Leistungen", "parent": "5"},
    "50.30": {**DEFAULTS, "title": "Wohngeld", "parent": "50"},
}


def lines(*rows):
    return Reading([PlanLine(notation, values, at) for at, (notation, values) in enumerate(rows, start=2)])


def test_new_changed_unchanged_and_missing_entries_are_told_apart():
    found = compare(
        lines(("50", {"title": "Leistungen"}), ("50.30", {"retention_years": 5}), ("51", {"title": "Jugend"})),
        _EXISTING,
    )
    assert [each.notation for each in found.new] == ["51"]
    assert found.new[0].values["parent"] == "5"
    assert [(each.notation, each.before, each.after) for each in found.changed] == [
        ("50.30", {"retention_years": 10}, {"retention_years": 5})
    ]
    assert (found.unchanged, found.missing, found.faults) == (1, ["5"], [])


def test_every_fault_is_told_with_its_line():
    found = compare(
        lines(
            ("50.30", {"title": ""}),
            ("x", {"title": "Kein Kennzeichen"}),
            ("60", {"title": "Bauen", "parent": "6"}),
            ("60", {"title": "Bauen", "reference_pattern": "{notation}"}),
            ("61", {"title": "A", "retention_years": None, "disposal_type": "V"}),
        ),
        _EXISTING,
    )
    told = {(fault.line, str(fault.reason).split(".")[0][:30]) for fault in found.faults}
    assert {line for line, _text in told} == {2, 3, 4, 5, 6}


def test_two_entries_that_each_lie_under_the_other_are_refused():
    found = compare(lines(("50", {"parent": "50.30"}), ("50.30", {"parent": "50"})), _EXISTING)
    assert [fault.line for fault in found.faults] == [2, 3]


def test_what_is_turned_over_moves_from_the_top_down():
    found = compare(lines(("50.30", {"parent": None}), ("50", {"parent": "50.30"})), _EXISTING)
    assert [each.notation for each in found.changed] == ["50.30", "50"]


def test_two_entries_may_not_count_under_one_pattern():
    found = compare(
        lines(
            ("70", {"title": "A", "reference_pattern": "U{number}"}),
            ("71", {"title": "B", "reference_pattern": "U{number}"}),
        ),
        {},
    )
    assert len(found.faults) == 2


def test_the_fingerprint_tells_whether_the_same_would_happen():
    wanted = lines(("50.30", {"retention_years": 5}))
    other = {**_EXISTING, "50.30": {**_EXISTING["50.30"], "retention_years": 7}}
    assert compare(wanted, _EXISTING).fingerprint == compare(wanted, _EXISTING).fingerprint
    assert compare(wanted, _EXISTING).fingerprint != compare(wanted, other).fingerprint


_NOTATIONS = st.lists(st.integers(0, 999).map(str), min_size=1, max_size=4).map(".".join)


@given(_NOTATIONS, st.sets(_NOTATIONS))
def test_the_entry_above_is_a_true_beginning_that_exists(notation, known):
    above = parent_notation(notation, known)
    assert above is None or (above in known and above != notation and notation.startswith(above))


@given(st.dictionaries(_NOTATIONS, st.text("ab", min_size=1), min_size=1, max_size=12))
def test_taking_over_what_was_planned_leaves_nothing_to_do(titles):
    wanted = Reading([PlanLine(notation, {"title": title}, 1) for notation, title in titles.items()])
    first = compare(wanted, {})
    assert not first.faults
    placed = set()
    for each in first.steps:
        assert each.values["parent"] is None or each.values["parent"] in placed
        placed.add(each.notation)
    again = compare(wanted, {each.notation: each.values for each in first.new})
    assert (len(first.new), list(again.steps)) == (len(titles), [])


def test_a_notation_that_stands_twice_is_counted_once_and_told():
    lines = [PlanLine("50", {"title": "Soziales"}, 2), PlanLine("50", {"title": "Jugend"}, 3)]
    found = compare(Reading(lines), {})
    assert [(one.notation, one.values["title"]) for one in found.new] == [("50", "Soziales")]
    assert (found.unchanged, [(fault.line, str(fault.reason)) for fault in found.faults]) == (
        0,
        [(3, "50 steht schon in Zeile 2.")],
    )
