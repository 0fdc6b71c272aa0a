# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A full disk is told as one, at every door and wherever it struck, and without the path that only the log needs."""

import errno

import pytest
from django.db import DataError, OperationalError
from django.test import RequestFactory
from psycopg.errors import DiskFull

from aktei.base.blobs.faults import BlobError, StoreFull
from aktei.entrances.api import problems
from aktei.entrances.web.kit.frame import errors
from aktei.entrances.worker import sealing

PLACE = "/var/lib/aktei/scratch/upload"


def _of_the_database() -> OperationalError:
    error = OperationalError(f'could not extend file "{PLACE}": No space left on device')
    error.__cause__ = DiskFull(str(error))
    return error


FULL = [
    OSError(errno.ENOSPC, "No space left on device", PLACE),
    OSError(errno.EDQUOT, "Disk quota exceeded", PLACE),
    _of_the_database(),
]


def _page(error: Exception) -> tuple[int, str]:
    try:
        raise error
    except Exception:
        answer = errors.broken(RequestFactory().get("/"))
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("error", FULL)
def test_a_page_says_that_there_is_no_room(error):
    status, text = _page(error)
    assert status == 503
    assert "kein Platz mehr" in text
    assert PLACE not in text


@pytest.mark.parametrize("error", [StoreFull("Der Speicher ist voll."), BlobError("Der Speicher ist nicht benutzbar.")])
def test_a_page_says_what_the_store_says(error):
    status, text = _page(error)
    assert status == 503
    assert "kein Platz mehr" in text or str(error) in text


@pytest.mark.parametrize(
    "error", [OSError(errno.EACCES, "Permission denied", PLACE), DataError("x"), ZeroDivisionError()]
)
def test_any_other_fault_is_still_one_of_ours(error):
    status, text = _page(error)
    assert status == 500
    assert "Uhrzeit" in text
    assert PLACE not in text


@pytest.mark.parametrize("error", FULL)
def test_the_interface_says_that_there_is_no_room(error):
    kind = next(each for each in type(error).__mro__ if each in problems._ANSWERS)
    answer = problems._ANSWERS[kind](RequestFactory().post("/api/v1/consignments"), error)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "kein Platz mehr" in answer.content.decode()
    assert PLACE not in answer.content.decode()


@pytest.mark.parametrize(
    "error", [*FULL, OSError(errno.EIO, "Input/output error", PLACE), OperationalError(f"{PLACE} is gone")]
)
def test_what_stands_on_pages_about_the_sealer_names_no_path(error):
    said = sealing._in_german(error)
    assert PLACE not in said
    assert "Platz" in said or "Betriebsprotokoll" in said
