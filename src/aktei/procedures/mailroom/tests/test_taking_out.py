# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies inside a file can be taken in as post of its own, once, as far as it can be unpacked."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from aktei.base.acts.errors import Forbidden
from aktei.base.blobs import store
from aktei.entrances.demo.letters import letter
from aktei.procedures.mailroom import taking_out
from aktei.procedures.mailroom.tests.conftest import receive, work
from aktei.procedures.rendition import unpacking
from aktei.procedures.rendition.limits import Limits
from aktei.records.documents.queries import originals_of
from aktei.records.envelopes.models import Consignment
from aktei.records.envelopes.queries import standing

__all__ = ["receive"]
LETTER = letter(31).pdf


def portfolio(*, broken: bool = False) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter(32).pdf)) as pdf:
        pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, LETTER, filename="..\\..\\Bescheid\u202e.pdf")
        pdf.attachments["b"] = pikepdf.AttachedFileSpec(pdf, b"Notiz", filename="Notiz.txt")
        if broken:
            stream = pikepdf.Stream(pdf, b"not flate")
            stream.Filter = Name.FlateDecode
            spec = Dictionary(Type=Name.Filespec, F=String("kaputt.pdf"), EF=Dictionary(F=pdf.make_indirect(stream)))
            pdf.Root.AF = pikepdf.Array([pdf.make_indirect(spec)])
        pdf.save(out)
    return out.getvalue()


def test_the_files_inside_become_post_of_the_same_team_with_their_bytes_and_where_they_came_from(world, receive):
    consignment = receive(portfolio())
    work()
    taking_out.ask_for_files_inside(world.actor("sachbearbeitung"), document=consignment.document_id)
    work()
    taken = list(Consignment.objects.exclude(id=consignment.id).order_by("id"))
    files = [originals_of(each.document.current_id)[0] for each in taken]
    assert sorted(each.filename for each in files) == ["Bescheid.pdf", "Notiz.txt"]
    bescheid = next(each for each in files if each.filename == "Bescheid.pdf")
    assert store.path(bescheid.sha256).read_bytes() == LETTER
    assert {each.document.unit_id for each in taken} == {consignment.document.unit_id}
    assert all("Lag im Eingang" in each.envelope.note for each in taken)
    assert {standing(each) for each in taken} == {"ready", "quarantined"}


def test_asking_twice_takes_them_in_once(world, receive):
    consignment = receive(portfolio())
    work()
    for _ in range(2):
        taking_out.ask_for_files_inside(world.actor("sachbearbeitung"), document=consignment.document_id)
        work()
    assert Consignment.objects.count() == 3


def test_a_file_inside_that_is_broken_is_told_and_holds_up_no_other(world, receive):
    consignment = receive(portfolio(broken=True))
    work()
    found = dict(unpacking.unpacked(consignment.document.current_id))
    assert found["kaputt.pdf"] is None
    assert found["Notiz.txt"][1] == 5


def test_a_file_inside_that_unpacks_without_end_is_not_unpacked(receive, monkeypatch):
    monkeypatch.setattr(unpacking, "limits", lambda: Limits(file_bytes=2**20))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter(33).pdf)) as pdf:
        stream = pikepdf.Stream(pdf, zlib.compress(b"\0" * 2**24))
        stream.Filter = Name.FlateDecode
        spec = Dictionary(Type=Name.Filespec, F=String("riesig.bin"), EF=Dictionary(F=pdf.make_indirect(stream)))
        pdf.Root.AF = pikepdf.Array([pdf.make_indirect(spec)])
        pdf.save(out, compress_streams=False)
    assert unpacking.unpacked(receive(out.getvalue()).document.current_id) == [("riesig.bin", None)]


def test_only_the_machinery_takes_them_out(world, receive):
    consignment = receive(LETTER)
    version = consignment.document.current_id
    with pytest.raises(Forbidden):
        taking_out.take_out(world.actor("leitung"), version=version, unpacked=[])
