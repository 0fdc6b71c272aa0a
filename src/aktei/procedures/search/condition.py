# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the search can find everything there is at the moment, for those who search and for those who watch it."""

from django.utils.translation import gettext as _

from aktei.procedures.search import contents
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import Condition, State


def condition() -> Condition:
    """How the index is. An office without any records has all of them in its index, even if there is none."""
    found = engine().condition()
    if found.state is State.MISSING and not contents.anything():
        return Condition(State.CURRENT)
    return found


def shortfall() -> str:
    """Why not everything can be found at the moment, in plain words; empty where it can."""
    found = condition()
    if found.state is State.CURRENT or (found.state is State.BEGUN and found.rebuilt is None):
        return ""
    far = _(" (%(done)s von %(total)s Akten, Vorgängen und Dokumenten)") % _counted(found) if found.rebuilt else ""
    if found.state in {State.OUTDATED, State.BEGUN}:
        return _("Die Suche wird gerade erneuert%(far)s. Bis dahin findet sie einzelne Stellen noch nicht.") % {
            "far": far
        }
    return _(
        "Die Suche wird gerade neu aufgebaut%(far)s. Akten und Dokumente sind davon nicht berührt und lassen sich wie "
        "immer öffnen."
    ) % {"far": far}


def _counted(found: Condition) -> dict[str, str]:
    done, total = found.rebuilt or (0, 0)
    return {"done": f"{done:,}".replace(",", "."), "total": f"{total:,}".replace(",", ".")}
