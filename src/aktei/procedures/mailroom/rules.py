# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be done with a consignment in which state, and how sure a suggestion is, without a database."""

from collections.abc import Sequence
from dataclasses import dataclass

from aktei.base.refusals import Refusal
from aktei.procedures.mailroom import refusals

CERTAIN, LIKELY, RESEMBLING = "certain", "likely", "resembling"
"""How sure a suggestion is. Only what is certain is chosen beforehand; what merely resembles never is."""

_FOR_OTHERS = (
    "anwalt",
    "anwaelt",
    "bevollmaechtigt",
    "betreuer",
    "vermiet",
    "arbeitgeb",
    "sachverstaendig",
    "behoerde",
    "nachbar",
    "zeug",
    "hausverwalt",
    "dolmetsch",
    "gutacht",
)


@dataclass(frozen=True)
class Ground:
    """Why a dossier was thought of: a `reference`, a `party` or a `similar` document.

    `proven`: the reference is written as it is; the party lives there or was born then, and it is their own matter.
    `labelled`: the letter says that this is its reference.
    """

    kind: str
    proven: bool = False
    labelled: bool = False


def level_of(grounds: Sequence[Ground]) -> str:
    """How sure a suggestion is that rests on these grounds, if there is no other."""
    told = [each for each in grounds if each.kind != "similar"]
    if any(each.proven for each in told):
        return CERTAIN
    return LIKELY if told else RESEMBLING


def levels_of(suggestions: Sequence[Sequence[Ground]]) -> list[str]:
    """How sure each of several suggestions for one letter is; at most one is certain.

    Where two would be, none is, unless one of them alone is spoken for by reference and party, or alone is what the
    letter calls its reference.
    """
    levels = [level_of(grounds) for grounds in suggestions]
    certain = [place for place, level in enumerate(levels) if level == CERTAIN]
    if len(certain) > 1:
        chosen = _only([each for each in certain if _proven_kinds(suggestions[each]) == {"reference", "party"}])
        if chosen is None and all(_proven_kinds(suggestions[each]) == {"reference"} for each in certain):
            chosen = _only([each for each in certain if any(ground.labelled for ground in suggestions[each])])
        for place in certain:
            levels[place] = CERTAIN if place == chosen else LIKELY
    return levels


def may_resemble(*, sender_known: bool, sender_is_there: bool) -> bool:
    """Whether a dossier that merely resembles a letter may be shown: never, when the letter is by somebody else."""
    return sender_is_there or not sender_known


def own_matter(folded_role: str) -> bool:
    """Whether somebody in this role writes in their own matter; a lawyer or a landlord has many."""
    return not any(each in folded_role for each in _FOR_OTHERS)


def _proven_kinds(grounds: Sequence[Ground]) -> set[str]:
    return {each.kind for each in grounds if each.proven}


def _only(places: Sequence[int]) -> int | None:
    return places[0] if len(places) == 1 else None


def objections_to_receiving(*, channel: str, channels: frozenset[str], documents: Sequence[int]) -> list[Refusal]:
    """Why post may not be taken in; empty means it may."""
    reasons = []
    if channel not in channels:
        reasons.append(refusals.UNKNOWN_CHANNEL(channel=channel, channels=", ".join(sorted(channels))))
    if not documents or not all(documents):
        reasons.append(refusals.NO_FILE())
    return reasons


def objections_to_filing(state: str, *, only_some: bool = False) -> list[Refusal]:
    """Why a consignment in this state may not be filed; of what is still read or in question, parts may be."""
    if only_some and state not in ("filed", "returned"):
        return []
    state = "received" if state == "processing" else state
    return {
        "received": [refusals.STILL_READ()],
        "quarantined": [refusals.IN_QUARANTINE()],
        "filed": [refusals.FILED_ALREADY()],
        "returned": [refusals.RETURNED()],
    }.get(state, [])


def objections_to_undoing(state: str) -> list[Refusal]:
    """Why a filing may not be taken back."""
    return [] if state == "filed" else [refusals.NOT_FILED()]


def objections_to_moving(state: str) -> list[Refusal]:
    """Why a consignment may not go to another unit or back to its sender."""
    return {
        "filed": [refusals.FILED_ALREADY()],
        "returned": [refusals.RETURNED_ALREADY()],
    }.get(state, [])
