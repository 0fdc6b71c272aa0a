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
"""What no export can prove by itself."""
UNPROVEN_BEFORE = {
    "made_at": "Älteres Format: wann der Export erstellt wurde; er sagt",
    "omitted_documents": "Älteres Format: wie viele Dokumente die anfordernde Person nicht lesen durfte; er sagt",
}
"""What an export of the older format says of itself and no line of it says."""


def not_proven(result: Opened) -> list[str]:
    """What this export does not prove, in sentences."""
    said = [f"{each}: Die Zeile dazu gehört zu einer anderen Akte oder ist gelöscht." for each in result.unproven]
    if not result.trusted:
        said.append("Ob der Schlüssel der der Behörde ist: Vergleichen Sie ihn (--schluessel DATEI).")
    if result.conveniences:
        said.append(f"Ob {', '.join(result.conveniences)} richtig wiedergeben, was die Zeilen sagen: Es gelten diese.")
    if result.is_repacked:
        said.append("Ob das die herausgegebene ZIP-Datei ist: Sie wurde neu gepackt.")
    if result.witnesses:
        said.append(f"Ob die Unterschriften der Zeugen unter dem Prüfpunkt echt sind ({result.witnesses}).")
    if result.stamps:
        said.append(f"Ob die Zeitstempel echt sind ({result.stamps}): Ihre Unterschrift prüft „openssl ts“.")
    if result.is_older:
        said.append(
            "Älteres Format: ob eine Zeile oder Datei fehlt, und ob Dateinamen, Reihenfolge, Blattzahlen und der "
            "Zeitpunkt der Anforderung die ursprünglichen sind."
        )
        said += [f"{told}: {_shown(str(result.about[field]))} ({field})." for field, told in UNPROVEN_BEFORE.items()]
    elif result.about["omitted_documents"]:
        said.append(
            f"Was in {result.about['omitted_documents']} weiteren Dokumenten der Akte steht, die die anfordernde "
            "Person nicht lesen darf: Sie und ihre Zeilen fehlen."
        )
    return [*said, *NOT_PROVEN]


def told(result: Opened) -> str:
    """The outcome as German sentences; whatever is not proven stands in the verdict itself."""
    said = [f"{result.files} Dateien, {result.lines} Protokollzeilen, {result.documents} Dokumente geprüft."]
    if result.is_older:
        said.append("Älteres Format: Solche Exporte konnten nicht beweisen, dass nichts fehlt.")
    if result.findings:
        said += [f"  {_shown(place)}: {what}" for place, what in result.findings]
        return "\n".join([*said, "Der Export stimmt NICHT."])
    verdict = "Was dieser Export beweisen kann, stimmt" if result.is_older else "Alles stimmt"
    verdict += (
        f": Jede Zeile steht unverändert im besiegelten Protokoll (Prüfpunkt {result.size}), und jedes Dokument ist "
        f"das, dessen Prüfsumme dort steht{', mit den genannten Ausnahmen' if result.unproven else ''}."
    )
    if result.seal is not None:
        verdict += (
            f" Der Export ist vollständig: Zeile {result.seal['position']} des Protokolls ({result.seal['at']}) "
            f"besiegelt, dass vor Zeile {result.seal['until']} genau diese Zeilen zur Akte gehörten und der Export aus "
            "genau diesen Dateien besteht."
        )
    said += [
        verdict + " Das beweist dieser Export allein nicht, es ist NICHT NACHGEWIESEN:",
        *(f"  {each}" for each in not_proven(result)),
    ]
    if result.erased:
        said.append(f"Rechtmäßig gelöschte Zeilen: {result.erased}; ihr Platz im Protokoll ist nachgewiesen.")
    return "\n".join([*said, f"Prüfsumme der ZIP-Datei (SHA-256): {result.sha256}"])


def _shown(place: str) -> str:
    """A place without what would let it write elsewhere on the screen."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in place)
