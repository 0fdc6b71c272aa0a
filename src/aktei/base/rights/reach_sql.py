# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reaches what: the one text from which every question about rights is made.

A principal reaches a person over a period: their own, or that of somebody for whom they stand in (`PRINCIPALS`, which
is the view `rights_held`). A grant gives it a right on a node, and on everything in whose chain that node is. Of what
is held only as a deputy,
- `scope`: nothing but what lies at or below that node counts;
- `alone`: what was granted to the absent person alone counts behind a barrier only if they said so (`protected`);
- `for`: while somebody acts for one absent person, nothing but that person's rights counts.

A moment is a period of one microsecond, so that one text answers for moments and for periods. Two ways lead to the
rows: from a record's chain to whoever reaches it, and from a person to the nodes they reach; what counts is the same.
"""

from aktei.base.rights.rules import OVERSIGHT

# Nothing but the constants of this page is put together here; what is asked for is passed as parameters.
# ruff: noqa: S608
_NEVER = "'infinity'::timestamptz"
_OVERSIGHT = f"'{OVERSIGHT}'::uuid"


def _touches(row: str) -> str:
    """The row holds at some moment of the period asked about (`since` inclusive, `until` exclusive)."""
    return f"{row}.valid_from < %(until)s AND coalesce({row}.valid_until, {_NEVER}) > %(since)s"


_TOGETHER = f"""greatest(g.valid_from, principal.valid_from)
      < least(coalesce(g.valid_until, {_NEVER}), coalesce(principal.valid_until, {_NEVER}))"""
_ALONE = """(principal.stands_for IS NOT NULL AND NOT principal.protected
             AND principal.name = 'person:' || principal.stands_for::text)"""
_FOR = "(%(for)s::uuid IS NULL OR principal.stands_for = %(for)s)"


def _counts(node: str, scope: str, alone: str, chain: str) -> str:
    """What was granted on a node counts for a record with this chain."""
    return f"""{node} = ANY({chain}) AND ({scope} IS NULL OR {scope} = ANY({chain}))
      AND NOT ({alone} AND {_OVERSIGHT} = ANY({chain}))"""


_STANDING_IN = """
SELECT p.id, s.person, p.name, greatest(p.valid_from, s.valid_from) AS valid_from,
       least(p.valid_until, s.valid_until) AS valid_until, s.cause, s.stands_for, s.scope, s.protected
FROM {standing} AS s JOIN rights_principal AS p ON p.person = s.stands_for
WHERE s.within = ''
UNION ALL
-- What came with membership of one unit: whatever was given for the same cause as the unit's own name.
SELECT p.id, s.person, p.name, greatest(p.valid_from, u.valid_from, s.valid_from),
       least(p.valid_until, u.valid_until, s.valid_until), s.cause, s.stands_for, s.scope, s.protected
FROM {standing} AS s
JOIN rights_principal AS u ON u.person = s.stands_for AND u.name = s.within
JOIN rights_principal AS p ON p.person = s.stands_for AND p.cause = u.cause
WHERE s.within <> ''
"""
PRINCIPALS = f"""
SELECT id, person, name, valid_from, valid_until, cause,
       NULL::uuid AS stands_for, NULL::uuid AS scope, false AS protected
