# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stays for the life of a process is not looked through again and again."""

import gc


def settle() -> None:
    """Take everything loaded so far out of the garbage collector's rounds: code, settings, models, translations.

    A full round over them takes a tenth of a second, in which somebody waits for a page.
    """
    gc.collect()
    gc.freeze()
