"""The program of a worker process, `python -m … MODULE FD`: answers requests, one JSON line each.

Request: {"text": …, "voice": {…}}. Answer: {"rate": Hz, "frames": n, "words": [[characters, ms], …]}, with
the samples in the file FD; or {"error": "one line", "again": true if a second try may help}.
"""

import gc
import json
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, cast

from hallbar.messages import Messages
from hallbar.readaloud.voices.engine import SAMPLE, Engine, EngineError, Voice, VoiceError

message = Messages(__file__)


def main(module: str, file: int) -> int:
    """Start the engine once, then speak one sentence after the other until standard input ends."""
    answers = os.dup(1)
    os.dup2(2, 1)  # what an engine prints must not come between the answers
    engine = cast("Engine", import_module(module))
    try:
        started = StartedEngine(engine, engine.start(), file, answers)
    except VoiceError as error:
        _write(answers, {"error": str(error), "again": False})
        return 1
    if engine.FORKS:
        gc.freeze()
        gc.disable()  # a copy lives for one sentence, and pages that it does not touch are not copied
    for line in sys.stdin.buffer:
        started.answer(json.loads(line))
    return 0


class StartedEngine:
    """A started engine, the file that takes its samples, and the descriptor that takes its answers."""

    def __init__(self, engine: Engine, started: Any, file: int, answers: int) -> None:
        self._engine, self._started, self._file, self._answers = engine, started, file, answers

    def answer(self, request: dict[str, Any]) -> None:
        """Speak one sentence; in a fresh copy of this process where the engine needs it."""
        if not self._engine.FORKS:
            _write(self._answers, self._speak(request))
        elif not (child := os.fork()):
            code = 1
            try:
                _write(self._answers, self._speak(request))
                code = 0
            finally:
                os._exit(code)
        elif status := os.waitpid(child, 0)[1]:
            code = os.waitstatus_to_exitcode(status)
            hung = code == -signal.SIGALRM
            error = message(
                "voice_silent" if hung else "voice_ended", seconds=self._engine.TIMEOUT, code=code
            )
            _write(self._answers, {"error": error, "again": True})

    def _speak(self, request: dict[str, Any]) -> dict[str, Any]:
        # the kernel ends an engine that hangs, also in a C library, also when the build itself was killed
        signal.setitimer(signal.ITIMER_REAL, self._engine.TIMEOUT)
        try:
            utterance = self._engine.speak(self._started, request["text"], Voice(**request["voice"]))
            os.pwrite(self._file, utterance.samples, 0)
        except Exception as error:  # whatever the error is, the build waits for an answer
            again = isinstance(error, EngineError) or not isinstance(error, VoiceError)
            return {"error": str(error) or repr(error), "again": again}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        frames = len(utterance.samples) // SAMPLE
        return {"rate": utterance.rate, "frames": frames, "words": utterance.word_times}


def _write(answers: int, answer: dict[str, Any]) -> None:
    with suppress(BrokenPipeError):  # the build was killed; standard input ends next
        os.write(answers, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
