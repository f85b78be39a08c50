"""The postvak: what was sealed to our card becomes a signal once; what is not ours is left alone and named."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.errors import NotAllowed
from db.records.base import Answer
from db.records.signal import FormPerson, SignalForm
from db.replay import check_store
from db.turning import rotate
from keys.card import read_card
from keys.directory import Role, fingerprint
from keys.handin import seal_handin
from keys.holder import HolderKeys
from mhtui.casework.cards import make_card
from mhtui.casework.desk import Desk
from mhtui.casework.errors import AlreadyKnown, InvalidForm
from mhtui.casework.intake import find_signal
from mhtui.casework.postbox import MOST, UNKNOWN_SIGNER, in_postbox, open_file, take_in, take_in_all, waiting
from mhtui.handin.body import Told
from mhtui.handin.errors import CannotRead, HandInError, KeyGone, NotAHandIn, OtherKluis
from mhtui.handin.filing import Filed, file_signal
from tests.casework.conftest import Sit


def told(text: str = "Verzonnen: licht achter een loods.") -> Told:
    """Something to hand in."""
    form = SignalForm(
        reported_on="18-11-2026",
        reporter="Verzonnen Melder",
        persons=(FormPerson(name="Verzonnen P."),),
        narrative=text,
    )
    return Told(form=form, urgent=Answer.YES, safe_contact="alleen overdag")


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An empty postvak."""
    folder = tmp_path / "postvak"
    folder.mkdir()
    return folder


def hand_in(desk: Desk, box: Path, what: Told | None = None, *, signer: HolderKeys | None = None) -> Filed:
    """Do what a filer does with the card of this kluis."""
    return file_signal(make_card(desk).card, what or told(), box, signer=signer)


def test_the_card_names_what_the_directory_names(af: Desk) -> None:
    """Signed by the root whose fingerprint is printed; half a year unless asked otherwise."""
    made = make_card(af)
    card = read_card(made.data)
    place = af.store.directory.compartment(af.identity)
    assert card == made.card
    assert (card.compartment, card.epoch, card.sealing_public) == (place.id, place.epoch, place.sealing_public)
    assert card.fingerprint == fingerprint(af.store.directory.root_public)
    assert card.expires_on == af.today() + timedelta(days=183)
    assert make_card(af, 30).card.expires_on == af.today() + timedelta(days=30)


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN])
def test_who_makes_no_card(sit: Sit, role: Role) -> None:
    """A card is signed with the root key: only who holds beheer has it."""
    with pytest.raises(NotAllowed):
        make_card(sit(role))


def test_it_becomes_a_signal_and_the_file_goes(af: Desk, box: Path) -> None:
    """Under our own number and keys, with the receipt number as the sender's; the sealed file is not kept twice."""
    filed = hand_in(af, box)
    (lying,) = waiting(af, box)
    assert (lying.receipt, lying.old_card, lying.trouble) == (filed.receipt, False, "")
    taken = take_in(af, filed.path, clear=True)
    signal = find_signal(af, taken.stored.opened.number).opened
    assert (signal.sender_number, signal.received_via) == (filed.receipt, "verzegeld")
    assert (signal.reporter, signal.urgent, signal.safe_contact) == ("Verzonnen Melder", Answer.YES, "alleen overdag")
    assert signal.reported_day == date(2026, 11, 18)
    assert (taken.removed, in_postbox(box), taken.signer) == (True, [], None)
    assert check_store(af.store.location).sound


def test_imported_from_elsewhere_the_file_stays(af: Desk, box: Path) -> None:
    """Only the postvak clears itself."""
    filed = hand_in(af, box)
    assert not take_in(af, filed.path).removed
    assert filed.path.exists()


def test_the_senders_own_number_stays_beside_the_receipt(af: Desk, box: Path) -> None:
    """Both sides can name it as they do."""
    form = told().form.model_copy(update={"number": "2026-7"})
    filed = hand_in(af, box, told().model_copy(update={"form": form}))
    assert take_in(af, filed.path).stored.opened.sender_number == f"2026-7 · {filed.receipt}"


def test_the_same_form_twice_is_known(af: Desk, box: Path) -> None:
    """Sealed twice it looks like two; opened it is one. The second file stays until somebody throws it away."""
    first, second = hand_in(af, box), hand_in(af, box)
    number = take_in(af, first.path, clear=True).stored.opened.number
    with pytest.raises(AlreadyKnown) as known:
        take_in(af, second.path, clear=True)
    assert known.value.number == number
    assert in_postbox(box) == [second.path]


def test_who_signed_is_looked_up(af: Desk, box: Path) -> None:
    """By the key in the directory; a key of nobody is called that."""
    own = af.store.open_ring._holder_keys()
    assert open_file(af, hand_in(af, box, signer=own).path).signer == af.label
    assert open_file(af, hand_in(af, box, signer=HolderKeys.generate()).path).signer == UNKNOWN_SIGNER


