# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of files as other systems write them: repaired for people, compared whatever their form. Pure."""

import os
import re
import unicodedata

from aktei.exchange.tables.letters import decoded

LONGEST = 255
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".download", ".lock", "~")
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r"})
_STREAMS = (":zone.identifier", ":encryptable")
"""What Windows keeps beside a file becomes files of their own when others copy it."""
_FROM_DISK = re.compile("[^\ud800-\udc7f\udd00-\udfff]*")
_FOLDERS_OF_SYSTEMS = frozenset(
    {"$recycle.bin", "system volume information", "lost+found", "__macosx", "@eadir", "#recycle", "recycler"}
)


def repaired(name: str) -> str:
    """A name as people would write it: in UTF-8, composed, without line breaks and other invisible signs.

    Old scanners write names in Latin-1 or a code page of DOS; Python keeps such bytes as lone surrogates.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        data = os.fsencode(name) if _FROM_DISK.fullmatch(name) else name.encode(errors="replace")
        name = decoded(data) or data.decode("cp1252", errors="replace")
    plain = unicodedata.normalize("NFC", "".join(each if each.isprintable() else "_" for each in name))
    if len(plain) <= LONGEST:
        return plain
    stem, ending = os.path.splitext(plain)
    return stem[: LONGEST - len(ending)] + ending[:LONGEST]


def key(name: str) -> str:
    """Equal for names that mean the same file, however they are composed, encoded or capitalised."""
    return repaired(name).casefold()


def is_left_by_a_system(name: str) -> bool:
    """Whether a file is no post: what Windows, macOS and office programs leave in folders, and what is hidden."""
    return name.startswith((".", "~$")) or name.lower() in _LEFT_BY_SYSTEMS or name.lower().endswith(_STREAMS)


def is_unfinished(name: str) -> bool:
    """Whether a file says by its name that somebody still writes it."""
    return name.lower().endswith(_UNFINISHED)


def is_folder_of_a_system(name: str) -> bool:
    """Whether a folder is none of the office's."""
    return name.startswith(".") or name.lower() in _FOLDERS_OF_SYSTEMS


def shortened(name: str, most: int) -> str:
    """The beginning of a name that takes no more than so many bytes on a disk."""
    return os.fsencode(name)[:most].decode(errors="ignore") or "datei"
