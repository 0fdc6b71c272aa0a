# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the generated letters: invented people, places and sentences, nobody real behind them."""

from dataclasses import dataclass

GIVEN_NAMES = (
    "Ayşe", "Jürgen", "Sabine", "Emre", "Änne", "Björn", "Claudia", "Günther", "Irina", "Jörg",
    "Katharina", "Łukasz", "Mareike", "Nuray", "Ömer", "Petra", "René", "Sören", "Ulrike", "Zoë",
    "Franz-Josef", "Heike", "Mehmet", "Birgit", "Dörte", "Wolfgang", "Hannelore", "Thomas", "Agnieszka", "Volker",
)  # fmt: skip
FAMILY_NAMES = (
    "Yıldız", "Köhler", "Weiß", "Müller", "Schäfer", "Größmann", "Öztürk", "Brüggemann", "Jäger", "Wójcik",
    "Strauß", "Hübner", "Lüdemann", "Schmitz-Röhl", "Krüger", "Bäcker", "Nguyen", "Voß", "Möller", "Fleißner",
    "Altmann", "Dombrowski", "Eggers", "Petrović", "Quast", "Reinhardt", "Süßmilch", "Thiele", "Uhlig", "Zöllner",
)  # fmt: skip
STREETS = (
    "Mühlenstraße", "Am Großen Teich", "Lindenallee", "Bahnhofstraße", "Kirchgäßchen", "Schützenweg", "Ringstraße",
    "Zur Alten Mühle", "Försterweg", "Königsberger Straße", "Gänsemarkt", "An der Höhe", "Goethestraße",
)  # fmt: skip
TOWNS = (
    ("99301", "Musterstadt"), ("99304", "Öhringsdorf"), ("99305", "Bad Köstnitz"), ("99307", "Großmühlen"),
    ("99308", "Weißenfelde"), ("99311", "Sankt Jürgen"), ("99312", "Übelbach"), ("99315", "Neuhäusel"),
)  # fmt: skip


@dataclass(frozen=True)
class Topic:
    """One subject people write to the county about."""

    notation: str
    office: str
    sender: str | None  # an organisation; None: the person writes
    subjects: tuple[str, ...]
    sentences: tuple[str, ...]


