# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tax numbers: as a state writes them, and with the thirteen digits they have everywhere in Germany. Pure.

F stands for the tax office, B for the district, U for what tells one from another, P for the check digit.
"""

import re
from typing import Final

# As a state groups it → the thirteen digits (the scheme of the tax administrations of the states).
_SCHEMES: Final = (
    ("FFBBB/UUUUP", "28FF0BBBUUUUP"),  # Baden-Württemberg
    ("FFF/BBB/UUUUP", "9FFF0BBBUUUUP"),  # Bayern
    ("FF/BBB/UUUUP", "11FF0BBBUUUUP"),  # Berlin
    ("0FF/BBB/UUUUP", "30FF0BBBUUUUP"),  # Brandenburg
    ("FF/BBB/UUUUP", "24FF0BBBUUUUP"),  # Bremen
    ("FF/BBB/UUUUP", "22FF0BBBUUUUP"),  # Hamburg
    ("0FF/BBB/UUUUP", "26FF0BBBUUUUP"),  # Hessen
    ("0FF/BBB/UUUUP", "40FF0BBBUUUUP"),  # Mecklenburg-Vorpommern
    ("FF/BBB/UUUUP", "23FF0BBBUUUUP"),  # Niedersachsen
    ("FFF/BBBB/UUUP", "5FFF0BBBBUUUP"),  # Nordrhein-Westfalen
    ("FF/BBB/UUUUP", "27FF0BBBUUUUP"),  # Rheinland-Pfalz
    ("0FF/BBB/UUUUP", "10FF0BBBUUUUP"),  # Saarland
    ("2FF/BBB/UUUUP", "32FF0BBBUUUUP"),  # Sachsen
    ("1FF/BBB/UUUUP", "31FF0BBBUUUUP"),  # Sachsen-Anhalt
    ("FF/BBB/UUUUP", "21FF0BBBUUUUP"),  # Schleswig-Holstein
    ("1FF/BBB/UUUUP", "41FF0BBBUUUUP"),  # Thüringen
)
_GROUPS: Final = re.compile(r"\d+")
_TAX_NUMBER: Final = re.compile(r"\d{2,5}(?:[\s/.-]{0,3}\d{3,5}){1,2}|\d{13}")


def other_numbers(typed: str) -> tuple[str, ...]:
    """The same tax number as others write it, without anything between its digits; none if it looks like none."""
    if not _TAX_NUMBER.fullmatch(typed):
        return ()
    groups = _GROUPS.findall(typed)
    found = (_other(groups, *scheme) for scheme in _SCHEMES)
    return tuple(dict.fromkeys(number for number in found if number))


def _other(groups: list[str], state: str, whole: str) -> str | None:
    """From the state's number to the thirteen digits, or back."""
    digits = "".join(groups)
    if len(digits) == len(whole):
        return _filled(whole, digits, state.replace("/", ""))
    sizes = [len(part) for part in state.split("/")]
    return _filled(state.replace("/", ""), digits, whole) if [len(group) for group in groups] == sizes else None


def _filled(pattern: str, digits: str, wanted: str) -> str | None:
    """The digits that stand in `pattern`, put into `wanted`; None if a fixed digit differs."""
    values: dict[str, list[str]] = {}
    for sign, digit in zip(pattern, digits, strict=True):
        if sign.isdigit() and sign != digit:
            return None
        values.setdefault(sign, []).append(digit)
    return "".join(sign if sign.isdigit() else values[sign].pop(0) for sign in wanted)
