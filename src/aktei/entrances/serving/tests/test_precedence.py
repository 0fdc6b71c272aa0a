# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strangers, however many, take the places of strangers only; and nobody who is signed in takes those of all others."""

import time

import pytest
from django.http import HttpResponse

from aktei.entrances.serving.lately import Lately
from aktei.entrances.serving.tests.conftest import ended, until
from aktei.entrances.web.people import browsers

HERE = "127.0.0.1"
SOMEBODY = {"Cookie": "sessionid=somebody"}


def flooded(house, cookie="", **bounds):
    """Strangers are at work, their queue is full, and none of it gets done."""
    here = house(waiting=8, **bounds)
    crowd = here.fill(*[HERE] * 9, cookie=cookie)
    until(lambda: here.bridge.lanes.strangers.waiting == 8, "they do not wait")
    return here, crowd


@pytest.mark.parametrize("cookie", ["", "made-up"])
@pytest.mark.parametrize("headers", [SOMEBODY, {"Authorization": "Bearer somebody"}])
def test_who_is_signed_in_does_not_wait_behind_strangers_that_are(house, cookie, headers):
    here, crowd = flooded(house, cookie)
    assert here.ask("/akten/", headers=headers).status == 200
    assert here.ask("/akten/", headers={"Cookie": "sessionid=also-made-up"}).status == 503
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in crowd)


def test_strangers_are_answered_while_all_places_of_people_are_taken(house):
    here = house(threads=1)
    work = here.fill(HERE, HERE, cookie="somebody")
    until(lambda: here.bridge.lanes.known.waiting == 1, "it does not wait")
    assert here.ask("/anmelden/").status == 200
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in work)


def test_one_person_takes_half_of_the_places_at_most_with_however_many_sessions(house):
    here = house(threads=4)
    work = here.fill(*[HERE] * 6, cookie="somebody-1") + here.fill(*[HERE] * 6, cookie="somebody-2")
    until(lambda: here.bridge.lanes.known.waiting == 10, "they do not wait")
    assert here.ask(headers={"Cookie": "sessionid=somebodyelse"}).status == 200
    assert len([each for each in here.seen if each["PATH_INFO"] == "/wait"]) == 2
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in work)


def _mark(person):
    answer = HttpResponse()
    browsers.keep(answer, person)
    return answer.cookies[browsers.COOKIE].value


def test_a_browser_in_which_somebody_logged_in_before_does_not_wait_behind_a_flood_from_its_own_address(house):
    here, crowd = flooded(house)
    for made_up in ("x; browser=made:up:up", "x; browser=", f"x; browser={_mark(1)[:-1]}"):
        assert b"503" in ended(*here.fill(HERE, cookie=made_up))
    log_in = here.opened(_get("/anmelden/", _mark(1)))
    until(lambda: any("browser" in who for who in here.bridge.lanes.strangers._waiting), "it does not wait")
    here.gate.set()
    assert b"200 OK" in ended(log_in)
    assert [each["PATH_INFO"] for each in here.seen].index("/anmelden/") <= 2
    assert sum(b"503" in ended(each) for each in crowd) == 1  # it made room


def test_one_person_has_one_turn_in_however_many_browsers(house):
    here = house(waiting=8)
    crowd = [here.opened(_get("/wait", _mark(1)))]
    until(lambda: here.seen, "it is not begun")
    crowd += [here.opened(_get("/wait", _mark(1)), source=f"127.0.0.{each}") for each in range(2, 8)]
    until(lambda: here.bridge.lanes.strangers.waiting == 6, "they do not wait")
    other = here.opened(_get("/other", _mark(2)))
    until(lambda: here.bridge.lanes.strangers.waiting == 7, "it does not wait")
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in [*crowd, other])
    assert [each["PATH_INFO"] for each in here.seen].index("/other") <= 2


def _get(path, mark):
    return f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: browser={mark}\r\nConnection: close\r\n\r\n".encode()


def test_who_was_found_to_be_signed_in_is_not_looked_up_again_and_again(house):
    here = house()
    for _each in range(3):
        assert here.ask(headers=SOMEBODY).status == 200
    assert here.asked == ["somebody"]


