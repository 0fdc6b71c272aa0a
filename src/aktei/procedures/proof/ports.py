# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the making of exports asks of the sealer without knowing it; `entrances/wiring.py` plugs it in.

Unplugged, an export waits until the sealer comes round by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Plugged:
    sealing: Callable[[], object] | None = None


_plugged = _Plugged()


def register_sealing(sealing: Callable[[], object]) -> None:
    """Plug in whoever seals what waits. It may do nothing while somebody else seals, and says nothing of trouble."""
    _plugged.sealing = sealing


def seal_what_waits() -> None:
    """Have the waiting lines sealed now, if that is possible."""
    if _plugged.sealing is not None:
        _plugged.sealing()
