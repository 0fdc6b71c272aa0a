# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""As which operating system user the server runs, and how a command is started as that user.

PostgreSQL refuses to run as root. Started by root, it runs as an unprivileged user of its own
(``AKTEI_PG_USER``, by default ``aktei-pg``), or as the user to whom an existing server directory already
belongs. Started by anybody else, it runs as that user.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aktei.base.embedded.layout import EmbeddedError, Layout, binaries

# Names for setpriv and numbers from linux/capability.h, the weaker first: containers often withhold that one.
_CAPABILITIES = {"dac_read_search": 2, "dac_override": 1}


@dataclass(frozen=True)
class Account:
    """The user under whom the server runs.

    `capability`: lent to the server when its files lie below a directory that is closed to others, such as
    root's home. That is no more than whoever started it as root has anyway, and leaves the permissions of
    strange directories alone.
    """

    name: str
    uid: int
    gid: int
    capability: str = ""

    def command(self, command: Sequence[str | Path], *, tied_to: int | None = None) -> list[str]:
        """Wrap a command so that it runs as this user.

        With `tied_to` (a process id) the kernel sends it SIGINT when that process, its parent, dies: for the
        postmaster this is a fast shutdown. The shell's look at its parent closes the gap in which the parent
        died before that was set.
        """
        wrapped = ["setpriv"]
        if os.geteuid() == 0:
            wrapped += [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
            if self.capability:
                wrapped += [f"--inh-caps=+{self.capability}", f"--ambient-caps=+{self.capability}"]
                # Or the kernel leaves it out of account in access(2), with which PostgreSQL looks for its own files.
                wrapped.append("--securebits=+no_setuid_fixup")
        if tied_to is not None:
            wrapped += [
                "--pdeathsig=INT",
                "--",
                "/bin/sh",
                "-c",
                '[ "$PPID" = "$0" ] && exec "$@"',
                str(tied_to),
            ]
        elif len(wrapped) == 1:
            return [str(part) for part in command]
        else:
            wrapped.append("--")
        return wrapped + [str(part) for part in command]


def environment() -> dict[str, str]:
    """A clean environment: nobody's PGHOST, LC_ALL or LD_PRELOAD changes what the server does."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def find(layout: Layout) -> Account:
    """The account for this data directory; created when root needs it and it does not exist."""
    if shutil.which("setpriv") is None:
        raise EmbeddedError("Das Programm „setpriv“ (Paket util-linux) fehlt. Bitte installieren.")
    if os.geteuid() != 0:
        return _own(layout)
    account = _for_root(layout)
    if _can_reach(account, layout):
        return account
    for capability, number in _CAPABILITIES.items():
        stronger = replace(account, capability=capability)
        if _may_lend(number) and _can_reach(stronger, layout):
            return stronger
    raise EmbeddedError(
        f"Die Datenbank läuft aus Sicherheitsgründen nicht als root, sondern als Benutzer „{account.name}“. "
        f"Dieser kann „{layout.data}“ oder „{binaries()}“ nicht erreichen, weil ein übergeordnetes "
        "Verzeichnis für andere gesperrt ist. Bitte ein zugängliches Verzeichnis wählen (z. B. --data "
        "/var/lib/aktei), Aktei als normaler Benutzer starten oder mit AKTEI_DATABASE_URL einen "
        "PostgreSQL-Server angeben."
    )


def _own(layout: Layout) -> Account:
    try:
        me = pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise EmbeddedError(
            f"Der Benutzer mit der Nummer {os.geteuid()} hat keinen Eintrag in /etc/passwd; PostgreSQL "
            "startet so nicht. Bitte einen Eintrag anlegen oder mit AKTEI_DATABASE_URL einen "
            "PostgreSQL-Server angeben."
        ) from error
    if layout.home.exists() and layout.home.stat().st_uid != me.pw_uid:
        raise EmbeddedError(
            f"Das Datenbankverzeichnis „{layout.home}“ gehört einem anderen Benutzer "
            f"(Nummer {layout.home.stat().st_uid}). Bitte Aktei als dieser Benutzer oder als root starten, "
            "oder mit --data ein anderes Verzeichnis wählen."
        )
    return Account(me.pw_name, me.pw_uid, me.pw_gid)


def _for_root(layout: Layout) -> Account:
    if layout.home.exists() and (owner := layout.home.stat().st_uid) != 0:
        try:
            entry = pwd.getpwuid(owner)
        except KeyError as error:
            raise EmbeddedError(
                f"Das Datenbankverzeichnis „{layout.home}“ gehört einem Benutzer (Nummer {owner}), den es "
                "auf diesem Rechner nicht gibt. Bitte den Besitzer des Verzeichnisses berichtigen (chown -R)."
            ) from error
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    name = os.environ.get("AKTEI_PG_USER", "aktei-pg")
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        entry = _create(name)
    if entry.pw_uid == 0:
        raise EmbeddedError("AKTEI_PG_USER darf nicht root sein: PostgreSQL läuft nicht als root.")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _create(name: str) -> pwd.struct_passwd:
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    make = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    make += ["--shell", "/usr/sbin/nologin", name]
    try:
        done = subprocess.run(make, capture_output=True, text=True, check=False)  # noqa: S603 -- fixed program, own name
        reason = done.stderr.strip()
    except OSError as error:
        reason = str(error)
    try:  # whoever created it: another process may have been faster
        return pwd.getpwnam(name)
    except KeyError as error:
        raise EmbeddedError(
            f"Der Benutzer „{name}“, unter dem die Datenbank laufen soll, konnte nicht angelegt werden "
            f"({reason}). Bitte einen Benutzer anlegen und in AKTEI_PG_USER nennen, oder Aktei als normaler "
            "Benutzer starten."
        ) from error


def _can_reach(account: Account, layout: Layout) -> bool:
    test = 'test -x "$1" && "$0" --show --pgdata=/nonexistent'  # it looks for all its files and makes none
    place = layout.home if layout.home.exists() else layout.data
    command = account.command(["/bin/sh", "-c", test, binaries() / "initdb", place])
    done = subprocess.run(command, capture_output=True, check=False, env=environment(), cwd="/")  # noqa: S603 -- own command
    return done.returncode == 0


def _may_lend(number: int) -> bool:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return all(int(status[which], 16) >> number & 1 for which in ("CapPrm", "CapBnd"))
