# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever sends or reads slowly holds up nobody, and not for long."""

import time

import pytest

from aktei.entrances.serving.tests.conftest import LARGE, ended, sends_until_refused, until

HALF_HEAD = b"GET /anmelden/ HTTP/1.1\r\nHost: localhost\r\n"
HALF_BODY = b"POST /anmelden/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nuser"
HALF_CHUNKS = b"POST /anmelden/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nuser\r\n"
SIGNED_IN = HALF_BODY.replace(b"Content-Length", b"Cookie: sessionid=somebody\r\nContent-Length")
ASKS_FIRST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
UPGRADE = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"


@pytest.mark.parametrize("sent", [b"", b"G", HALF_HEAD, HALF_BODY, HALF_CHUNKS, ASKS_FIRST, UPGRADE])
def test_an_incomplete_request_takes_no_thread(house, sent):
    here = house(threads=1)
    waiting = [here.opened(sent) for _each in range(60)]
    began = time.monotonic()
    assert here.ask().status == 200
    assert time.monotonic() - began < 5
    assert len(here.seen) == 1
    for each in waiting:
        each.close()


@pytest.mark.parametrize("path", ["/large", "/stream"])
def test_a_reader_that_reads_nothing_takes_no_thread(house, path):
    here = house(threads=1)
    readers = [here.opened(b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % path.encode()) for _each in range(3)]
    until(lambda: len(here.seen) == 3, "the files were not asked for")
    assert here.ask().status == 200
    readers[0].sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert len(ended(readers[0])) > LARGE  # whoever reads late gets all of it
    for each in readers:
        each.close()


@pytest.mark.parametrize("path", ["/large", "/stream"])
def test_who_takes_nothing_of_an_answer_for_too_long_is_cut_off(house, path):
    here = house(step_seconds=0.3)
    reader = here.opened(b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % path.encode())
    until(lambda: here.seen and not here.bridge.connections.all, "the connection was kept")
    assert len(ended(reader)) < LARGE
    assert here.ask().status == 200


@pytest.mark.parametrize("sent", [b"", b"G", HALF_HEAD, UPGRADE])
def test_half_a_head_is_waited_for_only_so_long(house, sent):
    here = house(head_seconds=0.3)
    assert ended(here.opened(sent)) == b""
    assert not here.seen


def test_a_head_that_trickles_in_has_the_time_of_one_head(house):
    here = house(head_seconds=0.4)
    slow = here.opened(HALF_HEAD)
    sends_until_refused(slow, b"X-A: b\r\n", pause=0.05)


@pytest.mark.parametrize("sent", [HALF_BODY, HALF_CHUNKS])
def test_half_a_body_of_a_stranger_is_waited_for_only_so_long(house, sent):
    here = house(stranger_seconds=0.3, head_seconds=0.3)
    told = ended(here.opened(sent)).decode()
    assert told.startswith("HTTP/1.1 408 ")
    assert "Die Übertragung dauerte zu lange" in told
    assert not here.seen


def test_somebody_who_is_signed_in_may_send_slowly_as_long_as_something_comes(house):
    here = house(stranger_seconds=0.2, step_seconds=2, step_bytes=10)
    slow = here.opened(SIGNED_IN.replace(b"Cookie", b"Connection: close\r\nCookie"))
    for _each in range(8):
        time.sleep(0.06)
        slow.sendall(b"x" * 12)
    assert b"100 bytes for /anmelden/" in ended(slow)


def test_somebody_who_is_signed_in_and_sends_nothing_more_is_told(house):
    here = house(stranger_seconds=0.2, step_seconds=0.2, head_seconds=0.2)
    slow = here.opened(SIGNED_IN)
    assert ended(slow).startswith(b"HTTP/1.1 408 ")


def test_a_head_without_end_is_refused(house):
    here = house(head_bytes=2**12)
    one = here.opened(HALF_HEAD)
    sends_until_refused(one, b"X-More: %s\r\n" % (b"x" * 1000))
    assert here.ask().status == 200


def test_trailers_and_extensions_without_end_are_refused(house):
    here = house(head_bytes=2**12)
    for endless in (b"0\r\nX-More: ", b"5;more="):
        sends_until_refused(here.opened(HALF_CHUNKS + endless), b"x" * 1000)
    assert not here.seen
