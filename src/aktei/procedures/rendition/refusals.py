# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with what was rendered, or is to be."""

from aktei.base.refusals import wording

TAKE_IT_OUT_IN_THE_POST = wording(
    "rendition.take_it_out_in_the_post",
    "Das Dokument liegt im Posteingang; nehmen Sie die enthaltenen Dateien dort als Post auf.",
)
NOT_READ_YET = wording("rendition.not_read_yet", "Dieses Dokument ist noch nicht eingelesen.")
MADE_BY_THE_OFFICE_ALONE = wording("rendition.made_by_the_office_alone", "Archivfassungen erstellt nur Aktei selbst.")
