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

# Anything can be declared part of an extension. What one truly brings is compiled, and lies beside the server.
OF_AN_EXTENSION = r"""
(l.lanname = 'c' AND p.probin ~ '^[$]libdir/[A-Za-z0-9_.-]+$'
 AND EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'))
"""
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
WHERE p.pronamespace = current_schema()::regnamespace AND NOT {of_an_extension}
""".replace("{whose}", _WHOSE).replace("{of_an_extension}", OF_AN_EXTENSION)
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
                   WHERE r.ev_class = c.oid AND NOT (r.ev_type = '1' AND c.relkind IN ('v', 'm')) ORDER BY r.rulename),
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
