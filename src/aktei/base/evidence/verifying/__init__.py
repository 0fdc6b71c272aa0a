# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judge of the evidence log. Written apart from the writer: it imports nothing of ours outside this package.

It reads lines, tiles, signed heads, timestamps, pages and files as they are stored, computes everything anew from
RFC 9162, RFC 3161 and the C2SP formats, and names each thing that does not fit. `whole.verify` judges what it is
given; `database` reads it from PostgreSQL.
"""

from aktei.base.evidence.verifying.findings import Finding, Report
from aktei.base.evidence.verifying.lines import Batch, LogLine, StoredTile
from aktei.base.evidence.verifying.whole import verify

__all__ = ["Batch", "Finding", "LogLine", "Report", "StoredTile", "verify"]