FROM rights_principal
UNION ALL {_STANDING_IN.format(standing="rights_standing")}"""
"""Every principal that reaches a person, and when. The view `rights_held` says the same; a test compares them."""

_ON_CHAIN = f"""
FROM rights_grant AS g JOIN rights_held AS principal ON principal.name = g.principal
WHERE {_counts("g.node", "principal.scope", _ALONE, "%(chain)s")}
  AND {_touches("g")} AND {_touches("principal")} AND {_TOGETHER}"""

ON_CHAIN = f"""
SELECT g.right, principal.stands_for, g.cause {_ON_CHAIN} AND principal.person = %(person)s AND {_FOR}
ORDER BY principal.stands_for IS NOT NULL, principal.valid_from, principal.stands_for
"""
"""The rights `person` holds on a record with this chain and their causes, own ones first."""

REACHED = f"""
SELECT principal.person, g.right, g.principal, g.node, g.cause, g.id, g.granted_by, g.approval, principal.stands_for,
       greatest(g.valid_from, principal.valid_from) AS begin, least(g.valid_until, principal.valid_until),
       principal.cause, principal.valid_from, principal.valid_until
{_ON_CHAIN} AND g.right = ANY(%(rights)s) AND (%(person)s::uuid IS NULL OR principal.person = %(person)s)
ORDER BY begin, principal.stands_for IS NOT NULL, principal.person, principal.stands_for
"""
"""Everybody whom one of `rights` on a record with this chain reaches (or `person` alone), by which grant and when."""

# One look into the index per principal; the planner would rather read every grant of the office. A principal that
# comes from several memberships is looked up once.
_OF_PERSON = f"""
    SELECT {{columns}}, principal.scope, {_ALONE} AS alone
    FROM (SELECT {{distinct}} FROM {{principals}} AS principal
          WHERE principal.person = %(person)s AND {_touches("principal")} AND {_FOR}) AS principal
    CROSS JOIN LATERAL (
        SELECT * FROM rights_grant AS g WHERE g.principal = principal.name AND {_touches("g")} {{granted}} OFFSET 0
    ) AS g"""

# Likewise: every place of the office is more than the few that are walked up.
_ABOVE = f"""
above(start, node, depth, since, until) AS (
    SELECT first.node, first.node, 0, first.since, first.until FROM ({{nodes}}) AS first(node, since, until)
  UNION
    SELECT above.start, place.above, above.depth + 1, greatest(above.since, place.since),
           least(above.until, place.until)
    FROM above CROSS JOIN LATERAL (
        SELECT CASE WHEN p.barrier THEN {_OVERSIGHT} ELSE p.parent END AS above, p.valid_from AS since,
               coalesce(p.valid_until, {_NEVER}) AS until
        FROM rights_placement AS p
        WHERE p.node = above.node AND (p.barrier OR p.parent IS NOT NULL) AND {_touches("p")}
          AND p.valid_from < above.until AND coalesce(p.valid_until, {_NEVER}) > greatest(above.since, p.valid_from)
        OFFSET 0
    ) AS place
    WHERE above.depth < 100
)"""

_PLACED = f"""
    SELECT p.node, p.valid_from, coalesce(p.valid_until, {_NEVER}) FROM rights_placement AS p
    WHERE p.node = ANY(%(nodes)s) AND {_touches("p")} AND coalesce(p.valid_until, {_NEVER}) > p.valid_from"""

ABOVE = f"""
WITH RECURSIVE {_ABOVE.format(nodes=_PLACED)}
SELECT start, depth, node, since, nullif(until, {_NEVER}) FROM above
"""
"""What each of `nodes` hung below, at which depth and when; a node that hung nowhere is left out."""

CHAINS = f"""
WITH RECURSIVE {_ABOVE.format(nodes=_PLACED)}
SELECT start, array_agg(node ORDER BY depth) FROM above GROUP BY start
"""
"""The chain of each of `nodes` at that moment."""

# Only what is held as a deputy and under a limit is walked up: it counts at the lower one of its node and its scope,
# that is where it counts for the chain of either.
_REACH = f"""
WITH RECURSIVE lent AS MATERIALIZED ({_OF_PERSON}),
-- Both by equality, so that they are joined by hashing and not each with each.
limited AS (
    SELECT node AS start, * FROM lent WHERE scope IS NOT NULL OR alone
    UNION ALL SELECT scope, * FROM lent WHERE scope IS NOT NULL
),
{_ABOVE.format(nodes=f"SELECT DISTINCT start, '-infinity'::timestamptz, {_NEVER} FROM limited")},
chains AS (SELECT start, array_agg(node) AS chain FROM above GROUP BY start)
SELECT node FROM lent WHERE scope IS NULL AND NOT alone
UNION
SELECT start FROM limited JOIN chains USING (start)
WHERE {_counts("limited.node", "limited.scope", "limited.alone", "chains.chain")}
"""
_SOME_RIGHTS = "AND g.right = ANY(%(rights)s) AND (%(lent)s OR g.cause !~ '^(task|emergency):')"
_BY_NAME = {"columns": "g.node", "distinct": "DISTINCT name, stands_for, scope, protected", "granted": _SOME_RIGHTS}

REACH = _REACH.format(principals="rights_held", **_BY_NAME)
"""The nodes on which `person` holds one of `rights` at that moment."""

_SUPPOSED = """(
    SELECT %(person)s::uuid AS person, %(person)s::uuid AS stands_for, %(scope)s::uuid AS scope,
           %(within)s::text AS within, %(protected)s::boolean AS protected, ''::text AS cause,
           '-infinity'::timestamptz AS valid_from, NULL::timestamptz AS valid_until)"""

WOULD_LEND = _REACH.format(principals=f"({_STANDING_IN.format(standing=_SUPPOSED)})", **_BY_NAME)
"""The nodes on which somebody who stood in for `person` with these limits would hold one of `rights`."""

OF_PERSON = (
    _OF_PERSON.format(
        columns="""principal.person, g.right, principal.name, g.node, g.cause, g.id, g.granted_by, g.approval,
           principal.stands_for, greatest(g.valid_from, principal.valid_from) AS begin,
           least(g.valid_until, principal.valid_until)""",
        distinct="*",
        principals="rights_held",
        granted="",
    )
    + f" WHERE {_TOGETHER} ORDER BY g.node, g.right, begin"
)
"""Every grant that reaches `person`, when, and under which limits."""
