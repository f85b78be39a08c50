"""Each thing that can be wrong with a kluis or a call: a clear message in Dutch, the right exit code, nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from mhtui.cli import signals
from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.checkout import ROOT
from tests.cli.conftest import PASSPHRASES, Run

pytestmark = pytest.mark.xdist_group("demo")

FORM = "Datum melding: 20-11-2026\nNaam melder: Wietske Nijenboer\nToelichting signaal\nNiet pluis, nummer {}.\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A filled-in form."""
    path = tmp_path / "formulier.txt"
    path.write_text(FORM.format(1), encoding="utf-8")
    return path


def _edited(statement: str) -> Callable[[Path], None]:
    def edit(kluis: Path) -> None:
        connection = sqlite3.connect(kluis)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return edit


def _replaced(content: bytes) -> Callable[[Path], None]:
    def replace_it(kluis: Path) -> None:
        kluis.write_bytes(content)

    return replace_it


@pytest.mark.parametrize(
    "spoil,code,said",
    [
        (lambda kluis: kluis.unlink(), 5, "Op deze plaats is geen kluis."),
        (_replaced(b"een brief, geen kluis"), 5, "is geen kluis van dit programma"),
        (_replaced(b""), 5, "is geen kluis van dit programma"),
        (_edited("PRAGMA application_id=0"), 5, "is geen kluis van dit programma"),
        (_edited("UPDATE meta SET format = 99"), 5, "gemaakt door een nieuwere versie"),
        (lambda kluis: kluis.chmod(0o644), 5, "Andere gebruikers van deze computer kunnen"),
        (lambda kluis: kluis.chmod(0o620), 5, "Andere gebruikers van deze computer kunnen"),
        (_edited("UPDATE keyslots SET body = x'00'"), 4, "is beschadigd of ontbreekt"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_file(
    spoil: Callable[[Path], None], code: int, said: str, run: Run, demo_kluis: Path
) -> None:
    """Told before a wachtzin is used, by every command that opens a kluis."""
    spoil(demo_kluis)
    for words in (("signalen",), ("casussen", "--json"), ("agenda",), ("jaarcijfers", "2023")):
        found = run("af", *words)
        assert (found.code, found.out) == (code, "")
        assert said in found.err
        assert "Traceback" not in found.err


@pytest.mark.parametrize("role", ["af", "overleg", "keten", "Aandachtsfunctionaris", "OVERLEG"])
def test_a_wrong_wachtzin(role: str, run: Run, world: World) -> None:
    """Locked; it says that it is wrong, and nothing else."""
    wrong = replace(world, ask=lambda _: "niet de goede wachtzin")
    found = run(role, "signalen", within=wrong)
    assert (found.code, found.out) == (3, "")
    assert found.err == "De wachtzin klopt niet.\nEr is niets geopend en niets veranderd. Probeer het opnieuw.\n"


def test_somebody_this_kluis_does_not_know(run: Run) -> None:
    """Wrong use, with the names there are; what was typed is not repeated."""
    found = run("burgemeester", "signalen")
    assert found.code == 2
    assert "«Aandachtsfunctionaris», «Overleg», «Ketenregisseur»" in found.err
    assert "burgemeester" not in found.err


def test_a_file_that_may_only_be_read(run: Run, demo_kluis: Path, form: Path) -> None:
    """Reading without a trace works; what must be written down, or is a change, does not."""
    before = demo_kluis.read_bytes()
    demo_kluis.chmod(0o400)
    assert run("overleg", "casussen").code == 0
    assert run("af", "jaarcijfers", "2023").code == 0
    for words in (("signaal", "importeren", str(form)), ("signaal", "toon", "S-2026-077"), ("signalen", "--json")):
        found = run("af", *words)
        assert found.code == 5
        assert "In deze kluis kan niet geschreven worden." in found.err
        assert "Nijenboer" not in found.out + found.err
    assert demo_kluis.read_bytes() == before


class _Mounted(NamedTuple):
    """A line of the table of mounted filesystems, as psutil gives it."""

    device: str
    mountpoint: str
    fstype: str
    opts: str


@pytest.mark.parametrize("filesystem", ["cifs", "nfs4", "fuse.sshfs"])
def test_a_network_share(filesystem: str, run: Run, demo_kluis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused unopened, with the advice to use a server; also for a new kluis."""
    table = [_Mounted("disk", "/", "ext4", "rw"), _Mounted("//gemeente/map", str(demo_kluis.parent), filesystem, "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: table)
    found = run("af", "signalen")
    assert found.code == 5
    assert "PostgreSQL" in found.err
    assert run("af", "controle").code == 5
    assert run("af", "demo", "--alleen-maken", kluis=demo_kluis.with_name("nieuw.db")).code == 5
    assert [path.name for path in demo_kluis.parent.iterdir()] == ["demo.db"]


def _program(
    *words: str, limit: int | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the real program in a process of its own, without a terminal; `limit` is the largest file it may write."""

    def fence() -> None:
        import resource

        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "mhtui", *words],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        check=False,
        capture_output=True,
        preexec_fn=fence if limit is not None else None,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


@pytest.fixture
def secret(tmp_path: Path) -> Callable[[str], str]:
    """Put a wachtzin in a file of its own and give the option that reads it."""

    def put(role: str) -> str:
        path = tmp_path / f"wachtzin-{role}"
        path.write_text(f"{PASSPHRASES[role]}\n")
        path.chmod(0o600)
        return f"--wachtzin-bestand={path}"

    return put


@pytest.fixture
def forms(tmp_path: Path) -> list[str]:
    """Twelve forms of 40,000 characters."""
    names = []
    for number in range(12):
        names.append(str(tmp_path / f"form-{number}.txt"))
        Path(names[-1]).write_text(FORM.format(number) + "x" * 40_000, encoding="utf-8")
    return names


def _until_full(kluis: Path, forms: list[str], wachtzin: str, limit: int | None) -> str:
    """Take in forms until there is no room; nothing that was said to be in is lost, and nothing else is in."""
    about = (f"--kluis={kluis}", wachtzin)
    full = _program("signaal", "importeren", *forms, *about, limit=limit)
    assert full.returncode == 5
    taken = full.stdout.decode().splitlines()
    assert 0 < len(taken) < 12
    assert _program("controle", f"--kluis={kluis}").returncode == 0
    shown = _program("signalen", f"--kluis={kluis}", wachtzin).stdout.decode()
    assert [line.split()[-1] in shown for line in taken] == [True] * len(taken)
    assert shown.splitlines()[0].split()[0] == taken[-1].split()[-1]
    return full.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_disk_that_gives_up_keeps_what_is_there(
    demo_kluis: Path, forms: list[str], secret: Callable[[str], str]
) -> None:
    """A write that fails halfway is a failed write, and the kluis is sound."""
    limit = demo_kluis.stat().st_size + 200_000
    said = _until_full(demo_kluis, forms, secret("Aandachtsfunctionaris"), limit)
    assert said.startswith("Er is geen ruimte meer om te bewaren.\nVan deze wijziging is niets bewaard;")


@pytest.fixture
def small_disk(tmp_path: Path, demo_kluis: Path) -> Iterator[Path]:
    """A disk of its own with the demonstration on it and half a megabyte to spare."""
    folder = tmp_path / "schijf"
    folder.mkdir(mode=0o700)
    size = demo_kluis.stat().st_size + 500_000
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this account may not make a small disk; the test above stands in for it")
    shutil.copyfile(demo_kluis, folder / "demo.db")
    (folder / "demo.db").chmod(0o600)
    yield folder / "demo.db"
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_what_is_there(small_disk: Path, forms: list[str], secret: Callable[[str], str]) -> None:
    """It says that the disk is full, and what to do."""
    said = _until_full(small_disk, forms, secret("Aandachtsfunctionaris"), None)
    assert said.startswith("Er is geen ruimte meer om te bewaren.\nVan deze wijziging is niets bewaard;")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_no_room_for_a_demonstration_leaves_nothing(tmp_path: Path) -> None:
    """A half-made demonstration is worse than none."""
    folder = tmp_path / "vol"
    full = _program("demo", "--alleen-maken", f"--kluis={folder / 'd.db'}", limit=500_000)
    assert full.returncode == 5
    assert b"Traceback" not in full.stderr
    assert list(folder.iterdir()) == []


def test_the_real_program_without_a_terminal(demo_kluis: Path, secret: Callable[[str], str]) -> None:
    """In a plain locale, from a pipe: output is UTF-8, and no prompt waits for somebody who is not there."""
    kluis, plain = f"--kluis={demo_kluis}", {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    told = _program("signalen", kluis, "--als", "overleg", secret("Overleg"), environment=plain)
    assert (told.returncode, told.stderr) == (0, b"")
    assert told.stdout.decode("utf-8").splitlines()[0] == "▒▒▒▒▒▒▒▒"
    assert "▒▒▒▒▒▒▒▒" in _program("--help", environment=plain).stdout.decode("utf-8")
    locked = _program("signalen", kluis, environment=plain)
    assert locked.returncode == 3
    assert "--wachtzin-bestand" in locked.stderr.decode("utf-8")
    for words in ((), ("overleg",), ("demo",)):
        refused = _program(*words, kluis, environment=plain)
        assert refused.returncode == 2
        assert "heeft een terminal nodig" in refused.stderr.decode("utf-8")


def test_a_wachtzin_is_read_from_nowhere_else(demo_kluis: Path) -> None:
    """Not from the environment, and not from an argument."""
    kluis = f"--kluis={demo_kluis}"
    names = dict.fromkeys(("WACHTZIN", "MHTUI_WACHTZIN", "MHTUI_PASSPHRASE", "PASSWORD"), "demo-af")
    assert _program("signalen", kluis, environment=names).returncode == 3
    assert _program("signalen", kluis, "--wachtzin", "demo-af").returncode == 2
    assert _program("signalen", kluis, "demo-af").returncode == 2


@pytest.mark.skipif(shutil.which("head") is None, reason="needs a reader that stops early")
def test_a_reader_that_stops_early(demo_kluis: Path, secret: Callable[[str], str]) -> None:
    """`mhtui logboek | head -1` ends quietly."""
    command = [sys.executable, "-m", "mhtui", "logboek", f"--kluis={demo_kluis}", secret("Aandachtsfunctionaris")]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    reader = subprocess.run(["head", "-1"], stdin=writer.stdout, capture_output=True, check=True, text=True)
    assert writer.stdout is not None
    writer.stdout.close()
    assert writer.stderr is not None
    assert writer.stderr.read() == b""
    writer.stderr.close()
    assert writer.wait(timeout=60) == 141
    assert "Aandachtsfunctionaris" in reader.stdout


def test_our_own_mistake_says_a_code_and_no_value(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw becomes a code: no traceback, no message of the exception, no local variable."""

    def fail(*_: object) -> str:
        reporter = "Wietske Nijenboer"
        raise KeyError(reporter)

    monkeypatch.setattr(signals, "_line", fail)
    found = run("af", "signalen")
    assert found.code == 70
    assert "Nijenboer" not in found.out + found.err
    assert "Traceback" not in found.err
    assert "(code MH-" in found.err


def test_interrupted(world: World, demo_kluis: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C at the prompt ends with a word and the code that shells use."""

    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    assert main(["signalen", "--kluis", str(demo_kluis)], world=replace(world, ask=interrupt)) == 130
    assert "Afgebroken." in capsys.readouterr().err
