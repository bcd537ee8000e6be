"""Synthesizes sentences in processes of their own, since engines crash and hang.

This is the side of the build; `worker_main.py` runs in the process.
"""

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from tempfile import TemporaryFile
from typing import IO, Any, Self

from hallbar import messages
from hallbar.messages import Messages
from hallbar.readaloud.voices import ENGINES, engine_of, worker_main
from hallbar.readaloud.voices.engine import SAMPLE, EngineError, Utterance, Voice, VoiceError

message = Messages(__file__)
GRACE = 5.0  # seconds after the engine's own limit for a process to end by itself


class Worker:
    """Synthesizes one sentence at a time, for one thread; a context manager. Each engine has a process."""

    def __init__(self) -> None:
        self._processes: dict[str, EngineProcess] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            process.end()

    def speak(self, text: str, voice: Voice) -> Utterance:
        """Synthesize a text, in a new process if the last one ended.

        Raises VoiceError; EngineError where a second try may help.
        """
        process = self._processes.get(voice.engine)
        if process is None or process.ended:
            process = self._processes[voice.engine] = EngineProcess(voice)
        return process.speak(text, voice)


class EngineProcess:
    """A process that runs one engine."""

    def __init__(self, voice: Voice) -> None:
        self._engine = engine_of(voice)
        self._samples = _unnamed_file()  # so that no file is left, whichever process is killed
        # a session of its own, so that the process and its copies can be killed together
        self.child = subprocess.Popen(
            [sys.executable, "-m", worker_main.__name__, ENGINES[voice.engine], str(self._samples.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[self._samples.fileno()],
            bufsize=0,
            start_new_session=True,
            env=os.environ | {messages.VARIABLE: messages.language()},
        )

    @property
    def ended(self) -> bool:
        return self.child.returncode is not None

    def speak(self, text: str, voice: Voice) -> Utterance:
        os.ftruncate(self._samples.fileno(), 0)  # old samples must never pass for the next sentence
        answer = self._ask({"text": text, "voice": asdict(voice)})
        if "error" in answer and not answer["again"]:
            raise VoiceError(answer["error"])
        if "error" in answer:
            raise EngineError(self._with_fix(answer["error"], text))
        samples = os.pread(self._samples.fileno(), SAMPLE * answer["frames"] + 1, 0)
        if len(samples) != SAMPLE * answer["frames"]:
            raise EngineError(self._with_fix(message("half_a_file"), text))
        return Utterance(answer["rate"], samples, tuple((sign, at) for sign, at in answer["words"]))

    def _with_fix(self, error: str, text: str) -> str:
        fix = message.texts.get(self._engine.FIX, self._engine.FIX)
        return message("engine_failed", error=error, text=text[:60], fix=fix)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.child.stdin
        assert self.child.stdout
        with suppress(BrokenPipeError):  # it may have written the reason before it ended
            self.child.stdin.write(json.dumps(request).encode() + b"\n")
        line, pipe, ready = b"", self.child.stdout.fileno(), True
        while ready and not line.endswith(b"\n"):
            ready = bool(select.select([pipe], [], [], self._engine.TIMEOUT + GRACE)[0])
            part = os.read(pipe, 65_536) if ready else b""
            if not part:
                code = self.end()
                hung = not ready or code == -signal.SIGALRM
                key = "process_silent" if hung else "process_ended"
                return {"error": message(key, seconds=self._engine.TIMEOUT, code=code), "again": True}
            line += part
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> int:
        """Kill the process and its copies; return its exit code."""
        if not self.ended:  # the number of an ended process may belong to another by now
            os.killpg(self.child.pid, signal.SIGKILL)
            with self.child:  # closes its pipes and waits for it
                pass
            self._samples.close()
        return self.child.returncode


def _unnamed_file() -> IO[bytes]:
    """Return a file without a name, in memory where the system can."""
    return os.fdopen(os.memfd_create("hallbar"), "w+b") if hasattr(os, "memfd_create") else TemporaryFile()
