# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a break-glass access is refused."""

from aktei.base.refusals import wording

NO_ROLE = wording("access.no_role", "Einen Notzugriff bekommt nur, wer in der Behörde eine Aufgabe (Rolle) hat.")
READS_ALREADY = wording("access.reads_already", "Sie dürfen diese Akte schon lesen; ein Notzugriff ist nicht nötig.")
REASON_TOO_SHORT = wording(
    "access.reason_too_short", "Bitte begründen Sie den Notzugriff in einem Satz; der Datenschutz liest die Begründung."
)
OUT_OF_RANGE = wording("access.out_of_range", "Ein Notzugriff dauert mindestens eine Stunde und höchstens sieben Tage.")
NEEDS_A_SECOND_PERSON = wording(
    "access.needs_a_second_person",
    "Länger als einen Tag dauert ein Notzugriff nur, wenn ihn eine zweite Person freigibt.",
)
TOO_LONG_TOGETHER = wording(
    "access.too_long_together",
    "Zusammen mit Ihren Notzugriffen auf diese Akte in den letzten sieben Tagen wäre es mehr als ein Tag. Das "
    "gibt eine zweite Person frei: Bitte wählen Sie „drei Tage“ oder „sieben Tage“.",
)
ENDED_ALREADY = wording("access.ended_already", "Dieser Notzugriff ist schon beendet.")
DONE_BY_THE_OFFICE_ALONE = wording("access.done_by_the_office_alone", "Das erledigt Aktei selbst.")
NOTED_BY_ANOTHER = wording("access.noted_by_another", "Den eigenen Notzugriff nimmt eine andere Person zur Kenntnis.")
NOTED_ALREADY = wording("access.noted_already", "Dieser Notzugriff ist schon zur Kenntnis genommen.")
MISSING = wording("access.missing", "Diesen Notzugriff gibt es nicht.")
