# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What cannot be read waits with a reason, holds up nobody, and finds its way out."""

import io

import pikepdf
import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.queries import about, sentence
from aktei.base.blobs import store
from aktei.base.four_eyes.actions import confirm_proposal
from aktei.entrances.demo.letters import letter
from aktei.procedures.mailroom import actions, queries
from aktei.procedures.mailroom.tests.conftest import stored, work
from aktei.procedures.rendition import password_box, unlocking
from aktei.procedures.rendition.models import SuppliedPassword
from aktei.records.documents import faults
from aktei.records.documents.moving import add_document
from aktei.records.documents.queries import originals_of, pages, standing_faults
from aktei.records.documents.removing import propose_deletion, restore_document
from aktei.records.envelopes.models import Consignment
from aktei.records.envelopes.queries import standing

SYSTEM = Actor.system("test")
LETTER = letter(11, topic="wohngeld").pdf
SECRET = "Äpfel & Birnen 7"


def written(change=None, **options):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(LETTER)) as pdf:
        if change:
            change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def with_script(pdf):
    pdf.Root.OpenAction = pdf.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('x')"))
    )


ENCRYPTED = written(encryption=pikepdf.Encryption(user=SECRET, owner=SECRET))
ACTIVE = written(with_script)
CUT_OFF = LETTER[: len(LETTER) * 2 // 3]
BAD = {
    "encrypted": ENCRYPTED,
    "empty": b"",
    "truncated": CUT_OFF,
    "wrong_type": b"PK\x03\x04" + b"\0" * 200,
    "active_content": ACTIVE,
    "broken": b"%PDF-1.7\nkein PDF\n%%EOF\n",
}


@pytest.fixture
def clerk(world):
    return world.actor("sachbearbeitung")


@pytest.mark.parametrize("code", BAD)
def test_what_cannot_be_read_waits_with_reason_and_advice_and_neighbours_go_on(receive, clerk, code):
    bad, good = receive(BAD[code]), receive(LETTER)
    work()
    stuck = queries.consignment(clerk, bad.id)
    assert (stuck.state, stuck.trouble.code) == ("quarantined", code)
    assert stuck.trouble.reason
    assert stuck.trouble.advice
    assert queries.consignment(clerk, good.id).state == "ready"
    (kept,) = originals_of(bad.document.current_id)
    assert store.open(kept.sha256).read() == BAD[code]
    assert any(stuck.trouble.reason.removesuffix(".") in sentence(entry) for entry in about(bad.document_id))


def test_the_right_password_makes_it_ready_and_is_forgotten(receive, clerk):
    consignment = receive(ENCRYPTED)
    work()
    unlocking.unlock_version(clerk, document=consignment.document_id, password=SECRET)
    assert queries.consignment(clerk, consignment.id).state == "received"
    work()
    assert queries.consignment(clerk, consignment.id).state == "ready"
    assert not SuppliedPassword.objects.exists()


def test_a_wrong_password_says_so_and_can_be_corrected(receive, clerk):
    consignment = receive(ENCRYPTED)
    work()
    unlocking.unlock_version(clerk, document=consignment.document_id, password="falsch")
    work()
    assert queries.consignment(clerk, consignment.id).trouble.code == "wrong_password"
    unlocking.unlock_version(clerk, document=consignment.document_id, password=SECRET)
    work()
    assert queries.consignment(clerk, consignment.id).state == "ready"


def test_a_password_lies_nowhere_in_the_clear(receive, clerk):
    consignment = receive(ENCRYPTED)
    work()
    unlocking.unlock_version(clerk, document=consignment.document_id, password=SECRET)
    assert SECRET.encode() not in bytes(SuppliedPassword.objects.get().sealed)
    assert password_box.password_for(consignment.document_id) == SECRET
    entry = JournalEntry.objects.filter(kind="PasswordSupplied").get()
    assert "Birnen" not in str(entry.payload)


def test_a_sealed_password_opens_only_with_the_offices_own_key(settings):
    sealed = password_box.seal(SECRET)
    assert password_box.unseal(sealed) == SECRET
    settings.SECRET_KEY = "another"
    assert password_box.unseal(sealed) is None


@pytest.fixture
def laid_in(world, clerk):
    """An encrypted file that somebody laid directly into a dossier, and that waits for a decision."""
    row = add_document(clerk, originals=[stored(ENCRYPTED)], dossier=world.dossiers["Wohngeld Yıldız, Ute"].id)
    work()
    return row


def test_a_password_opens_what_was_laid_directly_into_a_dossier_and_is_forgotten(laid_in, clerk):
    unlocking.unlock_version(clerk, document=laid_in.id, number=1, password="falsch")
    work()
    assert standing_faults([laid_in.current_id])[laid_in.current_id].code == "wrong_password"
    assert not SuppliedPassword.objects.exists()
    unlocking.unlock_version(clerk, document=laid_in.id, number=1, password=SECRET)
    assert SECRET.encode() not in bytes(SuppliedPassword.objects.get().sealed)
    work()
    assert pages(laid_in.current_id).exists()
    assert not SuppliedPassword.objects.exists()
    assert any("Kennwort für die verschlüsselte Datei" in sentence(entry) for entry in about(laid_in.id))


def test_only_who_may_edit_there_opens_it_and_only_while_it_is_unread(laid_in, world, clerk):
    with pytest.raises(Forbidden):
        unlocking.unlock_version(world.actor("bauaufsicht"), document=laid_in.id, number=1, password=SECRET)
    with pytest.raises(Refused, match="Kennwort ein"):
        unlocking.unlock_version(clerk, document=laid_in.id, number=1, password="")
    unlocking.unlock_version(clerk, document=laid_in.id, number=1, password=SECRET)
    work()
    with pytest.raises(Refused, match="schon eingelesen"):
        unlocking.unlock_version(clerk, document=laid_in.id, number=1, password=SECRET)


def test_a_password_given_after_a_try_began_outlives_it(laid_in, clerk):
    began = timezone.now()
    unlocking.unlock_version(clerk, document=laid_in.id, number=1, password=SECRET)
    password_box.forget(laid_in.id, before=began)
    assert password_box.password_for(laid_in.id) == SECRET


@pytest.mark.parametrize("code", BAD)
def test_accepted_as_it_is_it_can_be_filed_whatever_was_wrong(world, receive, clerk, code):
    consignment = receive(BAD[code])
    work()
    faults.accept_as_is(clerk, document=consignment.document_id)
    work()
    found = queries.consignment(clerk, consignment.id)
    assert (found.state, found.page_count > 0) == ("ready", True)
    filed = actions.file_consignment(
        clerk, consignment=consignment.id, dossier=world.dossiers["Wohngeld Yıldız, Ute"].id
    )
    assert standing(filed) == "filed"


def test_an_unreadable_file_among_readable_ones_is_stood_in_for_by_a_page(receive, clerk):
    consignment = receive(LETTER, b"%PDF-1.7\nkein PDF\n%%EOF\n")
    work()
    faults.accept_as_is(clerk, document=consignment.document_id)
    work()
    texts = list(pages(consignment.document.current_id).values_list("text", flat=True))
    assert len(texts) == 2
    assert "Wohngeld" in texts[0]
    assert "konnte nicht in lesbare Seiten umgewandelt werden" in texts[1]


def test_another_try_after_the_limit_was_raised_makes_it_ready(receive, clerk, settings):
    settings.LIMIT_BYTES = 100
    consignment = receive(LETTER)
    work()
    assert queries.consignment(clerk, consignment.id).trouble.code == "too_large"
    settings.LIMIT_BYTES = 10**9
    faults.read_again(clerk, document=consignment.document_id)
    work()
    assert queries.consignment(clerk, consignment.id).state == "ready"


def test_what_is_in_quarantine_can_be_returned_but_not_filed(world, receive, clerk):
    consignment = receive(b"")
    work()
    with pytest.raises(Refused, match="Klärung"):
        actions.file_consignment(clerk, consignment=consignment.id, dossier=world.dossiers["Wohngeld Yıldız, Ute"].id)
    returned = actions.return_to_sender(clerk, consignment=consignment.id, reason="leer")
    assert standing(returned) == "returned"


@pytest.mark.parametrize("act", ["read_again", "accept_as_is"])
def test_only_who_may_file_there_gets_it_out_of_quarantine(world, receive, act):
    consignment = receive(b"")
    work()
    with pytest.raises(Forbidden):
        getattr(faults, act)(world.actor("bauaufsicht"), document=consignment.document_id)
    assert standing(consignment) == "quarantined"


def test_what_is_not_in_quarantine_cannot_be_taken_out_of_it(receive, clerk):
    consignment = receive(LETTER)
    for act in (faults.read_again, faults.accept_as_is):
        with pytest.raises(Refused, match="nicht in Klärung"):
            act(clerk, document=consignment.document_id)
    with pytest.raises(Refused):
        unlocking.unlock_version(clerk, document=consignment.document_id, password="x")


@pytest.mark.parametrize(("content", "state"), [(LETTER, "ready"), (BAD["broken"], "quarantined")])
def test_returned_post_that_is_taken_up_again_is_where_it_was(receive, world, content, state):
    post, taken = world.actor("post"), receive(content)
    work()
    actions.return_to_sender(post, consignment=taken.id, reason="Irrläufer")
    work()
    assert queries.consignment(post, taken.id).state == "returned"
    restore_document(post, document=taken.document_id)
    work()
    assert queries.consignment(post, taken.id).state == state
    assert taken.id in [each.id for each in queries.incoming(post).items]


def test_nothing_of_its_sender_is_left_where_post_was_deleted(receive, world):
    post, taken = world.actor("post"), receive(LETTER, sender="Frau Beispiel", note="von Hand abgegeben")
    work()
    actions.return_to_sender(post, consignment=taken.id, reason="Fehlscan")
    confirm_proposal(
        world.actor("schriftgut"), proposal=propose_deletion(post, document=taken.document_id, reason="Fehlscan")
    )
    work()
    row = Consignment.objects.select_related("envelope").get(id=taken.id)
    said = (row.envelope.sender, row.envelope.note, row.returned_because, row.document.subject_line)
    assert said == ("", "", "", "")
    assert not pages(row.document.current_id).exists()
