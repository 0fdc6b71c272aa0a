# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the database still guards itself: triggers, functions, rights and settings against what this version has.

What they should be stands in `guards.json`, written from a freshly migrated database by `script/guards`; a test keeps
the two alike. What a server prints in its own words (`rendered`) is compared up to the version that wrote the file; a
later one may use others.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from aktei.base.evidence.verifying import builtin
from aktei.base.evidence.verifying.catalogue import HIGHEST, KINDS, LAST, SPELLED_ALIKE
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.oddities import CREATING, LOADED, MIGHTY, ODD, SETTING, WRITING

PLACE = Path(__file__).with_name("guards.json")
RENDERED = "rendered"
WORDS = frozenset({RENDERED, "said", "default"})
"""The properties that a later server may print otherwise."""

_SAID = {
    "function": "ruft eine andere Funktion",
    "type": "wacht über andere Vorgänge",
    "enabled": "ist abgeschaltet",
    "arguments": "hat andere Angaben",
    "columns": "wacht über andere Spalten",
    "old": "sieht die Zeilen nicht, wie sie waren",
    "new": "sieht die Zeilen nicht, wie sie werden",
    "conditional": "wacht nur noch unter einer Bedingung",
    "source": "hat einen anderen Quelltext",
    "language": "ist in einer anderen Sprache geschrieben",
    "as owner": "läuft mit anderen Rechten",
    "settings": "läuft mit anderen Einstellungen",
    "volatile": "ist anders eingestuft",
    "kind": "ist etwas anderes als eine Tabelle",
    "lasting": "übersteht keinen Absturz mehr",
    "owned alike": "gehört einer anderen Rolle",
    "row security": "zeigt nicht mehr jeder Rolle alle Zeilen",
    "inherits": "hat Untertabellen",
    "rules": "hat Regeln, die Schreiben umlenken",
    "owner may": "erlaubt ihrem Eigentümer anderes",
    "owner may in columns": "erlaubt ihrem Eigentümer in einzelnen Spalten anderes",
    "form": "nimmt oder liefert anderes",
    "options": "hat andere Angaben",
    "required": "darf leer sein oder darf es nicht mehr",
    "identity": "zählt anders",
    "generated": "wird anders errechnet",
    "default": "ist anders vorbelegt",
    "said": "sagt etwas anderes",
    "checked": "wurde nie geprüft",
    "enforced": "wird nicht durchgesetzt",
    "in use": "ist außer Gebrauch",
    "immediate": "prüft später",
    "steps": "zählt anders",
    "of": "gehört zu einer anderen Spalte",
    RENDERED: "ist anders beschrieben",
}
_CALLED = {
    "triggers": "Der Wächter {}",
    "columns": "Die Spalte {}",
    "constraints": "Die Bedingung {}",
    "indexes": "Der Index {}",
}
_OTHER_TYPE = "hat eine andere Art von Werten"

Guards = Mapping[str, Any]


@cache
def expected() -> Guards:
    """What this version has."""
    guards: Guards = json.loads(PLACE.read_text())
    return guards


