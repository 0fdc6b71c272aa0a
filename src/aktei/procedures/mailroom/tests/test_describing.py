# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a letter is about, over as many lines as it takes, and who wrote it."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktei.procedures.mailroom.describing import describe, sender
from aktei.procedures.mailroom.senders import named, same_name

TEXTS = Path(os.environ.get("AKTEI_SHARED", "../shared")) / "inputs/letter-texts/letters.json"
OWN = ["Landkreis Musterland"]


def letter(*about: str, head: str = "Anna Beispiel\nMusterweg 1\n99301 Musterstadt") -> list[str]:
    lines = [head, "Landkreis Musterland", "Schloßplatz 1", "99301 Musterstadt", "Musterstadt, 3. Mai 2026", *about]
    return ["\n".join([*lines, "Sehr geehrte Damen und Herren,", "anbei.", "Mit freundlichen Grüßen", "Anna Beispiel"])]


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (["Widerspruch gegen den Bescheid über", "Wohngeld"], "Widerspruch gegen den Bescheid über Wohngeld"),
        (["Widerspruch gegen den Bescheid", "vom 12.03.2026"], "Widerspruch gegen den Bescheid vom 12.03.2026"),
        (["Betreff: Kosten der Eingliederungs-", "hilfe"], "Kosten der Eingliederungshilfe"),
        (
            ["Betreff: Antrag auf Miet- und", "Lastenzuschuss für", "2026"],
            "Antrag auf Miet- und Lastenzuschuss für 2026",
        ),
        (["Betr.:", "Kündigung (Wohnung im zweiten", "Obergeschoss)"], "Kündigung (Wohnung im zweiten Obergeschoss)"),
        (["Betrefi: Mietvertrag"], "Mietvertrag"),
        (["Änderung meiner Miete", "Anna Beispiel, geboren am 03.04.1980"], "Änderung meiner Miete"),
        (["Ihr Zeichen: 50.30-2026/2", "Änderung meiner Miete"], "Änderung meiner Miete"),
        (["Änderung meiner Miete", "Aktenzeichen 50.30-2026/2"], "Änderung meiner Miete"),
    ],
)
def test_a_subject_is_read_with_the_lines_it_goes_on_in(lines, subject):
    assert describe(letter(*lines), OWN).subject_line == subject


@pytest.mark.parametrize(
    "line",
    ["Betreff – Wohngeld", "Betreff; Wohngeld", "B e t r e f f : Wohngeld", "1. Betreff: Wohngeld", "Re: Wohngeld",
     "RE: AW: Wohngeld", "Betreff: WG: Re: Wohngeld", "Fwd: Wohngeld", "Regarding: Wohngeld", "Thema: Wohngeld"],
)  # fmt: skip
def test_a_subject_is_read_whatever_it_is_announced_with_and_answers_are_no_part_of_it(line):
    assert describe(letter(line), OWN).subject_line == "Wohngeld"


def test_such_words_further_down_are_words_like_any_other():
    pages = letter("Wohngeld")
    assert describe([pages[0] + "\nRe: etwas anderes"], OWN).subject_line == "Wohngeld"


@pytest.mark.parametrize(
    "salutation", ["Dear Sir or Madam,", "To whom it may concern", "Guten Morgen,", "Sehr geehrtes Team", "S. g. Damen"]
)
def test_a_line_alone_above_any_salutation_is_the_subject(salutation):
    text = f"Anna Beispiel\nMusterweg 1\n99301 Ort\n\nHousing benefit\n{salutation}\nplease"
    assert describe([text]).subject_line == "Housing benefit"


JUNK = ["Papier", "Per E-Mail", "Telefax", "Einschreiben", "Seite 1", "Betreff", "Scan", "Anlagen", "99301 Musterstadt"]


@pytest.mark.parametrize("junk", JUNK)
def test_how_a_letter_came_is_never_what_it_is_about(junk):
    assert describe(letter(junk), OWN).subject_line == ""
    assert describe(letter(f"Betreff: {junk}"), OWN).subject_line == ""
    assert describe(letter(junk, "Änderung meiner Miete"), OWN).subject_line == "Änderung meiner Miete"


