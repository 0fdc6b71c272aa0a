# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""No sentence reaches a person past the catalogue: whoever switches to English meets German only where it is meant."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src/aktei"

IN_GERMAN = {
    "base/evidence": "what the judges say, on the command line and in exports: offices and courts read German",
    "base/embedded": "what the command line says to those who run the office",
    "base/log": "alarms of the log and their causes, for those who run the office",
    "entrances/cli": "the command line is German",
    "entrances/settings": "what is wrong with a setting is said on the command line",
    "entrances/api": "the interface describes itself to programs; what it refuses is translated",
    "entrances/demo": "the letters and dossiers of the demo county",
    "entrances/web/kit/frame/gallery.py": "samples on the page of parts",
    "entrances/worker": "what the office notes of its own beside post and folders is written down once, in German",
    "exchange/sidecars": "remarks beside post, written down once",
    "procedures/proof": "papers of an export: the official language is German (§ 23 (1) VwVfG)",
    "procedures/rendition/notice.py": "a page of the archival copy",
    "procedures/mailroom/senders.py": "words that letters use",
    "procedures/search/analysis.py": "words of the language",
    "procedures/search/spellings.py": "words of the language",
    "procedures/search/engines": "faults of the index, for those who run the office",
    "records/kinds": "what is wrong with the file that declares kinds, for those who run the office",
}
"""Where sentences are German on purpose, and why."""

_MARKED = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "wording",
    "counted",
}
_GERMAN = re.compile(
    r"\b(der|die|das|nicht|ist|sind|wird|werden|Sie|eine?n?|und|oder|bitte|keine?|es|gibt|mit|wurde|zu|für|von|Bitte"
    r"|Es|Das|Die|Der)\b"
)


def test_every_german_sentence_goes_through_the_catalogue():
    assert [f"{where}: {text[:80]!r}" for where, text in _sentences()] == []


def test_every_exception_is_still_needed():
    assert [each for each in IN_GERMAN if not (SOURCE / each).exists()] == []


def _sentences() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        within = str(path.relative_to(SOURCE))
        if {"tests", "migrations"} & set(path.parts) or within.startswith(tuple(IN_GERMAN)):
            continue
        tree = ast.parse(path.read_text())
        spared = set(_spared(tree))
        said = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in spared)
        for node in said:
            if isinstance(node.value, str) and _is_german(node.value):
                yield f"{within}:{node.lineno}", node.value


def _is_german(text: str) -> bool:
    return len(_GERMAN.findall(text)) > 1 and not re.search("SELECT|WHERE|FROM", text)


def _spared(tree: ast.AST) -> Iterator[ast.AST]:
    """What is said to those who read the code, and what is translated."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in _MARKED:
            yield from ast.walk(node)
