# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no version of ours has: whatever a database can hold that leads around our guards, or beneath them.

Names alone prove nothing (anything can be declared part of an extension, or internal); numbers from 16384 on are those
of objects that came after PostgreSQL itself was set up.
"""

from aktei.base.evidence.verifying.catalogue import OF_AN_EXTENSION

_SETTINGS = (
    *(
        "search_path",
        "session_replication_role",
        "row_security",
        "session_preload_libraries",
        "local_preload_libraries",
    ),
    *("allow_system_table_mods", "transform_null_equals", "array_nulls", "standard_conforming_strings"),
    *("backslash_quote", "zero_damaged_pages", "ignore_system_indexes", "ignore_checksum_failure"),
)
"""Settings that make the same words mean something else, or damage unseen."""
_NAMES = f"'{{{','.join(_SETTINGS)}}}'::text[]"

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
  AND (said ~ '^(role|(session|local)_preload_libraries|aktei[.]|plpgsql[.])'
       OR split_part(said, '=', 1) = ANY({names}))
UNION ALL
SELECT 'Einstellung ' || name,
       'Der Server hat sie dauerhaft auf ' || setting || ' gestellt; damit gilt anderes als sonst.'
FROM pg_settings WHERE source IN ('configuration file', 'command line', 'environment variable', 'global')
  AND (name = ANY({names}) OR name ~ '^(plpgsql|aktei)[.]') AND setting IS DISTINCT FROM boot_val
UNION ALL
SELECT 'Einstellung session_replication_role', 'Sie steht auf ' || now || '; damit schweigen alle Wächter.'
FROM current_setting('session_replication_role') AS now WHERE now <> 'origin'
UNION ALL
SELECT 'Einstellung aktei.act', 'Sie ist von außen gesetzt; damit gilt jedes Schreiben als Handlung.'
FROM current_setting('aktei.act', true) AS now WHERE now <> ''
""",
    "Verborgenes": """
SELECT 'Tabelle ' || c.relname, 'Ein verborgener Wächter ' || t.tgname || ' ruft ' || t.tgfoid::regprocedure || '.'
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS p ON p.oid = t.tgfoid
WHERE t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
  AND (p.oid >= 16384 OR p.proname !~ '^(RI_FKey_[a-z_]+|unique_key_recheck)$'
       OR NOT EXISTS (SELECT FROM pg_constraint AS k
                      WHERE k.oid = t.tgconstraint AND c.oid IN (k.conrelid, k.confrelid)))
UNION ALL
SELECT 'Tabelle ' || t.relname, 'Ihr Index ' || i.indexrelid::regclass || ' vergleicht anders als PostgreSQL selbst.'
FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid JOIN pg_class AS c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace
  AND (c.relam >= 16384 OR 16384 <= ANY(i.indclass::oid[]) OR 16384 <= ANY(i.indcollation::oid[]))
UNION ALL
SELECT 'Tabelle ' || c.relname, 'Ihre Spalte ' || a.attname || ' vergleicht anders als PostgreSQL selbst.'
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attcollation >= 16384
UNION ALL
SELECT 'Tabelle ' || c.relname, 'Sie liegt in einer Ablage, die nicht die von PostgreSQL selbst ist.'
FROM pg_class AS c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relam >= 16384
UNION ALL
SELECT 'Funktion ' || p.oid::regprocedure, 'Ein anderer Teil wird beim Planen mit ausgeführt.'
FROM pg_proc AS p WHERE p.pronamespace = current_schema()::regnamespace AND p.prosupport::oid >= 16384
""",
    "Ereignisse": """
SELECT 'Wächter ' || evtname, 'Er greift in die Datenbank selbst ein und gehört nicht zu diesem Stand.'
FROM pg_event_trigger
UNION ALL
SELECT 'Abonnement ' || subname, 'Es schreibt Zeilen an den Wächtern vorbei in diese Datenbank.'
FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
SELECT 'Transaktion ' || gid, 'Sie wartet fertig vorbereitet und schreibt später fest, was bis dahin niemand sieht.'
FROM pg_prepared_xacts WHERE database = current_database()
UNION ALL
SELECT 'Umwandlung ' || conname, 'Sie gehört nicht zu PostgreSQL selbst und ändert, welche Zeichen jemand sieht.'
FROM pg_conversion WHERE oid >= 16384 OR conproc::oid >= 16384
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
UNION ALL
SELECT 'Vorgabe für Rechte',
       'Was künftig angelegt wird, darf auch ' || coalesce(g.rolname, 'jede Rolle') || ' schreiben: '
       || string_agg(DISTINCT a.privilege_type, ', ') || '.'
FROM pg_default_acl AS d CROSS JOIN LATERAL aclexplode(d.defaclacl) AS a LEFT JOIN pg_roles AS g ON g.oid = a.grantee
WHERE d.defaclnamespace IN (0, current_schema()::regnamespace) AND d.defaclobjtype IN ('r', 'S')
  AND a.grantee <> d.defaclrole AND a.privilege_type NOT IN ('SELECT', 'MAINTAIN')
GROUP BY g.rolname
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
  AND (SELECT count(DISTINCT t.tgfoid) FROM pg_trigger AS t WHERE t.tgconstraint = k.oid) <> 4
UNION ALL
SELECT 'Tabelle ' || c.relname, 'Ihre Verweise (' || k.conname || ') werden anders geprüft, als sie sagen.'
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_trigger AS t ON t.tgconstraint = k.oid
JOIN pg_proc AS p ON p.oid = t.tgfoid
CROSS JOIN (SELECT '{"a": "noaction", "r": "restrict", "c": "cascade", "n": "setnull", "d": "setdefault"}'::jsonb AS of)
     AS called
WHERE c.relnamespace = current_schema()::regnamespace AND k.contype = 'f'
  AND (t.tgqual IS NOT NULL OR t.tgattr::text <> '' OR (t.tgrelid, p.proname, t.tgtype) NOT IN (
          (k.conrelid, 'RI_FKey_check_ins', 5), (k.conrelid, 'RI_FKey_check_upd', 17),
          (k.confrelid, 'RI_FKey_' || (called.of ->> k.confdeltype::text) || '_del', 9),
          (k.confrelid, 'RI_FKey_' || (called.of ->> k.confupdtype::text) || '_upd', 17)))
GROUP BY c.relname, k.conname
UNION ALL
SELECT 'Tabelle ' || c.relname, 'Was einmalig sein muss (' || k.conname || '), wird am Ende nicht mehr geprüft.'
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
WHERE c.relnamespace = current_schema()::regnamespace AND k.contype IN ('p', 'u', 'x') AND k.condeferrable
  AND NOT EXISTS (SELECT FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
                  WHERE t.tgconstraint = k.oid AND t.tgrelid = c.oid AND p.proname = 'unique_key_recheck'
                    AND t.tgtype = 21 AND t.tgqual IS NULL AND t.tgattr::text = '')
UNION ALL
SELECT 'Tabelle ' || c.relname, 'PostgreSQL prüft nicht alle ihre Bedingungen, obwohl es sie gibt.'
FROM pg_class AS c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  AND c.relchecks <> (SELECT count(*) FROM pg_constraint AS k WHERE k.conrelid = c.oid AND k.contype = 'c')
UNION ALL
SELECT 'Tabelle ' || c.relname, 'PostgreSQL übergeht ihre Indizes; was einmalig sein muss, wird nicht geprüft.'
FROM pg_class AS c WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relhasindex
  AND EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid)
UNION ALL
SELECT 'Tabelle ' || c.relname,
       'PostgreSQL übergeht, womit ihre Spalte ' || a.attname || ' vorbelegt oder errechnet wird.'
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT a.atthasdef
  AND EXISTS (SELECT FROM pg_attrdef AS d WHERE d.adrelid = c.oid AND d.adnum = a.attnum)
""",
    # 16384: the first number that is not PostgreSQL's own.
    "Hinzugefügtes": """
SELECT 'Funktion ' || p.oid::regprocedure, 'Sie wurde den eingebauten von PostgreSQL hinzugefügt.'
FROM pg_proc AS p
JOIN pg_language AS l ON l.oid = p.prolang
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.oid >= 16384 AND NOT {of_an_extension}
UNION ALL
SELECT 'Operator ' || o.oid::regoperator, 'Er gehört nicht zu diesem Stand und ändert, was Vergleiche bedeuten.'
FROM pg_operator AS o JOIN pg_proc AS p ON p.oid = o.oprcode JOIN pg_language AS l ON l.oid = p.prolang
WHERE o.oid >= 16384 AND NOT {of_an_extension}
UNION ALL
SELECT 'Umwandlung von ' || t.castsource::regtype || ' in ' || t.casttarget::regtype,
       'Sie gehört nicht zu diesem Stand und ändert, was Werte bedeuten.'
FROM pg_cast AS t WHERE t.oid >= 16384 AND t.castsource < 16384 AND t.casttarget < 16384
UNION ALL
SELECT 'Tabelle ' || c.oid::regclass, 'Sie wurde den eingebauten von PostgreSQL hinzugefügt und verdeckt unsere.'
FROM pg_class AS c
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
UNION ALL
SELECT 'Typ ' || y.typname, 'Er wurde den eingebauten von PostgreSQL hinzugefügt.'
FROM pg_type AS y
WHERE y.typnamespace = 'pg_catalog'::regnamespace AND y.oid >= 16384 AND y.typrelid = 0 AND y.typelem = 0
UNION ALL
SELECT 'Typ ' || y.typname, 'Er heißt wie einer der eingebauten und kann ihn verdecken.'
FROM pg_type AS y JOIN pg_type AS own ON own.typname = y.typname AND own.oid < 16384
WHERE y.typnamespace = current_schema()::regnamespace
UNION ALL
SELECT 'Vergleich ' || f.opfname, 'Ihm wurde etwas hinzugefügt; Sortieren und Suchen bedeuten damit etwas anderes.'
FROM (SELECT oid, amopfamily AS family, amoplefttype AS one, amoprighttype AS other FROM pg_amop
      UNION ALL SELECT oid, amprocfamily, amproclefttype, amprocrighttype FROM pg_amproc) AS m
JOIN pg_opfamily AS f ON f.oid = m.family
WHERE m.oid >= 16384 AND f.oid < 16384 AND m.one < 16384 AND m.other < 16384 GROUP BY f.opfname
""",
}  # fmt: skip

