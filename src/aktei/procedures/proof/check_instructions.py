# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How anybody can check an export, in plain German: the page that lies on top of it.

The papers of an export are German, whatever the language of the person's own pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from aktei.procedures.proof.paper import Part, Section

_SIGNATURE = """\
sed '/^$/,$d' protokoll/pruefpunkt.txt > text
grep '^— {origin} ' protokoll/pruefpunkt.txt | cut -d' ' -f3 | base64 -d | tail -c 64 > unterschrift
( printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'
  cut -d+ -f3- protokoll/schluessel.txt | base64 -d | tail -c 32 ) > schluessel.der
openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey schluessel.der -in text -sigfile unterschrift"""
_LINE = """\
sed -n 1p protokoll/zeilen.jsonl > zeile.json
( printf '\\020'; jq -r .salt zeile.json | xxd -r -p; jq -j .entry zeile.json ) | sha256sum | cut -c-64 > eigene
jq -r '.rows // empty' zeile.json > rows
if test -s rows
then ( printf 'rows\\000'; xxd -r -p eigene; xxd -r -p rows ) | sha256sum | cut -c-64
else cat eigene; fi
jq -r .commitment zeile.json"""
_WHOLE = """\
tail -n 1 protokoll/zeilen.jsonl | jq -j .entry > abschluss.json
head -n "$(jq .payload.files abschluss.json)" pruefsummen.sha256 | sha256sum | cut -c-64
jq -r .payload.contents abschluss.json
head -n -1 protokoll/zeilen.jsonl | jq -r '"\\(.position) \\(.commitment)"' |
while read platz wert; do printf '%016x%s' "$platz" "$wert"; done | xxd -r -p | sha256sum | cut -c-64
jq -r .payload.line_set abschluss.json"""


@dataclass(frozen=True)
class Facts:
    """What the explanation names."""

    office: str
    reference: str
    subject_line: str
    made: str
    by: str
    purpose: str
    size: int
    sealed: str
    lines: int
    documents: int
    omitted: int
    origin: str
    key: str
    with_access: bool
    access_on: str
    stamps: int


def title(facts: Facts) -> str:
    """What stands on top."""
    return f"Nachweis-Export der Akte {facts.reference}"


def sections(facts: Facts) -> list[Section]:
    """The whole explanation."""
    return [
        Section("Was Sie vor sich haben", _what(facts)),
        Section("In zwei Minuten prüfen", _quick()),
        Section("Von Hand prüfen, Schritt für Schritt", _by_hand(facts)),
        Section("Was damit bewiesen ist", _proven(facts)),
        Section("Was damit nicht bewiesen ist", _not_proven(facts)),
    ]


def _what(facts: Facts) -> list[Part]:
    said = [
        f"{facts.office} hat diesen Export am {facts.made} erstellt. Angefordert hat ihn {facts.by}. "
        f"Zweck: {facts.purpose}.",
        f"Betreff der Akte: {facts.subject_line}.",
        f"Er enthält {facts.documents} Dokumente im Ordner „dokumente“ (jedes als Original und als Archivfassung "
        f"PDF/A), den Verlauf der Akte mit {facts.lines} Zeilen als lesbares PDF/A („protokoll/verlauf-1.pdf“ und "
        "folgende) und maschinenlesbar („protokoll/zeilen.jsonl“), und zu jeder Zeile den Nachweis, dass sie "
        "unverändert im Protokoll der Behörde steht.",
        f"Das Protokoll war beim Export {facts.size} Zeilen lang; besiegelt wurde dieser Stand am {facts.sealed}. Die "
        "übrigen Zeilen gehören zu anderen Akten und sind nicht enthalten.",
    ]
    if facts.with_access:
        when = f"am {facts.access_on} (irgendwann an diesem Tag)" if facts.access_on else "beim Export"
        said.append(f"Wer die Akte {when} sehen konnte, und warum, steht in „zugriff.csv“.")
    if facts.omitted:
        said.append(
            f"Nicht enthalten sind {facts.omitted} Dokumente der Akte, die die anfordernde Person nicht lesen darf."
        )
    return [Part(each) for each in said]


