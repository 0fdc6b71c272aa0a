# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether PostgreSQL's own functions, operators and comparisons are still its own.

Whoever may alter its catalogue can make "equal" mean something else, for the office and for the judge alike. They are
the same in every database of one version. What they should be is written down for the versions that were at hand
(`builtin.json`, by `script/guards`); of others the judge says that it could not compare.
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from aktei.base.evidence.verifying.findings import Report

PLACE = Path(__file__).with_name("builtin.json")
# Below this number every object has the same number in each database of a version.
_FIXED = 12_000
_CALLED = {"pg_proc": "regprocedure", "pg_operator": "regoperator", "pg_type": "regtype"}
_SAID = {
    "pg_proc": "oid, proname, prosrc, coalesce(probin, ''), prolang, prokind, prosecdef, proisstrict, proretset,"
    " provolatile, prorettype, proargtypes, prosupport::oid, proconfig, pg_get_function_sqlbody(oid)",
    "pg_operator": "oid, oprname, oprleft, oprright, oprresult, oprcom, oprnegate, oprcode::oid",
    "pg_cast": "oid, castsource, casttarget, castfunc, castcontext, castmethod",
    "pg_type": "oid, typname, typlen, typbyval, typtype, typelem, typinput::oid, typoutput::oid, typreceive::oid,"
    " typsend::oid, typbasetype, typcollation",
    "pg_aggregate": "aggfnoid::oid, aggtransfn::oid, aggfinalfn::oid, aggtranstype, agginitval",
    "pg_opclass": "oid, opcmethod, opcname, opcfamily, opcintype, opcdefault, opckeytype",
    "pg_amop": "oid, amopfamily, amoplefttype, amoprighttype, amopstrategy, amopopr, amopmethod",
    "pg_amproc": "oid, amprocfamily, amproclefttype, amprocrighttype, amprocnum, amproc::oid",
    "pg_am": "oid, amname, amhandler::oid, amtype",
}


@cache
def expected() -> Mapping[str, Mapping[str, str]]:
    """What each version that was at hand has."""
    known: Mapping[str, Mapping[str, str]] = json.loads(PLACE.read_text())
    return known


def read(connection: "psycopg.Connection[Any]") -> dict[str, str]:
    """A hash of each part of the catalogue, as the database has it."""
    return {table: _hash(connection, table, said) for table, said in _SAID.items()}


def check_builtin(report: Report, connection: "psycopg.Connection[Any]") -> None:
    """Name each part of PostgreSQL's own that is not what this version of it has."""
    version = str(connection.info.server_version // 10_000)
    wanted = expected().get(version)
    if wanted is None:
        report.mention(
            "PostgreSQL",
            f"Was zu Version {version} selbst gehört (Funktionen, Vergleiche), ist hier nicht hinterlegt und bleibt "
            "ungeprüft.",
        )
        return
    for table, found in read(connection).items():
        if found != wanted[table]:
            report.find(
                f"PostgreSQL {table}",
                f"Was zu Version {version} selbst gehört, wurde verändert{_newest(connection, table)}.",
            )


def write(connection: "psycopg.Connection[Any]") -> None:
    """Write down what this version of PostgreSQL has."""
    known = {**expected(), str(connection.info.server_version // 10_000): read(connection)}
    PLACE.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")


def _hash(connection: "psycopg.Connection[Any]", table: str, said: str) -> str:
    key = said.partition(",")[0]
    rows = connection.execute(
        f"SELECT json_build_array({said})::text FROM pg_catalog.{table} WHERE {key} < {_FIXED} ORDER BY {key}".encode()  # noqa: S608 (our own words)
    )
    whole = sha256()
    for (row,) in rows:
        whole.update(row.encode() + b"\n")
    return whole.hexdigest()


def _newest(connection: "psycopg.Connection[Any]", table: str) -> str:
    """What was written last of all, which is most likely it."""
    if table not in _CALLED:
        return ""
    question = (
        f"SELECT oid::{_CALLED[table]} FROM pg_catalog.{table} WHERE oid < {_FIXED}"  # noqa: S608 (our own words)
        " ORDER BY age(xmin), oid LIMIT 1"
    )
    row = connection.execute(question.encode()).fetchone()
    return f"; zuletzt wohl {row[0]}" if row else ""
