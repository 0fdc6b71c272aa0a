# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever verifies holds no answer in memory that grows with the office."""

from collections import Counter

from aktei.base.evidence.notes import SignerKey
from aktei.base.evidence.verifying import acts, database, rows
from aktei.base.evidence.verifying.lines import WIDTH
from aktei.base.log.sealing import seal
from aktei.base.log.tests.tampering import SYSTEM, judge, some_acts

KEY = SignerKey.make("musterland.example/aktei")
PORTION = 20


def test_no_answer_that_is_held_at_once_grows_with_the_number_of_lines_or_rows(world, monkeypatch):
    for _each in range(WIDTH + 20):
        some_acts(SYSTEM, 1)
    seal(KEY)
    for module in (acts, rows):
        monkeypatch.setattr(module, "AT_ONCE", PORTION)
    monkeypatch.setattr(database, "AT_ONCE", WIDTH)
    held, come_by = Counter(), Counter()

    def counting(ask, counts):
        def counted(log, query, *values, **named):
            number = 0
            for number, row in enumerate(ask(log, query, *values, **named), 1):  # noqa: B007
                yield row
            counts[query] = max(counts[query], number)

        return counted

    monkeypatch.setattr(database.Log, "ask", counting(database.Log.ask, held))
    monkeypatch.setattr(database.Log, "stream", counting(database.Log.stream, come_by))
    report = judge(KEY, office_too=True, files=False)
    assert report.sound
    assert report.lines > WIDTH
    assert report.records > 5 * PORTION
    assert max(held.values()) <= WIDTH, held.most_common(1)
    assert max(come_by.values()) > WIDTH