def _quick() -> list[Part]:
    return [
        Part(
            "In diesem Export liegt ein kleines Programm, das alles nachrechnet. Es braucht nur Python (ab 3.9), kein "
            "Netz und kein Programm der Behörde. Entpacken Sie „pruefen.py“ neben die ZIP-Datei und rufen Sie auf:"
        ),
        Part("python3 -I pruefen.py DATEI.zip", code=True),
        Part(
            "Es endet mit „Alles stimmt“ und sagt dazu, was nicht bewiesen ist, oder es nennt jede Datei und jede "
            "Zeile, die nicht stimmt. Prüfen Sie die ZIP-Datei, wie Sie sie bekommen haben: In einer neu gepackten "
            "oder ergänzten findet es Abweichungen. Wer Aktei installiert hat, nimmt stattdessen „aktei evidence "
            "verify --export DATEI.zip“; das Ergebnis ist dasselbe. Wer dem beiliegenden Programm nicht traut, nimmt "
            "es von der Behörde oder aus dem veröffentlichten Quelltext, liest es oder prüft von Hand."
        ),
    ]


def _by_hand(facts: Facts) -> list[Part]:
    return [
        Part("1. Entpacken Sie die ZIP-Datei. Vergleichen Sie die Prüfsummen aller Dateien:"),
        Part("sha256sum --check --quiet pruefsummen.sha256", code=True),
        Part(
            "2. Ist der Schlüssel der richtige? Dieser Export nennt den folgenden. Vergleichen Sie ihn mit dem, den "
            "die Behörde veröffentlicht (in Aktei unter /evidence/key), oder fragen Sie dort nach."
        ),
        Part(facts.key, code=True),
        Part("3. Hat dieser Schlüssel den Prüfpunkt unterschrieben? (Ed25519, Format C2SP signed-note)"),
        Part(_SIGNATURE.format(origin=facts.origin), code=True),
        Part(
            "4. Ist der Inhalt einer Zeile der besiegelte? Jede Zeile in „protokoll/zeilen.jsonl“ besteht aus ihrem "
            "Platz (position), einem Zufallswert (salt), dem Inhalt (entry) und der Prüfsumme (commitment). Die "
            "Prüfsumme ist SHA-256 über die Länge des Zufallswerts (ein Byte), den Zufallswert und den Inhalt. Steht "
            "die Zeile auch für Datensätze ein, die derselbe Vorgang geschrieben hat (rows), dann ist sie SHA-256 über "
            "„rows“, ein Nullbyte, die Prüfsumme der Zeile allein und rows. Für die erste Zeile (die beiden Ausgaben "
            "müssen gleich sein):"
        ),
        Part(_LINE, code=True),
        Part(
            "5. Steht die Zeile im Protokoll? Zu jeder Zeile liegt in „protokoll/nachweise“ eine Datei im Format C2SP "
            "tlog-proof: der Weg von der Zeile zur unterschriebenen Wurzel (RFC 9162). Der Eintrag, zu dem sie gehört, "
            "sind die 32 Bytes der Prüfsumme (commitment). Öffentliche Werkzeuge prüfen das, etwa die Go-Pakete "
            "github.com/transparency-dev/formats/proof und golang.org/x/mod/sumdb/tlog."
        ),
        Part(
            "6. Ist ein Dokument das richtige? Bilden Sie seine Prüfsumme („sha256sum DATEI“) und suchen Sie sie in "
            "„protokoll/zeilen.jsonl“: Originale stehen in einer Zeile DocumentReceived, DocumentAdded oder "
            "VersionAdded, Archivfassungen in einer Zeile DocumentRendered desselben Dokuments."
        ),
        Part(
            "7. Ist nichts weggelassen? Die letzte Zeile (ProofSealed) schließt den Export ab. Sie hält fest, aus "
            "welchen Dateien er besteht (die Prüfsumme über die ersten Zeilen der Liste, „files“ an der Zahl; dahinter "
            "stehen nur die Protokollzeilen und ihre Nachweise) und welche Zeilen vor Platz „until“ zur Akte gehören "
            "(die Prüfsumme über Platz und Prüfsumme jeder Zeile). Die erste Ausgabe muss gleich der zweiten sein, die "
            "dritte gleich der vierten:"
        ),
        Part(_WHOLE, code=True),
        Part(
            "8. In „protokoll/zeitstempel“ bestätigt eine fremde Stelle (RFC 3161), wann es einen Prüfpunkt schon gab; "
            "die Zahl im Dateinamen sagt, wie viele Zeilen er umfasst. Prüfen Sie ihn mit dem Zertifikat dieser "
            "Stelle: openssl ts -verify -data ZAHL.pruefpunkt.txt -in ZAHL.tsr -CAfile ZERTIFIKAT. Dass der Prüfpunkt "
            "dieses Exports jenen fortsetzt, zeigt „ZAHL.fortsetzung.txt“ (RFC 9162, 2.1.4); „pruefen.py“ rechnet es "
            "nach."
            if facts.stamps
            else "8. Diesem Export liegen keine Zeitstempel einer fremden Stelle bei; die Zeitangaben sind die der "
            "Behörde."
        ),
    ]


