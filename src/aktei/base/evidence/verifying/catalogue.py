# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of a database about its own make: triggers, functions, tables, columns, constraints, and oddities.

How the server prints expressions does not depend on settings (`SPELLED_ALIKE`), and PostgreSQL 15 prints all of
ours as 18 does.
"""

from collections.abc import Mapping

SPELLED_ALIKE: Mapping[str, str] = {
    "quote_all_identifiers": "off",
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "iso_8601",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}

_WHOSE = "(SELECT relowner FROM pg_class WHERE oid = 'journal_journalentry'::regclass) AS whose"
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
    'as owner', p.prosecdef, 'owned alike', p.proowner = whose.relowner,
    'form', concat_ws(' ', p.prokind, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
                      CASE WHEN p.proisstrict THEN 'strict' END, CASE WHEN p.proleakproof THEN 'leakproof' END),
    'settings', coalesce(p.proconfig, '{}'), 'volatile', p.provolatile,
    'rendered', encode(sha256(convert_to(coalesce(pg_get_function_sqlbody(p.oid), ''), 'UTF8')), 'hex'))::text
FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang, {whose}
WHERE p.pronamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')
""".replace("{whose}", _WHOSE)
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
    'options', CASE WHEN c.relkind = 'v' THEN coalesce(c.reloptions, '{{}}') END,
    'owner may', {whole},
    'owner may in columns', (
        SELECT coalesce(jsonb_object_agg(f.attname, {column}), '{{}}')
        FROM pg_attribute AS f WHERE f.attrelid = c.oid AND f.attacl IS NOT NULL AND NOT f.attisdropped),
    'rendered', CASE WHEN c.relkind = 'v'
                THEN encode(sha256(convert_to(pg_get_viewdef(c.oid), 'UTF8')), 'hex') END)::text
FROM pg_class AS c, {whose}
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
""".format(  # noqa: S608 (our own words)
    whole=_RIGHTS.format(acl="coalesce(c.relacl, acldefault('r', c.relowner))"),
    column=_RIGHTS.format(acl="f.attacl"),
    whose=_WHOSE,
)
_COLUMNS = """
SELECT c.relname || '.' || a.attname, jsonb_build_object(
    'type', concat_ws(' ', format_type(a.atttypid, a.atttypmod), o.collname),
    'required', a.attnotnull, 'identity', a.attidentity, 'generated', a.attgenerated,
    'default', pg_get_expr(d.adbin, d.adrelid))::text
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation AS o ON o.oid = a.attcollation
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v')
  AND a.attnum > 0 AND NOT a.attisdropped
"""
# Required columns are constraints as well since PostgreSQL 18; they are told with the columns.
_CONSTRAINTS = """
SELECT c.relname || '.' || k.conname, jsonb_build_object(
    'said', pg_get_constraintdef(k.oid), 'checked', k.convalidated,
    'enforced', coalesce((to_jsonb(k) ->> 'conenforced')::bool, true))::text
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
WHERE c.relnamespace = current_schema()::regnamespace AND k.contype NOT IN ('n', 't')
"""
# Others only make reading faster.
_INDEXES = """
SELECT t.relname || '.' || c.relname, jsonb_build_object(
    'said', pg_get_indexdef(i.indexrelid), 'in use', i.indisvalid AND i.indisready AND i.indislive,
    'immediate', i.indimmediate)::text
FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_class AS t ON t.oid = i.indrelid
WHERE c.relnamespace = current_schema()::regnamespace
  AND (i.indisunique OR i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
"""
_SEQUENCES = """
SELECT c.relname, jsonb_build_object(
    'steps', concat_ws(' ', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle),
    'lasting', c.relpersistence = 'p', 'owned alike', c.relowner = whose.relowner,
    'of', (SELECT d.refobjid::regclass || '.' || a.attname FROM pg_depend AS d
           JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
           WHERE d.objid = c.oid AND d.deptype IN ('a', 'i')))::text
FROM pg_sequence AS s JOIN pg_class AS c ON c.oid = s.seqrelid, {whose}
WHERE c.relnamespace = current_schema()::regnamespace
""".replace("{whose}", _WHOSE)
KINDS = {
    "triggers": _TRIGGERS,
    "functions": _FUNCTIONS,
    "tables": _TABLES,
    "columns": _COLUMNS,
    "constraints": _CONSTRAINTS,
    "indexes": _INDEXES,
    "sequences": _SEQUENCES,
}
"""Each answers with names and their properties, as JSON."""

LAST = "SELECT pg_sequence_last_value(to_regclass(%s))"
HIGHEST = "SELECT max({column}) FROM {table}"

ODD = {
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
    "Sprache": """
SELECT 'Sprache ' || l.lanname, 'Was in ihr geschrieben ist, führt etwas anderes aus als PostgreSQL selbst.'
FROM pg_language AS l JOIN pg_proc AS p ON p.oid = l.lanplcallfoid
WHERE l.lanname = 'plpgsql' AND (p.prosrc <> 'plpgsql_call_handler' OR p.probin <> '$libdir/plpgsql')
""",
    "Eingebautes": """
SELECT 'Funktion ' || own.said, 'Die eingebaute Funktion wurde ausgetauscht.'
FROM (VALUES ('sha256(bytea)', 'sha256_bytea'), ('convert_to(text,name)', 'pg_convert_to'),
             ('to_jsonb(anyelement)', 'to_jsonb'), ('jsonb_delete(jsonb,text[])', 'jsonb_delete_array'),
             ('jsonb_object_field_text(jsonb,text)', 'jsonb_object_field_text'),
             ('current_setting(text,boolean)', 'show_config_by_name_missing_ok'),
             ('set_config(text,text,boolean)', 'set_config_by_name'), ('gen_random_uuid()', 'gen_random_uuid'),
             ('uuid_send(uuid)', 'uuid_send'), ('int4send(integer)', 'int4send'), ('int8send(bigint)', 'int8send'),
             ('octet_length(bytea)', 'byteaoctetlen'), ('octet_length(text)', 'textoctetlen'),
             ('unnest(anyarray)', 'array_unnest')) AS own(said, source)
LEFT JOIN pg_proc AS p ON p.oid = to_regprocedure('pg_catalog.' || own.said)
LEFT JOIN pg_language AS l ON l.oid = p.prolang
WHERE p.prosrc IS DISTINCT FROM own.source OR l.lanname <> 'internal'
""",
    "Verzeichnis": """
SELECT 'Tabelle ' || c.relname, 'PostgreSQL sieht ihre Wächter nicht, obwohl es sie gibt.'
FROM pg_class AS c WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relhastriggers
  AND EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid)
UNION ALL
SELECT 'Tabelle ' || c.relname, 'Ihre Verweise (' || k.conname || ') werden nicht mehr geprüft.'
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
WHERE c.relnamespace = current_schema()::regnamespace AND k.contype = 'f'
  AND coalesce((to_jsonb(k) ->> 'conenforced')::bool, true)
  AND (SELECT count(*) FROM pg_trigger AS t WHERE t.tgconstraint = k.oid) <> 4
""",
    # 16384: the first number that is not PostgreSQL's own.
    "Hinzugefügtes": """
SELECT 'Funktion ' || p.oid::regprocedure, 'Sie wurde den eingebauten von PostgreSQL hinzugefügt.'
FROM pg_proc AS p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'Operator ' || o.oid::regoperator, 'Er gehört nicht zu diesem Stand und ändert, was Vergleiche bedeuten.'
FROM pg_operator AS o WHERE o.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = o.oid AND d.deptype = 'e')
UNION ALL
SELECT 'Umwandlung von ' || t.castsource::regtype || ' in ' || t.casttarget::regtype,
       'Sie gehört nicht zu diesem Stand und ändert, was Werte bedeuten.'
FROM pg_cast AS t WHERE t.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = t.oid AND d.deptype = 'e')
""",
}  # fmt: skip
"""What no version of ours has: each question answers with a place and what is wrong there."""

MIGHTY = """
SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_roles AS r, pg_class AS c
WHERE c.oid = 'journal_journalentry'::regclass AND r.oid NOT IN (10, c.relowner) AND r.rolname !~ '^pg_'
  AND (r.rolsuper OR pg_has_role(r.oid, c.relowner, 'MEMBER'))
"""