TOPICS: dict[str, Topic] = {
    "wohngeld": Topic(
        "50.30",
        "Fachdienst Soziales, Wohngeldstelle",
        None,
        (
            "Antrag auf Wohngeld (Mietzuschuss)",
            "Widerspruch gegen den Wohngeldbescheid",
            "Änderung meiner Miete",
        ),
        (
            "hiermit beantrage ich die Weiterbewilligung des Wohngeldes für den kommenden Bewilligungszeitraum.",
            "Meine Kaltmiete hat sich zum Monatsersten um 48,50 Euro auf nunmehr 612,30 Euro erhöht.",
            "Die Wohnfläche beträgt 63 Quadratmeter, in der Wohnung leben drei Personen.",
            "Den aktuellen Mietvertrag und die letzte Heizkostenabrechnung füge ich in Kopie bei.",
            "Meine Ehefrau bezieht seit dem Frühjahr Krankengeld, der Bescheid der Krankenkasse liegt bei.",
            "Im Wohngeldbescheid wurde die Entfernungspauschale nicht vollständig berücksichtigt.",
            "Gegen den Bescheid lege ich fristgerecht Widerspruch ein und bitte um erneute Prüfung.",
        ),
    ),
    "bauantrag": Topic(
        "63.10",
        "Fachdienst Bauordnung",
        "Architekturbüro Brückner & Söhne",
        (
            "Bauantrag: Errichtung eines Carports",
            "Nachreichung der Statik",
            "Antrag auf Verlängerung der Baugenehmigung",
        ),
        (
            "für das Grundstück Gemarkung Großmühlen, Flur 4, Flurstück 117/3, reichen wir die Bauvorlagen ein.",
            "Der Lageplan wurde von einem öffentlich bestellten Vermessungsingenieur geprüft.",
            "Die Abstandsflächen liegen vollständig auf dem eigenen Grundstück, eine Baulast ist nicht erforderlich.",
            "Die Nachbarn haben den Plänen schriftlich zugestimmt, die Erklärungen sind in Anlage 2 enthalten.",
            "Das Niederschlagswasser wird über eine Rigole versickert; ein Überlauf ist vorgesehen.",
            "Wir bitten um Mitteilung, ob weitere Unterlagen zum Brandschutz benötigt werden.",
        ),
    ),
    "gewerbe": Topic(
        "32.20",
        "Fachdienst Ordnung und Gewerbe",
        None,
        (
            "Gewerbeummeldung",
            "Anzeige einer Schankwirtschaft",
            "Antrag auf Erteilung einer Reisegewerbekarte",
        ),
        (
            "ich zeige an, dass ich meinen Betrieb zum Ersten des nächsten Monats in neue Räume verlege.",
            "Gegenstand des Gewerbes sind der Einzelhandel mit Fahrrädern und deren Instandsetzung.",
            "Das Führungszeugnis und die Auskunft aus dem Gewerbezentralregister habe ich beantragt.",
            "Die Gebühr in Höhe von 26,00 Euro wurde am gleichen Tag überwiesen.",
            "In der Küche wird ausschließlich vorgegartes Essen erwärmt, ein Fettabscheider ist vorhanden.",
            "Für Rückfragen zur Lärmprognose stehe ich werktags ab 9 Uhr zur Verfügung.",
        ),
    ),
    "hundesteuer": Topic(
        "20.40",
        "Fachdienst Steuern und Abgaben",
        None,
        ("Anmeldung eines Hundes", "Antrag auf Ermäßigung der Hundesteuer", "Abmeldung meines Hundes"),
        (
            "ich halte seit dem 12. Mai einen Mischlingshund mit einer Schulterhöhe von etwa 45 Zentimetern.",
            "Der Hund ist gechippt und über die Tierhaftpflichtversicherung der Familie mitversichert.",
            "Als Empfängerin von Leistungen der Grundsicherung bitte ich um die Ermäßigung nach der Satzung.",
            "Unser Rüde »Bärchen« ist im März eingeschläfert worden, die Bescheinigung der Tierärztin liegt bei.",
            "Die Hundesteuermarke mit der Nummer 4711 sende ich anbei zurück.",
            "Bitte erstatten Sie den zu viel gezahlten Betrag auf das bekannte Konto.",
        ),
    ),
    "jugendamt": Topic(
        "51.20",
        "Fachdienst Jugend und Familie",
        "Evangelische Kindertagesstätte Arche",
        (
            "Übernahme des Elternbeitrags",
            "Hilfe zur Erziehung: Entwicklungsbericht",
            "Antrag auf Unterhaltsvorschuss",
        ),
        (
            "für das oben genannte Kind übersenden wir Ihnen den vereinbarten Entwicklungsbericht.",
            "Das Kind hat sich gut in die Gruppe eingefügt und sucht von sich aus den Kontakt zu Gleichaltrigen.",
            "Die Logopädin empfiehlt, die Sprachförderung bis zu den Sommerferien fortzuführen.",
            "Die Mutter nimmt die Gesprächstermine zuverlässig wahr, der Vater ist seit August unbekannt verzogen.",
            "Der Elternbeitrag beträgt derzeit 143,00 Euro monatlich zuzüglich Mittagessen.",
            "Wir schlagen vor, das Hilfeplangespräch noch vor den Herbstferien zu führen.",
        ),
    ),
    "pflege": Topic(
        "50.40",
        "Fachdienst Soziales, Hilfe zur Pflege",
        "Pflegedienst Sonnenschein gGmbH",
        (
            "Hilfe zur Pflege: Kostenübernahme",
            "Pflegebericht zum Antrag",
            "Mitteilung über den Einzug ins Pflegeheim",
        ),
        (
            "wir versorgen die oben genannte Person seit Juli zweimal täglich in ihrer Häuslichkeit.",
            "Die Pflegekasse hat mit Wirkung vom 1. September den Pflegegrad 3 anerkannt.",
            "Es verbleibt ein ungedeckter Eigenanteil von 874,16 Euro je Monat.",
            "Das Vermögen liegt nach Angabe der Betreuerin unterhalb des Schonbetrages.",
            "Die Betreuungsvollmacht und die letzten drei Kontoauszüge sind beigefügt.",
            "Wir bitten um eine vorläufige Kostenzusage, damit die Versorgung gesichert bleibt.",
        ),
    ),
    "kfz": Topic(
        "36.10",
        "Fachdienst Straßenverkehr, Zulassungsstelle",
        "Kfz-Sachverständigenbüro Übelacker",
        (
            "Gutachten zur Einzelabnahme",
            "Verlust der Zulassungsbescheinigung",
            "Umschreibung der Fahrerlaubnis",
        ),
        (
            "das Fahrzeug wurde am 3. des Monats in unserer Prüfstelle vorgeführt und begutachtet.",
            "Die eingetragenen Räder und Reifen sind freigängig, die Bremsanlage ist mängelfrei.",
            "Die Zulassungsbescheinigung Teil I ist vermutlich bei einem Umzug verloren gegangen.",
            "Eine Versicherung an Eides statt ist diesem Schreiben im Original beigefügt.",
            "Wir bitten, die Änderung nach § 19 Absatz 2 StVZO in die Papiere zu übernehmen.",
            "Die Halterin wird das Kennzeichen bis zum Jahresende behalten.",
        ),
    ),
    "umwelt": Topic(
        "66.30",
        "Fachdienst Umwelt und Naturschutz",
        None,
        ("Antrag auf Fällung einer Eiche", "Anzeige eines Brunnens", "Beschwerde über Geruchsbelästigung"),
        (
            "auf meinem Grundstück steht eine Stieleiche, deren Stamm nach dem Sturm deutlich gerissen ist.",
            "Der Baumpfleger schätzt den Stammumfang auf 212 Zentimeter und rät dringend zur Fällung.",
            "Als Ausgleich biete ich an, zwei hochstämmige Obstbäume zu pflanzen.",
            "Seit Wochen zieht in den Abendstunden beißender Rauch über die Höfe der Nachbarschaft.",
            "Der Gartenbrunnen soll eine Tiefe von acht Metern erreichen und nur der Bewässerung dienen.",
            "Fotos der Schäden habe ich auf der Rückseite mit Datum und Uhrzeit versehen.",
        ),
    ),
    "schule": Topic(
        "40.20",
        "Fachdienst Schulen, Schülerbeförderung",
        None,
        ("Antrag auf Schülerbeförderung", "Antrag auf Gastschulbesuch", "Erstattung der Fahrkosten"),
        (
            "meine Tochter besucht ab dem neuen Schuljahr die siebte Klasse des Gymnasiums.",
            "Der kürzeste Fußweg zwischen Wohnung und Schule beträgt 4,3 Kilometer.",
            "An der Landesstraße fehlt auf rund 900 Metern ein Gehweg, die Strecke ist unbeleuchtet.",
            "Die Fahrkarten der Monate August bis November reiche ich im Original ein.",
            "Das Einverständnis der aufnehmenden Schule liegt vor, eine Kopie ist angeheftet.",
            "Bitte teilen Sie mir mit, ob eine Schülerzeitkarte ausgestellt werden kann.",
        ),
    ),
    "asyl": Topic(
        "33.50",
        "Fachdienst Migration und Integration",
        "Rechtsanwältin Dr. Käthe Schlüter",
        (
            "Verlängerung der Aufenthaltserlaubnis",
            "Antrag auf Familiennachzug",
            "Vollmacht und Akteneinsicht",
        ),
        (
            "in vorbezeichneter Angelegenheit zeige ich an, dass ich den Betroffenen anwaltlich vertrete.",
            "Ich beantrage Akteneinsicht und bitte um Übersendung der vollständigen Verwaltungsakte.",
            "Mein Mandant steht seit über zwei Jahren in einem ungekündigten Beschäftigungsverhältnis.",
            "Der Lebensunterhalt ist gesichert, die Lohnabrechnungen der letzten sechs Monate liegen bei.",
            "Das Sprachzertifikat der Stufe B1 wurde im Juni mit der Note »gut« erworben.",
            "Bis zur Entscheidung bitte ich um Ausstellung einer Fiktionsbescheinigung.",
        ),
    ),
}

