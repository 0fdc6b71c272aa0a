# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

NEW_SUBJECT_LINE_MISSING = wording(
    "documents_pages.new_subject_line_missing", "Bitte geben Sie an, wie die Dokumente heißen sollen."
)
NOTHING_CHOSEN = wording("documents_pages.nothing_chosen", "Sie haben nichts ausgewählt.")
SAME_AS_NEWEST_VERSION = wording(
    "documents_pages.same_as_newest_version", "Das ist dieselbe Datei wie Version {number}, die neueste."
)
