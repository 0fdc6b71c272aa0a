# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the database still guards itself: triggers, functions, rights and settings against what this version has.

What they should be stands in `guards.json`, written from a freshly migrated database by `script/guards`; a test keeps
the two alike. Compared is what every server version keeps alike; what a server prints in its own words (`rendered`) is
compared only with the version that wrote the file.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from aktei.base.evidence.verifying.findings import Report

PLACE = Path(__file__).with_name("guards.json")
RENDERED = "rendered"
"""The property that depends on the server's version."""

_TRIGGERS = """
SELECT c.relname || '.' || t.tgname, jsonb_build_object(
    'function', t.tgfoid::regproc::text, 'type', t.tgtype, 'enabled', t.tgenabled,
    'arguments', array_remove(string_to_array(encode(t.tgargs, 'escape'), '\\000'), ''),
    'columns', ARRAY(SELECT a.attname FROM pg_attribute AS a
                     WHERE a.attrelid = c.oid AND a.attnum = ANY(t.tgattr::int2[]) ORDER BY a.attname),
    'old', t.tgoldtable, 'new', t.tgnewtable, 'conditional', t.tgqual IS NOT NULL,
    'rendered', encode(sha256(convert_to(pg_get_triggerdef(t.oid), 'UTF8')), 'hex'))::text
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""
_FUNCTIONS = """
SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', jsonb_build_object(
    'source', encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'), 'language', l.lanname,
    'as owner', p.prosecdef, 'settings', coalesce(p.proconfig, '{}'), 'volatile', p.provolatile,
    'rendered', encode(sha256(convert_to(coalesce(pg_get_function_sqlbody(p.oid), ''), 'UTF8')), 'hex'))::text
FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
WHERE p.pronamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
# MAINTAIN came with PostgreSQL 17, and hurts nobody.
_RIGHTS = """
coalesce((SELECT array_agg(DISTINCT a.privilege_type ORDER BY a.privilege_type) FROM aclexplode({acl}) AS a
          WHERE a.grantee = c.relowner AND a.privilege_type <> 'MAINTAIN'), '{{}}')
"""
_TABLES = """
SELECT c.relname, jsonb_build_object(
    'kind', c.relkind, 'lasting', c.relpersistence = 'p', 'owned alike', c.relowner = whose.relowner,
    'row security', c.relrowsecurity OR c.relforcerowsecurity
                    OR EXISTS (SELECT FROM pg_policy AS y WHERE y.polrelid = c.oid),
    'inherits', EXISTS (SELECT FROM pg_inherits AS i WHERE c.oid IN (i.inhparent, i.inhrelid)),
    'rules', ARRAY(SELECT r.rulename FROM pg_rewrite AS r
                   WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN' ORDER BY r.rulename),
    'owner may', {whole},
    'owner may in columns', (
        SELECT coalesce(jsonb_object_agg(f.attname, {column}), '{{}}')
        FROM pg_attribute AS f WHERE f.attrelid = c.oid AND f.attacl IS NOT NULL AND NOT f.attisdropped),
    'rendered', CASE WHEN c.relkind = 'v'
                THEN encode(sha256(convert_to(pg_get_viewdef(c.oid), 'UTF8')), 'hex') END)::text
FROM pg_class AS c, (SELECT relowner FROM pg_class WHERE oid = 'journal_journalentry'::regclass) AS whose
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
""".format(  # noqa: S608 (our own words)
    whole=_RIGHTS.format(acl="coalesce(c.relacl, acldefault('r', c.relowner))"), column=_RIGHTS.format(acl="f.attacl")
)
_KINDS = {"triggers": _TRIGGERS, "functions": _FUNCTIONS, "tables": _TABLES}

