"""A text about one person, as that person may read it: everybody else in it is left out, and whatever stands out.

Who else is registered in the dossier never stays. The rest of what the finder marks stays only when the
aandachtsfunctionaris said so of those very words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from mhtui.anonymise.findings import Finding, Identity, Kind, Layer
from mhtui.casework.labels import value_key
from mhtui.casework.wording import Approved, open_runs, phrases, words_of

SOMEBODY: Final = "[een ander]"
OMITTED: Final = "[weggelaten]"
OWN: Final = "eigen"
"""The label of who asks, for the finder; it is never written."""
_PEOPLE: Final = frozenset({Kind.PERSON, Kind.REPORTER})
_WHERE: Final = frozenset({Kind.PLACE, Kind.ADDRESS})
"""What is registered of the dossier and not of a person: it may be where who asks lives."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that stand out in what is about to be given, and what becomes of them."""

    words: str
    kind: Kind
    may_stay: bool
    """Not who is registered beside who asks."""
    stays: bool


@dataclass(slots=True)
class Shield:
    """Shields the texts of one dossier, and remembers what it met."""

    own: Sequence[Identity]
    """Who asks, with the label `OWN`."""
    others: Sequence[Identity]
    """Everybody else who is registered there, the reporter too."""
    stays: frozenset[str] = frozenset()
    out: tuple[str, ...] = ()
    """Words that are left out as well, marked or not."""
    marked: dict[str, Marked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """One who is registered under the same name or number is not somebody else to shield."""
        mine = {value_key(each.value) for each in self.own}
        self.others = [each for each in self.others if value_key(each.value) not in mine]

    def shielded(self, text: str) -> str:
        """Return the text as it may be read; what is marked is remembered."""
        from mhtui.anonymise import find_identifiers

        found = find_identifiers(text, (*self.others, *self.own))
        for run in reversed(open_runs(text, [each for each in found if not _is_own(each)], Approved())):
            words = words_of(text[run.start : run.end])
            may_stay = run.finding.layer is not Layer.KNOWN or run.finding.kind in _WHERE or self._is_mine(words)
            stays = may_stay and words in self.stays
            self.marked[words] = Marked(words, run.finding.kind, may_stay, stays)
            if not stays:
                text = f"{text[: run.start]}{_instead(run.finding)}{text[run.end :]}"
        pattern = phrases(self.out)
        return pattern.sub(OMITTED, text) if pattern else text

    def _is_mine(self, words: str) -> bool:
        """Whether words that somebody else has too are a part of the name of who asks: a shared surname."""
        from mhtui.anonymise import find_identifiers

        return any(_is_own(each) for each in find_identifiers(words, self.own))


def _is_own(finding: Finding) -> bool:
    return finding.layer is Layer.KNOWN and finding.suggestion.removesuffix("'s") == OWN


def _instead(finding: Finding) -> str:
    """A reporter is not told apart from anybody else."""
    return SOMEBODY if finding.kind in _PEOPLE else OMITTED


def as_others(registered: Iterable[tuple[Kind, str, str]]) -> tuple[Identity, ...]:
    """Return what is registered in a dossier as the finder takes it, each value once."""
    values = {(kind, " ".join(value.split())) for kind, value, _ in registered}
    return tuple(Identity(kind, value) for kind, value in sorted(values) if value)
