# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places are bounded: who only waits gives way, and who finds none is told."""

import threading

from aktei.entrances.serving.tests.conftest import ended, until
from aktei.entrances.serving.tests.test_slow_strangers import HALF_BODY, HALF_HEAD


def test_who_only_waits_gives_way_to_who_comes_with_a_request(house):
    here = house(connections=32)
    flood = [here.opened(sent, source="127.0.0.2") for sent in (HALF_HEAD, HALF_BODY, b"") for _each in range(40)]
    assert here.ask().status == 200
    assert len(here.bridge.connections.all) <= 32
    for each in flood:
        each.close()


def test_the_address_that_has_most_of_them_gives_way_first(house):
    here = house(connections=32)
    quiet = here.opened(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert quiet.recv(2**16)
    flood = [here.opened(HALF_HEAD, source="127.0.0.2") for _each in range(100)]
    assert here.ask().status == 200
    quiet.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b"200 OK" in ended(quiet)
    for each in flood:
        each.close()


def test_who_finds_no_place_is_told_when_to_come_again(house):
    here = house(connections=4)
    work = [here.opened(b"GET /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") for _each in range(4)]
    until(lambda: sum(not each.only_waits for each in list(here.bridge.connections.all)) == 4, "no work was begun")
    told = ended(here.opened()).decode()
    assert told.startswith("HTTP/1.1 503 ")
    assert "retry-after: 5" in told
    assert "zu viele Anfragen" in told
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in work)


def test_the_queue_before_the_threads_is_bounded(house):
    here = house(threads=1, waiting=2)
    waiting = [here.opened(b"GET /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") for _each in range(3)]
    until(lambda: here.bridge.lanes.strangers.waiting == 2, "no work was begun")
    answer = here.ask("/api/v1/dossiers")
    assert answer.status == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["content-type"] == "application/problem+json"
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in waiting)


def test_an_address_that_fills_the_queue_makes_room_for_another(house):
    here = house(threads=1, waiting=10)
    flood = [here.opened(b"GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n", source="127.0.0.2") for _each in range(11)]
    until(lambda: here.bridge.lanes.strangers.waiting == 10, "no work was begun")
    answers = []
    asked = threading.Thread(target=lambda: answers.append(here.ask()))
    asked.start()
    assert flood[-1].recv(2**16).startswith(b"HTTP/1.1 503 ")
    here.gate.set()
    asked.join(20)
    assert answers[0].status == 200
    for each in flood:
        each.close()


def test_nobody_waits_for_a_thread_for_ever(house):
    here = house(threads=1, waiting_seconds=0.2)
    work = here.opened(b"GET /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    until(lambda: here.seen, "no work was begun")
    assert here.ask().status == 503
    here.gate.set()
    assert b"200 OK" in ended(work)


def test_addresses_take_turns(house):
    here = house(threads=1)
    many = [
        here.opened(b"GET /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", source="127.0.0.2")
        for _each in range(20)
    ]
    until(lambda: here.bridge.lanes.strangers.waiting == 19, "no work was begun")
    asked = threading.Thread(target=here.ask)
    asked.start()
    until(lambda: here.bridge.lanes.strangers.waiting == 20, "it was not asked")
    here.gate.set()
    asked.join(20)
    assert [each["REMOTE_ADDR"] for each in here.seen].index("127.0.0.1") <= 2
    for each in many:
        assert b"200 OK" in ended(each)


def test_who_hangs_up_while_waiting_is_not_worked_for(house):
    here = house(threads=1)
    work = here.opened(b"GET /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    until(lambda: here.seen, "no work was begun")
    given_up = [here.opened(b"GET /given-up HTTP/1.1\r\nHost: localhost\r\n\r\n") for _each in range(5)]
    until(lambda: here.bridge.lanes.strangers.waiting == 5, "they do not wait")
    for each in given_up:
        each.close()
    until(lambda: here.bridge.lanes.strangers.waiting == 0, "they still wait")
    here.gate.set()
    assert b"200 OK" in ended(work)
    assert here.ask("/last").status == 200
    assert [each["PATH_INFO"] for each in here.seen] == ["/wait", "/last"]
