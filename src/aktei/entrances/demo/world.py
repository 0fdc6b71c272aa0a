# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Landkreis Musterland: one small authority, built through actions, for tests, demo and screenshots."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.granting.actions import grant
from aktei.base.people.actions import begin_membership, establish_unit, register_person
from aktei.base.people.founding import found_office
from aktei.base.people.models import Person, Role, Unit
from aktei.records.cases.actions import open_case
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.models import Dossier
from aktei.records.file_plan.actions import add_entry
from aktei.records.file_plan.models import FILE_PLAN, FilePlanEntry
from aktei.records.parties.actions import involve_party

BUILDER = Actor.system("demo")

_UNITS = [
    # short name, name, parent
    ("10", "Fachbereich Zentrale Dienste", None),
    ("10.1", "Poststelle", "10"),
    ("10.2", "Schriftgutverwaltung", "10"),
    ("10.3", "Informationstechnik", "10"),
    ("50", "Fachbereich Soziales", None),
    ("50.1", "Team Wohngeld", "50"),
    ("50.2", "Team Sozialhilfe", "50"),
    ("63", "Fachbereich Bauen", None),
    ("63.1", "Team Bauaufsicht", "63"),
]

_PERSONS = [
    # login, given name, family name, unit, role
    ("post", "Petra", "Schäfer", "10.1", Role.POST_ROOM),
    ("sachbearbeitung", "Anna", "Weiß", "50.1", Role.MEMBER),
    ("vertretung", "Jonas", "Köhler", "50.1", Role.MEMBER),
    ("leitung", "Kaya", "Brandt", "50", Role.HEAD),
    ("schriftgut", "Rolf", "Größer", "10.2", Role.RECORDS_MANAGER),
    ("datenschutz", "Dr. Miriam", "Öztürk", "10", Role.DATA_PROTECTION),
    ("verwaltung", "Stefan", "Müller", "10.3", Role.ADMINISTRATOR),
    ("bauaufsicht", "Ines", "Straßer", "63.1", Role.MEMBER),
]

_PLAN = [
    # notation, title, parent, retention, disposal, unit in charge
    ("10", "Organisation und Verwaltung", None, 10, "B", "10"),
    ("10.20", "Schriftgutverwaltung", "10", 10, "B", "10.2"),
    ("50", "Soziales", None, 10, "B", "50"),
    ("50.30", "Wohngeld", "50", 10, "V", "50.1"),
    ("50.31", "Wohngeld – Widersprüche", "50", 10, "B", "50.1"),
    ("50.40", "Hilfe zum Lebensunterhalt", "50", 10, "V", "50.2"),
    ("63", "Bauen", None, 30, "A", "63"),
    ("63.10", "Baugenehmigungen", "63", None, "A", "63.1"),
    ("63.20", "Bauvoranfragen", "63", 10, "B", "63.1"),
]

# fmt: off
_DOSSIERS = [
    # entry, unit, subject line, given name, family name, birth date, street, postcode, city, cases
    ("50.30", "50.1", "Wohngeld Yıldız, Ute", "Ute", "Yıldız", date(1968, 4, 17), "Lindenstraße 12", "12345", "Musterstadt", ("Erstantrag 2025", "Weiterleistungsantrag 2026")),
    ("50.30", "50.1", "Wohngeld Köster, Bernd", "Bernd", "Köster", date(1955, 11, 2), "Am Anger 3", "12347", "Altenfeld", ("Antrag 2026",)),
    ("50.30", "50.1", "Wohngeld Müller, Sabine", "Sabine", "Müller", date(1990, 1, 30), "Bahnhofstraße 44", "12345", "Musterstadt", ("Antrag 2026",)),
    ("50.31", "50.1", "Widerspruch Nguyen, Thanh", "Thanh", "Nguyen", date(1982, 8, 9), "Goethestraße 7", "12349", "Neustadt am Fluss", ()),
    ("50.40", "50.2", "Hilfe zum Lebensunterhalt Schröder, Elfriede", "Elfriede", "Schröder", date(1941, 6, 21), "Kirchgasse 1", "12351", "Hohenbrunn", ()),
    ("63.10", "63.1", "Neubau Einfamilienhaus Grünwald", "Familie", "Grünwald", None, "Feldweg 18", "12353", "Oberdorf", ("Bauantrag", "Bauabnahme")),
]
# fmt: on


@dataclass
class World:
    """Handles on what was built, by the names people use."""

    units: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    plan: dict[str, FilePlanEntry] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    day: date = field(default_factory=timezone.localdate)
    """On which it was begun; midnight may pass before somebody asks."""

    def actor(self, login: str, client: str = "web") -> Actor:
        """Act as one of the demo persons."""
        return Actor(person_id=self.persons[login].id, client=client)


def build(password: str | None = None) -> World:
    """Build the whole authority; everybody gets the same password (demo only) or none."""
    world = World()
    found_office(BUILDER, name="Landkreis Musterland", file_plan=FILE_PLAN)
    _organisation(world, password)
    _file_plan(world)
    _dossiers(world)
    return world


def _organisation(world: World, password: str | None) -> None:
    for short_name, name, parent in _UNITS:
        above = world.units[parent].id if parent else None
        world.units[short_name] = establish_unit(BUILDER, name=name, short_name=short_name, parent=above)
    for login, given, family, unit, role in _PERSONS:
        person = register_person(
            BUILDER,
            login=login,
            given_name=given,
            family_name=family,
            email=f"{login}@musterland.example",
            password=password,
        )
        begin_membership(BUILDER, person=person.id, unit=world.units[unit].id, role=role)
        world.persons[login] = person


def _file_plan(world: World) -> None:
    for notation, title, parent, retention, disposal, unit in _PLAN:
        entry = add_entry(
            BUILDER,
            notation=notation,
            title=title,
            parent=world.plan[parent].id if parent else None,
            retention_years=retention,
            disposal_type=disposal,
            holds_dossiers=parent is not None,
        )
        world.plan[notation] = entry
        owner = world.units[unit]
        # A department's members also answer to its name, so a grant to it would open every team's dossiers to all.
        top = parent is None
        principal = f"role:{Role.HEAD}@{owner.id}" if top else f"unit:{owner.id}"
        cause = "Leitung des Fachbereichs" if top else "Zuständigkeit laut Aktenplan"
        for right in ("edit", "close"):
            _grant(entry.id, entry.chain, right, principal, cause)


def _dossiers(world: World) -> None:
    for entry, unit, subject, given, family, birth, street, postcode, city, cases in _DOSSIERS:
        dossier = open_dossier(
            BUILDER, entry=world.plan[entry].id, subject_line=subject, lead_unit=world.units[unit].id
        )
        world.dossiers[subject] = dossier
        involve_party(
            BUILDER,
            dossier=dossier.id,
            role="Antragsteller" if entry.startswith("50") else "Bauherr",
            name=family,
            given_name=given,
            birth_date=birth,
            street=street,
            postcode=postcode,
            city=city,
        )
        for case in cases:
            open_case(BUILDER, dossier=dossier.id, subject_line=case)


def _grant(node: UUID, chain: list[UUID], right: str, principal: str, cause: str) -> None:
    grant(BUILDER, node=node, chain=chain, right=right, principal=principal, cause=cause)
