# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether an address is free."""

import errno
import socket


def why_not(host: str, port: int) -> str | None:
    """Why nothing can listen there, in German; None if it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            return _explain(error, host, port)
    return None


def _explain(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} ist schon belegt. Es wurde nichts gestartet. Bitte das andere Programm beenden oder mit "
            f"--port einen anderen Port wählen, zum Beispiel --port {port + 1 if port < 65535 else 8000}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} darf dieser Benutzer nicht öffnen. Bitte einen Port ab 1024 wählen (--port)."
    return f"An {host}:{port} kann nicht gelauscht werden ({error.strerror or error}). Bitte --host und --port prüfen."
