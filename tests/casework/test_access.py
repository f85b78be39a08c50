"""A person asks what is held about them: found by the finder, chosen by the AF, given without others."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from db.errors import NotAllowed
from db.records.base import Sealed, Stored
from db.records.case import Case
from db.records.signal import FormPerson, StepKind
from db.replay import check_store
from db.roles import Deed
from keys.directory import Role
from mhtui.casework.access import Disclosure, Request, disclosure, give
from mhtui.casework.access_print import DANGER, LIMITS, NOT_SHARED, OWN_SOURCE, RIGHTS, SOURCE, document
from mhtui.casework.access_search import Hit, Wanted, search
from mhtui.casework.access_shield import OMITTED, SOMEBODY
from mhtui.casework.cases import find_case, make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm
from mhtui.casework.intake import Added, register
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.steps import take_step
from tests.casework.conftest import Sit
from tests.casework.forms import ADDED, form
from tests.judged import keep_all

KATARZYNA = Wanted("Katarzyna Verzonnen", email="k.verzonnen@voorbeeld.example")
SAID = (
    "Marek Nergens bracht Katarzyna's tas. Katarzina Verzonnen zei dat Hanneke Geheimhouder haar had gezien.\n"
    "Ook Bartosz Zomaarwat uit Benschop was erbij; mevrouw Nergens niet. Bel 06 - 00 00 00 13."
)


@pytest.fixture
def af(sit_sqlite: Sit) -> Desk:
    """The aandachtsfunctionaris, on a file: what is in it does not depend on where it stands."""
    return sit_sqlite(Role.AF)


@pytest.fixture
def case(af: Desk) -> Stored[Case]:
    """A case of two signals about her, told to a partner; a third signal names somebody else with such a name."""
    rows = [register(af, form("1", SAID), ADDED), register(af, form("2"), ADDED)]
    other = form("3", "Katarzyna Anders kwam langs.").model_copy(update={"persons": (FormPerson(name="Katja Anders"),)})
    register(af, other, Added(municipality="Lopik"))
    made = make_case(af, rows, codename="Zwaluw")
    take_step(af, made, StepKind.PARTNER_TOLD, partner="avim", text="Katarzyna Verzonnen gemeld bij AVIM")
    return find_case(af, "C-2026-001")


def _hits(desk: Desk, wanted: Wanted = KATARZYNA) -> dict[str, Hit]:
    return {hit.place.key.partition("-stap-")[0]: hit for hit in search(desk, wanted)}


def _mine(hits: dict[str, Hit]) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits.values() if hit.place.number != "S-2026-003")


def _words(made: Disclosure) -> str:
    return document(made).markdown().replace("\\", "")


def _entries(desk: Desk) -> Iterator[tuple[Deed, str, str]]:
    for entry in desk.store.log(limit=50):
        if entry.deed in {Deed.ACCESS_SEARCHED, Deed.ACCESS_GIVEN}:
            assert not isinstance(entry.detail, Sealed)
            yield entry.deed, entry.detail.subject, entry.detail.text


@pytest.mark.usefixtures("case")
def test_every_place_is_found(af: Desk) -> None:
    """As it is written, inflected and mistyped, in fields and texts; somebody with such a name is a hit too."""
    hits = _hits(af)
    assert {"S-2026-001/betrokkene-1", "S-2026-001/toelichting", "S-2026-002/toelichting"} < set(hits)
    assert any(key.startswith("C-2026-001/stap") for key in hits)
    assert "S-2026-003/toelichting" in hits
    assert "S-2026-001/betrokkene-2" not in hits
    assert hits["S-2026-001/toelichting"].found == ("Katarzyna's", "Katarzina Verzonnen")
    assert (hits["S-2026-001/betrokkene-1"].exact, hits["S-2026-001/toelichting"].exact) == (True, False)
    assert [hit.exact for hit in search(af, KATARZYNA)] == sorted((hit.exact for hit in hits.values()), reverse=True)
    assert search(af, Wanted("Niemand Zoekgeraakt")) == ()


@pytest.mark.usefixtures("case")
def test_by_what_else_is_known(af: Desk) -> None:
    """By a telephone number however it is written, and by an e-mail address, beside a name that stands nowhere."""
    for wanted in (Wanted("Onvindbaar", phone="+31 6 00000013"), Wanted("Onvindbaar", phone="0600000013")):
        assert {"S-2026-001/betrokkene-2", "S-2026-001/toelichting"} <= set(_hits(af, wanted))
    assert "S-2026-001/betrokkene-1" in _hits(af, Wanted("Onvindbaar", email="K.Verzonnen@voorbeeld.example"))


def test_what_she_gets(af: Desk, case: Stored[Case]) -> None:
    """Her own fields and the texts about her; nobody else's name, number or place, and never who reported it."""
    made = disclosure(af, Request(KATARZYNA, tuple(hit.place for hit in _mine(_hits(af)))))
    said = _words(made)
    for hers in ("Katarzyna Verzonnen", "k.verzonnen@voorbeeld.example", "Katarzyna's tas", "Katarzina Verzonnen zei"):
        assert hers in said
    others = ("Marek", "Nergens", "Hanneke", "Geheimhouder", "Burgerzaken", "Bartosz", "Zomaarwat", "00 00 13", "AVIM",
              "Nooitgedachtweg", "Benschop", "Anders")  # fmt: skip
    assert [name for name in others if name in said] == []
    assert (SOMEBODY in said, OMITTED in said) == (True, True)
    for words in (DANGER, LIMITS, SOURCE, NOT_SHARED, *RIGHTS, "60 maanden"):
        assert words.replace("_", "") in said
    assert (OWN_SOURCE in said, "S-2026-003" in said) == (False, False)
    assert [number for number, _ in made.dossiers] == [case.opened.number, "S-2026-001", "S-2026-002"]
    assert made.labels == (("C-2026-001", "Betrokkene A"),)


