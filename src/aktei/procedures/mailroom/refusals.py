# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with post."""

from aktei.base.refusals import counted, wording

NOT_ALL_WAIT_HERE = wording(
    "mailroom.not_all_wait_here",
    "Nicht alle diese Dokumente gehören zu diesem Eingang, oder sie warten dort nicht mehr.",
)
DONE_BY_THE_OFFICE_ALONE = wording("mailroom.done_by_the_office_alone", "Das macht nur Aktei selbst.")
NO_SUCH_CURSOR = wording("mailroom.no_such_cursor", "Die Fortsetzung der Liste ist ungültig. Laden Sie die Liste neu.")
NOT_VISIBLE = wording("mailroom.not_visible", "Diesen Eingang gibt es nicht, oder Sie dürfen ihn nicht sehen.")
NO_SUCH_STATE = wording("mailroom.no_such_state", "Diesen Zustand gibt es nicht: {states}.")
NO_SUCH_CHANNEL = wording("mailroom.no_such_channel", "Diesen Eingangskanal gibt es nicht: {channel}.")
UNKNOWN_CHANNEL = wording(
    "mailroom.unknown_channel", "Der Eingangskanal „{channel}“ ist unbekannt. Möglich sind: {channels}."
)
NO_FILE = wording("mailroom.no_file", "Es wurde keine Datei übergeben.")
STILL_READ = wording(
    "mailroom.still_read", "Der Eingang wird noch eingelesen. Sobald er bereit ist, kann er abgelegt werden."
)
IN_QUARANTINE = wording(
    "mailroom.in_quarantine", "Der Eingang ist in Klärung. Lösen Sie zuerst die Klärung, dann kann er abgelegt werden."
)
FILED_ALREADY = wording(
    "mailroom.filed_already", "Der Eingang ist schon abgelegt. Nehmen Sie die Ablage zuerst zurück."
)
RETURNED = wording("mailroom.returned", "Der Eingang wurde zurückgegeben.")
NOT_FILED = wording("mailroom.not_filed", "Der Eingang ist nicht abgelegt.")
RETURNED_ALREADY = wording("mailroom.returned_already", "Der Eingang wurde schon zurückgegeben.")
NOT_POST = wording("mailroom.not_post", "Dieses Dokument kam nicht als Post.")
NOT_READ_YET = wording("mailroom.not_read_yet", "Dieses Dokument ist noch nicht eingelesen.")
TAKEN_OUT_BY_THE_OFFICE_ALONE = wording(
    "mailroom.taken_out_by_the_office_alone", "Enthaltene Dateien packt nur Aktei selbst aus."
)
AIMED_POST = counted(
    "mailroom.aimed_post",
    "Im Posteingang liegt noch ein Eingang mit diesem Aktenzeichen.",
    "Im Posteingang liegen noch {count} Eingänge mit diesem Aktenzeichen.",
)