def _proven(facts: Facts) -> list[Part]:
    return [
        Part(
            "Jede Zeile des Verlaufs stand genau so, an genau diesem Platz, im Protokoll der Behörde, als der "
            "beiliegende Prüfpunkt unterschrieben wurde. Seitdem wurde keine geändert, ausgetauscht oder umgestellt."
        ),
        Part(
            f"Der Export ist vollständig: Die Behörde hat in seiner letzten Zeile besiegelt, welche Zeilen bis Platz "
            f"{facts.size - 1} zur Akte gehören und aus welchen Dateien er besteht. Wer etwas weglässt, hinzufügt, "
            "umbenennt oder umstellt, widerspricht dieser Zeile."
        ),
        Part(
            "Aktenzeichen, Betreffe, Vorgänge, Zahl und Zustand der Dokumente und ihre Blätter sind die, die die "
            "Zeilen zuletzt sagen."
        ),
        Part("Jedes Dokument ist Byte für Byte das, dessen Prüfsumme bei seinem Eingang festgehalten wurde."),
        Part(
            "Alle Zeilen stehen in der Reihenfolge, in der sie besiegelt wurden. Die Behörde kann kein Protokoll mit "
            "anderem Inhalt vorlegen, ohne dass es diesem Prüfpunkt widerspricht: Heben Sie ihn auf."
        ),
    ]


def _not_proven(facts: Facts) -> list[Part]:
    return [
        Part(
            "Ob die Behörde beim Erstellen selbst eine Zeile ausgelassen hat, lässt sich aus einem Auszug nicht sehen. "
            "Das zeigt die Prüfung des ganzen Protokolls bei der Behörde."
        ),
        Part(
            "Zeilen aus der Zeit, in der ein Dokument in einer anderen Akte lag, gehören zu jener Akte und sind hier "
            "nicht enthalten; ebenso, was rechtmäßig gelöscht ist. Was nur solche Zeilen sagen (etwa eine Fassung, die "
            "dort dazukam), ist hier nicht nachgewiesen; „pruefen.py“ nennt es einzeln."
        ),
        Part(
            "Das lesbare PDF des Verlaufs, „zugriff.csv“ und diese Erklärung sind unverändert die herausgegebenen. Ob "
            "sie die Zeilen richtig wiedergeben, ist nicht bewiesen; es gelten die Zeilen. Auch Reihenfolge und "
            "Namen der Dateien sind eine Angabe der Behörde. Ob diese ZIP-Datei genau die herausgegebene ist, "
            "zeigt ihre Prüfsumme: Sie steht im Protokoll der Behörde."
        ),
        Part("Dass das, was festgehalten wurde, auch wahr ist, beweist kein Protokoll."),
    ]


def page(facts: Facts) -> str:
    """The explanation as one HTML page without script."""
    body = "".join(f"<h2>{escape(each.title)}</h2>{_html(each.parts)}" for each in sections(facts))
    head = escape(title(facts))
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{head}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>'
        "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
        "pre{background:#f0f1f4;padding:.8rem;overflow-x:auto}h2{margin-top:2rem}"
        f"</style></head><body><main><h1>{head}</h1>{body}</main></body></html>"
    )


def _html(parts: Sequence[Part]) -> str:
    return "".join(
        f'<pre tabindex="0">{escape(each.text)}</pre>' if each.code else f"<p>{escape(each.text)}</p>" for each in parts
    )
