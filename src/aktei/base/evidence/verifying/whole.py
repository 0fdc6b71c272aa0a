# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole log: lines, tree, heads, keys, timestamps, witnesses, erasures."""

from collections.abc import Iterable, Sequence
from typing import Any

from aktei.base.evidence.verifying import heads as judge_heads
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.lines import WIDTH, Batch, Line, StoredTile, Told, as_told, check
from aktei.base.evidence.verifying.timestamps import check_timestamps
from aktei.base.evidence.verifying.tree import Forest

_NAMED_ONE_BY_ONE = 50


def verify(
    *,
    key: str,
    heads: Iterable[str],
    lines: Iterable[Line] = (),
    tiles: Iterable[StoredTile] = (),
    batches: Iterable[Batch] | None = None,
    published: str | Sequence[str] | None = None,
    timestamps: Iterable[tuple[int, bytes]] = (),
    authorities: bytes = b"",
    cosignatures: Iterable[tuple[int, str]] = (),
    witnesses: Sequence[str] = (),
    registered: Iterable[tuple[int, str]] = (),
    unsealed: Iterable[dict[str, Any]] = (),
) -> Report:
    """Check a log. `heads` and `lines` come in ascending order.

    `key` is the verifier key one trusts (with later ones after it, if known). `published` are heads that somebody kept
    elsewhere: one larger than the log, or at whose size the log has another root, means it was rewound or rewritten.
    `registered` are the keys that the office hands out as the log's, each with the size from which on it signs.
    `unsealed` are lines about erasures that wait for the sealer: nothing is proven of them yet, but they have happened.
    `batches`, instead of `lines`, are lines that were checked already (in other processes) with their tiles of level 0.
    """
    report = Report()
    stored = list(tiles)
    notes = [published] if isinstance(published, str) else list(published or ())
    read = judge_heads.read_heads(report, heads)
    forest = Forest([head.size for head in read] + _sizes(notes))
    if batches is None:
        batches = [check(lines, 0, {tile.index: tile.hashes for tile in stored if tile.level == 0})]
    told, erased, strangers = _grow(report, forest, batches)
    report.lines = forest.size
    keys = judge_heads.keys_of(report, key, told) if read or key else []
    judge_heads.check_registered(report, keys, registered)
    good = judge_heads.check_signatures(report, read, keys)
    wrong_from = judge_heads.check_roots(report, good, forest.roots, forest.size)
    if forest.size > max((head.size for head in good), default=0):
        report.find(f"Zeile {forest.size - 1}", "Nach dem letzten gültigen Prüfpunkt stehen unbesiegelte Zeilen.")
    for note in notes:
        judge_heads.check_published(report, note, keys, forest.roots, forest.size, _resumed(told))
    _name_strangers(report, strangers, wrong_from)
    higher = [tile for tile in stored if tile.level > 0]
    _check_higher(report, forest, higher, lines_hold=wrong_from == judge_heads.NEVER)
    waiting = (as_told(at, content) for at, content in enumerate(unsealed, forest.size))
    _check_erasures(report, [*told, *waiting], erased)
    by_size = {head.size: head for head in good}
    check_timestamps(report, {size: head.note for size, head in by_size.items()}, timestamps, authorities)
    judge_heads.check_cosignatures(report, by_size, cosignatures, witnesses)
    return report


def _sizes(notes: Iterable[str]) -> list[int]:
    sizes = []
    for note in notes:
        try:
            sizes.append(judge_heads.Head.read(note).size)
        except judge_heads.Malformed:
            continue  # named when it is compared
    return sizes


def _grow(report: Report, forest: Forest, batches: Iterable[Batch]) -> tuple[list[Told], list[int], list[int]]:
    told: list[Told] = []
    erased: list[int] = []
    strangers: list[int] = []
    set_back = 0
    for batch in batches:
        if batch.first > forest.size:
            report.find(f"Zeilen {forest.size} bis {batch.first - 1}", "Die Zeilen fehlen.")
            forest.add(bytes(32) * (batch.first - forest.size))
        forest.add(batch.leaves)
        report.findings += batch.findings
        told += batch.told
        erased += batch.erased
        strangers += batch.strangers
        set_back += batch.set_back
    if set_back:
        report.mention(
            "Uhr", f"{set_back}-mal ging die Uhr um mehr als eine Minute zurück; es gilt die Reihenfolge der Zeilen."
        )
    return told, erased, strangers


def _name_strangers(report: Report, strangers: Sequence[int], wrong_from: int) -> None:
    """A leaf and its tile differ. If the heads still fit the lines, the tile was altered, else the line."""
    named = {finding.place for finding in report.findings}
    for position in strangers[:_NAMED_ONE_BY_ONE]:
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
    if len(strangers) > _NAMED_ONE_BY_ONE:
        report.find("Kacheln", f"Insgesamt {len(strangers)} Einträge passen nicht zu ihren Zeilen.")


def _check_higher(report: Report, forest: Forest, tiles: Iterable[StoredTile], *, lines_hold: bool) -> None:
    """Compare the tiles above the leaves; with altered lines, that they differ says nothing new."""
    computed = dict(forest.higher)
    for tile in tiles:
        expected = computed.pop((tile.level, tile.index), None)
        if expected is None or (lines_hold and bytes(expected) != tile.hashes):
            report.find(f"Kachel {tile.level}/{tile.index}", "Die Prüfsummen sind nicht die der Zeilen.")
    for level, index in sorted(computed):
        report.find(f"Kachel {level}/{index}", "Die Kachel fehlt.")


def _check_erasures(report: Report, told: Iterable[Told], erased: Sequence[int]) -> None:
    """Content may be gone only where a sealed line says that it was lawfully erased."""
    lawful: set[int] = set()
    for each in told:
        if each.kind == "LinesErased":
            payload = each.content["payload"]
            places = [at for first, last in payload["positions"] for at in range(first, last + 1)]
            lawful.update(places)
            report.mention(
                f"Zeile {each.position}",
                f"{len(places)} Zeilen wurden rechtmäßig gelöscht ({payload['reason']}); ihre Prüfsummen bleiben.",
            )
    report.erased = len(erased)
    for position in erased:
        if position not in lawful:
            report.find(f"Zeile {position}", "Der Inhalt fehlt, und keine Zeile sagt, dass er gelöscht werden durfte.")
    back = lawful.difference(erased)
    if back:
        report.mention(f"Zeile {min(back)}", f"{len(back)} Zeilen gelten als gelöscht, ihr Inhalt ist aber noch da.")


def _resumed(told: Iterable[Told]) -> dict[str, str]:
    found = {}
    for each in told:
        if each.kind == "LogRewound" and (abandoned := each.content["payload"]["abandoned"]):
            text = abandoned.rpartition("\n\n")[0] + "\n"
            found[text] = f"{each.content['payload']['reason']} (Zeile {each.position}, {each.content['at']})"
    return found
