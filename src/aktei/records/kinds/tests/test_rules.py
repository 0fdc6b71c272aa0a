# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Declaring kinds, and what a value has to be like."""

import tomllib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.base.refusals import Refusal
from aktei.records.kinds.rules import (
    BUILT_IN,
    DeclarationError,
    Field,
    Kind,
    read_declaration,
    read_key,
    read_value,
    read_values,
    shown,
)

_GOOD = """
[subject]
label = "Sachakte"
[[subject.fields]]
name = "ort"
label = "Ort"
[building]
label = "Bauakte"
[[building.fields]]
name = "klasse"
label = "Gebäudeklasse"
type = "choice"
choices = ["1", "2"]
required = true
[[building.fields]]
name = "flur"
label = "Flurstück"
pattern = "[0-9]+"
"""


def test_a_declaration_adds_to_the_built_in_kinds():
    kinds = read_declaration(tomllib.loads(_GOOD))
    assert list(kinds) == ["subject", "case_file", "building"]
    assert kinds["case_file"] == BUILT_IN["case_file"]
    assert kinds["building"].field("klasse").required


def test_everything_wrong_with_a_declaration_is_told_at_once():
    bad = """
    [Bau]
    label = "x"
    [house]
    colour = "rot"
    [[house.fields]]
    name = "A B"
    type = "colour"
    [[house.fields]]
    name = "a"
    label = "A"
    type = "choice"
    [[house.fields]]
    name = "b"
    label = "B"
    pattern = "("
    """
    with pytest.raises(DeclarationError) as error:
        read_declaration(tomllib.loads(bad))
    told = " ".join(error.value.reasons)
    for part in ("„Bau“", "colour ist unbekannt", "Bezeichnung", "Der Name", "Den Typ colour", "choices", "regulärer"):
        assert part in told


def test_one_name_has_one_type_everywhere():
    with pytest.raises(DeclarationError, match="verschiedene Typen"):
        read_declaration(
            {
                "a": {"label": "A", "fields": [{"name": "x", "label": "X"}]},
                "b": {"label": "B", "fields": [{"name": "x", "label": "X", "type": "date"}]},
            }
        )


def test_everything_wrong_with_the_values_is_told_at_once():
    kind = read_declaration(tomllib.loads(_GOOD))["building"]
    kept, reasons = read_values(kind, {"flur": "12a", "farbe": "rot"})
    assert kept == {}
    assert len(reasons) == 3


@pytest.mark.parametrize(
    ("sort", "typed", "kept", "said"),
    [
        ("number", "1.234,50", "1234.5", "1.234,5"),
        ("number", "1.234", "1234", "1.234"),
        ("number", "12.5", "12.5", "12,5"),
        ("number", "-0,25", "-0.25", "-0,25"),
        ("number", "0", "0", "0"),
        ("date", "3.2.2025", "2025-02-03", "03.02.2025"),
        ("date", "2025-02-03", "2025-02-03", "03.02.2025"),
        ("yes_no", "Ja", True, "Ja"),
        ("yes_no", False, False, "Nein"),
        ("text", " Oberdorf ", "Oberdorf", "Oberdorf"),
    ],
)
def test_values_are_kept_plainly_and_shown_in_german(sort, typed, kept, said):
    field = Field("x", "X", sort)
    assert read_value(field, typed) == kept
    assert shown(field, kept) == said


@pytest.mark.parametrize(
    ("sort", "typed"),
    [
        *(("number", each) for each in ("zwölf", "1e400", "nan", "1,2,3", "")),
        *(("date", each) for each in ("31.2.2025", "morgen", "2025")),
        ("yes_no", "vielleicht"),
        ("text", "x" * 501),
    ],
)
def test_what_is_not_of_the_type_is_refused_with_a_reason(sort, typed):
    assert isinstance(read_value(Field("x", "X", sort), typed), Refusal)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_a_number_read_from_what_is_shown_is_the_same(number):
    field = Field("x", "X", "number")
    kept = read_value(field, f"{number:f}".replace(".", ","))
    assert Decimal(kept) == number
    assert read_value(field, shown(field, kept)) == kept


@given(st.dates(date(1000, 1, 1)))
def test_a_date_read_from_what_is_shown_is_the_same(day):
    field = Field("x", "X", "date")
    assert read_value(field, shown(field, day.isoformat())) == day.isoformat()


def test_only_kinds_led_by_a_specialist_system_have_a_key():
    assert read_key(BUILT_IN["case_file"], "  WG  7 ") == ("WG 7", [])
    assert read_key(Kind("plain", "Sachakte"), "WG 7")[1]
