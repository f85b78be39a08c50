"""The checklist of Lopik and Drenthe, and what must hold for any signal: an empty form never looks clean."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records.base import Answer, RowId
from db.records.signal import AgeBand, Person, Signal, Step, StepKind
from mhtui.casework.errors import InvalidData
from mhtui.casework.meldroute import checklist, checklist_of_case
from mhtui.casework.routing import Force, rules_named, shipped

DAY = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 14, 12, tzinfo=UTC)
ROW = RowId("0" * 32)


def signal(**fields: object) -> Signal:
    """Return a signal with only these fields answered."""
    return Signal.model_validate({"number": "S-2026-001", "received_on": DAY, **fields})


def told(partner: str, kind: StepKind = StepKind.PARTNER_TOLD, text: str = "") -> Step:
    """Return the step that answers a line."""
    return Step(subject_id=ROW, kind=kind, at=AT, partner=partner, text=text)


def forces(found: Signal, rules: str = "lopik") -> dict[str, str]:
    """Return the force of each partner on the checklist."""
    return {line.partner: line.force.value for line in checklist(found, (), rules)}


def test_an_empty_form_asks_everything_that_is_altijd_or_direct() -> None:
    """Onbekend counts as yes there, and there only; the lines say that they are unsure."""
    lines = checklist(signal(), (), "lopik")
    assert [(line.partner, line.force.value, line.unsure) for line in lines] == [
        ("avim", "direct", True),
        ("zorgcoordinator", "altijd", False),
        ("meldcode", "altijd", True),
        ("veilig_thuis", "besluiten", False),
        ("zvh", "kan", False),
    ]


NOT_URGENT = {"urgent": Answer.NO}
NO_VICTIM = {"persons": (Person(name="A", victim=Answer.NO, suspect=Answer.YES),)}


@pytest.mark.parametrize(
    "fields, expected",
    [
        (NOT_URGENT, {"zorgcoordinator", "meldcode", "veilig_thuis", "zvh"}),
        (NOT_URGENT | NO_VICTIM, {"zorgcoordinator", "veilig_thuis", "zvh"}),
        (NOT_URGENT | NO_VICTIM | {"exploitation_form": "arbeid"}, {"zorgcoordinator", "veilig_thuis", "nla", "zvh"}),
        (NOT_URGENT | NO_VICTIM | {"undermining": Answer.YES}, {"zorgcoordinator", "veilig_thuis", "riec", "zvh"}),
        (
            NOT_URGENT | NO_VICTIM | {"exploitation_form": "crimineel"},
            {"zorgcoordinator", "veilig_thuis", "avim", "om", "jonge_aanwas", "zvh"},
        ),
    ],
)
def test_lopik(fields: dict[str, object], expected: set[str]) -> None:
    """STAP 4 and Bijlage 1-2, row by row."""
    assert set(forces(signal(**fields))) == expected


@pytest.mark.parametrize(
    "age, expected",
    [
        (AgeBand.UNDER_18, {"pretty_woman"}),
        (AgeBand.FROM_18_TO_22, {"belle", "pretty_woman"}),
        (AgeBand.FROM_23, {"belle"}),
        (AgeBand.UNKNOWN, set()),
    ],
)
def test_help_by_age(age: AgeBand, expected: set[str]) -> None:
    """Belle from 18, Pretty Woman under 23 (Lopik 2.3); a suggestion needs an answer."""
    found = signal(exploitation_form="seksueel", persons=(Person(name="A", victim=Answer.YES, age=age),))
    assert set(forces(found)) & {"belle", "pretty_woman"} == expected


def test_drenthe_shares_with_the_ketenregisseur() -> None:
    """The report names both as those an aandachtsfunctionaris shares signals with."""
    found = forces(signal(urgent=Answer.YES, undermining=Answer.YES), "drenthe")
    assert {code: found[code] for code in ("tmm", "zorgcoordinator", "ketenregisseur", "riec")} == {
        "tmm": "direct",
        "zorgcoordinator": "altijd",
        "ketenregisseur": "altijd",
        "riec": "inbrengen",
    }


def test_the_strongest_rule_of_a_partner_is_its_line() -> None:
    """AVIM is called for spoed, and only suggested for the form once there is none."""
    both = signal(urgent=Answer.YES, exploitation_form="seksueel")
    assert forces(both)["avim"] == "direct"
    assert forces(both.model_copy(update={"urgent": Answer.NO}))["avim"] == "suggestie"


def test_a_told_partner_has_its_day_and_direct_has_its_time() -> None:
    """The text of the step stands on the line."""
    steps = (told("avim", text="meldkamer gebeld"), told("meldcode", StepKind.PARTNER_EXCEPTED, "geen slachtoffer"))
    lines = {line.partner: line for line in checklist(signal(urgent=Answer.YES), steps, "lopik")}
    avim, meldcode = lines["avim"], lines["meldcode"]
    assert (avim.done_on, avim.excepted, avim.text) == (DAY, False, "14:12 meldkamer gebeld")
    assert (meldcode.done_on, meldcode.excepted, meldcode.text) == (DAY, True, "geen slachtoffer")
    assert lines["zorgcoordinator"].waits
    assert not avim.waits


def test_who_was_told_without_a_rule_stays_in_sight() -> None:
    """Telling somebody is never lost from the list."""
    line = checklist(signal(), (told("om"),), "lopik")[-1]
    assert (line.partner, line.label, line.force, line.done_on) == ("om", "Openbaar Ministerie", Force.MAY, DAY)


def test_a_case_is_done_when_each_of_its_signals_is() -> None:
    """A step of a signal counts for that signal, a step of the case for all."""
    one, other = signal(urgent=Answer.NO), signal(urgent=Answer.NO, number="S-2026-002")
    rules = rules_named("lopik")

    def open_lines(of_one: tuple[Step, ...], of_case: tuple[Step, ...]) -> set[str]:
        lines = checklist_of_case([(one, of_one), (other, ())], of_case, rules)
        return {line.partner for line in lines if line.waits}

    duties = {"zorgcoordinator", "meldcode", "veilig_thuis"}
    assert open_lines((), ()) == duties
    assert open_lines((told("zorgcoordinator"),), ()) == duties
    assert open_lines((), (told("zorgcoordinator"),)) == duties - {"zorgcoordinator"}


ANSWERS = st.sampled_from(Answer)
PERSONS = st.builds(
    Person,
    name=st.just("A"),
    victim=ANSWERS,
    suspect=ANSWERS,
    age=st.sampled_from(AgeBand),
)
SIGNALS = st.builds(
    Signal,
    number=st.just("S-2026-001"),
    received_on=st.just(DAY),
    urgent=ANSWERS,
    undermining=ANSWERS,
    exploitation_form=st.sampled_from(["seksueel", "arbeid", "crimineel", "orgaan", "onbekend"]),
    persons=st.lists(PERSONS, max_size=3).map(tuple),
)
BLANKS: dict[str, object] = {
    "urgent": Answer.UNKNOWN,
    "undermining": Answer.UNKNOWN,
    "exploitation_form": "onbekend",
    "persons": (),
}


def bound(found: Signal, rules: str) -> dict[str, Force]:
    """Return the lines nobody may switch off."""
    lines = checklist(found, (), rules)
    return {line.partner: line.force for line in lines if line.force in {Force.DIRECT, Force.ALWAYS}}


@given(SIGNALS, st.sets(st.sampled_from(sorted(BLANKS))), st.sampled_from(shipped()))
def test_leaving_a_field_empty_never_takes_a_line_away(found: Signal, empty: set[str], rules: str) -> None:
    """Direct and altijd only disappear by an answer, and never become weaker by silence."""
    blank = found.model_copy(update={name: BLANKS[name] for name in empty})
    before, after = bound(found, rules), bound(blank, rules)
    assert all(partner in after and after[partner].strength <= force.strength for partner, force in before.items())


@given(SIGNALS, st.sampled_from(shipped()))
def test_the_zorgcoordinator_is_told_of_every_signal(found: Signal, rules: str) -> None:
    """STAP 4 knows no exception to this one, in any municipality."""
    assert bound(found, rules)["zorgcoordinator"] in {Force.ALWAYS, Force.DIRECT}


@given(SIGNALS, st.lists(st.sampled_from(["avim", "zorgcoordinator", "meldcode", "om", "zvh"]), max_size=4))
def test_a_step_answers_lines_and_takes_none_away(found: Signal, partners: list[str]) -> None:
    """Every line stays; those that were told are done, the others as they were."""
    before = {line.partner: line for line in checklist(found, (), "lopik")}
    after = {line.partner: line for line in checklist(found, [told(code) for code in partners], "lopik")}
    assert set(after) == set(before) | set(partners)
    assert all(after[code].answered == (code in partners) for code in after)
    assert all(after[code].force is line.force for code, line in before.items())


def test_the_shipped_rules() -> None:
    """Two examples; every partner of a rule is in the register."""
    assert shipped() == ("drenthe", "lopik")
    for name in shipped():
        rules = rules_named(name)
        assert {rule.partner for rule in rules.regel} <= {partner.code for partner in rules.partner}


OWN = """naam = "Eigen"
terugkoppeling_dagen = 10