@pytest.mark.usefixtures("case")
def test_only_what_was_judged_stays(af: Desk) -> None:
    """A marked word is left out until the AF says that it may be read; what is registered of others never stays."""
    chosen = (_hits(af)["S-2026-001/toelichting"].place,)
    plain = Request(KATARZYNA, chosen)
    marked = {each.words: each for each in disclosure(af, plain).marked}
    assert marked["Bartosz Zomaarwat"].may_stay
    assert not marked["Marek Nergens"].may_stay
    let = replace(plain, stays=frozenset({"Bartosz Zomaarwat", "Marek Nergens", "Nergens", "Hanneke Geheimhouder"}))
    said = _words(disclosure(af, let))
    assert "Bartosz Zomaarwat" in said
    assert [name for name in ("Marek", "Nergens", "Hanneke") if name in said] == []
    assert "tas" not in _words(disclosure(af, replace(plain, out=("tas",))))


@pytest.mark.usefixtures("case")
def test_one_of_two_with_a_surname(af: Desk) -> None:
    """A surname that somebody else in the dossier has too is left out, unless the AF says that it is hers."""
    persons = (FormPerson(name="Jadwiga Dubbelop"), FormPerson(name="Zenon Dubbelop"))
    register(af, form("9", "Dubbelop lachte. Zenon keek.").model_copy(update={"persons": persons}), ADDED)
    wanted = Wanted("Jadwiga Dubbelop")
    request = Request(wanted, tuple(hit.place for hit in search(af, wanted) if hit.place.person != 1))
    assert "Dubbelop lachte" not in _words(disclosure(af, request))
    said = _words(disclosure(af, replace(request, stays=frozenset({"Dubbelop", "Zenon"}))))
    assert ("Dubbelop lachte" in said, "Zenon" in said) == (True, False)