def read(connection: "psycopg.Connection[Any]") -> Guards:
    """What the database has."""
    found: dict[str, Any] = {"server": connection.info.server_version // 10_000}
    for name, value in SPELLED_ALIKE.items():
        connection.execute("SELECT set_config(%s, %s, true)", (name, value))
    for kind, question in KINDS.items():
        rows = connection.execute(question.encode()).fetchall()
        found[kind] = {name: json.loads(said) for name, said in sorted(rows)}
    return found


def check_guards(report: Report, connection: "psycopg.Connection[Any]", wanted: Guards | None = None) -> None:
    """Name every guard that is missing, switched off or altered, and whatever leads around them."""
    wanted, found = wanted or expected(), read(connection)
    for place, what in _differences(wanted, found):
        report.find(place, what)
    for place, what in _behind(connection, found):
        report.find(place, what)
    for question in ODD.values():
        for place, what in connection.execute(question.encode()).fetchall():
            report.find(place, what)
    for name in sorted(set(found["tables"]) - set(wanted["tables"])):
        report.mention(f"Tabelle {name}", "Sie gehört nicht zu diesem Stand; Aktei liest und schreibt sie nicht.")
    builtin.check_builtin(report, connection)
    for question, what in (
        (MIGHTY, "Außer dem Eigentümer können auch diese die Wächter abschalten"),
        (WRITING, "Außer dem Eigentümer dürfen auch diese in alle Tabellen schreiben oder an Dateien des Servers"),
        (CREATING, "Außer dem Eigentümer dürfen auch diese neben den Tabellen etwas anlegen, das deren Namen trägt"),
        (SETTING, "Außer Superusern dürfen auch diese Einstellungen ändern, die Wächter ausschalten"),
        (LOADED, "Der Server lädt beim Start diese Bibliotheken, die von innen nicht zu beurteilen sind"),
    ):
        row = connection.execute(question.encode()).fetchone()
        if row and row[0]:
            report.mention("Rollen der Datenbank", f"{what}: {row[0]}.")
    if found["server"] > wanted["server"]:
        report.mention(
            "Wächter",
            f"Was PostgreSQL mit eigenen Worten beschreibt, ist nur bis Version {wanted['server']} wörtlich zu "
            f"vergleichen; hier läuft {found['server']}.",
        )


@cache
def guarded() -> dict[str, tuple[str, frozenset[str]]]:
    """Every table whose rows are sealed: its key column, and the columns that follow from others."""
    sealed = (
        (name.partition(".")[0], each["arguments"])
        for name, each in expected()["triggers"].items()
        if each["function"] == "aktei_seal_rows"
    )
    return {table: (said[0], frozenset(said[1:])) for table, said in sealed}


def _differences(wanted: Guards, found: Guards) -> Iterator[tuple[str, str]]:
    in_same_words = found["server"] <= wanted["server"]
    gone = set(wanted["tables"]) - set(found["tables"])
    for kind in KINDS:
        has = found[kind]
        for name, properties in wanted[kind].items():
            if kind in _CALLED and name.partition(".")[0] in gone:
                continue  # which says it all
            if name not in has:
                yield (
                    _place(kind, name),
                    "fehlt." if kind in ("tables", "sequences") else f"{_called(kind, name)} fehlt.",
                )
                continue
            wrong = [each for each, value in properties.items() if has[name].get(each) != value]
            wrong = [each for each in wrong if in_same_words or each not in WORDS]
            if len(wrong) > 1:  # its words say nothing more then
                wrong = [each for each in wrong if each != RENDERED]
            if wrong:
                said = (_OTHER_TYPE if (kind, each) == ("columns", "type") else _SAID[each] for each in wrong)
                yield _place(kind, name), f"{_called(kind, name)} {', '.join(said)}."
        for name in sorted(set(has) - set(wanted[kind])):
            if kind == "functions" or (kind in _CALLED and name.partition(".")[0] in wanted["tables"]):
                yield _place(kind, name), f"{_called(kind, name)} gehört nicht zu diesem Stand."


def _behind(connection: "psycopg.Connection[Any]", found: Guards) -> Iterator[tuple[str, str]]:
    """Counters that would give out numbers again: the newest of anything is told by its number."""
    for name, said in found["sequences"].items():
        table, _dot, column = (said["of"] or "").partition(".")
        if column and column in {each.partition(".")[2] for each in found["columns"] if each.startswith(f"{table}.")}:
            highest = connection.execute(HIGHEST.format(column=f'"{column}"', table=table).encode()).fetchone()
            last = connection.execute(LAST, (name,)).fetchone()
            if highest and last and (highest[0] or 0) > (last[0] or 0):
                yield _place("sequences", name), f"Er steht auf {last[0] or 0}, vergeben ist schon {highest[0]}."


def _place(kind: str, name: str) -> str:
    if kind == "functions":
        return f"Funktion {name}"
    return f"Zähler {name}" if kind == "sequences" else f"Tabelle {name.partition('.')[0]}"


def _called(kind: str, name: str) -> str:
    if kind in _CALLED:
        return _CALLED[kind].format(name.partition(".")[2])
    return "Er" if kind == "sequences" else "Sie"


def write(address: str) -> None:
    """Write the expectation anew from this database."""
    with psycopg.connect(address) as connection:
        PLACE.write_text(json.dumps(read(connection), indent=1, sort_keys=True, ensure_ascii=False) + "\n")
        builtin.write(connection)
