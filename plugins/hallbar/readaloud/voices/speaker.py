"""Sentences are spoken in a process of their own: `Speaker` here, `python -m …` there, JSON lines between.

To it: {"text": …, "voice": {…}, "path": …}. Back: {"frames": n, "rate": Hz, "words": [[sign, ms], …]} or
{"error": "one line"}.
"""

import json
import os
import select
import signal
import subprocess
import sys
import wave
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from hallbar.readaloud.voices import REINSTALL, Utterance, Voice, VoiceError, espeak

TIMEOUT = 60.0  # seconds for one sentence; eSpeak needs 0.02


class Speaker:
    """A process that speaks one sentence at a time, for one thread; a context manager."""

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="hallbar-")
        # a session of its own, so that the process and its copies can be killed together
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._folder.cleanup()

    def speak(self, text: str, voice: Voice) -> Utterance:
        """Raises VoiceError."""
        path = Path(self._folder.name) / "sentence.wav"
        answer = self._ask({"text": text, "voice": asdict(voice), "path": str(path)})
        if "error" in answer:
            raise VoiceError(answer["error"])
        with wave.open(str(path), "rb") as file:
            samples = file.readframes(answer["frames"])
        path.unlink()  # an old file must never pass for the next sentence
        return Utterance(answer["rate"], samples, tuple((sign, at) for sign, at in answer["words"]))

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):  # it may have told why before it ended
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
        ready, _, _ = select.select([self._process.stdout], [], [], TIMEOUT)
        line = self._process.stdout.readline() if ready else b""
        if not line:
            code = self._end()
            fault = f"ended with code {code}" if ready else f"was silent for {TIMEOUT:g} s"
            raise VoiceError(_at(order, f"the voice process {fault}"))
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _end(self) -> int:
        if self._process.returncode is None:  # else its number may be another's by now
            os.killpg(self._process.pid, signal.SIGKILL)
            with self._process:  # closes its pipes and waits for it
                pass
        return self._process.returncode


def main() -> int:
    """The other side: initialise once, then let a fresh copy of this process speak each sentence."""
    try:
        engine = espeak.start()
    except VoiceError as error:
        _reply({"error": str(error)})
        return 1
    for line in sys.stdin.buffer:
        _answer(engine, json.loads(line))
    return 0


def _answer(engine: Any, order: dict[str, Any]) -> None:
    """Fork, because the bytes of an utterance depend on what its process spoke before."""
    child = os.fork()
    if child == 0:
        try:
            _reply(_spoken(engine, order))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        fault = f"eSpeak NG ended with code {os.waitstatus_to_exitcode(status)}"
        _reply({"error": _at(order, fault)})


def _spoken(engine: Any, order: dict[str, Any]) -> dict[str, Any]:
    try:
        words = espeak.speak(engine, order["text"], Voice(**order["voice"]), Path(order["path"]))
        with wave.open(order["path"], "rb") as file:
            return {"frames": file.getnframes(), "rate": file.getframerate(), "words": words}
    except Exception as error:  # whatever it is, the one who waits gets an answer
        return {"error": str(error) or repr(error)}


def _at(order: dict[str, Any], fault: str) -> str:
    return f"{fault} at “{order['text'][:60]}”: build again, and if it stays, {REINSTALL}"


def _reply(answer: dict[str, Any]) -> None:
    os.write(sys.stdout.fileno(), json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