@pytest.mark.usefixtures("case")
def test_the_reporter_asks(af: Desk) -> None:
    """Who reported gets what they said of themselves, and nobody who is in it."""
    wanted = Wanted("Hanneke Geheimhouder")
    request = Request(wanted, tuple(hit.place for hit in search(af, wanted)))
    said = _words(disclosure(af, request))
    assert ("Burgerzaken" in said, OWN_SOURCE in said, "Hanneke Geheimhouder haar" in said) == (True, True, True)
    assert [name for name in ("Katarzyna", "Verzonnen", "Marek", "Nergens") if name in said] == []


def test_who_had_it(af: Desk, case: Stored[Case]) -> None:
    """The table that read the released text, and the partners only when the AF wants them told."""
    place = next(each.id for each in af.series_places() if each.label.label.startswith("Lokaal"))
    release(af, keep_all(af, write_text(af, case, "Betrokkene A werkt lange dagen.")), place, NO_TO_ALL)
    request = Request(KATARZYNA, (_hits(af)["S-2026-002/betrokkene-1"].place,))
    told = disclosure(af, request)
    assert [(each.number, each.whom) for each in told.shared] == [("C-2026-001", "Lokaal ondermijningsoverleg")]
    more = disclosure(af, replace(request, partners=True))
    assert len(more.shared) == 2
    assert ("AVIM" in _words(more), "AVIM" in _words(told)) == (True, False)
    assert "Betrokkene A werkt lange dagen." in _words(told)  # what the table read about her, by her label


@pytest.mark.usefixtures("case")
def test_the_logboek_knows_that_and_not_whom(af: Desk) -> None:
    """Searching and making are entries, with numbers and without a name; looking at what would be given is none."""
    hits = _hits(af)
    assert list(_entries(af)) == [(Deed.ACCESS_SEARCHED, "", "alle dossiers")]
    request = Request(KATARZYNA, (hits["S-2026-001/betrokkene-1"].place,))
    disclosure(af, request)
    assert len(list(_entries(af))) == 1
    assert give(af, request) == disclosure(af, request)
    assert next(_entries(af)) == (Deed.ACCESS_GIVEN, "", "S-2026-001")
    assert check_store(af.store.location).sound


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("role", [Role.OVERLEG, Role.KETEN, Role.ZORG])
def test_nobody_else(sit_sqlite: Sit, role: Role, af: Desk) -> None:
    """Refused before anything is read, by the keys and by the table of rights; nothing is written."""
    place = _hits(af)["S-2026-001/betrokkene-1"].place
    desk, mark = sit_sqlite(role), af.store.change_mark()
    with pytest.raises(NotAllowed):
        search(desk, KATARZYNA)
    with pytest.raises(NotAllowed):
        give(desk, Request(KATARZYNA, (place,)))
    with pytest.raises(NotAllowed), desk.store.unit(Deed.ACCESS_GIVEN):
        pass
    assert af.store.change_mark() == mark


def test_nothing_to_look_for_and_nothing_chosen(af: Desk) -> None:
    """Refused, without an entry."""
    for wanted in (Wanted(" "), Wanted("123"), Wanted("x" * 201), Wanted("Jan", phone="0" * 201)):
        with pytest.raises(InvalidForm):
            search(af, wanted)
    with pytest.raises(InvalidForm):
        disclosure(af, Request(KATARZYNA, ()))
    assert list(_entries(af)) == []


@pytest.mark.usefixtures("case")
def test_stopping_half_way(af: Desk) -> None:
    """It tells how far it is from before the first row up to the last, and what the teller raises ends it."""
    seen: list[tuple[int, int]] = []
    search(af, KATARZYNA, lambda done, every: seen.append((done, every)))
    assert seen[0] == (0, 1)
    assert seen[-1][0] == seen[-1][1] > 0

    with pytest.raises(ZeroDivisionError):
        search(af, KATARZYNA, lambda done, every: seen.append((done // 0, every)))
