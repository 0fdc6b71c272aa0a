# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes turns with whom."""

import pytest

from aktei.entrances.serving.addresses import behind_proxies, neighbour

PROXIES = ("10.0.0.0/8", "fd00::/8", "127.0.0.1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:DB8:0:1::1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("", "", True),
    ],
)
def test_a_network_of_ipv6_counts_as_one_and_ipv4_singly_in_every_guise(one, other, same):
    assert (neighbour(one, 64) == neighbour(other, 64)) is same


def test_how_much_of_an_address_counts_is_a_setting():
    assert neighbour("2001:db8:0:1::1", 56) == neighbour("2001:db8:0:2::1", 56)
    assert neighbour("2001:db8::1", 128) != neighbour("2001:db8::2", 128)


@pytest.mark.parametrize(
    ("peer", "forwarded", "asks"),
    [
        ("198.51.100.1", "192.0.2.9", "198.51.100.1"),  # no proxy of ours: it may say what it likes
        ("10.1.1.1", "192.0.2.9", "192.0.2.9"),
        ("10.1.1.1", "1.1.1.1, 192.0.2.9", "192.0.2.9"),  # what stands in front, the asker may have made up
        ("10.1.1.1", "192.0.2.9, 10.2.2.2", "192.0.2.9"),  # two proxies
        ("10.1.1.1", "192.0.2.9:4711", "192.0.2.9"),
        ("10.1.1.1", '"[2001:db8::1]:4711"', "2001:db8::1"),
        ("::ffff:10.1.1.1", "::ffff:192.0.2.9", "192.0.2.9"),
        ("fd00::1", "2001:db8::1", "2001:db8::1"),
        ("10.1.1.1", "", "10.1.1.1"),
        ("10.1.1.1", "unknown", "10.1.1.1"),
        ("10.1.1.1", "192.0.2.9, rubbish", "10.1.1.1"),
        ("10.1.1.1", "10.3.3.3", "10.3.3.3"),
        ("", "192.0.2.9", ""),
    ],
)
def test_who_asks_is_the_last_that_is_no_proxy_of_ours(peer, forwarded, asks):
    assert behind_proxies(peer, forwarded, PROXIES) == asks
