# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages get and what readers get: HTTP as before, with bounds on what is taken in."""

import asyncio
import json
import socket
import threading
from wsgiref.validate import validator

import pytest

from aktei.entrances.serving import server
from aktei.entrances.serving.answers import PIECE, Answer
from aktei.entrances.serving.files import OpenFile
from aktei.entrances.serving.tests.conftest import LARGE, ended, until

SOMEBODY = {"Cookie": "sessionid=somebody"}


def test_requests_sent_at_once_are_answered_in_order(house):
    one = house().opened(
        b"GET /first HTTP/1.1\r\nHost: localhost\r\n\r\n"
        b"POST /second HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody"
        b"GET /third HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    told = ended(one)
    assert told.count(b"200 OK") == 3
    assert told.index(b"0 bytes for /first") < told.index(b"4 bytes for /second") < told.index(b"0 bytes for /third")


def test_no_answer_waits_until_its_beginning_was_acknowledged(house):
    here = house()
    one = here.opened(b"GET /first HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert one.recv(2**12).startswith(b"HTTP/1.1 200 ")
    (connection,) = here.bridge.connections.all
    assert connection.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_body_in_pieces_has_its_length_when_a_page_sees_it(house):
    here = house()
    assert here.ask("/x", method="POST", body=iter([b"four", b"more"]), encode_chunked=True).text == b"8 bytes for /x"
    assert here.seen[0]["CONTENT_LENGTH"] == "8"


def test_who_waits_for_a_word_before_the_body_gets_it(house):
    one = house().opened(
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    )
    assert one.recv(2**12).startswith(b"HTTP/1.1 100 ")
    one.sendall(b"body")
    assert b"4 bytes for /" in ended(one)


def test_pages_are_called_as_the_standard_says(house):
    here = house()

    def page(environ, start):
        start("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read(4)]

    here.bridge.pages = validator(page)
    assert here.ask("/akten/%C3%A4?q=1", method="POST", body=b"four").text == b"four"


def test_what_pages_see_of_a_request(house):
    here = house()
    here.ask("/akten/%C3%A4?q=%C3%A4", headers={"X_Forwarded_Proto": "https", "X-Own": "a", "Content-Type": "text/x"})
    seen = here.seen[0]
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/akten/ä"
    assert (seen["QUERY_STRING"], seen["HTTP_X_OWN"], seen["CONTENT_TYPE"]) == ("q=%C3%A4", "a", "text/x")
    assert seen["REMOTE_ADDR"] == "127.0.0.1"
    assert "HTTP_X_FORWARDED_PROTO" not in seen  # a header that only looks like one a proxy sets


def test_cookies_sent_in_several_lines_are_one_header(house):
    here = house()
    ended(here.opened(b"GET / HTTP/1.1\r\nHost: x\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n"))
    assert here.seen[0]["HTTP_COOKIE"] == "a=1; b=2"


def test_a_request_whose_end_can_be_read_in_two_ways_is_refused(house):
    here = house()
    told = ended(
        here.opened(
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
            b"Connection: close\r\n\r\n0\r\n\r\n"
        )
    )
    assert told.startswith(b"HTTP/1.1 400 ")
    assert not here.seen


@pytest.mark.parametrize("target", ["http://elsewhere.example/", "elsewhere.example:443", "*", "?a", "\\\\elsewhere"])
@pytest.mark.parametrize("method", ["GET", "CONNECT", "OPTIONS"])
def test_who_asks_for_another_host_is_told_that_this_is_none_of_its_proxies(house, caplog, target, method):
    here = house()
    sent = f"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    assert ended(here.opened(sent)).startswith(b"HTTP/1.1 400 ")
    assert not here.seen
    assert not [each for each in caplog.records if each.exc_info]


@pytest.mark.parametrize("piece", [b"zz\r\nabcd\r\n", b"-4\r\nabcd\r\n", b"4\r\nabcdef\r\n", b"\r\n"])
def test_a_body_whose_pieces_cannot_be_read_is_told_so(house, piece):
    here = house()
    told = ended(here.opened(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + piece))
    assert told.startswith(b"HTTP/1.1 400 ")
    assert not here.seen


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 4\r\nContent-Length: 5",
        b"Content-Length: +4",
        b"Content-Length: -4",
        b"Content-Length: 4, 5",
        b"Transfer-Encoding: identity",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding: gzip, chunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding : chunked",
        b"Transfer-Encoding:\x0bchunked",
        b"Host: elsewhere.example",
        b"X-A: a\x00b",
    ],
)
def test_heads_that_two_programs_may_read_differently_are_refused(house, head):
    here = house()
    sent = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + head + b"\r\n\r\n0\r\n\r\n"
    assert ended(here.opened(sent)).startswith(b"HTTP/1.1 400 ")
    assert not here.seen


@pytest.mark.parametrize(
    "asks",
    [
        b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk",
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13",
        b"TE: trailers\r\nConnection: TE",
    ],
)
def test_who_would_like_another_protocol_is_answered_in_this_one(house, asks):
    one = house().opened(b"GET /a HTTP/1.1\r\nHost: x\r\n" + asks + b"\r\n\r\n")
    told = one.recv(2**12)
    assert told.startswith(b"HTTP/1.1 200 ")
    one.sendall(b"GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b"for /b" in ended(one)


@pytest.mark.parametrize("sent", [b"\x16\x03\x01\x02\x00\x01", b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"])
def test_what_is_no_request_is_told_and_ended(house, sent):
    assert ended(house().opened(sent)).startswith(b"HTTP/1.1 400 ")


def test_a_stranger_may_not_send_much_and_is_told_before_it_is_read(house):
    here = house()
    told = ended(
        here.opened(b"POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\nExpect: 100-continue\r\n\r\n")
    )
    assert told.startswith(b"HTTP/1.1 401 ")
    problem = json.loads(told.partition(b"\r\n\r\n")[2])
    assert (problem["status"], problem["type"]) == (401, "/api/v1/docs#problem-unauthenticated")
    assert "nicht mehr angemeldet" in problem["detail"]


@pytest.mark.parametrize("body", [b"x" * 400_000, lambda: iter([b"x" * 50_000] * 8)])
def test_a_stranger_who_sends_much_is_told_so(house, body):
    here = house()
    answer = here.ask("/", method="POST", body=body if isinstance(body, bytes) else body(), encode_chunked=True)
    assert answer.status == 401
    assert "Melden Sie sich an" in answer.text.decode()
    assert not here.seen


@pytest.mark.parametrize("body", [b"x" * 400_000, lambda: iter([b"x" * 50_000] * 8)])
def test_somebody_who_is_signed_in_may_send_much(house, body):
    here = house()
    sent = body if isinstance(body, bytes) else body()
    answer = here.ask("/", method="POST", body=sent, headers=SOMEBODY, encode_chunked=True)
    assert answer.text == b"400000 bytes for /"


@pytest.mark.parametrize("body", [b"x" * 600_000, lambda: iter([b"x" * 50_000] * 12)])
def test_nobody_may_send_more_than_the_office_allows(house, body):
    here = house()
    sent = body if isinstance(body, bytes) else body()
    answer = here.ask("/", method="POST", body=sent, headers=SOMEBODY, encode_chunked=True)
    assert answer.status == 413
    assert "größer als erlaubt" in answer.text.decode()
    assert not here.seen


def test_a_full_disk_is_told_without_a_path(house, tmp_path):
    here = house()
    here.bridge.place = tmp_path / "gone"
    answer = here.ask("/", method="POST", body=iter([b"x" * 50_000] * 8), headers=SOMEBODY, encode_chunked=True)
    assert answer.status == 503
    assert "kein Platz" in answer.text.decode()
    assert "gone" not in answer.text.decode()
    assert not here.seen


def test_a_head_alone_is_answered_without_a_body(house):
    answer = house().ask("/large", method="HEAD")
    assert (answer.status, answer.text) == (200, b"")


def test_a_page_that_fails_is_answered_in_german_and_the_next_one_as_ever(house):
    here = house()
    assert "Protokoll des Servers" in here.ask("/broken").text.decode()
    assert here.ask("/").status == 200


def test_an_answer_that_breaks_off_does_not_look_whole(house):
    here = house()
    one = here.opened(b"GET /breaks HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert one.recv(2**16).startswith(b"HTTP/1.1 200 ")
    here.gate.set()
    told = ended(one)
    assert not told.endswith(b"0\r\n\r\n")
    assert here.ask("/").status == 200


def test_who_hangs_up_while_it_is_made_is_not_made_the_rest(house):
    here = house()
    here.stream = lambda pieces: _waits(here, pieces)
    reader = here.opened(b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
    until(lambda: here.seen, "it was not asked")
    reader.close()
    until(lambda: not here.bridge.connections.all, "it is still there")
    here.gate.set()
    until(lambda: here.closed, "the page was not closed")
    assert here.closed == 1
    assert here.ask("/").status == 200


def _waits(here, pieces):
    try:
        yield b"x"
        here.gate.wait(20)
        yield b"x"
        assert pieces < 0, "nobody is there any more"
    finally:
        here.closed += 1


def test_what_is_being_answered_is_finished_when_the_server_ends(house):
    here = house()
    work = here.opened(b"GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n")
    rests = here.opened(b"GET /half HTTP/1.1\r\n")
    until(lambda: here.seen, "it was not asked")
    threading.Thread(target=here.end_softly).start()
    assert ended(rests) == b""
    here.gate.set()
    assert b"200 OK" in ended(work)


def test_what_is_not_finished_in_time_when_the_server_ends_is_cut_off_without_a_fault(house, monkeypatch, caplog):
    monkeypatch.setattr(server, "GRACE", 0.2)
    here = house()
    work = here.opened(b"GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n")
    until(lambda: here.seen, "it was not asked")
    here.end_softly()
    assert ended(work) == b""
    until(lambda: not here.thread.is_alive(), "it goes on")
    assert not [each for each in caplog.records if each.exc_info]


def test_a_slow_reader_costs_little_memory(tmp_path):
    async def slowly():
        answer = Answer(tmp_path)
        with (tmp_path / "large").open("wb+") as file:
            file.truncate(LARGE)
            file.seek(0)
            answer.make(lambda _environ, _start: OpenFile(file), {})
        took = [len(await anext(pieces := answer.pieces()))]
        took.append(answer.in_memory)
        await pieces.aclose()
        answer.close()
        return took

    assert asyncio.run(slowly()) == [PIECE, 0]


def test_what_broke_off_has_no_length(tmp_path):
    async def broken():
        answer = Answer(tmp_path)

        def pages(_environ, start):
            start("200 OK", [])
            yield b"half"
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            answer.make(pages, {})
        return answer.length

    assert asyncio.run(broken()) is None


def test_a_large_answer_is_whole(house):
    here = house()
    assert len(here.ask("/part").text) == LARGE - 5
    for path in ("/large", "/stream"):
        assert len(here.ask(path).text) == LARGE
