# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which bytes are still spoken of: the rule that keeps checking and sweeping complete as tables come and go.

Every column that refers to kept bytes is called `sha256` or ends in `_sha256`. There is no table of blobs that could
disagree with the records.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

_EACH = "SELECT DISTINCT {column} FROM {table} WHERE {column} <> ''"


def columns() -> list[tuple[str, str]]:
    """All (table, column) pairs that refer to kept bytes."""
    return sorted(
        (model._meta.db_table, str(field.column))
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if str(field.column) == "sha256" or str(field.column).endswith("_sha256")
    )


def referenced() -> Iterator[str]:
    """Every hash that some record speaks of, each once, sorted; fetched from the server in parts."""
    quote = connection.ops.quote_name
    parts = [_EACH.format(column=quote(column), table=quote(table)) for table, column in columns()]
    with connection.chunked_cursor() as cursor:
        cursor.execute(" UNION ".join(parts) + " ORDER BY 1")
        while rows := cursor.fetchmany(2000):
            yield from (sha256 for (sha256,) in rows)


def is_referenced(sha256: str) -> bool:
    """Whether some record speaks of these bytes right now."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, column in columns():
            cursor.execute(f"SELECT 1 FROM {quote(table)} WHERE {quote(column)} = %s LIMIT 1", [sha256])  # noqa: S608 (quoted names of our own tables)
            if cursor.fetchone():
                return True
    return False
