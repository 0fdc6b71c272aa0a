# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Services on loopback, written for the tests: a timestamping authority (`openssl ts`), a witness, a signer."""

import base64
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from aktei.base.evidence.merkle import ProofError, verify_consistency
from aktei.base.evidence.notes import Checkpoint, NoteError, VerifierKey, open_note


@contextmanager
def served(answer):
    """`answer(method, path, body) -> (status, body)` behind a loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def _serve(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, said = answer(self.command, self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = _serve  # noqa: N815 -- the library's names

        def log_message(self, *_args):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class Authority:
    """A timestamping authority with a root of its own, made by openssl."""

    CONFIG = """
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[stamp]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = here
[here]
serial = {place}/serial
signer_cert = {place}/stamp.pem
signer_key = {place}/stamp.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir(parents=True)
        (place / "conf").write_text(self.CONFIG.format(place=place))
        (place / "serial").write_text("01\n")
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "conf"]
        self._openssl(
            "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Root", "-extensions", "ca"
        )
        self._openssl("req", *key, "-keyout", "stamp.key", "-out", "stamp.csr", "-subj", "/CN=Stamp")
        issue = ["-CA", "ca.pem", "-CAkey", "ca.key", "-extfile", "conf", "-extensions", "stamp", "-days", "30"]
        self._openssl("x509", "-req", "-in", "stamp.csr", *issue, "-CAcreateserial", "-out", "stamp.pem")

    @property
    def certificate(self) -> Path:
        """The root, as one hands it to others."""
        return self.place / "ca.pem"

    def answer(self, _method, _path, query):
        """What the authority answers to a query."""
        (self.place / "query").write_bytes(query)
        self._openssl("ts", "-reply", "-config", "conf", "-queryfile", "query", "-out", "reply")
        return 200, (self.place / "reply").read_bytes()

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.place, check=True, capture_output=True, timeout=30)


@dataclass
class LocalWitness:
    """A witness as C2SP tlog-witness has it: one log, the newest head it saw, cosignatures of version 1."""

    log: VerifierKey
    name: str = "witness.example/w1"
    size: int = 0
    root: bytes = b""
    now: int = 1_790_000_000
    secret: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def key(self):
        """Its key as `name+hash+base64`."""
        raw = b"\x04" + self._public()
        return f"{self.name}+{self._id().hex()}+{base64.b64encode(raw).decode()}"

    def answer(self, _method, path, body):
        """`add-checkpoint`."""
        assert path == "/add-checkpoint"
        head, _blank, note = body.decode().partition("\n\n")
        old, *proof = head.split("\n")
        try:
            text = open_note(note, self.log)
        except NoteError:
            return 403, b"unknown key"
        checkpoint, old = Checkpoint.parse(text), int(old.removeprefix("old "))
        if old > checkpoint.size:
            return 400, b"old size is larger"
        if old != self.size:
            return 409, f"{self.size}\n".encode()
        try:
            if self.size:
                path = [base64.b64decode(each) for each in proof]
                verify_consistency(old, checkpoint.size, self.root, checkpoint.root, path)
        except ProofError:
            return 422, b"the proof does not hold"
        self.size, self.root = checkpoint.size, checkpoint.root
        return 200, self._line(text).encode()

    def _line(self, text):
        signed = self.secret.sign(f"cosignature/v1\ntime {self.now}\n{text}".encode())
        raw = self._id() + self.now.to_bytes(8, "big") + signed
        return f"\u2014 {self.name} {base64.b64encode(raw).decode()}\n"

    def _public(self):
        return self.secret.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)

    def _id(self):
        return sha256(self.name.encode() + b"\n\x04" + self._public()).digest()[:4]
