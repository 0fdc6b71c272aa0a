# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rendition asks of its siblings without knowing them."""

from uuid import UUID

from aktei.base.questions import question


@question
def password_for(document: UUID) -> str | None:
    """The password somebody supplied for this document's files; none, while nobody keeps any."""
    return None
