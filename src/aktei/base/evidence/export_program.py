# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`pruefen.py`: the judge of an export as one file, made of its parts, so that it runs alone, read from top to bottom.

Python's isolated mode (`-I`) finds nothing beside a script, and whoever is to trust a program should read one file.
"""

import ast
import importlib.util
from functools import cache
from pathlib import Path

_HOME = "aktei.base.evidence"
_PARTS = ("export_arithmetic", "export_container", "export_story", "export_opened", "export_records", "export_verdict")
_WHOLE = "export_check"


@cache
def program() -> str:
    """The parts one after another, each under its own explanation, without what only ties them together here."""
    head, body = _without_ties(_WHOLE)
    parts = []
    for each in _PARTS:
        told, rest = _without_ties(each)
        parts.append("\n".join(f"# {line}".rstrip() for line in told.splitlines()) + f"\n\n{rest}")
    licence = "# SPDX-FileCopyrightText: 2026 Aktei contributors\n# SPDX-License-Identifier: EUPL-1.2\n"
    return f'{licence}"""{head}"""\n\nfrom __future__ import annotations\n\n' + "\n\n".join([*parts, body])


def _without_ties(name: str) -> tuple[str, str]:
    """Explanation and body of a part."""
    found = importlib.util.find_spec(f"{_HOME}.{name}")
    assert found is not None
    assert found.origin is not None
    source = Path(found.origin).read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines(keepends=True)
    first = tree.body[0]
    ties = [each for each in tree.body if isinstance(each, ast.ImportFrom) and _is_tie(each.module or "")]
    for each in reversed([first, *ties]):
        del lines[each.lineno - 1 : each.end_lineno]
    told = ast.get_docstring(tree, clean=False) or ""
    return told, "".join(line for line in lines if not line.startswith("# SPDX")).strip() + "\n"


def _is_tie(module: str) -> bool:
    return module == "__future__" or module.startswith(_HOME)