@pytest.mark.parametrize(
    ("head", "name", "street"),
    [
        ("Anna Beispiel\nMusterweg 1\n99301 Musterstadt", "Anna Beispiel", "Musterweg 1"),
        ("Anna Beispiel · Musterweg 1 · 99301 Musterstadt", "Anna Beispiel", "Musterweg 1"),
        ("Anna Beispiel, Musterweg 1a, 99301 Musterstadt", "Anna Beispiel", "Musterweg 1a"),
        ("Frau Dr. Anna Beispiel\nMusterweg 1\n99301 Musterstadt", "Dr. Anna Beispiel", "Musterweg 1"),
        ("Frau\nAnna Beispiel\nMusterweg 1\n99301 Musterstadt", "Anna Beispiel", "Musterweg 1"),
        ("Herrn und Frau\nAnna Beispiel\nMusterweg 1\n99301 Musterstadt", "Anna Beispiel", "Musterweg 1"),
        ("Anna Beispiel\nc/o Ute Yıldız\nMusterweg 1\n99301 Musterstadt", "Anna Beispiel", "Musterweg 1"),
        ("Firma\nBau Schmidt GmbH\nRing 5\n99315 Ort", "Bau Schmidt GmbH", "Ring 5"),
        ("An das\nJugendamt\nRing 1\n99301 Musterstadt", "Anna Beispiel", ""),
        ("", "Anna Beispiel", ""),
        ("Stadtwerke Ort GmbH\nKundenservice\nRing 5\n99315 Ort", "Stadtwerke Ort GmbH", "Ring 5"),
    ],
)
def test_the_sender_is_who_stands_above_the_first_address_or_signed_and_never_the_office(head, name, street):
    found = sender(letter("Miete", head=head), OWN)
    assert (found.full_name, found.street) == (name, street)


@pytest.mark.parametrize(
    "written",
    ["Malerbetrieb Öztürk", "Bäckerei Yıldız", "Fa. Meier Elektrotechnik", "Autohaus Weiß", "Pflegedienst Sommer"],
)
def test_a_business_named_after_somebody_is_no_person_of_that_name(written):
    assert sender(letter("Miete", head=f"{written}\nRing 5\n99315 Ort"), OWN).organisation


def test_a_sender_is_taken_apart_for_the_address_book():
    found = sender(letter("Miete", "Anna Beispiel, geboren am 03.04.1980"), OWN)
    assert (found.given_name, found.name, found.organisation) == ("Anna", "Beispiel", False)
    assert (found.postcode, found.city, found.birth_date) == ("99301", "Musterstadt", date(1980, 4, 3))
    assert found.listed_name == "Beispiel, Anna"
    assert sender(letter("Miete", head="Amtsgericht Musterstadt\nRing 3\n99301 Musterstadt"), OWN).organisation


def test_who_signed_on_the_last_page_is_found():
    assert (
        sender(["Guten Tag", "Mit freundlichen Grüßen\nIm Auftrag\ngez. Erika Muster\nAnlagen"]).full_name
        == "Erika Muster"
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ute Yıldız", "YILDIZ, Ute", True),
        ("Dr. Ute Yıldız", "Ute Yıldız", True),
        ("Ute Maria Yıldız", "Ute Yıldız", True),
        ("Ute Yıldız", "Emre Yıldız", False),
        ("Yıldız", "Ute Yıldız", False),
        ("", "Ute Yıldız", False),
        ("", "", False),
    ],
)
def test_names_are_one_in_any_order_and_with_titles_and_never_by_the_family_alone(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@pytest.mark.parametrize(
    ("written", "given_name", "name"),
    [
        ("Ute und Emre Yıldız", "Ute", "Yıldız"),
        ("Eheleute Ute u. Emre Yıldız", "Ute", "Yıldız"),
        ("Ute Yıldız und Jonas Köhler", "Ute", "Yıldız"),
        ("Hans Müller jun.", "Hans", "Müller"),
        ("Hans Müller, sen.", "Hans", "Müller"),
        ("Ute Yıldız geb. Köhler", "Ute", "Yıldız"),
        ("Ursula von der Leyen", "Ursula", "von der Leyen"),
    ],
)
def test_two_senders_and_what_stands_behind_a_name_do_not_become_the_name(written, given_name, name):
    found = named(written)
    assert (found.given_name, found.name) == (given_name, name)
    assert same_name(written, f"{name}, {given_name}")


def test_father_and_son_of_one_name_are_two_where_both_are_told_apart():
    assert not same_name("Hans Müller jun.", "Müller, Hans sen.")
    assert same_name("Hans Müller jun.", "Müller jr., Hans")


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=30), st.lists(st.text(max_size=20), max_size=2))
def test_any_text_is_described_without_harm_and_within_bounds(lines, own):
    found = describe(["\n".join(lines), *lines[:2]], own)
    assert len(found.subject_line) <= 200
    assert len(found.sender) <= 80


@pytest.mark.skipif(not TEXTS.is_file(), reason="the letters nobody here wrote are not on this machine")
def test_letters_of_authorities_tell_who_wrote_them():
    given_ = json.loads(TEXTS.read_text())
    letters = [each["body_de"] for each in (given_ if isinstance(given_, list) else next(iter(given_.values())))]
    known = [describe([text]).sender for text in letters]
    assert sum(bool(each) for each in known) >= 0.9 * len(letters)
    assert not any("[" in each or "10178" in each for each in known)
