# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the fields take in which somebody or something is picked, in a large county: an offer for every key."""

from django.db import connection

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.people.events import UnitEstablished
from aktei.base.people.models import OFFICE

LIMIT_MS = 50.0

ASKED = {
    "Person, Familienname": "/waehlen/person/?wer=koehler",
    "Person, ein Buchstabe": "/waehlen/person/?wer=k",
    "Person, beide Namen": "/waehlen/person/?wer=Köhler+Jo",
    "Person, E-Mail": "/waehlen/person/?wer=p77%40kreis",
    "Person, niemand": "/waehlen/person/?wer=xylo",
    "Person je, im Protokoll": "/waehlen/person-jemals/?person=mueller",
    "Einheit": "/waehlen/einheit/?einheit=sachgebiet+77",
    "Einheit, Nummer": "/waehlen/einheit/?einheit=8077",
    "Wer, Leitung": "/waehlen/wer/?wer=leitung+sachgebiet",
    "Berechtigt, ein Buchstabe": "/waehlen/berechtigt/?wer=s",
    "Aktenplan, Titel": "/waehlen/eintrag/?plan=einzelfragen",
    "Aktenplan, Kennzeichen": "/waehlen/eintrag-ablage/?plan=90.7",
    "Aktenplan, ohne Punkt": "/waehlen/eintrag-ablage/?plan=907",
    "Akte, Aktenzeichen": "/waehlen/akte/?akte=50.30-2019%2F77",
    "Akte, Betreff": "/waehlen/akte/?akte=wohngeld+mueller",
    "Akte, ein Buchstabe": "/waehlen/akte/?akte=w",
    "Akte, Beteiligte": "/waehlen/akte/?akte=beteiligt+77",
}
"""What is typed, by what people look for."""

_UNITS = """
INSERT INTO people_unit (id, chain, parent_id, name, short_name, valid_from, source, external_id)
SELECT id, ARRAY[id] || chain, above, 'Sachgebiet ' || n, '80.' || n, now(), '', ''
FROM (SELECT gen_random_uuid() AS id, n, u.chain, u.id AS above
      FROM generate_series(1, %(units)s) AS n
      CROSS JOIN (SELECT id, chain FROM people_unit WHERE short_name = '50') AS u) AS made
"""

_PERSONS = """
INSERT INTO people_person (id, password, login, given_name, family_name, email, joined_at, password_is_initial,
                           second_factor_required, source, external_id)
SELECT gen_random_uuid(), '!', 'crowd' || n, (ARRAY['Anna','Jonas','Ute','Kaya','Bernd','Ines','Zoë'])[1 + n %% 7],
       (ARRAY['Müller','Schäfer','Yıldız','Größer','Nguyen','Weiß','Köhler','Brandt'])[1 + n %% 8] || '-' || n,
       'p' || n || '@kreis.example', now(), false, false, '', ''
FROM generate_series(1, %(persons)s) AS n
"""

_MEMBERSHIPS = """
INSERT INTO people_membership (id, person_id, unit_id, role, valid_from)
SELECT gen_random_uuid(), p.id, u.id, 'member', now()
FROM (SELECT row_number() OVER (ORDER BY login) AS rank, id FROM people_person WHERE login LIKE 'crowd%%') AS p
JOIN (SELECT row_number() OVER (ORDER BY short_name) - 1 AS rank, count(*) OVER () AS total, id
      FROM people_unit WHERE short_name LIKE '80.%%') AS u ON u.rank = p.rank %% u.total
"""

_ENTRIES = """
INSERT INTO records_fileplanentry (id, chain, parent_id, notation, title, reference_pattern, retention_years,
                                   disposal_type, note, holds_dossiers, dossier_kinds)
SELECT id, ARRAY[id] || chain, parent, '50.' || 100 + n / 900 || '.' || n %% 900, 'Einzelfragen ' || n, pattern, 10,
       'B', '', true, ARRAY[]::varchar[]
FROM (SELECT gen_random_uuid() AS id, n, e.chain, e.id AS parent, e.reference_pattern AS pattern
      FROM generate_series(1, %(entries)s) AS n
      CROSS JOIN (SELECT id, chain, reference_pattern FROM records_fileplanentry WHERE notation = '50') AS e) AS made
"""

_DOSSIERS = """
INSERT INTO records_dossier (id, chain, entry_id, kind, specialist_key, fields, reference, subject_line, lead_unit_id,
                             confidentiality, protected, opened_at, opened_by)
SELECT id, ARRAY[id] || entry_chain, entry_id, 'subject', '', '{}', notation || '-2019/' || lpad(n::text, 7, '0'),
       'Wohngeld ' || (ARRAY['Müller','Schäfer','Yıldız','Größer','Nguyen','Weiß','Köhler','Brandt'])[1 + n %% 8]
                   || ', ' || (ARRAY['Anna','Bernd','Ute','Kaya','Jonas','Ines'])[1 + n %% 6] || ' ' || n,
       unit_id, 'normal', false, now() - (n || ' minutes')::interval, NULL
FROM (SELECT gen_random_uuid() AS id, n, e.id AS entry_id, e.chain AS entry_chain, e.notation, u.id AS unit_id
      FROM generate_series(1, %(dossiers)s) AS n
      CROSS JOIN (SELECT id, chain, notation FROM records_fileplanentry WHERE notation = '50.30') AS e
      CROSS JOIN (SELECT id FROM people_unit WHERE short_name = '50.1') AS u) AS made
"""

_PARTIES = """
INSERT INTO records_party (id, kind, name, given_name, street, postcode, city, phone, email, folded_name, sort_name,
                           sound)
SELECT gen_random_uuid(), 'person', 'Beteiligt-' || n, 'Berta', '', '', '', '', '', 'beteiligt ' || n, '', ''
FROM generate_series(1, %(dossiers)s / 10) AS n
"""

_INVOLVEMENTS = """
INSERT INTO records_involvement (id, party_id, dossier_id, role)
SELECT gen_random_uuid(), p.id, d.id, 'Antragstellerin'
FROM (SELECT row_number() OVER (ORDER BY id) AS rank, id FROM records_party WHERE name LIKE 'Beteiligt-%%') AS p
JOIN (SELECT row_number() OVER (ORDER BY id) AS rank, id FROM records_dossier WHERE reference LIKE '%%-2019/%%') AS d
  ON d.rank = p.rank
"""


def crowd(*, persons: int, units: int, entries: int, dossiers: int) -> None:
    """Add so many of each: members of one department's teams, entries below one, dossiers with a party each tenth."""
    sizes = {"persons": persons, "units": units, "entries": entries, "dossiers": dossiers}
    steps = (_UNITS, _PERSONS, _MEMBERSHIPS, _ENTRIES, _DOSSIERS, _PARTIES, _INVOLVEMENTS)
    with acting("seed"), connection.cursor() as cursor:
        for step in steps:
            cursor.execute(step, sizes)
        record(Actor.system("seed"), UnitEstablished(node=OFFICE, name="seed"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
