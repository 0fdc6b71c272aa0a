# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: the address book."""

from aktei.records.parties import actions
from aktei.records.parties.queries import involvements
from tests.matrix.row import DENIED, FINDERS, RECORDS, Row, dossier, get, post
from tests.stage import SYSTEM

FILERS = frozenset({"post", "sachbearbeitung", "vertretung", "leitung", "schriftgut", "bauaufsicht", "verwaltung"})
"""Who may file anywhere, and so may write somebody down who is involved nowhere."""


def _party(stage):
    return involvements(SYSTEM, stage.dossier.id)[0].party


def _at(path):
    return lambda stage: f"/beteiligte/{_party(stage).id}/{path}"


def _twin(stage):
    return actions.involve_party(SYSTEM, dossier=stage.dossier.id, role="Vermieter", name="Koester")


def _merged(stage):
    twin = _twin(stage)
    actions.merge_parties(SYSTEM, keep=_party(stage).id, drop=twin.id)
    return f"/beteiligte/{twin.id}/trennen/"


def _involvement(stage):
    return involvements(SYSTEM, stage.dossier.id)[0].id


def _ended(stage):
    return actions.end_involvement(SYSTEM, involvement=_involvement(stage)).id


ROWS: list[Row] = [
    get("/beteiligte/"),
    get("/beteiligte/?q=K%C3%B6ster"),
    get("/beteiligte/neu/"),
    get("/beteiligte/hinweise/?name=Koester"),
    get(_at(""), FINDERS),
    get(_at("bearbeiten/"), FINDERS),
    post("/beteiligte/neu/", FILERS, lambda s: {"kind": "organisation", "name": "Amtsgericht"}),
    post(_at("bearbeiten/"), RECORDS, lambda s: {"kind": "person", "name": "Neu"}),
    post(_at("zusammenfuehren/"), RECORDS, lambda s: {"drop": str(_twin(s).id)}),
    post(_merged, RECORDS),
    post(
        dossier("beteiligte/"),
        RECORDS,
        lambda s: {"kind": "person", "name": "Krüger", "role": "Vermieter"},
        denied=DENIED,
    ),
    post(lambda s: f"/beteiligungen/{_involvement(s)}/beenden/", RECORDS),
    post(lambda s: f"/beteiligungen/{_ended(s)}/fortsetzen/", RECORDS),
]
