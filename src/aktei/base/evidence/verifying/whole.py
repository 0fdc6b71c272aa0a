# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole log: lines, tree, heads, keys, timestamps, witnesses, erasures."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from aktei.base.evidence.verifying import heads as judge_heads
from aktei.base.evidence.verifying.attested import Share, Timestamps, Witnesses, alone, check_attested, check_heads
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.growth import Growth
from aktei.base.evidence.verifying.lines import WIDTH, Batch, LineText, StoredTile, as_told


def verify(
    *,
    key: str,
    heads: Iterable[str],
    batches: Iterable[Batch],
    tiles: Iterable[StoredTile] = (),
    published: str | Sequence[str] | None = None,
    timestamps: Iterable[tuple[int, bytes]] = (),
    authorities: bytes = b"",
    cosignatures: Iterable[tuple[int, str]] = (),
    witnesses: Sequence[str] = (),
    registered: Iterable[tuple[int, str]] = (),
    unsealed: Iterable[dict[str, Any]] = (),
    share: Share = alone,
) -> Report:
    """Check a log. All that is numbered comes in ascending order; `heads` are read twice, everything else once.

    `batches` are lines that were checked already (maybe in other processes) with their tiles of level 0; `tiles` are
    those above. `share` lets others check signatures.

    `key` is the verifier key one trusts (with later ones after it, if known). `published` are heads that somebody kept
    elsewhere: one larger than the log, or at whose size the log has another root, means it was rewound or rewritten.
    `registered` are the keys that the office hands out as the log's, each with the size from which on it signs.
    `unsealed` are lines about erasures that wait for the sealer: nothing is proven of them yet, but they have happened.
    """
    report = Report()
    notes = [published] if isinstance(published, str) else list(published or ())
    if isinstance(heads, Iterator):
        heads = list(heads)
    growth = Growth(report, _sizes(notes))
    growth.grow(batches, judge_heads.read_heads(report, heads))
    report.lines = size = growth.forest.size
    keys = judge_heads.keys_of(report, key, growth.told) if report.heads or key else []
    judge_heads.check_registered(report, keys, registered)
    good = check_heads(report, judge_heads.readable(heads), keys, growth, share)
    attested = check_attested(
        report, good, growth, Timestamps(timestamps, authorities), Witnesses(cosignatures, witnesses)
    )
    if size > attested.largest:
        report.find(f"Zeile {size - 1}", "Nach dem letzten gültigen Prüfpunkt stehen unbesiegelte Zeilen.")
    for note in notes:
        judge_heads.check_published(report, note, keys, growth.roots, size, _resumed(growth.told))
    _name_strangers(report, growth, attested.wrong_from)
    _check_higher(report, growth, tiles, lines_hold=attested.wrong_from == judge_heads.NEVER)
    for at, content in enumerate(unsealed, size):
        growth.read(as_told(at, content))
    growth.check_erasures()
    return report


def _sizes(notes: Iterable[str]) -> list[int]:
    sizes = []
    for note in notes:
        try:
            sizes.append(judge_heads.Head.read(note).size)
        except judge_heads.Malformed:
            continue  # named when it is compared
    return sizes


def _name_strangers(report: Report, growth: Growth, wrong_from: int) -> None:
    """A leaf and its tile differ. If the heads still fit the lines, the tile was altered, else the line."""
    named = {finding.place for finding in report.findings}
    for position in growth.strangers:
        if f"Zeile {position}" in named:
            continue
        index, entry = divmod(position, WIDTH)
        if position >= report.lines:
            report.find(f"Zeile {position}", f"Die Zeile fehlt; Kachel 0/{index} kennt sie.")
        elif wrong_from != judge_heads.NEVER:
            report.find(f"Zeile {position}", f"Ihre Prüfsumme ist nicht die, die in Kachel 0/{index} steht.")
        else:
            report.find(
                f"Kachel 0/{index}",
                f"Eintrag {entry} (Zeile {position}) ist nicht die Prüfsumme der besiegelten Zeile.",
            )
    if growth.strange > len(growth.strangers):
        report.find("Kacheln", f"Insgesamt {growth.strange} Einträge passen nicht zu ihren Zeilen.")


def _check_higher(report: Report, growth: Growth, tiles: Iterable[StoredTile], *, lines_hold: bool) -> None:
    """Compare the tiles above the leaves; with altered lines, that they differ says nothing new."""
    computed = dict(growth.forest.higher)
    for tile in tiles:
        expected = computed.pop((tile.level, tile.index), None)
        if expected is None or (lines_hold and bytes(expected) != tile.hashes):
            report.find(f"Kachel {tile.level}/{tile.index}", "Die Prüfsummen sind nicht die der Zeilen.")
    for level, index in sorted(computed):
        report.find(f"Kachel {level}/{index}", "Die Kachel fehlt.")


def _resumed(told: Iterable[LineText]) -> dict[str, str]:
    found = {}
    for each in told:
        if each.kind == "LogRewound" and (abandoned := each.content["payload"]["abandoned"]):
            text = abandoned.rpartition("\n\n")[0] + "\n"
            found[text] = f"{each.content['payload']['reason']} (Zeile {each.position}, {each.content['at']})"
    return found
