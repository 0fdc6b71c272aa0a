# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages about access: who is told what, giving after a preview, break-glass, and the second person."""

import re
from datetime import timedelta
from html import unescape

from django.urls import reverse
from django.utils import timezone

from aktei.base.four_eyes.models import Proposal
from aktei.base.granting.actions import end_grant, grant
from aktei.base.people.actions import register_person
from aktei.base.rights.models import Grant
from aktei.base.rights.queries import may
from aktei.base.rights.rules import READ
from aktei.entrances.demo.world import BUILDER
from aktei.procedures.access.models import Emergency
from aktei.records.dossiers.changing import protect_dossier

WHY = "Anruf der Polizei, Gefahr für ein Kind"


def said(response):
    """What stands on the page, without tags."""
    text = re.sub(r"<(script|style|datalist).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def tab(dossier, **more):
    return reverse("records:dossier_access", args=[dossier.id], query=more)


def form(world, **more):
    ines = world.persons["bauaufsicht"]
    return {"wer": f"{ines.full_name} ({ines.login})", "recht": "read", "von": "", "bis": "", "grund": "Hilfe", **more}


def test_who_manages_audits_or_leads_is_told_of_everybody_and_others_of_themselves(as_, dossier):
    for login in ("schriftgut", "datenschutz", "leitung"):
        page = said(as_(login).get(tab(dossier)))
        assert "Zuständigkeit laut Aktenplan" in page, login
        assert "Anna Weiß" in page
        assert "Jonas Köhler" in page
        assert "geerbt von: Aktenplan 50.30 Wohngeld" in page
        assert "Ines Straßer" not in page
    own = said(as_("sachbearbeitung").get(tab(dossier)))
    assert "Anna Weiß" in own
    assert "Jonas Köhler" not in own
    assert as_("bauaufsicht").get(tab(dossier)).status_code == 404


def test_a_protected_dossier_is_not_invisible_to_data_protection(as_, secret):
    client = as_("datenschutz")
    page = said(client.get(tab(secret)))
    assert "Schutz der Akte" in page
    assert "Dr. Miriam Öztürk" in page
    assert client.get(reverse("records:dossier", args=[secret.id])).status_code == 403
    assert secret.reference in said(client.get(reverse("access:protected")))
    assert secret.reference not in said(as_("leitung").get(reverse("access:protected")))


def test_a_past_day_means_any_moment_of_it_and_a_time_just_that_moment(as_, world, dossier, time_machine):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
    ines = world.persons["bauaufsicht"]
    time_machine.move_to(noon, tick=False)
    given = grant(
        BUILDER, node=dossier.id, chain=dossier.chain, right=READ, principal=f"person:{ines.id}", cause="Amtshilfe"
    )
    time_machine.move_to(noon + timedelta(hours=1), tick=False)
    end_grant(BUILDER, grant_id=given, chain=dossier.chain)
    time_machine.move_to(noon + timedelta(days=2), tick=False)
    client, day = as_("schriftgut"), noon.date().isoformat()
    assert "Ines Straßer" in said(client.get(tab(dossier, am=day)))
    assert "Ines Straßer" in said(client.get(tab(dossier, am=day, um="12:30")))
    assert "Ines Straßer" not in said(client.get(tab(dossier, am=day, um="13:00")))
    assert "Ines Straßer" not in said(client.get(tab(dossier)))
    table = client.get(reverse("access:csv", args=["akten", dossier.id], query={"am": day}))
    assert "Ines Straßer;Lesen;ja;persönlich;;hier selbst;Amtshilfe" in b"".join(table).decode()


def test_a_day_that_is_none_is_refused(as_, dossier):
    assert as_("schriftgut").get(tab(dossier, am="31.02.2026")).status_code == 409


def test_a_right_is_given_after_its_effect_was_shown_and_ended_again(as_, world, dossier):
    client, ines = as_("schriftgut"), world.actor("bauaufsicht")
    give = reverse("access:give", args=["akten", dossier.id])
    preview = said(client.post(give, form(world)))
    assert "Damit bekäme eine weitere Person dieses Recht." in preview
    assert not may(ines, READ, dossier.chain)
    client.post(give, form(world, bestaetigt="1"))
    assert may(ines, READ, dossier.chain)
    grants = re.findall(r'name="grant" value="([^"]+)"', client.get(tab(dossier)).content.decode())
    client.post(reverse("access:end", args=["akten", dossier.id]), {"grant": grants})
    assert not may(ines, READ, dossier.chain)
    assert client.post(give, form(world, wer="Niemand")).status_code == 409
    assert client.post(give, form(world, bis="2020-01-01", bestaetigt="1")).status_code == 409


def test_who_does_not_manage_gives_nothing(as_, world, dossier):
    give = reverse("access:give", args=["akten", dossier.id])
    assert as_("leitung").post(give, form(world, bestaetigt="1")).status_code == 403
    assert "Recht vergeben" not in said(as_("leitung").get(tab(dossier)))


def test_on_a_protected_dossier_a_second_person_decides(as_, world, secret):
    anna, jonas, ines = as_("sachbearbeitung"), as_("vertretung"), world.actor("bauaufsicht")
    anna.post(reverse("access:give", args=["akten", secret.id]), form(world, bestaetigt="1"))
    assert not may(ines, READ, secret.chain)
    row = Proposal.objects.get()
    assert "Ines Straßer (bauaufsicht): Lesen" in said(jonas.get(reverse("access:approvals")))
    assert "Wartet auf eine zweite Person" in said(jonas.get(tab(secret)))
    assert "Eine Vorlage wartet auf die Freigabe" in said(jonas.get("/"))
    assert "Eine Vorlage wartet" not in said(anna.get("/"))
    decide = reverse("access:decide", args=[row.id])
    anna.post(decide, {"decision": "confirm"})
    assert not may(ines, READ, secret.chain)
    assert "Freigegeben" in said(jonas.post(decide, {"decision": "confirm"}, follow=True))
    assert may(ines, READ, secret.chain)
    assert "von zwei Personen freigegeben" in said(jonas.get(tab(secret)))


def test_break_glass_reveals_nothing_before_shows_a_bar_while_it_runs_and_reaches_data_protection(as_, world, secret):
    ines, miriam, page = as_("bauaufsicht"), as_("datenschutz"), reverse("access:emergency")
    assert "Adoption" not in said(ines.get(page, {"akte": secret.reference}))
    short = ines.post(page, {"reference": secret.reference, "reason": "kurz", "hours": 4})
    assert short.status_code == 422
    assert "Adoption" not in said(short)
    begun = ines.post(page, {"reference": secret.reference, "reason": WHY, "hours": 4}, follow=True)
    assert "Adoption Lindner" in said(begun)
    assert "Notzugriff auf" in said(ines.get("/"))
    assert "Ein Notzugriff ist noch nicht" in said(miriam.get("/"))
    row = Emergency.objects.get()
    assert WHY in said(miriam.get(reverse("access:emergencies")))
    assert "Notzugriff: Ines Straßer" in said(miriam.get(tab(secret)))
    miriam.post(reverse("access:acknowledge", args=[row.id]), {"remark": "In Ordnung"})
    assert "noch nicht" not in said(miriam.get("/"))
    ines.post(reverse("access:end_emergency", args=[row.id]))
    assert ines.get(reverse("records:dossier", args=[secret.id])).status_code == 404
    assert "Notzugriff auf" not in said(ines.get("/"))


def test_who_has_no_role_gets_no_break_glass(as_, world, secret):
    world.persons["fremd"] = register_person(BUILDER, login="fremd", given_name="Frieda", family_name="Fremd")
    given = {"reference": secret.reference, "reason": WHY, "hours": 4}
    assert as_("fremd").post(reverse("access:emergency"), given).status_code == 403
    assert as_("schriftgut").get(reverse("access:emergencies")).status_code == 403


def test_plan_entries_and_units_have_the_page_too(as_, world):
    client = as_("schriftgut")
    entry = said(client.get(reverse("access:page", args=["aktenplan", world.plan["50.30"].id])))
    assert "hier selbst vergeben" in entry
    assert "Recht vergeben" in entry
    unit = said(as_("verwaltung").get(reverse("access:page", args=["einheiten", world.units["50.1"].id])))
    assert "Post der eigenen Einheit" in unit
    assert client.get(reverse("access:page", args=["quatsch", world.units["50.1"].id])).status_code == 404


def test_who_is_reading_when_a_dossier_is_protected_reads_no_further(world, as_):
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    kaya, place = as_("leitung"), f"/akten/{dossier.id}/"
    assert kaya.get(place).status_code == 200
    protect_dossier(world.actor("schriftgut"), dossier=dossier.id, reason="Bedrohung", keep=[])
    for address in (place, f"{place}zugriff/", f"{place}verlauf/", f"/api/v1/dossiers/{dossier.id}"):
        assert kaya.get(address).status_code in (401, 403, 404)
    today = as_("datenschutz").get(f"{place}zugriff/?am={timezone.localdate()}").content.decode()
    assert "Kaya Brandt" in today
    assert "Kaya Brandt" not in as_("datenschutz").get(f"{place}zugriff/").content.decode()


def test_a_wish_refused_says_why_once_and_nothing_else(world, as_):
    asked = {"reference": "50.30-2026/00001", "reason": "x", "hours": "4"}
    page = as_("bauaufsicht").post("/zugriff/notzugriff/", asked).content.decode()
    assert page.count("Jedes Lesen wird vermerkt") == 1
    assert "Bitte begründen Sie den Notzugriff" in page


def test_a_right_for_later_is_said_with_its_days_shown_and_taken_back_before_it_begins(world, as_, dossier):
    rolf, place = as_("schriftgut"), reverse("access:give", args=["akten", dossier.id])
    today = timezone.localdate()
    first, last = today + timedelta(days=3), today + timedelta(days=5)
    days = {"von": first.isoformat(), "bis": last.isoformat()}
    assert f"vom {first:%d.%m.%Y} bis {last:%d.%m.%Y}" in said(rolf.post(place, form(world, **days)))
    rolf.post(place, form(world, bestaetigt="1", **days))
    made = Grant.objects.get(node=dossier.id, cause="Hilfe")
    assert "Gilt erst später Ines Straßer persönlich Hilfe Lesen" in said(rolf.get(tab(dossier)))
    rolf.post(reverse("access:end", args=["akten", dossier.id]), {"grant": [str(made.id)]})
    made.refresh_from_db()
    assert made.valid_until - made.valid_from <= timedelta(microseconds=1)
    assert "Gilt erst später" not in said(rolf.get(tab(dossier)))
    for wrong in ({"von": "2020-01-01"}, {"von": last.isoformat(), "bis": first.isoformat()}):
        assert rolf.post(place, form(world, **wrong)).status_code == 409


def test_whoever_decides_is_one_step_from_what_it_is_about(world, as_, secret):
    as_("vertretung").post(reverse("access:give", args=["akten", secret.id]), form(world, bestaetigt="1"))
    page = as_("sachbearbeitung").get(reverse("access:approvals")).content.decode()
    assert f'<a href="{tab(secret)}">' in page
