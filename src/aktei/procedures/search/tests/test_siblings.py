# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names, numbers and words are found however they are written on the page and typed into the box; and nothing else is.

Each row is a page, what is asked, and what comes out: a hit that is marked, the group of similar spellings, or nothing.
"""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.procedures.search.analysis import Analyser
from aktei.procedures.search.engines.port import Entry, RecordKind, Request, Selection
from aktei.procedures.search.engines.tantivy import TantivyEngine
from aktei.procedures.search.explanation import explain
from aktei.procedures.search.matching import Matcher
from aktei.procedures.search.query import parse
from aktei.procedures.search.wanted import Step, with_whole_year

H = "hit"
NAMES = [
    ("Herr ʿAlī ist da", ["Ali", "ʿAlī", "ʻAli", "'Ali", "’Ali", "Alī", "ALI", "ali", "ʾAli", "´Ali", "`Ali"], H),
    ("Saʿīd kommt", ["Said", "Sa'id", "Sa’id", "Saʾid", "Saʻid", "SAID"], H),
    ("Frau O'Neill", ["O’Neill", "ONeill", "O Neill", "Oneill", "Neill", "O´Neill", "o`neill", "OʼNeill"], H),
    ("Frau ONeill", ["O’Neill", "O'Neill", "ONeill", "oneill"], H),
    ("Frau O’Neill", ["O'Neill", "ONeill"], H),
    ("Frau O Neill", ["O'Neill", "ONeill"], H),
    ("Luca d'Angelo", ["dAngelo", "d’Angelo", "D'Angelo", "DAngelo", "Angelo", "d Angelo"], H),
    ("Łukasz Wałęsa", ["Lukasz", "Walesa", "Wałęsa", "WALESA"], H),
    ("Đorđe Đoković", ["Dorde", "Dokovic", "đoković"], H),
    ("Søren Kjær Åse Øyvind", ["Soren", "Soeren", "Sören", "Kjaer", "Kjær", "Ase", "Oeyvind", "Oyvind", "Kjar"], H),
    ("Þór Guðrún Ðóra", ["Thor", "Gudrun", "Dora", "Þor"], H),
    ("İbrahim Yıldız Işık", ["Ibrahim", "ibrahim", "İbrahim", "Yildiz", "YILDIZ", "Isik", "ışık", "IŞIK"], H),
    ("GROẞKREUZ Gießen", ["Grosskreuz", "Großkreuz", "GROSSKREUZ", "großkreuz", "Giessen", "GIESSEN"], H),
    ("Ħal Ŋugi Œuvre", ["Hal", "Nugi", "Oeuvre", "Ouvre"], H),
    ("Nguyễn Thị Hằng Phạm", ["Nguyen", "Thi", "Hang", "Pham", "NGUYEN"], H),
    ("Ḥusainī Ǧidda Ṣāliḥ Ẓāhir Ḵān", ["Husaini", "Gidda", "Salih", "Zahir", "Kan"], H),
    (
        "A\u0308nne Mu\u0308ller Sa\u0323li\u0323h K\u0331a\u0304n",
        ["Änne", "Aenne", "Müller", "Mueller", "Muller", "Salih", "Kan"],
        H,
    ),
    (
        "Müller-Lüdenscheidt",
        [
            "Müller Lüdenscheidt",
            "Müllerlüdenscheidt",
            "Mueller-Luedenscheidt",
            "MÜLLER-LÜDENSCHEIDT",
            "Lüdenscheidt",
            "Müller‑Lüdenscheidt",
            "Müller–Lüdenscheidt",
            "Müller - Lüdenscheidt",
        ],
        H,
    ),
    (
        "Müller-\nLüdenscheidt",
        ["Müller Lüdenscheidt", "Müller-Lüdenscheidt", "Müllerlüdenscheidt", "Lüdenscheidt", "Müller"],
        H,
    ),
    ("Müller Lüdenscheidt", ["Müller-Lüdenscheidt"], H),
    ("Herr Meyer", ["Meier", "Mayer", "Meyr"], "similar"),
    ("Достоевский и Иванов Щукин", ["Достоевский", "достоевский", "ИВАНОВ", "Щукин"], H),
    ("Παπαδόπουλος Γεώργιος ΝΙΚΟΣ", ["Παπαδόπουλος", "παπαδοπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ", "Γεωργιος", "Νίκος"], H),
    ("محمد علي 李小龙", ["محمد", "علي"], H),
    ("Straße Strasse STRASSE", ["Straße", "strasse", "STRAẞE"], H),
    ("Hauptstr. 5 und Berliner Str. 7", ["Hauptstraße", "Hauptstrasse 5", "Berliner Straße 7", "Hauptstr."], H),
    ("Hauptstraße 5 und Berliner Straße 7", ["Hauptstr. 5", "Hauptstr", "Berliner Str. 7"], H),
    (
        "Wohngeld-Bescheid E-Mail Kfz-Steuer",
        ["Wohngeldbescheid", "EMail", "E-Mail", "Kfzsteuer", "Kfz-Steuer", "Kfz Steuer", "e-mail", "email"],
        H,
    ),
    ("Wohngeldbescheid Email Kfzsteuer", ["Wohngeld-Bescheid", "E-Mail", "Kfz-Steuer", "Wohngeld Bescheid"], H),
    ("über das Haus", ["Huber"], "none"),
    ("Ein- und Ausgang, Vor-\nund Nachname", ["Ausgang", "Vor", "Nachname"], H),
    ("Ein-\nund Ausgang", ["Einund", "Einausgang"], "none"),
    ("10-\ntägig, 2025-\n2026, Haus-\nNr. 5, E-\nMail", ["tägig", "Haus", "2026", "Haus-Nr.", "E-Mail"], H),
    (
        "Unter\u00adhaltsvor\u2010\nschuss Wohn¬\ngeld Kinder\u2011\ngarten Schul\u00ad\nhaus Auto\u200bbahn",
        ["Unterhaltsvorschuss", "Wohngeld", "Kindergarten", "Schulhaus", "Autobahn"],
        H,
    ),
    ("Auto-\n-bahn", ["Autobahn"], H),
    ("De samen-\nwerking; Børne-\nhaven; ud-\nog indgang", ["samenwerking", "Børnehaven", "Bornehaven", "indgang"], H),
]
TYPED = [
    (
        "Bescheid über Wohngeld vom Amt",
        [
            "Wohngeld UND Bescheid",
            "wohngeld und bescheid",
            "Wohngeld ODER Miete",
            "Wohngeld oder Bescheid",
            "+Wohngeld +Bescheid",
            "Wohngeld*",
            "wohn*",
            "Wohngeld?",
            "(Wohngeld)",
            "[Wohngeld]",
            "Wohngeld,",
            "Wohngeld;",
            "  Wohngeld  ",
            "wohnGELD",
            "Wohngeld 😀",
            "😀 Wohngeld",
            "Wohn*",
            "„Wohngeld",
            '"Wohngeld',
            'Wohngeld"',
            "'Wohngeld'",
            "‚Wohngeld‘",
            "»Wohngeld",
            "Wohngeld.",
            "Wohngeld!",
            "wohn\u200bgeld",
            "\u202eWohngeld\u202c",
            "Wohngeld\0",
            "Wohngeld -",
            "Wohngeld - Bescheid",
            "Wohngeld – Bescheid",
            "Wohngeld & Bescheid",
            "Wohngeld / Bescheid",
            "Wohngeld/Bescheid",
            "Wohngeld NICHT Miete",
            "Wohngeld -Miete",
            "Wohngeld OHNE Miete",
            "*geld",
            "wo?ngeld",
            "w*geld",
            "Wohng?ld",
            "bescheid AND wohngeld",
            "ODER Wohngeld",
            "(Miete ODER Wohngeld) Bescheid",
        ],
        H,
    ),
    (
        "Bescheid über Wohngeld vom Amt",
        [
            "Wohngeld -Bescheid",
            "Wohngeld NICHT Bescheid",
            "-",
            "+",
            "*",
            "?",
            '""',
            "„“",
            "...",
            "!!!",
            "😀",
            "\0",
            "ODER",
            "NICHT",
            "UND",
            "",
            "   ",
            "§",
            "€",
            "-*",
            "a" * 5000,
            "(((((",
            "))",
            "\\",
            "%",
            "_",
            "'",
            "’",
            "NICHT NICHT",
            "-Wohngeld",
        ],
        "none",
    ),
    (
        "Kontakt max.muster@lk-muster.de oder www.lk-muster.de/amt",
        [
            "max.muster@lk-muster.de",
            "MAX.MUSTER@LK-MUSTER.DE",
            "https://www.lk-muster.de/amt",
            "http://lk-muster.de",
            "www.lk-muster.de",
            "mailto:max.muster@lk-muster.de",
            "max.muster",
            "lk-muster.de/amt",
        ],
        H,
    ),
    (
        "max_muster+post@lk-muster.de, max.muster-\nmann@web.de",
        ["max_muster+post@lk-muster.de", "max.mustermann@web.de"],
        H,
    ),
    (
        "Az. 50.30-2026/00002 vom",
        ["50.30-2026/2", "50.30-2026/00002", "50.30 - 2026 / 2", "50.30–2026/2", "50.30-26/2", "50.30 - 26 / 00002"],
        H,
    ),
    ("PLZ D-35390 Gießen, Hausnr. 12", ["35390", "D-35390", "35390 Gießen", "Hausnr 12"], H),
    ("Der Betrag 1.234,56 €", ["1234,56 €", "1.234,56", "1234,56", "1.234,56 EUR", "EUR 1.234,56", "€ 1.234,56"], H),
    ("Der Betrag 1.234,56 €", ["123456", "234,56", "1.234,57"], "none"),
    (
        "Tel. 0171/5556677, Büro 05 61/78 77-12",
        [
            "+49 171 5556677",
            "0049 171 5556677",
            "0049171 5556677",
            "(0171) 5556677",
            "01715556677",
            "+491715556677",
            "0171-555 66 77",
            "0171 / 555 66 77",
            "0561 7877-12",
            "0561787712",
            "+49 561 787712",
            "0561 7877",
            "+49 (0)561 7877-12",
        ],
        H,
    ),
    (
        "Tel. +49 171 5556677 und 0049 (0) 561 7877-12",
        ["0171 5556677", "01715556677", "0561 787712", "0561/7877-12"],
        H,
    ),
    (
        "IBAN DE89\u00a03704\u20090044 0532\n0130 00 BIC COBADEFFXXX",
        ["DE89370400440532013000", "de89 3704 0044 0532 0130 00", "cobadeffxxx", "COBADEFFXXX"],
        H,
    ),
    (
        "St.-Nr. 026/815/08151, IdNr. 12 345 678 901, SV 65 170839 J 003",
        [
            "02681508151",
            "026 815 08151",
            "2626081508151",
            "12345678901",
            "65170839J003",
            "65 170839 J 003",
            "12 345 678 901",
        ],
        H,
    ),
    (
        "Rechnung RE-0004711, Kd.-Nr. 0012345, Kassenzeichen 4711.0815.1234-5",
        ["RE-0004711", "RE 4711", "re4711", "0004711", "4711", "12345", "0012345", "4711081512345", "4711 0815 1234 5"],
        H,
    ),
    (
        "geb. am 03.05.1958, Bescheid vom 30. November 2026 und 1.2.26",
        [
            "3.5.1958",
            "03.05.58",
            "1958-05-03",
            "30.11.2026",
            "30.11.26",
            "2026-11-30",
            "30. Nov. 2026",
            "01.02.2026",
            "1. Februar 2026",
            "3. Mai 1958",
        ],
        H,
    ),
    ("geb. am 03.05.1958", ["5.3.1958", "03.06.1958", "3.5.1959", "13.05.1958"], "none"),
    ("um 9.00 Uhr und 14:30 Uhr", ["9 Uhr", "9:00", "9.00 Uhr", "14.30 Uhr", "14:30", "09:00 Uhr"], H),
    (
        "nach § 44 a SGB II i.V.m. §§ 60, 66 SGB I und Art. 6 GG",
        [
            "§44a",
            "§ 44a SGB II",
            "Paragraf 44a",
            "Paragraph 44 a SGB II",
            "§ 60",
            "§ 66 SGB I",
            "§§ 60, 66",
            "Art 6 GG",
            "Artikel 6",
            "art. 6 gg",
            "44a",
        ],
        H,
    ),
    ("nach § 44 SGB II, Seite 60", ["§ 44a", "§ 60", "§ 4"], "none"),
    (
        "Beschluss S 12 AS 345/26 ER, 12 K 345/26.GI, 1 BvR 9/26, VIII ZR 12/26",
        [
            "S 12 AS 345/26 ER",
            "s 12 as 345/26 er",
            "S12AS345/26",
            "12 K 345/26",
            "12 K 345/26.GI",
            "12k345/26",
            "1 BvR 9/26",
            "VIII ZR 12/26",
            "345/26",
        ],
        H,
    ),
    (
        "Kennzeichen GI-AB 123 und GI - X 7",
        ["GI-AB 123", "gi-ab 123", "GIAB123", "gi ab 123", "GI AB123", "GI-X 7", "GI X 7", "gi-x7"],
        H,
    ),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An index in which every page has its own reader."""
    engine = TantivyEngine(tmp_path_factory.mktemp("index"))
    readers = {page: uuid4() for page, _asked, _expected in NAMES + TYPED}
    with engine.writing() as writer:
        for page, reader in readers.items():
            writer.add([Entry(RecordKind.PAGE, reader, frozenset({reader}), "s", number=1, text=page)])
        writer.commit()
    return engine, readers


