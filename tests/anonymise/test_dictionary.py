"""The dictionary read a drawer at a time: word for word the one that simplemma ships, or simplemma's own reading."""

import lzma
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

from mhtui.anonymise import FINDER_VERSION, dictionary
from mhtui.anonymise.dictionary import Dictionary, load_words

_FIRST = """
import sys
from mhtui.anonymise import find_identifiers
print([one.end for one in find_identifiers("Melder sprak met Katarzyna.")], "simplemma" in sys.modules)
"""


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, str]:
    """Give the dictionary as simplemma reads it."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    return DefaultDictionaryFactory().get_dictionary("nl")


def _packed() -> bytes:
    package = find_spec("simplemma")
    assert package
    assert package.submodule_search_locations
    return (Path(package.submodule_search_locations[0]) / dictionary._FILE).read_bytes()


def test_another_dictionary_is_another_finder() -> None:
    """Other words are other findings: when this changes, so must `FINDER_VERSION`, and the pin in pyproject.toml."""
    digest = sha256(_packed()).hexdigest()
    assert (FINDER_VERSION, digest) == (3, "9ea15bb330051d363bc4e32142134c360b1472b433f2ed15974db6a56c425ed1")


def test_every_word_has_the_lemma_that_simplemma_gives(shipped: Mapping[str, str]) -> None:
    """All 370,000, in any order; and a word that differs in one letter is there only where simplemma has it."""
    words = Dictionary(_packed())
    chance = Random(1)
    asked = list(shipped)
    chance.shuffle(asked)
    assert all(words.get(word) == shipped.get(word) for word in asked)
    for word in asked[:50_000]:
        place = chance.randrange(len(word) + 1)
        other = word[:place] + chance.choice("aeënsty'-ż漢\U0001f600") + word[place + chance.randrange(2) :]
        assert words.get(other) == shipped.get(other), other
    assert sum(map(len, words._opened.values())) == len(shipped)


@pytest.mark.parametrize("asked", ["", "a", "z", "é", "'", "q", "zzz", "漢字", "aal", "zwoegde", "verwarring"])
def test_the_first_question_is_answered_as_well(asked: str, shipped: Mapping[str, str]) -> None:
    """Also where a drawer begins with the lemma of the drawer before it, and where there is no drawer."""
    assert Dictionary(_packed()).get(asked) == shipped.get(asked)


def test_a_drawer_that_begins_with_the_lemma_of_another_can_be_the_first(shipped: Mapping[str, str]) -> None:
    """The few words whose lemma is only told by the word before them, in another drawer."""
    words = Dictionary(_packed())
    told = {name for name, place in words._places.items() if not words._record.findall(words._data, *place[:2])[0][2]}
    asked = [word for word in shipped if word.encode()[:3] in told]
    assert asked
    for word in asked:
        words._opened.clear()
        assert words.get(word) == shipped[word]


def test_no_word_that_was_asked_stays() -> None:
    """Only which drawers were opened, by three bytes; nothing of a name that begins as no Dutch word does."""
    words = Dictionary(_packed())
    assert words.get("krzysztofowicz") is None
    assert words._opened == {}
    assert words.get("zygmunt") is None
    assert list(words._opened) == [b"zyg"]


def test_a_file_that_is_not_as_we_know_it_is_refused() -> None:
    """Cut short, changed, with something behind it, another format, nothing at all."""
    data = lzma.decompress(_packed())
    for wrong in (
        data[:-1],
        data[:100_000],
        data + b"\0",
        b"SMFC2" + data[5:],
        b"SMFC1\1" + data[6:],
        b"SMFC1\0",
        b"",
        data[:9] + data[9:40_000] + data[9:],
    ):
        with pytest.raises(ValueError, match="not a dictionary"):
            Dictionary(lzma.compress(wrong, preset=0))
    for packed in (b"", b"no xz", _packed()[:-40]):
        with pytest.raises(ValueError, match="not a dictionary"):
            Dictionary(packed)


@pytest.mark.parametrize("file", ["data/none.plzma", "__init__.py"])
def test_simplemma_reads_what_we_cannot(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A simplemma that keeps its file elsewhere or in another format is slower, and finds the same."""
    monkeypatch.setattr(dictionary, "_FILE", file)
    words = load_words()
    assert not isinstance(words, Dictionary)
    assert (words.get("meisjes"), words.get("katarzyna")) == ("meisje", None)


def test_the_first_text_loads_no_simplemma() -> None:
    """Its import and its way of unpacking are what made the first text take long."""
    done = subprocess.run([sys.executable, "-c", _FIRST], check=True, capture_output=True, text=True)
    assert done.stdout.split("]")[1].strip() == "False"