GENERAL_SENTENCES = (
    "Ich bitte um eine schriftliche Eingangsbestätigung.",
    "Sollten noch Unterlagen fehlen, geben Sie mir bitte kurz Bescheid.",
    "Telefonisch bin ich am besten nachmittags zwischen 14 und 17 Uhr zu erreichen.",
    "Mir ist bekannt, dass ich Änderungen in meinen Verhältnissen unverzüglich mitzuteilen habe.",
    "Die Richtigkeit und Vollständigkeit meiner Angaben versichere ich hiermit ausdrücklich.",
    "Auf das Gespräch mit Ihrer Sachbearbeiterin in der vergangenen Woche nehme ich Bezug.",
    "Leider habe ich auf mein Schreiben vom Vormonat bislang keine Antwort erhalten.",
    "Aus gesundheitlichen Gründen war es mir nicht möglich, die Frist einzuhalten; ich bitte um Nachsicht.",
    "Die Bankverbindung hat sich nicht geändert und liegt Ihnen bereits vor.",
    "Für die Bearbeitung benötige ich eine Bescheinigung zur Vorlage bei meinem Arbeitgeber.",
    "Ich verweise außerdem auf die beigefügten Nachweise und das ausgefüllte Formblatt.",
    "Über eine zügige Entscheidung würde ich mich freuen.",
    "Der Sachverhalt ist nach meiner Auffassung unstreitig und bedarf keiner weiteren Aufklärung.",
    "Einer Weitergabe meiner Daten an andere Stellen stimme ich nur zu, soweit es das Gesetz verlangt.",
    "Gleichzeitig bitte ich um Auskunft, wie lange die Bearbeitung voraussichtlich dauern wird.",
    "Eine Kopie dieses Schreibens habe ich zu meinen eigenen Unterlagen genommen.",
)
ENCLOSURES = (
    "Mietbescheinigung", "Lohnabrechnungen", "Kopie des Personalausweises", "Kontoauszüge", "Lageplan",
    "Vollmacht", "ärztliches Attest", "Heizkostenabrechnung", "Meldebescheinigung", "Fotos",
)  # fmt: skip