def test_what_the_table_may_do(af: Desk, sit: Sit, box: Path) -> None:
    """The overleg opens no hand-in."""
    filed = hand_in(af, box)
    with pytest.raises(KeyGone):
        open_file(sit(Role.OVERLEG), filed.path)


def test_what_is_not_ours_is_named_and_left(af: Desk, box: Path) -> None:
    """Another kluis, a damaged file, an empty one, a card of an epoch that is not ours."""
    card = make_card(af).card
    cases: dict[str, tuple[bytes, type[HandInError], str]] = {
        "kapot": (b"MHSIGNAAL\x01half", NotAHandIn, "geen verzegeld signaal, of beschadigd"),
        "leeg": (b"", NotAHandIn, "geen verzegeld signaal, of beschadigd"),
        "ander": (_sealed(card, store_id="6e" * 16), OtherKluis, "voor een andere kluis"),
        "oud": (_sealed(card, epoch=card.epoch + 7), KeyGone, ""),
        "vreemd": (seal_handin(card, b"{}"), NotAHandIn, ""),
    }
    for name, (data, error, trouble) in cases.items():
        path = box / f"{name}.mhsignaal"
        path.write_bytes(data)
        (lying,) = waiting(af, box)
        assert (lying.trouble, lying.old_card) == (trouble, name == "oud"), name
        with pytest.raises(error):
            take_in(af, path, clear=True)
        assert path.read_bytes() == data
        path.unlink()
    with pytest.raises(CannotRead):
        open_file(af, box / "weg.mhsignaal")
    assert af.store.signals.count() == 0


def _sealed(card: object, **other: object) -> bytes:
    """Seal to a card that says something else."""
    from dataclasses import replace

    from keys.card import Card

    assert isinstance(card, Card)
    return seal_handin(replace(card, **other), b"{}")  # type: ignore[arg-type]  # fields by their name


def test_a_form_without_a_story_is_refused(af: Desk, box: Path) -> None:
    """The rules for a signal are the same, whichever way it comes."""
    path = box / "leeg.mhsignaal"
    body = b'{"versie":1,"formulier":{"plaats":"Lopik"},"spoed":"ja","veilig_contact":""}'
    path.write_bytes(seal_handin(make_card(af).card, body))
    with pytest.raises((HandInError, InvalidForm)):
        take_in(af, path, clear=True)
    assert path.exists()


def test_everything_at_once(af: Desk, box: Path) -> None:
    """What is refused holds nothing up."""
    for text in ("een", "twee", "drie"):
        hand_in(af, box, told(text))
    (box / "kapot.mhsignaal").write_bytes(b"x")
    outcomes = [type(found).__name__ for _, found in take_in_all(af, box)]
    assert sorted(outcomes) == ["NotAHandIn", "TakenIn", "TakenIn", "TakenIn"]
    assert [path.name for path in in_postbox(box)] == ["kapot.mhsignaal"]
    assert af.store.signals.count() == 3


def test_a_box_that_is_not_there_or_too_full(af: Desk, box: Path) -> None:
    """No folder is an empty box; of very many the oldest are shown; other files are not looked at."""
    assert waiting(af, box / "weg") == ()
    (box / "brief.docx").write_bytes(b"x")
    (box / "map.mhsignaal").mkdir()
    assert in_postbox(box) == []
    for count in range(MOST + 3):
        path = box / f"{count}.mhsignaal"
        path.write_bytes(b"x")
        os.utime(path, (1_700_000_000 + count, 1_700_000_000 + count))
    found = in_postbox(box)
    assert (len(found), found[0].name) == (MOST, "0.mhsignaal")


def test_a_file_that_cannot_be_removed_is_told(af: Desk, box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The signal is in the kluis all the same."""
    filed = hand_in(af, box)

    def refused(_path: Path, *, missing_ok: bool = False) -> None:
        del missing_ok
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refused)
    taken = take_in(af, filed.path, clear=True)
    assert (taken.removed, taken.stored.opened.number) == (False, "S-2026-001")


def test_an_old_card_still_opens_and_is_named(af: Desk, box: Path) -> None:
    """After new keys for everything: what was under way is not lost, and the AF is told to give a new card."""
    filed = hand_in(af, box)
    rotate(af.store)
    (lying,) = waiting(af, box)
    assert (lying.old_card, lying.trouble) == (True, "")
    hand_in(af, box, told("Een ander verhaal."))
    assert not waiting(af, box)[1].old_card
    taken = take_in(af, filed.path, clear=True)
    assert (taken.old_card, taken.stored.opened.reporter) == (True, "Verzonnen Melder")
    assert make_card(af).card.epoch == 2
