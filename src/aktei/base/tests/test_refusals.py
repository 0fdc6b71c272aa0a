# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A refusal is a code with parameters; its sentence is said in the language of whoever asks."""

import json
import re
from datetime import date

import pytest
from django.utils.translation import override

from aktei.base.acts.errors import Hidden, Missing, NotForOthers, Refused
from aktei.base.refusals import WORDINGS, Wording, counted, wording
from aktei.base.wording import sentence
from aktei.entrances.api.problems import problem
from aktei.entrances.statuses import status_of
from aktei.records.dossiers import refusals


def test_days_and_numbers_are_written_as_people_write_them():
    said = Wording("x.y", "Bis {until} sind es {number} Seiten.")
    assert sentence(said(until=date(2026, 11, 3), number=3_000_000)) == "Bis 03.11.2026 sind es 3.000.000 Seiten."
    assert str(said(until=date(2026, 11, 3), number=3_000_000)) == "Bis 03.11.2026 sind es 3.000.000 Seiten."


def test_one_and_many_are_told_apart():
    assert str(refusals.OPEN_CASES(count=1)).startswith("Ein Vorgang ")
    assert sentence(refusals.OPEN_CASES(count=2_000)).startswith("2.000 Vorgänge ")


def test_a_refusal_inside_a_refusal_is_said_in_the_same_language():
    within = Wording("x.z", "Zeile {line}: {reason}")
    with override("en"):
        told = sentence(within(line="3", reason=refusals.NOT_CLOSED()))
    assert told.endswith(sentence_in("en", refusals.NOT_CLOSED()))


def test_a_code_belongs_to_one_sentence():
    with pytest.raises(ValueError, match=r"dossiers\.closed"):
        wording("dossiers.closed", "Ganz etwas anderes.")
    assert counted("dossiers.open_cases", *_said("dossiers.open_cases")) == WORDINGS["dossiers.open_cases"]


def test_every_code_names_its_package_and_its_reason():
    assert [code for code in WORDINGS if not re.fullmatch(r"[a-z_]+\.[a-z_]+", code)] == []


def test_the_interface_carries_the_code_and_what_the_sentence_names():
    refused = Refused([refusals.OPEN_CASES(count=3), refusals.NOT_CLOSED()])
    body = json.loads(problem(409, refused.told, refused.coded).content)
    assert body["type"].endswith("#refusal-dossiers.open_cases")
    assert body["refusals"] == [
        {"code": "dossiers.open_cases", "params": {"count": 3}},
        {"code": "dossiers.not_closed", "params": {}},
    ]
    assert len(body["reasons"]) == 2


def test_what_may_not_be_found_has_no_code():
    assert Missing(refusals.MISSING()).coded == Hidden(refusals.MISSING()).coded == []


def test_only_in_ones_own_name_is_a_missing_right():
    assert status_of(NotForOthers()) == 403


def sentence_in(language: str, refusal) -> str:
    with override(language):
        return sentence(refusal)


def _said(code: str) -> tuple[str, str]:
    return WORDINGS[code].sentence, WORDINGS[code].many
