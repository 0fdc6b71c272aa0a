# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search finds what the gold set says is right, and little else."""

import pytest

from aktei.entrances.cli.bench import gold


@pytest.fixture(scope="module")
def scores():
    return gold.measure()


def test_there_are_four_hundred_questions_of_every_kind():
    asked = gold.questions()
    assert len(asked) == len({question.text for question in asked}) == 395
    assert sum(not question.right for question in asked) == 16


def test_what_is_found_is_right_and_what_is_right_is_found(scores):
    hits = scores["all"]["hits"]
    assert hits.precision >= 0.995
    assert hits.recall >= 0.98


@pytest.mark.parametrize(
    "kind",
    [
        *(
            "name without marks",
            "reference",
            "number",
            "family name",
            "date",
            "amount",
            "paragraph",
            "telephone",
            "plate",
        ),
        *("file number of a court", "one piece or two"),
    ],
)
def test_names_and_numbers_are_found_without_exception(scores, kind):
    assert (scores[kind]["hits"].precision, scores[kind]["hits"].recall) == (1, 1)


def test_words_divided_between_two_pages_are_found_on_both(scores):
    assert scores["page end"]["hits"].recall == 1


def test_what_stands_nowhere_is_found_nowhere(scores):
    assert scores["nowhere"]["hits"].found == 0


def test_similar_spellings_make_up_for_what_was_misread(scores):
    assert scores["phrase"]["with similar spellings"].recall == 1
    assert scores["all"]["with similar spellings"].recall > scores["all"]["hits"].recall
