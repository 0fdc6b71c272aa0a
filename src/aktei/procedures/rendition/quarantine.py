# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501 (a sentence stays on its line)
"""Why an original could not be worked on: a code for programs, sentences for people.

The sentences are German and marked for translation; whoever shows them translates.
"""

from dataclasses import dataclass


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation without translating it here: pure code has no language."""
    return sentence


@dataclass(frozen=True)
class Explanation:
    """What happened, and what to do next."""

    reason: str
    advice: str


EXPLANATIONS: dict[str, Explanation] = {
    "encrypted": Explanation(
        gettext_noop("Die Datei ist mit einem Kennwort verschlüsselt."),
        gettext_noop(
            "Geben Sie das Kennwort ein oder bitten Sie die Absenderin oder den Absender um eine offene Fassung."
        ),
    ),
    "wrong_password": Explanation(
        gettext_noop("Das eingegebene Kennwort öffnet die Datei nicht."),
        gettext_noop("Prüfen Sie die Schreibweise und geben Sie das Kennwort erneut ein."),
    ),
    "unsupported_encryption": Explanation(
        gettext_noop("Die Datei ist mit einem Zertifikat verschlüsselt, das hier nicht vorliegt."),
        gettext_noop("Bitten Sie um eine unverschlüsselte Fassung."),
    ),
    "broken": Explanation(
        gettext_noop("Die Datei ist beschädigt und lässt sich nicht öffnen."),
        gettext_noop("Bitten Sie um erneute Zusendung oder scannen Sie das Papier noch einmal."),
    ),
    "empty": Explanation(
        gettext_noop("Die Datei ist leer (0 Byte)."),
        gettext_noop("Bitten Sie um erneute Zusendung oder scannen Sie das Papier noch einmal."),
    ),
    "no_pages": Explanation(
        gettext_noop("Die Datei enthält keine Seite."),
        gettext_noop("Bitten Sie um erneute Zusendung oder geben Sie den Eingang zurück."),
    ),
    "no_such_pages": Explanation(
        gettext_noop("Die Datei hat die Seiten nicht, aus denen das Dokument bestehen soll."),
        gettext_noop("Geben Sie das Dokument zurück und lassen Sie die Datei neu einreichen."),
    ),
    "truncated": Explanation(
        gettext_noop("Die Datei ist unvollständig, vermutlich brach die Übertragung ab."),
        gettext_noop("Bitten Sie um erneute Zusendung. Mit „Trotzdem annehmen“ werden die lesbaren Seiten übernommen."),
    ),
    "damaged": Explanation(
        gettext_noop("Die Datei ist beschädigt und nicht ganz lesbar."),
        gettext_noop(
            "Bitten Sie um erneute Zusendung oder scannen Sie das Papier noch einmal. Mit „Trotzdem annehmen“ werden "
            "alle anderen Seiten und der lesbare Teil der beschädigten übernommen."
        ),
    ),
    "too_large": Explanation(
        gettext_noop("Die Datei ist größer als erlaubt."),
        gettext_noop("Teilen Sie die Datei auf oder lassen Sie die Grenze von der Systemverwaltung anheben."),
    ),
    "too_many_pages": Explanation(
        gettext_noop("Das Dokument hat mehr Seiten als erlaubt."),
        gettext_noop("Teilen Sie die Datei auf oder lassen Sie die Grenze von der Systemverwaltung anheben."),
    ),
    "too_many_pixels": Explanation(
        gettext_noop("Ein Bild in der Datei ist größer, als sich sicher verarbeiten lässt."),
        gettext_noop("Scannen Sie mit geringerer Auflösung (300 dpi genügen) oder bitten Sie um eine andere Fassung."),
    ),
    "bomb": Explanation(
        gettext_noop("Die Datei entpackt sich auf ein Vielfaches ihrer Größe und könnte das System überlasten."),
        gettext_noop(
            "Öffnen Sie die Datei nicht am Arbeitsplatz. Informieren Sie die IT-Sicherheit oder geben Sie den Eingang zurück."
        ),
    ),
    "memory": Explanation(
        gettext_noop("Das Einlesen der Datei braucht mehr Arbeitsspeicher, als es haben darf."),
        gettext_noop(
            "Scannen Sie mit geringerer Auflösung (300 dpi genügen) oder bitten Sie um eine andere Fassung. Sonst lassen Sie die "
            "Grenze von der Systemverwaltung anheben und versuchen es erneut."
        ),
    ),
    "wrong_type": Explanation(
        gettext_noop("Dieser Dateityp kann nicht als Schriftstück übernommen werden."),
        gettext_noop("Angenommen werden PDF, TIFF, JPEG, PNG und HEIC. Bitten Sie um eine Fassung als PDF."),
    ),
    "active_content": Explanation(
        gettext_noop("Die Datei enthält aktive Inhalte (Programme, Skripte oder automatische Aktionen)."),
        gettext_noop(
            "Nehmen Sie den Eingang nur an, wenn Sie ihm vertrauen: In der Archivfassung werden die aktiven Inhalte "
            "entfernt, das Original bleibt unverändert erhalten."
        ),
    ),
    "form_elsewhere": Explanation(
        gettext_noop("Der Inhalt dieses Formulars (XFA) steht nicht auf der Seite; zu sehen ist nur ein Platzhalter."),
        gettext_noop(
            "Bitten Sie um eine gedruckte Fassung: Das Formular in Adobe Reader öffnen und „Als PDF drucken“ wählen, oder auf Papier."
        ),
    ),
    "crashed": Explanation(
        gettext_noop("Die Verarbeitung der Datei ist abgebrochen."),
        gettext_noop(
            "Versuchen Sie es erneut. Bleibt der Fehler, bitten Sie um eine andere Fassung oder informieren Sie die Systemverwaltung."
        ),
    ),
    "timeout": Explanation(
        gettext_noop("Die Verarbeitung einer Seite dauerte zu lange und wurde beendet."),
        gettext_noop("Versuchen Sie es erneut. Bleibt der Fehler, bitten Sie um eine andere Fassung der Datei."),
    ),
}


class Quarantined(Exception):
    """An original that must wait for a person's decision. Nothing of it was changed.

    `code` is a key of `EXPLANATIONS`; `reason` and `advice` are its German sentences, the reason followed by
    `detail` (a figure or a name found in the file) where there is one.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        explanation = EXPLANATIONS[code]
        self.code = code
        self.detail = detail
        self.reason = f"{explanation.reason} ({detail})" if detail else explanation.reason
        self.advice = explanation.advice
        super().__init__(code, detail)

    def at(self, place: str) -> "Quarantined":
        """The same finding with its place (a file, a page) named before what is known already."""
        return Quarantined(self.code, f"{place}: {self.detail}" if self.detail else place)

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
