"""Sentences are spoken in processes of their own: engines crash and hang. `booth.py` is the other side."""

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

from hallbar.readaloud.voices import (
    ENGINES,
    SAMPLE,
    EngineError,
    Utterance,
    Voice,
    VoiceError,
    engine_of,
    worker_main,
)

GRACE = 5.0  # seconds that a process gets above its engine's own limit to end by itself


class Speaker:
    """Speaks one sentence at a time, for one thread; a context manager. Each engine has a process."""

    def __init__(self) -> None:
        self._processes: dict[str, Process] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            process.end()

    def speak(self, text: str, voice: Voice) -> Utterance:
        """Raises VoiceError; EngineError where a second try may help, in a new process if need be."""
        process = self._processes.get(voice.engine)
        if process is None or process.ended:
            process = self._processes[voice.engine] = Process(voice)
        return process.speak(text, voice)


class Process:
    """One engine at work."""

    def __init__(self, voice: Voice) -> None:
        self._engine = engine_of(voice)
        self._samples = _unnamed_file()  # so that nothing is left, whoever is killed
        # a session of its own, so that the process and its copies can be killed together
        self.child = subprocess.Popen(
            [sys.executable, "-m", worker_main.__name__, ENGINES[voice.engine], str(self._samples.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[self._samples.fileno()],
            bufsize=0,
            start_new_session=True,
        )

    @property
    def ended(self) -> bool:
        return self.child.returncode is not None

    def speak(self, text: str, voice: Voice) -> Utterance:
        os.ftruncate(self._samples.fileno(), 0)  # an old sound must never pass for the next sentence
        answer = self._ask({"text": text, "voice": asdict(voice)})
        if "error" in answer and not answer["again"]:
            raise VoiceError(answer["error"])
        if "error" in answer:
            raise EngineError(self._with_mend(answer["error"], text))
        samples = os.pread(self._samples.fileno(), SAMPLE * answer["frames"] + 1, 0)
        if len(samples) != SAMPLE * answer["frames"]:
            raise EngineError(self._with_mend("the voice wrote half a file", text))
        return Utterance(answer["rate"], samples, tuple((sign, at) for sign, at in answer["words"]))

    def _with_mend(self, fault: str, text: str) -> str:
        return f"{fault} at “{text[:60]}”: build again, and if it stays, {self._engine.MEND}"

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self.child.stdin
        assert self.child.stdout
        with suppress(BrokenPipeError):  # it may have told why before it ended
            self.child.stdin.write(json.dumps(order).encode() + b"\n")
        line, pipe, ready = b"", self.child.stdout.fileno(), True
        while ready and not line.endswith(b"\n"):
            ready = bool(select.select([pipe], [], [], self._engine.TIMEOUT + GRACE)[0])
            part = os.read(pipe, 65_536) if ready else b""
            if not part:
                code = self.end()
                hung = not ready or code == -signal.SIGALRM
                fault = f"was silent for {self._engine.TIMEOUT:g} s" if hung else f"ended with code {code}"
                return {"error": f"the voice process {fault}", "again": True}
            line += part
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> int:
        """Kill it with its copies; its exit code."""
        if not self.ended:  # else its number may be another's by now
            os.killpg(self.child.pid, signal.SIGKILL)
            with self.child:  # closes its pipes and waits for it
                pass
            self._samples.close()
        return self.child.returncode


def _unnamed_file() -> IO[bytes]:
    """In memory where the system can."""
    return os.fdopen(os.memfd_create("hallbar"), "w+b") if hasattr(os, "memfd_create") else TemporaryFile()
