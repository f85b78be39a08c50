"""Runs one command and gives its exit code. What goes wrong becomes a sentence: never a traceback, never a value."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO, cast

from mhtui.cli.output import NoOutput, complain, speak_utf8
from mhtui.cli.parser import build_parser, only_help
from mhtui.cli.stop import Stop
from mhtui.exits import DONE, INTERRUPTED, NOBODY_READS, STORAGE

if TYPE_CHECKING:
    import argparse

    from mhtui.cli.call import Call, World


def main(arguments: Sequence[str] | None = None, *, world: "World | None" = None) -> int:
    """Run the command line; never raises."""
    speak_utf8()
    try:
        try:
            typed = sys.argv[1:] if arguments is None else arguments
            asked = build_parser(whole=not only_help(typed)).parse_args(typed)
        except SystemExit as end:
            _flush()
            return end.code if isinstance(end.code, int) else DONE
        if world is None:
            _harden()
        code = _run(_call(asked, world))
        _flush()
    except BrokenPipeError:
        _forget_output()
        return NOBODY_READS
    except NoOutput:
        _forget_output(sys.stdout)
        complain("Wat gevonden is kon niet geschreven worden: is de schijf vol? Wat bewaard was is bewaard.")
        return STORAGE
    except KeyboardInterrupt:
        complain("\nAfgebroken. Wat al bewaard was is bewaard.")
        return INTERRUPTED
    return code


def _call(asked: "argparse.Namespace", world: "World | None") -> "Call":
    """Put together what was asked, and of whom; imported here, because help needs none of it."""
    from mhtui.cli.call import Call, World

    return Call(asked, world or World())


def _run(call: "Call") -> int:
    """Import the command and run it."""
    module, _, name = str(call.asked.target).partition(":")
    try:
        command = cast("Callable[[Call], int]", getattr(import_module(f"mhtui.cli.{module}"), name))
        return command(call)
    except Stop as stop:
        complain(stop.text)
        return stop.exit_code
    except (BrokenPipeError, NoOutput):
        raise
    except Exception as error:  # noqa: BLE001 - the last net: whatever it is becomes a sentence
        from mhtui.messages import explain

        message = explain(error)
        complain(message.text)
        return message.exit_code


def _harden() -> None:
    """Before anything secret comes into this process: no memory dumps, and no last words but our own."""
    from mhtui import crash, process

    crash.install()
    process.harden()


def _flush() -> None:
    """Let everything that was written arrive; raises `NoOutput`."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError:
        raise NoOutput from None


def _forget_output(*streams: TextIO) -> None:
    """Let nothing be written any more to what cannot take it, also not by the interpreter when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams or (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
