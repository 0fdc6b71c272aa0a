# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A tree of any size: what there is room for is shown, and everything else is a link away."""

import re
from itertools import count
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.people.models import Unit
from aktei.entrances.web.kit.lists import trees
from aktei.entrances.web.kit.lists.trees import AT_ONCE, MOST, Opened, Twig
from aktei.records.dossiers.events import DossierRead
from aktei.records.file_plan.models import FilePlanEntry

SYSTEM = Actor.system("test")


def grown(sizes, numbers=None):
    """A tree as nested lists of (id, children): at each depth every line has so many below it."""
    numbers = numbers or count(1)
    return [(UUID(int=next(numbers)), grown(sizes[1:], numbers)) for _each in range(sizes[0])] if sizes else []


def shown(roots, opened=Opened()):  # noqa: B008 (frozen)
    return trees.shown(roots, opened, key=lambda each: each[0], below=lambda each: each[1])


def lines(twig: Twig) -> list[Twig]:
    return [found for child in twig.children for found in (child, *lines(child))]


def everything(roots):
    return [found for each in roots for found in (each[0], *everything(each[1]))]


def test_a_small_tree_stands_there_whole():
    roots = grown([3, 5, 4])
    found = lines(shown(roots))
    assert [each.id for each in found] == everything(roots)
    assert not any(each.folded or each.later for each in found)


@pytest.mark.parametrize("sizes", [[5000], [1, 5000], [1, 1, 5000], [20, 250], [70, 70], [10, 10, 50], [2] * 12])
def test_of_a_large_tree_no_more_is_shown_than_there_is_room_for(sizes):
    assert AT_ONCE <= len(lines(shown(grown(sizes)))) + AT_ONCE <= MOST + AT_ONCE


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=2), st.integers(0, 10_000))
def test_every_line_of_any_tree_is_reached_by_its_address(sizes, at):
    roots = grown(sizes)
    ids = everything(roots)
    wanted = ids[at % len(ids)]
    found = {each.id: each for each in lines(shown(roots, Opened(wanted)))}
    assert wanted in found
    assert not found[wanted].folded
    assert len(found) <= MOST + AT_ONCE * len(sizes)


def test_a_long_level_goes_on_in_pieces_until_each_line_was_shown():
    roots, place, seen = grown([1, 3 * AT_ONCE + 7]), 0, []
    top = roots[0][0]
    while place is not None:
        (twig,) = shown(roots, Opened(top, place)).children
        seen += [each.id for each in twig.children]
        assert twig.left == len(roots[0][1]) - len(seen)
        place = twig.later
    assert seen == [each[0] for each in roots[0][1]]
    assert twig.earlier == 2 * AT_ONCE


@pytest.mark.parametrize(("branch", "place"), [("x", "y"), ("", "-1"), (str(UUID(int=5)), "99999999"), ("", "²")])
def test_nonsense_in_the_address_shows_the_beginning(rf, branch, place):
    opened = Opened.of(rf.get("/", {"zweig": branch, "stelle": place}))
    assert [each.id for each in shown(grown([3]), opened).children] == [UUID(int=each) for each in (1, 2, 3)]


def many_units(world, number):
    chain = world.units["50"].chain
    now, above = timezone.now(), world.units["50"]
    rows = [
        Unit(name=f"Gebiet {each}", short_name=f"77.{each:04}", parent=above, valid_from=now) for each in range(number)
    ]
    for row in rows:
        row.chain = [row.id, *chain]
    return Unit, rows


def many_entries(world, number):
    above = world.plan["50"]
    rows = [FilePlanEntry(notation=f"50.{each + 1000}", title=f"Frage {each}", parent=above) for each in range(number)]
    for row in rows:
        row.chain = [row.id, *above.chain]
    return FilePlanEntry, rows


PAGES = [
    ("/aktenplan/", many_entries, "schriftgut", "Frage"),
    ("/verwaltung/aktenplan/", many_entries, "schriftgut", "Frage"),
    ("/verwaltung/einheiten/", many_units, "verwaltung", "Gebiet"),
]


@pytest.mark.parametrize(("address", "made", "login", "name"), PAGES)
def test_a_page_shows_a_part_of_a_large_tree_and_without_script_all_of_it_by_links(
    world, client, address, made, login, name
):
    client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
    before = len(client.get(address).content)
    table, rows = made(world, 500)
    with acting("test"):
        table.objects.bulk_create(rows)
        record(SYSTEM, DossierRead(node=rows[0].id))
    seen, asked, waiting, sizes = set(), set(), ["?"], []
    while waiting:
        asked.add(at := waiting.pop())
        page = client.get(address + at).content.decode()
        sizes.append(len(page))
        seen.update(re.findall(rf"{name} \d+", page))
        links = re.findall(r'href="(\?[^"#]*stelle=[^"#]*)', page)
        waiting += [link for each in links if (link := each.replace("&amp;", "&")) not in {*asked, *waiting}]
    assert len(seen) == 500
    assert len(sizes) < 40
    assert max(sizes) < before + 25_000
