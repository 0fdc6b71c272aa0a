# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file plan that was read from a file, held against the one there is: what would be new, what would change. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from aktei.base.refusals import Refusal
from aktei.exchange.plan_lines import Fault, PlanLine, Reading
from aktei.records.file_plan import refusals
from aktei.records.file_plan.rules import (
    DEFAULT_PATTERN,
    fingerprint,
    objections_to_entry,
    objections_to_notation,
    objections_to_pattern,
    objections_to_sharing,
    parent_notation,
)

DEFAULTS: Final[Mapping[str, Any]] = {
    "title": "",
    "parent": None,
    "reference_pattern": DEFAULT_PATTERN,
    "retention_years": 10,
    "disposal_type": "B",
    "note": "",
    "holds_dossiers": True,
    "dossier_kinds": [],
    "disabled": False,
}
"""What an entry says of itself where a file says nothing; also the names a file's values go by."""


@dataclass(frozen=True)
class Planned:
    """An entry as it would be: all values, and those that change with what they were (nothing for a new entry)."""

    notation: str
    values: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0

    @property
    def after(self) -> dict[str, Any]:
        """The changed values as they would be."""
        return {name: self.values[name] for name in self.before}


@dataclass(frozen=True)
class Comparison:
    """What taking the file over would do. `missing` are entries the file does not name; they stay as they are."""

    new: Sequence[Planned] = ()
    changed: Sequence[Planned] = ()
    unchanged: int = 0
    missing: Sequence[str] = ()
    unknown: Sequence[str] = ()
    faults: Sequence[Fault] = ()

    @property
    def fingerprint(self) -> str:
        """The same as long as the same would happen."""
        return fingerprint([(one.notation, sorted(one.values.items(), key=str), one.before) for one in self.steps])

    @property
    def steps(self) -> Sequence[Planned]:
        """Everything that would happen, in an order in which it can: whatever is above comes first."""
        return [*self.new, *self.changed]


def compare(
    reading: Reading, existing: Mapping[str, Mapping[str, Any]], known_kinds: Collection[str] | None = None
) -> Comparison:
    """Hold a file against the plan there is (`existing`: values by notation); tells every fault, each with its line."""
    faults = [*reading.faults, *_doubles(reading.lines)]
    once = {each.notation: each for each in reversed(reading.lines)}  # of doubles, which are faults, the first
    notations = {*existing, *once}
    merged = {notation: _merged(each, existing.get(notation), notations) for notation, each in once.items()}
    parents = {notation: values["parent"] for notation, values in {**existing, **merged}.items()}
    patterns = {notation: values["reference_pattern"] for notation, values in {**existing, **merged}.items()}
    shared = Counter(pattern for pattern in patterns.values() if "{notation}" not in pattern)
    for each in once.values():
        values = merged[each.notation]
        others = [values["reference_pattern"]] if shared[values["reference_pattern"]] > 1 else []
        reasons = [
            *_about(each.notation, values, known_kinds),
            *objections_to_sharing(values["reference_pattern"], others),
        ]
        reasons += _place_of(each.notation, parents)
        faults += [Fault(each.line, reason) for reason in reasons]
    order = {notation: depth for notation in parents for depth in [_depth(notation, parents)]}
    lines = sorted(once.values(), key=lambda each: (order.get(each.notation, 0), each.notation))
    new = [Planned(one.notation, merged[one.notation], line=one.line) for one in lines if one.notation not in existing]
    changed = [
        Planned(one.notation, merged[one.notation], before, one.line)
        for one in lines
        if (before := _differences(existing.get(one.notation), merged[one.notation]))
    ]
    return Comparison(
        new=new,
        changed=changed,
        unchanged=len(merged) - len(new) - len(changed),
        missing=sorted(set(existing) - set(merged)),
        unknown=tuple(reading.unknown),
        faults=sorted(faults, key=lambda fault: fault.line),
    )


def _doubles(lines: Iterable[PlanLine]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for each in lines:
        if each.notation in first:
            faults.append(
                Fault(each.line, refusals.TWICE_IN_THE_FILE(notation=each.notation, line=str(first[each.notation])))
            )
        first.setdefault(each.notation, each.line)
    return faults


def _merged(line: PlanLine, known: Mapping[str, Any] | None, notations: Collection[str]) -> dict[str, Any]:
    """Everything about an entry: as the file says, else as it is, else the usual."""
    start = dict(known) if known else {**DEFAULTS, "parent": parent_notation(line.notation, notations)}
    return start | dict(line.values)


def _about(notation: str, values: Mapping[str, Any], known_kinds: Collection[str] | None) -> list[Refusal]:
    return [
        *objections_to_notation(notation, parent=None, siblings=()),
        *objections_to_pattern(values["reference_pattern"]),
        *objections_to_entry(
            title=values["title"],
            retention_years=values["retention_years"],
            disposal_type=values["disposal_type"],
            note=values["note"],
            dossier_kinds=values["dossier_kinds"],
            known_kinds=known_kinds,
        ),
    ]


def _place_of(notation: str, parents: Mapping[str, str | None]) -> list[Refusal]:
    above = parents[notation]
    if above is not None and above not in parents:
        return [refusals.NO_ENTRY_ABOVE(above=above)]
    if _depth(notation, parents) < 0:
        return [refusals.BELOW_ITSELF(notation=notation)]
    return []


def _depth(notation: str, parents: Mapping[str, str | None]) -> int:
    """How many entries stand above; -1 if the way upwards goes round in a circle."""
    seen = {notation}
    above = parents.get(notation)
    while above is not None:
        if above in seen:
            return -1
        seen.add(above)
        above = parents.get(above)
    return len(seen) - 1


def _differences(known: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: known[name] for name in DEFAULTS if known[name] != wanted[name]} if known else {}
