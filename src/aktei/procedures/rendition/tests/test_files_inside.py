# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files inside a PDF, many, large, hostile: each has an outcome, and none holds up the others."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from aktei.base.acts.models import JournalEntry
from aktei.entrances.demo.letters import letter
from aktei.procedures.mailroom.tests.conftest import work
from aktei.procedures.rendition import inside, preparing, remarks, taking_out
from aktei.procedures.rendition.keeping import keep
from aktei.procedures.rendition.limits import Limits
from aktei.records.documents.models import Document
from aktei.records.documents.moving import add_document
from aktei.records.documents.queries import originals_of

BOUNDS = Limits(file_bytes=2**20).as_dict()


def pdf_with(*files: tuple[str, bytes]) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.AF = Array([spec(pdf, name, pikepdf.Stream(pdf, content)) for name, content in files])
    return pdf


def spec(pdf: pikepdf.Pdf, name: str, stream: pikepdf.Stream) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, UF=String(name), EF=Dictionary(F=pdf.make_indirect(stream)))
    )


def unpacked(pdf: pikepdf.Pdf, place) -> list[list[str]]:
    path = place / "a.pdf"
    pdf.save(path)
    (place / "out").mkdir()
    return inside.unpack(str(path), str(place / "out"), BOUNDS, None)


def test_of_a_thousand_files_inside_five_hundred_are_taken_and_the_rest_is_told(tmp_path):
    pdf = pdf_with(*((f"{number}.txt", b"x%d" % number) for number in range(1000)))
    found = unpacked(pdf, tmp_path)
    assert len([path for _name, path in found if path]) == 500
    assert found[-1] == ["500 weitere Dateien", ""]
    with remarks.collected():
        preparing.tell_what_lies_inside(pdf)
        (noted,) = remarks.so_far()
    assert noted[-1] == "+980"


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Bescheid.pdf", "Bescheid.pdf"),
        ("a\0b.pdf", "a b.pdf"),
        ("Rechnung\u202efdp.exe", "Rechnung fdp.exe"),
        ("zwei\nZeilen.pdf", "zwei Zeilen.pdf"),
        ("x" * 500 + ".pdf", "x" * 190 + "xxxxxx.pdf"),
        ("..", "Datei 1"),
        ("   ", "Datei 1"),
        ("C:\\", "C:"),
        ("/", "Datei 1"),
    ],
)
def test_a_name_leads_nowhere_hides_nothing_and_keeps_its_ending(claimed, told, tmp_path):
    ((name, path),) = unpacked(pdf_with((claimed, b"x")), tmp_path)
    assert name == told
    assert path.startswith(str(tmp_path / "out"))


def test_the_same_name_twice_is_two_files_and_one_without_bytes_is_told(tmp_path):
    found = unpacked(pdf_with(("a.txt", b"1"), ("a.txt", b"2"), ("leer.txt", b"")), tmp_path)
    assert [name for name, _path in found] == ["a.txt", "a.txt", "leer.txt"]
    assert [bool(path) for _name, path in found] == [True, True, False]
    assert len({path for _name, path in found}) == 3


def test_a_size_that_is_only_claimed_is_not_believed_and_one_that_is_true_is_bounded(tmp_path):
    pdf = pdf_with(("klein.txt", b"x"), ("vorher.txt", b"y" * 1000))
    pdf.Root.AF[0].EF.F.Params = Dictionary(Size=2**31)
    bomb = pikepdf.Stream(pdf, zlib.compress(b"\0" * 2**24))
    bomb.Filter = Name.FlateDecode
    pdf.Root.AF.append(spec(pdf, "riesig.bin", bomb))
    assert [bool(path) for _name, path in unpacked(pdf, tmp_path)] == [True, True, False]


def test_a_tree_of_names_that_leads_back_into_itself_ends(tmp_path):
    pdf = pdf_with(("a.txt", b"1"))
    node = pdf.make_indirect(Dictionary(Names=Array([String("a"), pdf.Root.AF[0]])))
    node.Kids = Array([node] * 50)
    pdf.Root.Names = Dictionary(EmbeddedFiles=node)
    assert [name for name, _path in unpacked(pdf, tmp_path)] == ["a.txt"]


def test_of_a_file_that_holds_a_file_that_holds_one_only_the_first_is_taken_out(tmp_path):
    inner, outer = io.BytesIO(), io.BytesIO()
    pdf_with(("tief.txt", b"1")).save(inner)
    pdf_with(("mitte.pdf", inner.getvalue())).save(outer)
    assert [name for name, _path in unpacked(pdf_with(("außen.pdf", outer.getvalue())), tmp_path)] == ["außen.pdf"]


def test_the_files_inside_a_document_of_a_dossier_are_laid_beside_it_once(world):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter(32).pdf)) as pdf:
        pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, b"Notiz", filename="Notiz.txt")
        pdf.attachments["b"] = pikepdf.AttachedFileSpec(pdf, b"", filename="leer.txt")
        pdf.save(out)
    anna, dossier = world.actor("sachbearbeitung"), world.dossiers["Wohngeld Yıldız, Ute"]
    row = add_document(anna, originals=[keep(out.getvalue(), "Mappe.pdf")], dossier=dossier.id)
    work()
    for _ in range(2):
        taking_out.ask_for_files_inside(anna, document=row.id)
        work()
    (beside,) = Document.objects.filter(attached_to=row.id)
    assert [each.filename for each in originals_of(beside.current_id)] == ["Notiz.txt"]
    assert beside.dossier_id == dossier.id
    told = JournalEntry.objects.filter(kind="FilesInsideLaidBeside").order_by("id")
    assert [(each.payload["taken"], each.payload["known"], each.payload["failed"]) for each in told] == [
        (1, 0, "leer.txt"),
        (0, 1, "leer.txt"),
    ]
