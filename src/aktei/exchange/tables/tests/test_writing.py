# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import csv
import io
from datetime import UTC, date, datetime

import pytest

from aktei.exchange.tables.writing import harmless, lines


def test_a_table_begins_with_a_byte_order_mark_and_is_parted_by_semicolons():
    text = "".join(lines(["Name", "Tage"], [["Öztürk; Ayşe", -3], ['Zum "Adler"', None]]))
    assert text.startswith("\ufeffName;Tage\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[1:] == [["Öztürk; Ayşe", "-3"], ['Zum "Adler"', ""]]


def test_days_and_moments_are_written_the_german_way():
    moment = datetime(2026, 11, 21, 8, 12, tzinfo=UTC)
    assert "21.11.2026;21.11.2026 09:12:00" in "".join(lines(["a", "b"], [[date(2026, 11, 21), moment]]))


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_no_cell_is_a_formula(text):
    assert harmless(text) == f"'{text}"
    assert harmless("50.30-2026/00042") == "50.30-2026/00042"
