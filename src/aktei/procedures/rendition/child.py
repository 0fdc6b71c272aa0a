# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The inside of a child process: read an order, do the step, answer. Started by `pool`.

It ends with its parent, at once and whatever it is doing: the kernel kills it when the thread that started it is
gone, and a closed pipe ends it too.
"""

import contextlib
import ctypes
import errno
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

import cv2

from aktei.procedures.rendition import archival, inside, pages, thumbnails, triage
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.reading import LanguageMissing

STEPS: dict[str, Callable[..., Any]] = {
    "triage": triage.triage,
    "read": pages.read,
    "picture": pages.as_pictures,
    "assemble": archival.assemble,
    "thumbnail": thumbnails.thumbnail,
    "unpack": inside.unpack,
}
_PR_SET_PDEATHSIG = 1
_OURS = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EACCES}


def main(parent: int, niceness: int) -> None:
    """Serve orders until the pipe closes."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    os.nice(niceness)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cv2.setNumThreads(1)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries that print must not speak into the answers
    serve(sys.stdin.buffer, answers)


def serve(orders: BinaryIO, answers: BinaryIO) -> None:
    """Answer each order with one line."""
    for line in orders:
        order = json.loads(line)
        resource.setrlimit(resource.RLIMIT_AS, (order["memory_bytes"], resource.RLIM_INFINITY))
        answer = _answer(order["step"], order["arguments"])
        answers.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        with contextlib.suppress(BrokenPipeError):
            answers.flush()


def _answer(step: str, arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": STEPS[step](**arguments)}
    except Quarantined as finding:
        return {"quarantined": [finding.code, finding.detail]}
    except MemoryError:
        return {"quarantined": ["memory", ""]}
    except LanguageMissing as error:
        return {"unavailable": str(error)}
    except OSError as error:
        if error.errno in _OURS:
            return {"unavailable": str(error)}
        return {"failed": traceback.format_exc()}
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            return {"quarantined": ["memory", ""]}
        return {"failed": traceback.format_exc()}
    except Exception:  # the parent logs it and quarantines the original
        return {"failed": traceback.format_exc()}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
