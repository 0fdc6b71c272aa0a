# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""pytest plugin of script/test: how several processes share the tests, so that none waits for another at the end.

What takes long begins first, and what builds the same thing for a whole session stays in one process. Without it the
files with the most tests would begin, and a file with a single test of minutes would be the last.
"""

from collections import Counter
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

LONGEST_FIRST = (
    "tests/journeys/",
    "tests/test_every_page.py",
    "tests/judges/test_pdfa.py",
    "tests/test_rights_matrix.py",
    "tests/judges/test_corpus.py",
    "tests/test_every_button.py",
    "src/aktei/entrances/worker/tests/test_crashes.py",
    "src/aktei/entrances/worker/tests/test_runner.py",
    "src/aktei/entrances/web/reading/tests/test_browser.py",
    "tests/test_offered.py",
    "tests/test_large_county.py",
)
"""Files of a minute and more, and the folder whose tests share one office with a server and a browser."""


def unit_of(nodeid: str) -> str:
    """What goes to one process as a whole: a file, or a folder that shares what its tests stand on."""
    file = nodeid.split("::", 1)[0]
    return next((each for each in LONGEST_FIRST if each.endswith("/") and file.startswith(each)), file)


class Sharing(LoadScopeScheduling):
    """A unit to each process that has nothing left to do, in the order of the collection."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Answer instead of `--dist`."""
    config.option.loadscopereorder = False
    return Sharing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones in their order, then the files with the most tests."""
    units = {item: unit_of(item.nodeid) for item in items}
    many = Counter(units.values())
    places = {each: place for place, each in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: (places.get(units[item], len(places)), -many[units[item]], units[item]))
