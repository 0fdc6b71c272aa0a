# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Create the server's files once, completely or not at all."""

import os
import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

from aktei.base.embedded.account import Account, environment
from aktei.base.embedded.layout import DATABASE, ROLE, SUPERUSER, EmbeddedError, Layout, binaries
from aktei.base.embedded.locks import open_lock, take

VERSION = "18"


def make_home(layout: Layout) -> None:
    """Create the data directory. Others may pass through it (the server's user must), but not list it."""
    try:
        layout.data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedError(
            f"Das Datenverzeichnis „{layout.data}“ lässt sich nicht anlegen ({error.strerror}). "
            "Bitte mit --data oder AKTEI_DATA ein beschreibbares Verzeichnis angeben."
        ) from error


def prepare(layout: Layout, account: Account, *, for_tests: bool) -> None:
    """Bring the files into the state in which the server can start. Safe at any time, by many at once."""
    try:
        _own_directory(layout.home, account)
        lock = open_lock(layout.lock("setup"), account.uid)
        try:
            take(lock, wait=True)
            _own_directory(layout.sockets, account)
            if not layout.cluster.exists():
                _create_cluster(layout, account, may_create_databases=for_tests)
            _check_version(layout)
            _write_access_rules(layout, account)
        finally:
            os.close(lock)
    except OSError as error:
        raise EmbeddedError(
            f"Das Datenbankverzeichnis „{layout.home}“ ist nicht benutzbar ({error.strerror}: "
            f"{error.filename}). Bitte freien Speicherplatz und Zugriffsrechte prüfen."
        ) from error


def _own_directory(directory: Path, account: Account) -> None:
    directory.mkdir(mode=0o700, exist_ok=True)
    status = directory.lstat()
    if status.st_uid == 0 and os.geteuid() == 0:
        os.chown(directory, account.uid, account.gid)
    elif status.st_uid != account.uid or directory.is_symlink():
        raise EmbeddedError(f"„{directory}“ gehört nicht dem Benutzer „{account.name}“. Bitte prüfen und entfernen.")
    directory.chmod(0o700)


def _create_cluster(layout: Layout, account: Account, *, may_create_databases: bool) -> None:
    # Built aside and renamed when complete and on disk: a crash at any moment leaves nothing that looks like
    # a server.
    for remains in layout.home.glob("new-*"):
        shutil.rmtree(remains, ignore_errors=True)  # the program that was filling it may just be ending
    aside = layout.home / f"new-{uuid4().hex}"
    # The builtin provider sorts and folds the same way on every machine, whatever its C library.
    init = ["--username", SUPERUSER, "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    init += ["--builtin-locale=C.UTF-8", "--auth=peer", "--data-checksums", "--no-sync", "--no-instructions"]
    _run(account, [binaries() / "initdb", "--pgdata", aside, *init], layout)
    rights = "CREATEDB" if may_create_databases else "NOCREATEDB"
    statements = f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER {rights};\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"
    if may_create_databases:  # for tests, which also put rows back as they stood, past every trigger
        statements += f"GRANT SET ON PARAMETER session_replication_role TO {ROLE};\n"
    _run(account, [binaries() / "postgres", "--single", "-F", "-D", aside, SUPERUSER], layout, statements)
    _run(account, [binaries() / "initdb", "--pgdata", aside, "--sync-only"], layout)
    aside.rename(layout.cluster)
    descriptor = os.open(layout.home, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _run(account: Account, command: list[str | Path], layout: Layout, statements: str = "") -> None:
    done = subprocess.run(  # noqa: S603 -- the wheel's own programs
        account.command(command, tied_to=os.getpid()),
        input=statements,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        cwd="/",
    )
    # The single-user server reports a failed statement only in words.
    if done.returncode != 0 or "ERROR:" in done.stderr:
        raise EmbeddedError(
            f"Die Datenbank in „{layout.home}“ konnte nicht angelegt werden: "
            f"{done.stderr.strip() or done.stdout.strip()} Es wurde nichts Halbfertiges hinterlassen. Bitte "
            "Ursache beheben (Speicherplatz, Rechte) und neu starten."
        )


def _check_version(layout: Layout) -> None:
    found = (layout.cluster / "PG_VERSION").read_text().strip()
    if found != VERSION:
        raise EmbeddedError(f"„{layout.cluster}“ enthält Daten von PostgreSQL {found}, benötigt wird {VERSION}.")


def _write_access_rules(layout: Layout, account: Account) -> None:
    # Besides the private directory of the socket the kernel vouches for who connects: root or the server's
    # own user.
    users = {account.name, "root"}
    roles = (ROLE, SUPERUSER)
    _replace(layout.cluster / "pg_hba.conf", "local all all peer map=aktei\n", account)
    lines = [f'aktei "{user}" {role}' for user in sorted(users) for role in roles]
    _replace(layout.cluster / "pg_ident.conf", "\n".join(lines) + "\n", account)


def _replace(path: Path, text: str, account: Account) -> None:
    if path.exists() and path.read_text() == text:
        return
    new = path.with_suffix(".new")
    new.write_text(text)
    new.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(new, account.uid, account.gid)
    new.replace(path)
