# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who acts."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """Who acts, for whom, through what. A system actor has no person and is made in code alone."""

    person_id: UUID | None
    for_person_id: UUID | None = None
    client: str = "web"

    @classmethod
    def system(cls, client: str) -> "Actor":
        """The office's own machinery (a worker, the command line), acting for nobody in particular."""
        return cls(person_id=None, client=client)

    @property
    def is_system(self) -> bool:
        """True for the office's own machinery."""
        return self.person_id is None
