# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions about rights that SQL answers in one go: own names and those of whom one stands in for alike.

Three things limit a right that is held only as a deputy:
- `scope`: of a right above that node only the node itself counts, of one below it all, of one elsewhere nothing;
- `protected`: what was granted to the absent person alone, behind a barrier, counts only if they said so;
- `for`: while somebody acts for one absent person, nothing but that person's rights counts.
"""

# Nothing but the constants of this page is put together here; what is asked for is passed as parameters.
# ruff: noqa: S608
VALID = "{0}.valid_from <= %(at)s AND ({0}.valid_until IS NULL OR {0}.valid_until > %(at)s)"

_HELD = f"""
    SELECT held.stands_for, held.scope, g.node, g.right, g.cause, held.valid_from,
           held.stands_for IS NOT NULL AND NOT held.protected
               AND held.name = 'person:' || held.stands_for::text AS alone
    FROM {{source}} AS held JOIN rights_grant AS g ON g.principal = held.name
    WHERE held.person = %(person)s AND {VALID.format("held")} AND {VALID.format("g")}
      AND (%(for)s::uuid IS NULL OR held.stands_for = %(for)s)
"""

# One look into the index per name; the planner would rather read every grant of the office.
_LENT = f"""
    SELECT held.stands_for, held.scope, g.node,
           held.stands_for IS NOT NULL AND NOT held.protected
               AND held.name = 'person:' || held.stands_for::text AS alone
    FROM (SELECT DISTINCT name, stands_for, scope, protected FROM {{source}} AS held
          WHERE held.person = %(person)s AND {VALID.format("held")}
            AND (%(for)s::uuid IS NULL OR held.stands_for = %(for)s)) AS held
    CROSS JOIN LATERAL (
        SELECT g.node FROM rights_grant AS g
        WHERE g.principal = held.name AND g.right = ANY(%(rights)s) AND g.valid_from <= %(at)s
          AND (%(lent)s OR g.cause !~ '^(task|emergency):')
          AND coalesce(g.valid_until, 'infinity'::timestamptz) > %(at)s
        OFFSET 0) AS g
"""

# Likewise: every place of the office is more than the few that are walked up.
_PLACE = f"""
        SELECT p.parent, p.barrier FROM rights_placement AS p WHERE p.node = {{}} AND {VALID.format("p")} OFFSET 0"""

_REACH = f"""
WITH RECURSIVE lent AS MATERIALIZED ({_LENT}),
-- Only what is held as a deputy and under a limit is walked up; `start` is the node of a grant, or the scope.
above(start, node, parent, barrier, depth) AS (
    SELECT limited.node, limited.node, p.parent, p.barrier, 0
    FROM (SELECT node FROM lent WHERE scope IS NOT NULL OR alone
          UNION SELECT scope FROM lent WHERE scope IS NOT NULL) AS limited
    CROSS JOIN LATERAL ({_PLACE.format("limited.node")}) AS p
  UNION ALL
    SELECT above.start, above.parent, p.parent, coalesce(p.barrier, false), depth + 1
    FROM above LEFT JOIN LATERAL ({_PLACE.format("above.parent")}) AS p ON true
    WHERE above.parent IS NOT NULL AND NOT above.barrier AND depth < 100
),
open AS (
    SELECT node, scope FROM lent
    WHERE NOT alone OR NOT EXISTS (SELECT 1 FROM above WHERE above.start = lent.node AND above.barrier)
)
SELECT node FROM open WHERE scope IS NULL
UNION
SELECT node FROM open WHERE node = scope
    OR EXISTS (SELECT 1 FROM above WHERE above.start = open.node AND above.node = open.scope)
UNION
SELECT scope FROM open
WHERE EXISTS (SELECT 1 FROM above WHERE above.start = open.scope AND above.node = open.node)
"""
REACH = _REACH.format(source="rights_held")
"""The nodes on which `person` holds one of `rights` at that moment."""

WOULD_LEND = _REACH.format(
    source=f"""(
    SELECT p.person, p.name, p.valid_from, p.valid_until, p.person AS stands_for,
           %(scope)s::uuid AS scope, %(protected)s::boolean AS protected
    FROM rights_principal AS p
    WHERE %(within)s = '' OR p.cause IN (
        SELECT u.cause FROM rights_principal AS u
        WHERE u.person = %(person)s AND u.name = %(within)s AND {VALID.format("u")})
    )"""
)
"""The nodes on which somebody who stood in for `person` with these limits would hold one of `rights`."""

ON_CHAIN = f"""
WITH held AS ({_HELD.format(source="rights_held")} AND g.node = ANY(%(chain)s))
SELECT held.right, held.stands_for, held.cause FROM held
WHERE (held.scope IS NULL OR held.scope = ANY(%(chain)s))
  AND (NOT held.alone OR NOT EXISTS (
      SELECT 1 FROM rights_placement AS p WHERE p.node = ANY(%(chain)s) AND p.barrier AND {VALID.format("p")}))
ORDER BY held.stands_for IS NOT NULL, held.valid_from, held.stands_for
"""
"""The rights `person` holds on a record with this chain and their causes, own ones first."""

HOLDERS = f"""
SELECT g.id, held.person, held.stands_for, held.cause, held.valid_from, held.valid_until
FROM rights_grant AS g JOIN rights_held AS held ON held.name = g.principal
WHERE g.node = ANY(%(chain)s) AND g.right = ANY(%(rights)s) AND {VALID.format("g")} AND {VALID.format("held")}
  AND (held.scope IS NULL OR held.scope = ANY(%(chain)s))
  AND (held.stands_for IS NULL OR held.protected OR held.name <> 'person:' || held.stands_for::text
       OR NOT EXISTS (
           SELECT 1 FROM rights_placement AS p WHERE p.node = ANY(%(chain)s) AND p.barrier AND {VALID.format("p")}))
ORDER BY held.stands_for IS NOT NULL, held.person, held.stands_for
"""
"""Whom each grant on a record with this chain reaches, and for whom they stand in."""