@pytest.mark.parametrize(
    ("page", "asked", "expected"), [(page, one, expected) for page, asked, expected in NAMES + TYPED for one in asked]
)
def test_what_is_asked_comes_out_as_expected(office, page, asked, expected):
    engine, readers = office
    answer = engine.search(Request(parse(asked), frozenset({readers[page]})))
    similar = answer.similar.total if answer.similar else 0
    assert ("hit" if answer.total else "similar" if similar else "none") == expected
    marked = Matcher(parse(asked), engine.analyser, Step.FORMS).matches(page)
    assert marked or expected != "hit"
    assert explain(parse(asked))


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_page_can_be_asked_anything(page, asked):
    found = Matcher(parse(asked), Analyser(), Step.SIMILAR).matches(page)
    assert all(0 <= one.start < one.end <= len(page) for one in found)
    explain(parse(asked))


def test_a_question_of_four_hundred_words_is_shortened_and_says_so():
    query = parse(" ".join(f"wort{number}" for number in range(400)))
    assert query.shortened
    assert "zu lang" in explain(query)


@pytest.mark.parametrize(
    "asked", ["50.30-2026/2", "50.30-26/2", "50.30 - 26 / 00002", "50.30–2026/2", "az: 50.30-26/2"]
)
def test_a_reference_is_found_as_people_write_it(tmp_path, asked):
    engine, owner = TantivyEngine(tmp_path), uuid4()
    with engine.writing() as writer:
        page = Entry(RecordKind.PAGE, owner, frozenset({owner}), "s", number=1, references=("50.30-2026/00002",))
        dossier = Entry(RecordKind.DOSSIER, uuid4(), frozenset({owner}), "s", references=("50.30-2026/00002",))
        writer.add([page, dossier])
        writer.commit()
    query = parse(asked)
    selection = Selection(references=query.fields.references)
    assert engine.search(Request(query, frozenset({owner}), selection)).total == 1
    assert engine.jump(with_whole_year(asked.removeprefix("az: ")), frozenset({owner}))
