# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What cannot be read waits with a reason, holds up nobody, and finds its way out."""

import io

import pikepdf
import pytest

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.queries import about, sentence
from aktei.base.blobs import store
from aktei.base.four_eyes.actions import confirm_proposal
from aktei.entrances.demo.letters import letter
from aktei.procedures.mailroom import actions, jobs, queries, sealing, unlocking
from aktei.procedures.mailroom.models import Consignment, SuppliedPassword
from aktei.procedures.mailroom.tests.conftest import stored, work
from aktei.procedures.rendition.queries import refusals
from aktei.records.documents.moving import add_document
from aktei.records.documents.queries import originals_of, pages
from aktei.records.documents.removing import propose_deletion, restore_document

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
    assert (stuck.state, stuck.consignment.reason_code) == ("quarantined", code)
    assert stuck.consignment.reason
    assert stuck.consignment.advice
    assert queries.consignment(clerk, good.id).state == "ready"
    (kept,) = originals_of(bad.document.current_id)
    assert store.open(kept.sha256).read() == BAD[code]
    assert any(stuck.consignment.reason.removesuffix(".") in sentence(entry) for entry in about(bad.document_id))


def test_the_right_password_makes_it_ready_and_is_forgotten(receive, clerk):
    consignment = receive(ENCRYPTED)
    work()
    actions.supply_password(clerk, consignment=consignment.id, password=SECRET)
    assert queries.consignment(clerk, consignment.id).state == "received"
    work()
    assert queries.consignment(clerk, consignment.id).state == "ready"
    assert not SuppliedPassword.objects.exists()


def test_a_wrong_password_says_so_and_can_be_corrected(receive, clerk):
    consignment = receive(ENCRYPTED)
    work()
    actions.supply_password(clerk, consignment=consignment.id, password="falsch")
    work()
    assert queries.consignment(clerk, consignment.id).consignment.reason_code == "wrong_password"
    actions.supply_password(clerk, consignment=consignment.id, password=SECRET)
    work()
    assert queries.consignment(clerk, consignment.id).state == "ready"


def test_a_password_lies_nowhere_in_the_clear(receive, clerk):
    consignment = receive(ENCRYPTED)
    work()
    actions.supply_password(clerk, consignment=consignment.id, password=SECRET)
    assert SECRET.encode() not in bytes(SuppliedPassword.objects.get().sealed)
    assert queries.password_for(consignment.document_id) == SECRET
    entry = JournalEntry.objects.filter(kind="PasswordSupplied").get()
    assert "Birnen" not in str(entry.payload)


def test_a_sealed_password_opens_only_with_the_offices_own_key(settings):
    sealed = sealing.seal(SECRET)
    assert sealing.unseal(sealed) == SECRET
    settings.SECRET_KEY = "another"
    assert sealing.unseal(sealed) is None


@pytest.fixture
def laid_in(world, clerk):
    """An encrypted file that somebody laid directly into a dossier, and that waits for a decision."""
    row = add_document(clerk, originals=[stored(ENCRYPTED)], dossier=world.dossiers["Wohngeld Yıldız, Ute"].id)
    work()
    return row


def test_a_password_opens_what_was_laid_directly_into_a_dossier_and_is_forgotten(laid_in, clerk):
    unlocking.unlock_version(clerk, document=laid_in.id, number=1, password="falsch")
    work()
    assert refusals([laid_in.current_id])[laid_in.current_id].code == "wrong_password"
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


def test_a_password_given_after_a_refusal_outlives_what_is_still_told_of_it(laid_in, clerk):
    refused = about(laid_in.id).filter(kind="RenditionRefused").get()
    unlocking.unlock_version(clerk, document=laid_in.id, number=1, password=SECRET)
    jobs.hold(node=str(laid_in.id), entry=refused.id)
    assert queries.password_for(laid_in.id) == SECRET


@pytest.mark.parametrize("code", BAD)
def test_accepted_as_it_is_it_can_be_filed_whatever_was_wrong(world, receive, clerk, code):
    consignment = receive(BAD[code])
    work()
    actions.accept_as_is(clerk, consignment=consignment.id)
    work()
    found = queries.consignment(clerk, consignment.id)
    assert (found.state, found.page_count > 0) == ("ready", True)
    filed = actions.file_consignment(
        clerk, consignment=consignment.id, dossier=world.dossiers["Wohngeld Yıldız, Ute"].id
    )
    assert filed.state == "filed"


def test_an_unreadable_file_among_readable_ones_is_stood_in_for_by_a_page(receive, clerk):
    consignment = receive(LETTER, b"%PDF-1.7\nkein PDF\n%%EOF\n")
    work()
    actions.accept_as_is(clerk, consignment=consignment.id)
    work()
    texts = list(pages(consignment.document.current_id).values_list("text", flat=True))
    assert len(texts) == 2
    assert "Wohngeld" in texts[0]
    assert "konnte nicht in lesbare Seiten umgewandelt werden" in texts[1]


def test_another_try_after_the_limit_was_raised_makes_it_ready(receive, clerk, settings):
    settings.LIMIT_BYTES = 100
    consignment = receive(LETTER)
    work()
    assert queries.consignment(clerk, consignment.id).consignment.reason_code == "too_large"
    settings.LIMIT_BYTES = 10**9
    actions.retry(clerk, consignment=consignment.id)
    work()
    assert queries.consignment(clerk, consignment.id).state == "ready"


def test_what_is_in_quarantine_can_be_returned_but_not_filed(world, receive, clerk):
    consignment = receive(b"")
    work()
    with pytest.raises(Refused, match="Klärung"):
        actions.file_consignment(clerk, consignment=consignment.id, dossier=world.dossiers["Wohngeld Yıldız, Ute"].id)
    assert actions.return_to_sender(clerk, consignment=consignment.id, reason="leer").state == "returned"


@pytest.mark.parametrize("act", ["retry", "accept_as_is"])
def test_only_who_may_file_there_gets_it_out_of_quarantine(world, receive, act):
    consignment = receive(b"")
    work()
    with pytest.raises(Forbidden):
        getattr(actions, act)(world.actor("bauaufsicht"), consignment=consignment.id)
    assert Consignment.objects.get(id=consignment.id).state == "quarantined"


def test_what_is_not_in_quarantine_cannot_be_taken_out_of_it(receive, clerk):
    consignment = receive(LETTER)
    for act in (actions.retry, actions.accept_as_is):
        with pytest.raises(Refused, match="nicht in Klärung"):
            act(clerk, consignment=consignment.id)
    with pytest.raises(Refused):
        actions.supply_password(clerk, consignment=consignment.id, password="x")


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
    row = Consignment.objects.get(id=taken.id)
    assert (row.sender, row.note, row.reason, row.document.subject_line) == ("", "", "", "")
    assert not pages(row.document.current_id).exists()
