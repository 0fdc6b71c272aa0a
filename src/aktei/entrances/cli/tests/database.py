# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database of the running test as a URL, for programs that the test starts."""

from urllib.parse import quote, urlencode

from django.db import connection


def url_of_this_test() -> str:
    facts = connection.settings_dict
    user = quote(facts["USER"], safe="")
    if facts["PASSWORD"]:
        user += ":" + quote(facts["PASSWORD"], safe="")
    address = facts["HOST"] + (f":{facts['PORT']}" if facts["PORT"] else "")
    where = {name: value for name, value in facts["OPTIONS"].items() if name in ("host", "port")}
    return f"postgresql://{user}@{address}/{facts['NAME']}" + (f"?{urlencode(where)}" if where else "")


def empty_the_queue() -> None:
    """Tests that commit leave jobs behind, which Django does not remove: the table is Procrastinate's own."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
