# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

LINE_CHANGED_SINCE = wording(
    "log.line_changed_since", "Die Zeile hat sich seit der Vorlage geändert. Bitte sehen Sie noch einmal nach."
)
LINE_IS_GENUINE = wording("log.line_is_genuine", "Diese Zeile ist echt und wird besiegelt; zu klären ist nichts.")
LINE_SETTLED_ALREADY = wording("log.line_settled_already", "Diese Zeile ist schon geklärt.")
ONLY_ON_THE_SERVER = wording("log.only_on_the_server", "Das geschieht nur auf dem Server, mit „aktei evidence“.")
ONLY_WHILE_MIGRATING = wording("log.only_while_migrating", "Das geschieht nur auf dem Server, mit „aktei migrate“.")
NO_SUCH_REFUSED_LINE = wording("log.no_such_refused_line", "Auf die Besiegelung wartet keine Zeile mit dieser Nummer.")
NO_KEY_YET = wording("log.no_key_yet", "Das Protokoll hat noch keinen Schlüssel; es gibt nichts zu wechseln.")
KEY_OF_BEFORE = wording("log.key_of_before", "Diesen Schlüssel hatte das Protokoll schon einmal.")
LOG_HAS_GROWN = wording("log.log_has_grown", "Das Protokoll ist inzwischen gewachsen. Bitte noch einmal.")
REASON_MISSING_OR_LONG = wording(
    "log.reason_missing_or_long", "Bitte geben Sie einen Grund an (höchstens 500 Zeichen)."
)
LINES_NOT_SEALED_YET = wording(
    "log.lines_not_sealed_yet",
    "{number} Protokollzeilen sind noch nicht besiegelt. Bitte versuchen Sie es in einer Minute erneut.",
)
KEPT_FOR_EVER = wording("log.kept_for_ever", "Zeilen, die das Protokoll selbst erklären, werden nicht gelöscht.")
