# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judge of the whole log on the exports of this test."""

from django.db import connection

from aktei.base.evidence.verifying import exports
from aktei.base.evidence.verifying.database import Log


def recomputed(kind="findings"):
    """What the judge finds wrong with what exports were sealed with (or `notices`): place and what."""
    connection.ensure_connection()
    log = Log(connection.connection)
    parts = [exports.check_exports(log, each) for each in exports.portions(log)]
    assert parts
    return [(each.place, each.what) for part in parts for each in getattr(part, kind)]
