# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with a document."""

from aktei.base.refusals import wording

NO_FILE = wording("documents.no_file", "Es wurde keine Datei übergeben.")
RENDERED_BY_THE_OFFICE_ALONE = wording(
    "documents.rendered_by_the_office_alone", "Archivfassungen erstellt nur Aktei selbst."
)
DESCRIBED_BY_THE_OFFICE_ALONE = wording(
    "documents.described_by_the_office_alone", "Angaben aus dem Schreiben liest nur Aktei selbst aus."
)
NOT_IN_QUESTION = wording("documents.not_in_question", "Das Dokument ist nicht in Klärung.")
NO_SUCH_VERSION = wording("documents.no_such_version", "Diese Version gibt es nicht.")
FORWARDED_BY_ANOTHER = wording(
    "documents.forwarded_by_another", "Diesen Eingang haben nicht Sie zuletzt weitergeleitet. Es wurde nichts geändert."
)
FORWARDING_IS_FINAL = wording(
    "documents.forwarding_is_final",
    "Das Weiterleiten lässt sich nicht mehr zurücknehmen. Bitten Sie die andere Stelle um den Eingang.",
)
MISSING = wording("documents.missing", "Dieses Dokument gibt es nicht.")
BEING_MOVED = wording(
    "documents.being_moved",
    "Das Dokument wird gerade von jemand anderem verschoben. Bitte versuchen Sie es noch einmal.",
)
NO_SUCH_DOSSIER = wording("documents.no_such_dossier", "Diese Akte gibt es nicht.")
NO_SUCH_CASE = wording("documents.no_such_case", "Diesen Vorgang gibt es nicht.")
NOTHING_TO_MOVE_BACK = wording(
    "documents.nothing_to_move_back",
    "Es gibt keine Verschiebung, die sich zurücknehmen ließe: Das Dokument liegt anderswo.",
)
NOT_READABLE = wording("documents.not_readable", "Dieses Dokument gibt es nicht, oder Sie dürfen es nicht lesen.")
PAGE_NOT_READABLE = wording(
    "documents.page_not_readable", "Diese Seite gibt es nicht, oder Sie dürfen sie nicht lesen."
)
NOT_RENDERED_YET = wording("documents.not_rendered_yet", "Die Archivfassung wird noch erstellt.")
NO_SUCH_PAGE = wording("documents.no_such_page", "Diese Seite gibt es nicht.")
NO_SUCH_FILE = wording("documents.no_such_file", "Diese Datei gibt es nicht.")
TEXT_NOT_READ_YET = wording(
    "documents.text_not_read_yet", "Das Dokument wird noch eingelesen; seinen Text gibt es danach."
)
NO_SUCH_HOLD = wording("documents.no_such_hold", "Diese Löschsperre gibt es nicht.")
HOLD_LIFTED_ALREADY = wording("documents.hold_lifted_already", "Die Löschsperre ist schon aufgehoben.")
NOTHING_THERE = wording("documents.nothing_there", "Das gibt es nicht.")
WITHDRAWN_NOT_FILED = wording(
    "documents.withdrawn_not_filed", "Das Dokument wurde zurückgezogen und kann nicht abgelegt werden."
)
FILED_ALREADY = wording(
    "documents.filed_already", "Das Dokument ist schon abgelegt. Nehmen Sie die Ablage zuerst zurück."
)
STILL_READ = wording(
    "documents.still_read", "Das Dokument wird noch eingelesen. Sobald es bereit ist, kann es abgelegt werden."
)
CHOOSE_ANOTHER_DOSSIER = wording(
    "documents.choose_another_dossier",
    "Die Akte ist geschlossen. Öffnen Sie sie wieder, oder wählen Sie eine andere Akte.",
)
WITHDRAWN_NOT_FORWARDED = wording(
    "documents.withdrawn_not_forwarded", "Das Dokument wurde zurückgezogen und kann nicht weitergeleitet werden."
)
WITHDRAWN_ALREADY = wording("documents.withdrawn_already", "Das Dokument wurde schon zurückgezogen.")
PLACE_CLOSED = wording(
    "documents.place_closed",
    "Die Akte oder der Vorgang ist geschlossen. Öffnen Sie zuerst wieder, was geschlossen ist.",
)
CHECKED_OUT = wording("documents.checked_out", "Das Dokument ist in Bearbeitung bei {holder}.")
NOT_POST = wording(
    "documents.not_post",
    "Das Dokument kam nicht als Post; es gibt keinen Eingang, in den es zurück könnte. Verschieben Sie es, oder "
    "ziehen Sie es zurück.",
)
HAS_ATTACHMENTS_OR_IS_ONE = wording(
    "documents.has_attachments_or_is_one",
    "Das Dokument hat Anlagen oder ist selbst eine. Lösen Sie die Anlagen zuerst.",
)
IN_NO_DOSSIER = wording("documents.in_no_dossier", "Das Dokument liegt in keiner Akte.")
DOSSIER_CLOSED = wording(
    "documents.dossier_closed", "Die Akte ist geschlossen; aus ihr wird nichts mehr herausgenommen."
)
DELETED = wording("documents.deleted", "Das Dokument wurde gelöscht.")
WITHDRAWN = wording(
    "documents.withdrawn", "Das Dokument wurde zurückgezogen. Nehmen Sie zuerst die Zurückziehung zurück."
)
NOT_FILED_YET = wording("documents.not_filed_yet", "Das Dokument liegt noch im Posteingang. Legen Sie es zuerst ab.")
NOT_CHECKED_OUT = wording("documents.not_checked_out", "Das Dokument ist bei niemandem in Bearbeitung.")
FILE_IT_FROM_THE_POST = wording(
    "documents.file_it_from_the_post", "Das Dokument liegt in keiner Akte. Legen Sie es aus dem Posteingang ab."
)
MOVES_WITH_ITS_DOCUMENT = wording(
    "documents.moves_with_its_document",
    "Das Dokument ist eine Anlage und wandert mit ihrem Hauptdokument. Lösen Sie die Anlage zuerst.",
)
ALREADY_THERE = wording("documents.already_there", "Das Dokument liegt schon dort.")
TARGET_CLOSED = wording(
    "documents.target_closed", "Das Ziel ist geschlossen. Öffnen Sie es wieder, oder wählen Sie ein anderes."
)
ATTACHED_TO_ITSELF = wording("documents.attached_to_itself", "Ein Dokument kann nicht seine eigene Anlage sein.")
ATTACHED_ACROSS_DOSSIERS = wording(
    "documents.attached_across_dossiers", "Beide Dokumente müssen in derselben Akte liegen."
)
ATTACHED_ALREADY = wording("documents.attached_already", "Das Dokument ist schon eine Anlage.")
HAS_ATTACHMENTS = wording("documents.has_attachments", "Das Dokument hat selbst Anlagen und kann deshalb keine werden.")
MAIN_DOCUMENT_IS_ATTACHED = wording(
    "documents.main_document_is_attached", "Das gewählte Hauptdokument ist selbst eine Anlage."
)
MAIN_DOCUMENT_WITHDRAWN = wording(
    "documents.main_document_withdrawn", "Das gewählte Hauptdokument wurde zurückgezogen."
)
NOT_ATTACHED = wording("documents.not_attached", "Das Dokument ist keine Anlage.")
DELETED_FOR_GOOD = wording(
    "documents.deleted_for_good", "Das Dokument wurde gelöscht; es lässt sich nicht zurückholen."
)
NOT_WITHDRAWN = wording("documents.not_withdrawn", "Das Dokument ist nicht zurückgezogen.")
DELETED_ALREADY = wording("documents.deleted_already", "Das Dokument wurde schon gelöscht.")
WITHDRAW_IT_FIRST = wording(
    "documents.withdraw_it_first", "Gelöscht wird nur, was zurückgezogen ist. Ziehen Sie das Dokument zuerst zurück."
)
UNDER_A_RETENTION_RULE = wording(
    "documents.under_a_retention_rule",
    "Das Dokument liegt in einer Akte; für sie gilt eine Aufbewahrungsregel. Es bleibt zurückgezogen dort.",
)
UNDER_A_HOLD = wording("documents.under_a_hold", "Es gilt eine Löschsperre: {reason}")
ONLY_A_PERSON_CHECKS_OUT = wording(
    "documents.only_a_person_checks_out", "In Bearbeitung nimmt ein Dokument nur eine Person."
)
CHECKED_OUT_BY_YOU = wording("documents.checked_out_by_you", "Sie haben das Dokument schon in Bearbeitung.")
NOT_CHECKED_OUT_BY_YOU = wording("documents.not_checked_out_by_you", "Sie haben das Dokument nicht in Bearbeitung.")
MAY_NOT_RELEASE = wording(
    "documents.may_not_release",
    "Aufheben kann die Bearbeitung, wer die federführende Einheit leitet, oder die Schriftgutverwaltung.",
)
NO_SUCH_CHECK_OUT = wording("documents.no_such_check_out", "Diese Bearbeitung gibt es nicht mehr.")
MAY_NOT_HAND_OVER = wording("documents.may_not_hand_over", "Übergeben kann die Bearbeitung, wer sie aufheben darf.")
CHOOSE_WHO_MAY_EDIT = wording(
    "documents.choose_who_may_edit", "Bitte wählen Sie eine Person, die dieses Dokument bearbeiten darf."
)
READ_ALREADY = wording("documents.read_already", "Diese Version ist schon eingelesen.")
SOMEBODY_WORKS_ON_IT = wording(
    "documents.somebody_works_on_it",
    "„{subject}“ ist in Bearbeitung bei {name}. Beenden Sie die Bearbeitung, oder lassen Sie sie aufheben.",
)
VERSION_STILL_READ = wording(
    "documents.version_still_read",
    "Version {number} von „{subject}“ ist noch nicht eingelesen.",
)
