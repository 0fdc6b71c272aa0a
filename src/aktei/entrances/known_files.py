# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What whoever hands in files is told at once, at every door: what lies there already, and what cannot be read."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.procedures.rendition.keeping import unreadable
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.copies import Copy

_MOST_PLACES = 3


def place_of(copy: Copy) -> str:
    """Where a copy lies, as a sentence goes on with it."""
    day = f"{timezone.localtime(copy.document.received_at):%d.%m.%Y}"
    if copy.document.dossier_id is None:
        return _("im Posteingang (eingegangen am {day})").format(day=day)
    return _("in der Akte {dossier} (seit {day})").format(dossier=copy.document.dossier, day=day)


def already(copies: Sequence[Copy], files: Sequence[StoredFile]) -> str:
    """The same files elsewhere: a sentence, empty if there is none."""
    if not copies:
        return ""
    places = ", ".join(dict.fromkeys(place_of(each) for each in copies[:_MOST_PLACES]))
    if len(files) > 1 and not copies[0].is_whole:
        return _("Eine dieser Dateien liegt auch {places}.").format(places=places)
    if len(files) > 1:
        return _("Dieselben Dateien liegen auch {places}.").format(places=places)
    return _("Dieselbe Datei liegt auch {places}.").format(places=places)


def cannot_be_read(files: Sequence[StoredFile], *, filed: bool) -> str:
    """What becomes of files that no pages can be made of: a sentence, empty if there are none."""
    kinds = unreadable(files)
    if not kinds:
        return ""
    if filed:
        return _("Gesichert, aber kein lesbares Schriftstück ({kinds}): Es bleibt ohne Seiten.").format(kinds=kinds)
    return _("Gesichert, aber kein lesbares Schriftstück ({kinds}): Es wartet in der Klärung.").format(kinds=kinds)