_ODD = {
    "Fremdschlüssel": """
SELECT 'Tabelle ' || c.relname, 'Die Prüfung ihrer Verweise ist abgeschaltet.'
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE t.tgisinternal AND t.tgenabled <> 'O' AND c.relnamespace = current_schema()::regnamespace GROUP BY c.relname
""",
    "Einstellungen": """
SELECT 'Einstellung ' || split_part(said, '=', 1),
       'Sie ist dauerhaft gesetzt (' || said || ', für ' || coalesce(r.rolname, 'alle Rollen')
       || ') und hebelt Wächter aus.'
FROM pg_db_role_setting AS s LEFT JOIN pg_roles AS r ON r.oid = s.setrole, unnest(s.setconfig) AS said
WHERE (s.setdatabase = 0 OR s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))
  AND said ~ '^(session_replication_role|search_path|row_security|role|(session|local)_preload_libraries|aktei[.])'
UNION ALL
SELECT 'Einstellung session_replication_role', 'Sie steht auf ' || now || '; damit schweigen alle Wächter.'
FROM current_setting('session_replication_role') AS now WHERE now <> 'origin'
UNION ALL
SELECT 'Einstellung aktei.act', 'Sie ist von außen gesetzt; damit gilt jedes Schreiben als Handlung.'
FROM current_setting('aktei.act', true) AS now WHERE now <> ''
""",
    "Ereignisse": """
SELECT 'Wächter ' || evtname, 'Er greift in die Datenbank selbst ein und gehört nicht zu diesem Stand.'
FROM pg_event_trigger
UNION ALL
SELECT 'Abonnement ' || subname, 'Es schreibt Zeilen an den Wächtern vorbei in diese Datenbank.'
FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
""",
    "Rechte": """
SELECT 'Tabelle ' || c.relname, 'Auch ' || coalesce(g.rolname, 'jede Rolle') || ' darf in sie schreiben: '
       || string_agg(DISTINCT a.privilege_type, ', ') || '.'
FROM pg_class AS c
CROSS JOIN LATERAL (
    SELECT * FROM aclexplode(c.relacl)
    UNION ALL
    SELECT x.* FROM pg_attribute AS f, aclexplode(f.attacl) AS x WHERE f.attrelid = c.oid AND f.attacl IS NOT NULL
) AS a
LEFT JOIN pg_roles AS g ON g.oid = a.grantee
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v')
  AND a.grantee <> c.relowner AND a.privilege_type NOT IN ('SELECT', 'MAINTAIN')
GROUP BY c.relname, g.rolname
""",
}  # fmt: skip
"""What no version of ours has: each question answers with a place and what is wrong there."""

_MIGHTY = """
SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_roles AS r, pg_class AS c
WHERE c.oid = 'journal_journalentry'::regclass AND r.oid NOT IN (10, c.relowner) AND r.rolname !~ '^pg_'
  AND (r.rolsuper OR pg_has_role(r.oid, c.relowner, 'MEMBER'))
"""

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
    RENDERED: "ist anders beschrieben",
}

Guards = Mapping[str, Any]


@cache
def expected() -> Guards:
    """What this version has."""
    guards: Guards = json.loads(PLACE.read_text())
    return guards


def read(connection: "psycopg.Connection[Any]") -> Guards:
    """What the database has."""
    found: dict[str, Any] = {"server": connection.info.server_version // 10_000}
    for kind, question in _KINDS.items():
        rows = connection.execute(question.encode()).fetchall()
        found[kind] = {name: json.loads(said) for name, said in sorted(rows)}
    return found


def check_guards(report: Report, connection: "psycopg.Connection[Any]", wanted: Guards | None = None) -> None:
    """Name every guard that is missing, switched off or altered, and whatever leads around them."""
    wanted, found = wanted or expected(), read(connection)
    for place, what in _differences(wanted, found):
        report.find(place, what)
    for question in _ODD.values():
        for place, what in connection.execute(question.encode()).fetchall():
            report.find(place, what)
    row = connection.execute(_MIGHTY.encode()).fetchone()
    if row and row[0]:
        report.mention(
            "Rollen der Datenbank", f"Außer dem Eigentümer können auch diese die Wächter abschalten: {row[0]}."
        )
    if wanted["server"] != found["server"]:
        report.mention(
            "Wächter",
            f"Sichten und SQL-Funktionen sind nur unter PostgreSQL {wanted['server']} wörtlich zu vergleichen; "
            f"hier läuft {found['server']}.",
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
    alike = wanted["server"] == found["server"]
    for kind in _KINDS:
        has = found[kind]
        for name, properties in wanted[kind].items():
            if name not in has:
                yield _place(kind, name), "fehlt." if kind == "tables" else f"{_called(kind, name)} fehlt."
                continue
            wrong = [each for each, value in properties.items() if has[name].get(each) != value]
            # What is altered shows in words of every server; its own words say nothing more then.
            wrong = [each for each in wrong if each != RENDERED or (alike and len(wrong) == 1)]
            if wrong:
                yield _place(kind, name), f"{_called(kind, name)} {', '.join(_SAID[each] for each in wrong)}."
        for name in sorted(set(has) - set(wanted[kind])):
            if kind == "functions" or (kind == "triggers" and name.partition(".")[0] in wanted["tables"]):
                yield _place(kind, name), f"{_called(kind, name)} gehört nicht zu diesem Stand."


def _place(kind: str, name: str) -> str:
    return f"Funktion {name}" if kind == "functions" else f"Tabelle {name.partition('.')[0]}"


def _called(kind: str, name: str) -> str:
    if kind == "triggers":
        return f"Der Wächter {name.partition('.')[2]}"
    return "Sie"


def write(address: str) -> None:
    """Write the expectation anew from this database."""
    with psycopg.connect(address) as connection:
        PLACE.write_text(json.dumps(read(connection), indent=1, sort_keys=True, ensure_ascii=False) + "\n")
