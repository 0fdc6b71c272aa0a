# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be taken in, or done with what came in."""

from aktei.base.refusals import wording

NO_SUCH_CONSIGNMENT = wording("envelopes.no_such_consignment", "Diesen Eingang gibt es nicht.")
KEY_USED_FOR_ANOTHER = wording(
    "envelopes.key_used_for_another",
    "Unter diesem Schlüssel wurde schon eine andere Sendung eingereicht. Verwenden Sie einen neuen.",
)
