# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verdict on an export, in German sentences: what is proven, what does not fit, and what is not proven.

A part of `pruefen.py`; it imports nothing but the standard library.
"""

from __future__ import annotations

from aktei.base.evidence.export_opened import Opened

NOT_PROVEN = (
    "Ob die Behörde beim Erstellen schon eine Zeile ausgelassen hat: Das zeigt nur die Prüfung des ganzen Protokolls "
    "bei der Behörde.",
    "Ob die Behörde die Wahrheit festgehalten hat.",
)


def not_proven(result: Opened) -> list[str]:
    """What this export cannot prove, in sentences."""
    said = list(NOT_PROVEN)
    if not result.trusted:
        said.insert(0, "Ob der Schlüssel der der Behörde ist: Vergleichen Sie ihn (--schluessel DATEI).")
    if result.is_repacked:
        said.append("Ob das die herausgegebene ZIP-Datei ist: Sie wurde neu gepackt; ihre Prüfsumme kennt niemand.")
    if result.conveniences:
        names = ", ".join(result.conveniences)
        said.append(f"Ob richtig wiedergibt, was die Zeilen sagen: {names}. Es gelten die Zeilen.")
    if result.witnesses:
        said.append(f"Ob {result.witnesses} weitere Unterschriften unter dem Prüfpunkt echt sind.")
    if result.stamps:
        said.append(f"Ob Zeitstempel echt sind ({result.stamps}): Ihre Unterschrift prüft „openssl ts“.")
    if result.is_older:
        said.append("Ob eine Zeile oder Datei fehlt; ob Dateinamen, Reihenfolge und „made_at“ die ursprünglichen sind.")
    elif result.about.get("omitted_documents"):
        said.append(f"Was in {result.about['omitted_documents']} Dokumenten steht, die der Empfänger nicht lesen darf.")
    return said


def told(result: Opened) -> str:
    """The outcome as German sentences."""
    said = [f"{result.files} Dateien, {result.lines} Protokollzeilen, {result.documents} Dokumente geprüft."]
    if result.is_older:
        said.append("Älteres Format: Solche Exporte können nicht beweisen, dass nichts fehlt.")
    if result.findings:
        return "\n".join(
            [*said, *(f"  {place}: {what}" for place, what in result.findings), "Der Export stimmt NICHT."]
        )
    whole = (
        ""
        if result.seal is None
        else (
            f" Vollständig: Zeile {result.seal['position']} besiegelt, dass vor Zeile {result.seal['until']} genau "
            "diese Zeilen zur Akte gehörten und der Export aus genau diesen Dateien besteht."
        )
    )
    said.append(
        f"Alles stimmt: Jede Zeile steht unverändert im besiegelten Protokoll (Prüfpunkt {result.size}), und jedes "
        f"Dokument ist das, dessen Prüfsumme dort steht{', außer den folgenden.' if result.unproven else '.'}{whole}"
    )
    said += [
        f"  {each}: NICHT NACHGEWIESEN. Die Zeile dazu gehört zu einer anderen Akte oder ist gelöscht."
        for each in result.unproven
    ]
    if result.erased:
        said.append(f"Rechtmäßig gelöschte Zeilen: {result.erased}; ihr Platz im Protokoll ist nachgewiesen.")
    said.append(f"Prüfsumme der ZIP-Datei (SHA-256): {result.sha256}")
    return "\n".join([*said, "Das beweist dieser Export allein nicht:", *(f"  {each}" for each in not_proven(result))])
