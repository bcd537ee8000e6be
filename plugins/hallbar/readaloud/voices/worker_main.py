"""The process that speaks: `python -m … MODULE FD`. JSON lines come on standard input, and go back.

In: {"text": …, "voice": {…}}. Back: {"rate": Hz, "frames": n, "words": [[sign, ms], …]}, the samples being
in the file FD; or {"error": "one line", "again": whether a second try may help}.
"""

import gc
import json
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, cast

from hallbar.readaloud.voices import SAMPLE, Engine, EngineError, Voice, VoiceError


def main(module: str, file: int) -> int:
    """Start the engine once, then speak sentence after sentence until standard input ends."""
    back = os.dup(1)
    os.dup2(2, 1)  # what an engine prints must not stand between the answers
    engine = cast("Engine", import_module(module))
    try:
        booth = Booth(engine, engine.start(), file, back)
    except VoiceError as error:
        _tell(back, {"error": str(error), "again": False})
        return 1
    if engine.FORKS:
        gc.freeze()
        gc.disable()  # a copy lives for one sentence, and what it does not touch is not copied
    for line in sys.stdin.buffer:
        booth.answer(json.loads(line))
    return 0


class Booth:
    """A started engine, the file that takes its samples, and where its answers go."""

    def __init__(self, engine: Engine, started: Any, file: int, back: int) -> None:
        self._engine, self._started, self._file, self._back = engine, started, file, back

    def answer(self, order: dict[str, Any]) -> None:
        """Speak one sentence; in a fresh copy of this process where the engine needs it."""
        if not self._engine.FORKS:
            _tell(self._back, self._spoken(order))
        elif not (child := os.fork()):
            code = 1
            try:
                _tell(self._back, self._spoken(order))
                code = 0
            finally:
                os._exit(code)
        elif status := os.waitpid(child, 0)[1]:
            code = os.waitstatus_to_exitcode(status)
            hung = code == -signal.SIGALRM
            fault = f"was silent for {self._engine.TIMEOUT:g} s" if hung else f"ended with code {code}"
            _tell(self._back, {"error": f"the voice {fault}", "again": True})

    def _spoken(self, order: dict[str, Any]) -> dict[str, Any]:
        # the kernel ends what hangs, also in a C library, also when the build itself was killed
        signal.setitimer(signal.ITIMER_REAL, self._engine.TIMEOUT)
        try:
            uttered = self._engine.speak(self._started, order["text"], Voice(**order["voice"]))
            os.pwrite(self._file, uttered.samples, 0)
        except Exception as error:  # whatever it is, the one who waits gets an answer
            again = isinstance(error, EngineError) or not isinstance(error, VoiceError)
            return {"error": str(error) or repr(error), "again": again}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return {"rate": uttered.rate, "frames": len(uttered.samples) // SAMPLE, "words": uttered.words}


def _tell(back: int, answer: dict[str, Any]) -> None:
    with suppress(BrokenPipeError):  # the build was killed; standard input ends next
        os.write(back, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
