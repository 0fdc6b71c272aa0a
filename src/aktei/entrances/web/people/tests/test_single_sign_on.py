# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from aktei.base.acts.actor import Actor
from aktei.base.people import actions
from aktei.base.people.models import Person
from aktei.entrances.web.people import single_sign_on

pytestmark = pytest.mark.django_db
BACKEND = "aktei.entrances.web.people.single_sign_on.SingleSignOn"


class LogInServer(ThreadingHTTPServer):
    """A small OpenID provider on the loopback interface: discovery, keys, token, user information."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict = {"sub": "1", "preferred_username": "brandt"}
        self.audience, self.nonce, self.codes = "aktei", "", []

    def token(self) -> str:
        payload = {"iss": self.issuer, "aud": self.audience, "exp": time.time() + 60, "nonce": self.nonce, "sub": "1"}
        return jwt.encode(payload, self.key, algorithm="RS256", headers={"kid": "1"})

    def keys(self) -> dict:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}


class Answer(BaseHTTPRequestHandler):
    server: LogInServer

    def do_GET(self) -> None:
        issuer = self.server.issuer
        self.send(
            {
                "/.well-known/openid-configuration": {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "userinfo_endpoint": f"{issuer}/userinfo",
                    "jwks_uri": f"{issuer}/keys",
                },
                "/keys": self.server.keys(),
                "/userinfo": self.server.claims,
            }[self.path]
        )

    def do_POST(self) -> None:
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.codes.append(body)
        self.send({"id_token": self.server.token(), "access_token": "a", "token_type": "Bearer"})

    def send(self, answer: dict) -> None:
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(settings):
    server = LogInServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OIDC_ISSUER = server.issuer
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = "aktei", "geheim"
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, BACKEND]
    single_sign_on.discovery.cache_clear()
    yield server
    server.shutdown()
    server.server_close()


def sign_on(client, server, target="/konto/"):
    away = client.get("/anmelden/oidc/", {"next": target})
    parameters = parse_qs(urlsplit(away.headers["Location"]).query)
    assert away.headers["Location"].startswith(f"{server.issuer}/authorize?")
    assert parameters["code_challenge_method"] == ["S256"]
    server.nonce = parameters["nonce"][0]
    return client.get("/anmelden/oidc/rueckkehr/", {"code": "abc", "state": parameters["state"][0]})


def test_without_an_issuer_single_sign_on_does_not_exist(client):
    assert client.get("/anmelden/oidc/").status_code == 404
    assert "zentrale Anmeldung" not in client.get("/anmelden/").content.decode()


def test_the_log_in_page_offers_it_when_it_is_set(client, server):
    assert "zentrale Anmeldung" in client.get("/anmelden/").content.decode()


def test_a_known_log_in_name_gets_a_session(client, person, server, journal):
    response = sign_on(client, server)
    assert response.headers["Location"] == "/konto/"
    assert client.get("/konto/").status_code == 200
    assert journal()[-1] == "LoggedIn"
    assert server.codes[0]["code_verifier"], "the code is bound to this browser (PKCE)"


def test_a_verified_email_address_finds_the_person(client, person, server):
    server.claims = {"sub": "1", "email": "Brandt@musterland.example", "email_verified": True}
    assert sign_on(client, server).headers["Location"] == "/konto/"


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "niemand"},
        {"email": "brandt@musterland.example"},
        {"email": "brandt@musterland.example", "email_verified": False},
        {},
    ],
)
def test_nobody_else_gets_in_and_no_account_is_made(client, person, server, journal, claims):
    server.claims = {"sub": "1", **claims}
    response = sign_on(client, server)
    assert response.headers["Location"] == "/anmelden/"
    assert client.get("/konto/").status_code == 302
    assert Person.objects.count() == 1
    assert journal()[-1] == "LogInFailed"


def test_a_token_for_another_client_is_refused(client, person, server):
    server.audience = "someone-else"
    assert sign_on(client, server).headers["Location"] == "/anmelden/"
    assert client.get("/konto/").status_code == 302


def test_a_token_with_another_nonce_is_refused(client, person, server):
    away = client.get("/anmelden/oidc/")
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]
    server.nonce = "replayed"
    client.get("/anmelden/oidc/rueckkehr/", {"code": "abc", "state": state})
    assert client.get("/konto/").status_code == 302


def test_a_foreign_state_is_refused_without_an_error_page(client, person, server):
    client.get("/anmelden/oidc/")
    response = client.get("/anmelden/oidc/rueckkehr/", {"code": "abc", "state": "made-up"}, follow=True)
    assert "antwortet gerade nicht richtig" in response.content.decode()


def test_passwords_still_work_while_the_log_in_server_is_down(client, person, server, log_in, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9/"
    assert log_in(next="/konto/").headers["Location"] == "/konto/"
    response = client.get("/anmelden/oidc/", follow=True)
    assert response.status_code in (200, 404)


def test_the_second_factor_is_asked_after_single_sign_on_too(client, person, server):
    actions.set_second_factor(Actor(person_id=person.id), person=person.id, key="31" * 20)
    assert sign_on(client, server).headers["Location"] == "/anmelden/code/"
