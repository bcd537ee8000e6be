"""An engine that fails, for tests: the text says how.

With “once” in the text it fails only the first time. It notes what it did in the folder FAULTY_NOTES.
"""

import os
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from hallbar.readaloud.voices import About, EngineError, Utterance, Voice, VoiceError, tone

ABOUT = About("faulty", "none", "nobody")
TIMEOUT = 1.0
FORKS = os.environ.get("FAULTY_FORKS") == "yes"
FIX = "take another"


def check() -> None:
    if os.environ.get("FAULTY_MISSING"):
        raise VoiceError("the engine is missing: install it")


def identity() -> str:
    return "faulty"


def start() -> None:
    note("started")


def speak(_started: Any, text: str, voice: Voice) -> Utterance:
    note("asked")
    print("an engine that talks to itself")  # noqa: T201  it must not reach the build
    first = "once" not in text or not note(sha256(text.encode()).hexdigest())
    if "crash" in text and first:
        os.abort()
    if "hang" in text and first:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGINT])
        time.sleep(600)
    if "raise" in text and first:
        raise EngineError("it did not work")
    if "exit" in text and first:
        sys.exit(3)
    if "refuse" in text:
        raise VoiceError("it never works")
    spoken = tone.speak(None, text, voice)
    if "short" in text and first:
        return Utterance(spoken.rate, spoken.samples[:200])
    return spoken


def note(what: str) -> bool:
    """Add a line to a file of that name. Return True if the file existed before."""
    file = Path(os.environ["FAULTY_NOTES"], what)
    before = file.exists()
    with file.open("a") as notes:
        notes.write(f"{os.getpid()}\n")
    return before