ODD = {
    name: question.replace("{names}", _NAMES).replace("{of_an_extension}", OF_AN_EXTENSION)
    for name, question in _ODD.items()
}
"""Each question answers with a place and what is wrong there."""

CREATING = """
SELECT string_agg(DISTINCT coalesce(g.rolname, 'jede Rolle'), ', ') FROM pg_namespace AS n
CROSS JOIN LATERAL aclexplode(n.nspacl) AS a LEFT JOIN pg_roles AS g ON g.oid = a.grantee
CROSS JOIN (SELECT relowner FROM pg_class WHERE oid = 'journal_journalentry'::regclass) AS c
WHERE n.oid = current_schema()::regnamespace AND a.privilege_type = 'CREATE'
  AND a.grantee NOT IN (10, n.nspowner, c.relowner)
"""
SETTING = """
SELECT string_agg(coalesce(g.rolname, 'jede Rolle') || ' (' || p.parname || ')', ', ' ORDER BY p.parname, g.rolname)
FROM pg_parameter_acl AS p CROSS JOIN LATERAL aclexplode(p.paracl) AS a LEFT JOIN pg_roles AS g ON g.oid = a.grantee
WHERE a.grantee <> 10 AND p.parname = ANY({names})
""".replace("{names}", _NAMES)
LOADED = "SELECT nullif(setting, '') FROM pg_settings WHERE name = 'shared_preload_libraries'"
MIGHTY = """
SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_roles AS r, pg_class AS c
WHERE c.oid = 'journal_journalentry'::regclass AND r.oid NOT IN (10, c.relowner)
  AND (r.rolsuper OR (r.oid >= 16384 AND pg_has_role(r.oid, c.relowner, 'MEMBER')))
"""
WRITING = """
SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_roles AS r, pg_class AS c
WHERE c.oid = 'journal_journalentry'::regclass AND r.oid NOT IN (10, c.relowner) AND NOT r.rolsuper
  AND (r.oid >= 16384 OR r.rolcanlogin)
  AND (pg_has_role(r.oid, 'pg_write_all_data', 'MEMBER') OR pg_has_role(r.oid, 'pg_write_server_files', 'MEMBER')
       OR pg_has_role(r.oid, 'pg_execute_server_program', 'MEMBER'))
"""
