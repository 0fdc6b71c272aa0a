# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an empty database to an office with a first administrator; and the one-time code that opens the page for it."""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from aktei.base.acts.actor import Actor
from aktei.base.people.actions import begin_membership, establish_unit, register_person
from aktei.base.people.founding import found_office
from aktei.base.people.queries import ADMINISTRATOR, is_founded
from aktei.records.file_plan.queries import FILE_PLAN

_CODE = "setup_code"
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Beginning:
    """What an office needs to begin: a name, a first unit, and somebody who manages it."""

    office: str
    login: str
    password: str
    family_name: str
    given_name: str = ""
    email: str = ""
    unit: str = "Informationstechnik"
    unit_short: str = "IT"


def begin(wanted: Beginning, client: str) -> None:
    """Set the office up; all of it or nothing. Raises `Refused` if there is one already."""
    actor = Actor.system(client)
    with transaction.atomic():
        found_office(actor, name=wanted.office, file_plan=FILE_PLAN)
        unit = establish_unit(actor, name=wanted.unit, short_name=wanted.unit_short)
        person = register_person(
            actor,
            login=wanted.login,
            given_name=wanted.given_name,
            family_name=wanted.family_name,
            email=wanted.email,
            password=wanted.password,
        )
        begin_membership(actor, person=person.id, unit=unit.id, role=ADMINISTRATOR)
    _file().unlink(missing_ok=True)


def new_code() -> str | None:
    """A fresh one-time code for the set-up page, which alone counts from now on; nothing if the office is set up."""
    if is_founded():
        _file().unlink(missing_ok=True)
        return None
    parts = ("".join(secrets.choice(_ALPHABET) for _letter in range(4)) for _part in range(3))
    code = "-".join(parts)
    draft = _file().with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(_digest(code))
    draft.replace(_file())
    return code


def is_the_code(typed: str) -> bool:
    """Whether this is the code that was printed last."""
    try:
        kept = _file().read_text()
    except OSError:
        return False
    return hmac.compare_digest(kept, _digest(typed))


def _digest(code: str) -> str:
    plain = "".join(code.upper().split()).replace("-", "")
    return hashlib.sha256(plain.encode()).hexdigest()


def _file() -> Path:
    return Path(settings.DATA) / _CODE