def test_a_session_that_ended_takes_no_precedence_any_more(house):
    here, crowd = flooded(house, known_seconds=0)
    assert here.ask(headers=SOMEBODY).status == 200
    here.bridge.lanes.ask = lambda _request: ""
    assert here.ask(headers=SOMEBODY).status == 503
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in crowd)


def test_a_flood_of_made_up_sessions_does_not_hold_up_who_was_known_before(house):
    here = house(known_seconds=0)
    assert here.ask(headers=SOMEBODY).status == 200
    answered = here.bridge.lanes.ask

    def slowly(request):
        if request.proof == "made-up":
            here.gate.wait(30)
        return answered(request)

    here.bridge.lanes.ask = slowly
    crowd = here.fill(*[HERE] * 3, cookie="made-up")
    until(lambda: here.bridge.lanes.lookups.waiting == 2, "they are not looked up")
    assert here.ask(headers=SOMEBODY).status == 200
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in crowd)


def test_a_stranger_who_is_told_to_come_back_hears_it_a_little_later(house):
    here, crowd = flooded(house, refusal_seconds=0.4)
    began = time.monotonic()
    assert here.ask("/anmelden/").status == 503
    assert time.monotonic() - began >= 0.4
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in crowd)


@pytest.mark.parametrize("path", ["/health", "/health/evidence", "/health/search", "/metrics"])
def test_a_probe_is_answered_while_everybody_waits(house, path):
    here, crowd = flooded(house)
    work = here.fill(HERE, cookie="somebody")
    until(lambda: any("somebody" in each.get("HTTP_COOKIE", "") for each in here.seen), "no work was begun")
    assert here.ask(path).status == 200
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in crowd + work)


def test_a_probe_hears_in_time_that_there_is_no_answer(house):
    here = house(probe_seconds=0.3)
    began = time.monotonic()
    answer = here.ask("/health/wait")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert time.monotonic() - began < 10
    assert here.ask("/health", source="127.0.0.2").status == 200  # of the other one who watches


def test_who_asks_for_health_as_often_as_they_can_takes_no_thread_and_hears_no_refusal(house):
    here = house()
    first = here.ask("/health")
    for _each in range(200):
        answer = here.ask("/health")
        assert (answer.status, answer.text, answer.headers["content-type"]) == (
            200,
            first.text,
            first.headers["content-type"],
        )
    assert here.ask("/health", method="HEAD").status == 200
    assert len([each for each in here.seen if each["PATH_INFO"] == "/health"]) < 100
    here.bridge.lanes.probes._bound = 0  # the queue is full
    here.bridge.lanes.probes._free = 0
    assert here.ask("/health").status == 200
    here.bridge.newest._at -= 10
    assert here.ask("/health").status == 503


def test_turns_are_taken_by_those_for_whom_a_proxy_asks(house):
    here = house(proxies=("127.0.0.0/8",), waiting=10)
    ask = "GET %s HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 2001:db8::1, %s\r\nConnection: close\r\n\r\n"
    crowd = [here.opened((ask % ("/wait", f"2001:db8::{number:x}")).encode()) for number in range(1, 11)]
    until(lambda: here.bridge.lanes.strangers.waiting == 9, "they do not wait")
    other = here.opened((ask % ("/other", "198.51.100.7")).encode())
    until(lambda: here.bridge.lanes.strangers.waiting == 10, "it does not wait")
    here.gate.set()
    assert all(b"200 OK" in ended(each) for each in [*crowd, other])
    assert [each["PATH_INFO"] for each in here.seen].index("/other") <= 2
    assert here.seen[0]["REMOTE_ADDR"] == "2001:db8::1"


def test_only_so_many_are_remembered_and_the_longest_unseen_is_forgotten_first():
    lately = Lately(60, most=2)
    for each in ("a", "b"):
        lately.note(each, f"person {each}")
    lately.who("a")
    lately.note("c", "person c")
    assert [lately.who(each) for each in ("a", "b", "c")] == ["person a", "", "person c"]
    lately.note("a", "")
    assert lately.who("a") == ""