[[partner]]
code = "zorgcoordinator"
naam = "zorgcoördinator"
soort = "zorg"

[[regel]]
wanneer = ["elk"]
partner = "zorgcoordinator"
kracht = "altijd"
"""


def test_a_municipality_brings_its_own_file(tmp_path: Path) -> None:
    """By its path."""
    path = tmp_path / "eigen.toml"
    path.write_text(OWN, encoding="utf-8")
    assert forces(signal(), str(path)) == {"zorgcoordinator": "altijd"}


@pytest.mark.parametrize(
    "wrong, right, line, what",
    [
        ('kracht = "altijd"', 'kracht = "soms"', 12, "deze waarde bestaat niet"),
        ('wanneer = ["elk"]', 'wanneer = ["volle_maan"]', 10, "deze waarde bestaat niet"),
        ('partner = "zorgcoordinator"', 'partner = "buurman"', 1, "buurman"),
        ('kracht = "altijd"', 'kracht = "kan"', 1, "STAP 4"),
    ],
)
def test_a_mistake_in_the_rules_is_told(tmp_path: Path, wrong: str, right: str, line: int, what: str) -> None:
    """Also rules under which some signal would be told to nobody."""
    path = tmp_path / "eigen.toml"
    path.write_text(OWN.replace(wrong, right), encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        rules_named(str(path))
    assert caught.value.line == line
    assert what in caught.value.what
