"""How fast the finder is: first call, memory, words per second, and a key in a long text.

In seconds of the processor, so that another program on the machine does not count; keys with the settings of Python
that the program on the screen has.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time

from bench.anonymise_material import notes, people, swapped
from bench.anonymise_score import words_in
from mhtui.anonymise import Identity, Kind, LiveFinder, find_identifiers
from mhtui.casework.judging import Marker
from mhtui.process import keep_the_screen_quick

_FIRST = """
import json, resource, sys, time
text = sys.stdin.read()
start, used = time.perf_counter(), time.process_time()
from mhtui.anonymise import find_identifiers
find_identifiers(text)
taken, used = time.perf_counter() - start, time.process_time() - used
print(json.dumps([taken, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_MOST_FIRST = 0.4
_MOST_MEMORY = 120.0
_LEAST_WORDS = 100_000.0
_MOST_KEY = 0.016
_LONG = 20_000
_SENTENCE = "Katarzyna belt straks"
_NOTE = 800
"""Characters of a case note, about 120 words."""


def speed() -> Iterator[tuple[str, bool]]:
    """Give a line per measure, and whether it is within its limit."""
    note = "\n".join(case.text for case in notes("tune"))[:_NOTE]
    firsts = [_first_call(note) for _ in range(5)]
    taken, used, memory = (median(first[at] for first in firsts) for at in range(3))
    yield (
        (
            f"first call with imports, {words_in(note)} words, {used:.3f} s of the processor"
            f" (at most {_MOST_FIRST}), {taken:.3f} s"
        ),
        used <= _MOST_FIRST,
    )
    yield f"memory after it {memory:.0f} MiB (at most {_MOST_MEMORY:.0f})", memory <= _MOST_MEMORY
    text = "\n".join(case.text for case in swapped("news", "tune", "nederlands", rounds=8))
    for name, known in (("no identities", ()), ("20 identities", _identities())):
        rate = _words_per_second(text, known)
        yield (
            f"{rate:9,.0f} words/s over {words_in(text)} words, {name} (at least {_LEAST_WORDS:,.0f})",
            rate >= _LEAST_WORDS,
        )
    keep_the_screen_quick()
    key = _key_in_long_text(text[:_LONG])
    yield f"a key in {_LONG:,} characters {1000 * key:.2f} ms (at most {1000 * _MOST_KEY:.0f})", key <= _MOST_KEY
    key = _marked(text[:_LONG])
    yield f"the same with its markings, as Afschermen has them {1000 * key:.2f} ms", key <= _MOST_KEY
    for name, line in _endless(text):
        key = max(_keys(line, place) for place in (0, _LONG // 2, _LONG))
        yield (
            f"a key in {_LONG:,} characters without an end of line, {name} {1000 * key:.2f} ms",
            key <= _MOST_KEY,
        )


def _first_call(text: str) -> tuple[float, float, float]:
    done = subprocess.run([sys.executable, "-c", _FIRST], check=True, capture_output=True, text=True, input=text)
    taken, used, memory = json.loads(done.stdout)
    return float(taken), float(used), float(memory)


def _identities() -> tuple[Identity, ...]:
    return tuple(
        Identity(Kind.PERSON, f"{person.given} {person.surname}", f"Betrokkene {at}")
        for at, person in enumerate(people("pools", "tune", 20))
    )


def _words_per_second(text: str, known: tuple[Identity, ...]) -> float:
    times = []
    for _ in range(5):
        start = process_time()
        find_identifiers(text, known)
        times.append(process_time() - start)
    return words_in(text) / median(times)


def _key_in_long_text(text: str) -> float:
    """Type in the middle of the longest line."""
    line = max(text.splitlines(), key=len)
    return _keys(text, text.index(line) + len(line) // 2)


def _endless(text: str) -> Iterator[tuple[str, str]]:
    """Give one line without an end, as it is pasted from elsewhere."""
    line = text.replace("\n", " ")
    words = "".join(letter for letter in line if letter.isalnum() or letter == " ")
    yield from (
        ("sentences", line),
        ("lower case", line.lower()),
        ("no punctuation", words),
        ("capitals", line.upper()),
    )
    yield "numbers", ("06-12345678 67 890 " * _LONG)[:_LONG]


def _marked(text: str) -> float:
    """Type where the longest line is, with the markings that the screen draws; nothing is answered yet."""
    line = max(text.splitlines(), key=len)
    marker = Marker(_identities())
    return _keys(text, text.index(line) + len(line) // 2, lambda typed: marker.mark(typed, ()))


def _keys(text: str, place: int, update: Callable[[str], object] | None = None) -> float:
    """Type in one place; the longest that a key took, to find or to do what is given."""
    update = update or LiveFinder(_identities()).update
    update(text)
    times = []
    for letter in _SENTENCE:
        text = text[:place] + letter + text[place:]
        place += 1
        start = process_time()
        update(text)
        times.append(process_time() - start)
    return max(times)
