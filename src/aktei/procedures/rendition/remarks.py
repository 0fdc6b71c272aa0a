# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a clerk should know about a file that was read, although nothing keeps it from being worked on.

Whoever opens a file in a child process says so where it is seen, and needs no way to hand it up:

    remarks.note("damaged")                          # in a step over one page: the page is known
    remarks.note("attachments", "Plan.pdf", "b.txt") # in `triage`: about the file as a whole

The pipeline collects (`Rendered.remarks`), the rendition keeps them, and post room, book and the document's page show
the sentence of `SENTENCES`. A new remark is one line there: `{pages}` becomes "Seite 2" or "Seiten 2, 5 und 7" of the
document, `{names}` what was named (`+30` as 30 more). What is wrong enough to wait for a decision is no remark but
`Quarantined`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import Any, Self

from aktei.procedures.rendition.quarantine import gettext_noop

FILES_INSIDE = "files_inside"

SENTENCES: dict[str, str] = {
    "damaged": gettext_noop("Beschädigt und nur teilweise lesbar: {pages}. Das Original ist unverändert aufbewahrt."),
    FILES_INSIDE: gettext_noop(
        "In dieser Datei stecken weitere Dateien: {names}. Auf den Seiten hier stehen sie nicht."
    ),
    "hidden_layers": gettext_noop(
        "Diese Datei hat ausgeblendete Ebenen ({names}). Was darauf steht, zeigt und findet Aktei nicht; "
        "es steht nur im Original."
    ),
    "notes": gettext_noop("An den Seiten hängen Notizen, von denen man nur ein Zeichen sieht: {names}."),
    "fields_unseen": gettext_noop("In dieser Datei sind Felder ausgefüllt, die man auf keiner Seite sieht: {names}."),
    "signature_unseen": gettext_noop(
        "Diese Datei ist elektronisch signiert ({names}); auf keiner Seite sieht man davon etwas. "
        "Ob die Signatur gilt, lässt sich nur am Original prüfen."
    ),
    "form_elsewhere": gettext_noop(
        "Der Inhalt dieses Formulars (XFA) steht nicht auf den Seiten hier. Bitten Sie um eine gedruckte Fassung."
    ),
    "font_missing": gettext_noop(
        "Eine Schrift fehlt in dieser Datei ({names}). Was damit geschrieben ist, kann hier falsch aussehen und ist "
        "vielleicht nicht zu finden. Bitten Sie um eine Fassung auf Papier oder als gescanntes PDF."
    ),
    "not_prepared": gettext_noop(
        "Felder, Notizen oder Ebenen dieser Datei sind beschädigt; vielleicht fehlt etwas davon auf den Seiten. "
        "Vergleichen Sie mit dem Original."
    ),
}

Found = list[list[str]]
"""Remarks on their way out of a child process: a code and the names that go with it."""

_MOST_RUNS = 20
MOST_NAMES = 50
LONGEST_NAME = 200
_collecting: ContextVar[Found | None] = ContextVar("remarks", default=None)


@dataclass(frozen=True)
class Remark:
    """One remark about the whole of a version, or about some of its pages."""

    code: str
    pages: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as a rendition keeps them."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The inverse of `as_dict`."""
        return cls(values["code"], tuple(values["pages"]), tuple(values["names"]))


def note(code: str, *names: str) -> None:
    """Remember a remark about the page or file that is being worked on; names come from outside and are bounded."""
    if code not in SENTENCES:
        raise KeyError(code)
    found = _collecting.get()
    entry = [code, *(printable(name) for name in names[:MOST_NAMES])]
    if found is not None and entry not in found:
        found.append(entry)


def so_far() -> Found:
    """What was noted about the page or file that is being worked on."""
    return list(_collecting.get() or [])


@contextmanager
def collected() -> Iterator[None]:
    """Begin with a page or file; what was noted about another one is not known within."""
    token = _collecting.set([])
    try:
        yield
    finally:
        _collecting.reset(token)


def merged(of_files: Iterable[Found], of_pages: Iterable[tuple[int, Found]]) -> list[Remark]:
    """Each remark once: those about files first, then those about pages with all pages they are about."""
    whole = list(dict.fromkeys(tuple(entry) for found in of_files for entry in found))
    pages: dict[tuple[str, ...], list[int]] = {}
    for number, found in of_pages:
        for entry in found:
            there = pages.setdefault(tuple(entry), [])
            if number not in there[-1:]:
                there.append(number)
    return [Remark(code, names=tuple(names)) for code, *names in whole] + [
        Remark(code, tuple(numbers), tuple(names)) for (code, *names), numbers in pages.items()
    ]


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Page numbers in order as runs from … to …: a remark about 3,000 pages is still one line. Two are no run."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return [
        each
        for first, last in found
        for each in ([(first, first), (last, last)] if last == first + 1 else [(first, last)])
    ]


def pages_text(numbers: Sequence[int]) -> str:
    """Those pages as part of a reason, which is German: *Seite 2* or *Seiten 2, 5 bis 7 und 9*."""
    said = [str(first) if first == last else f"{first} bis {last}" for first, last in runs(numbers)]
    said = [*said[:_MOST_RUNS], "weitere"] if len(said) > _MOST_RUNS else said
    listed = " und ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    return f"{'Seite' if len(numbers) == 1 else 'Seiten'} {listed}"


def printable(name: str) -> str:
    """A name or sentence from outside: bounded, without line breaks, controls or signs that turn the writing around."""
    kept = "".join(char if char.isprintable() else " " for char in name[: 4 * LONGEST_NAME])
    return " ".join(kept.split())[:LONGEST_NAME] or "?"
