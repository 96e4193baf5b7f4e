"""LibreOffice as a converter: many files a run, a profile of its own, nothing fetched, no macro run, killed if it hangs."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from textmine.errors import MissingDependencyError

# A notice takes a tenth of a second, a first start on a slow disk some twenty. It counts from the last file done.
STALL_SECONDS: Final = 60.0
_POLL_SECONDS: Final = 0.05
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# A document may name pictures and text elsewhere, on the net or this machine, and LibreOffice would load them: so
# links from documents are blocked, the net lies behind a proxy that is not there, and links are never updated (2).
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def find_soffice() -> str:
    """Return the path of LibreOffice's program; raise `MissingDependencyError` where it is not installed."""
    for program in ("soffice", "libreoffice", *_PLACES):
        if found := shutil.which(program):
            return found
    raise MissingDependencyError(
        "reading .doc, .wps, .rtf and .odt needs LibreOffice; install it (Debian: libreoffice-writer-nogui)"
    )


def to_docx(files: Sequence[tuple[bytes, str]], *, stall_seconds: float = STALL_SECONDS) -> list[bytes | None]:
    """Return each file, given as its bytes and its format's suffix, as .docx; None where it cannot be converted.

    One file that crashes or halts LibreOffice costs the others nothing but time.
    """
    program = find_soffice()
    with TemporaryDirectory(prefix="textmine-") as folder:
        # Under names of our own: a given name may be anything, and two files may have the same.
        inputs = [Path(folder, "in", f"{number:06}{suffix}") for number, (_, suffix) in enumerate(files)]
        Path(folder, "in").mkdir()
        for path, (data, _) in zip(inputs, files, strict=True):
            path.write_bytes(data)
        groups = [inputs] if inputs else []
        while groups:
            group = groups.pop()
            halted = _run(program, group, Path(folder), stall_seconds)
            left = [path for path in group if not zipfile.is_zipfile(_target(path))]
            # It goes from first to last: what is missing first is where it stopped. That one is tried alone, unless
            # it had its time already.
            if left and len(group) > 1:
                groups += [part for part in (left[1:], [] if halted else left[:1]) if part]
        return [_target(path).read_bytes() if zipfile.is_zipfile(_target(path)) else None for path in inputs]


def _target(path: Path) -> Path:
    return path.parent.parent / "out" / f"{path.stem}.docx"


def _run(program: str, inputs: list[Path], folder: Path, stall_seconds: float) -> bool:
    """Run LibreOffice over some files; tell whether it halted, so that it had to be killed."""
    with TemporaryDirectory(prefix="profile-", dir=folder, ignore_cleanup_errors=True) as profile:
        _write_settings(Path(profile))
        command = [
            program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nologo",
            "--convert-to", "docx", "--outdir", str(folder / "out"), *map(str, inputs),
        ]  # fmt: skip
        with subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "HOME": profile},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                return _halts(process, folder / "out", stall_seconds)
            finally:
                _kill(process)


def _halts(process: subprocess.Popen[bytes], output: Path, stall_seconds: float) -> bool:
    done, since = -1, time.monotonic()
    while process.poll() is None:
        now = len(list(output.iterdir())) if output.exists() else 0
        if now != done:
            done, since = now, time.monotonic()
        elif time.monotonic() - since > stall_seconds:
            return True
        time.sleep(_POLL_SECONDS)
    return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the program and all that it started: what is called soffice is a script that starts the real one."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":  # has no process groups
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )
