"""The besluitenlijst of one overleg, to read: item by item what became of it, what was decided, who does what.

It draws only what the table may see; to the aandachtsfunctionaris alone also what that table left open, to be judged,
and whether the list may go round. It leaves the program through `handing_out` alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from db.records.base import RowId
from mhtui.actions.registry import bindings
from mhtui.casework.desk import Desk
from mhtui.casework.handing_out import check, handed_out, why_not
from mhtui.casework.leftovers import LeftLine, drop, judge, leftovers
from mhtui.casework.meeting_record import ItemRecord, MeetingRecord, meeting_record
from mhtui.newfile import write_new
from mhtui.plain import plain
from mhtui.screens.base import WorkScreen
from mhtui.screens.export_box import ExportBox
from mhtui.screens.meeting_lines import record_entries, status_sign
from mhtui.widgets.days import say_weekday
from mhtui.widgets.entries import EntryList


class Reading(VerticalScroll, inherit_bindings=False):
    """A long text; left and right are free for the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Omhoog", show=False),
        Binding("down", "scroll_down", "Omlaag", show=False),
        Binding("home", "scroll_home", "Begin", show=False),
        Binding("end", "scroll_end", "Eind", show=False),
        Binding("pageup", "page_up", "Bladzijde terug", show=False),
        Binding("pagedown", "page_down", "Bladzijde verder", show=False),
    ]


class RecordScreen(WorkScreen[None]):
    """Reads one meeting, and goes to the ones before and after it."""

    NAME = "record"
    LABEL = "Besluitenlijst"
    BINDINGS: ClassVar[list[BindingType]] = bindings("record")
    AUTO_FOCUS = "#record--text"
    DEFAULT_CSS = """
    RecordScreen #record--text { height: 1fr; padding: 1 4; }
    RecordScreen #record--text > * { max-width: 100; }
    RecordScreen .record--title { color: $here; text-style: bold; height: auto; }
    RecordScreen .record--about { color: $muted; height: auto; }
    RecordScreen .record--item { height: auto; }
    RecordScreen .record--item.-written, RecordScreen .record--item.-first { margin: 1 0; }
    RecordScreen .record--item.-first { margin: 1 0 0 0; }
    RecordScreen .record--item EntryList { padding-left: 4; }
    RecordScreen .record--left { margin-top: 1; }
    RecordScreen.-narrow #record--text { padding: 1 1; }
    """
    HELP = (
        "De besluitenlijst van een overleg. ↑ en ↓ lezen verder, ← en → gaan naar het overleg ervoor en erna. Zij mag "
        "rond als de aandachtsfunctionaris haar met o controleerde op wie in de dossiers geregistreerd is; p bewaart "
        "haar dan als bestand."
    )

    def __init__(self, meeting: RowId, every: Sequence[RowId]) -> None:
        super().__init__()
        self._meeting = meeting
        self._every = tuple(every)
        """The meetings of the series, newest first."""
        self._left: tuple[LeftLine, ...] = ()
        """What this overleg left open, for who may open it."""
        self._record: MeetingRecord | None = None
        self._way: str | None = None
        """What is in the way of its going round; None while or where nobody can know."""

    def content(self) -> Iterable[Widget]:
        """One long text."""
        yield Reading(id="record--text")

    def load(self) -> None:
        """Read the meeting."""
        meeting = self._meeting

        def read(desk: Desk) -> tuple[MeetingRecord, str | None, tuple[LeftLine, ...], date]:
            record = meeting_record(desk, meeting)
            return record, why_not(desk, record), leftovers(desk, meeting), desk.today()

        self.ask(read, self._show)

    async def _show(self, read: tuple[MeetingRecord, str | None, tuple[LeftLine, ...], date]) -> None:
        """Draw it anew, from the top."""
        record, self._way, self._left, today = read
        self._record = record
        self.header.subject = record.title
        text = self.query_one("#record--text", Reading)
        await text.remove_children()
        rows = [*_left_open(self._left), *map(_item, record.items), _foot(record)]
        await text.mount_all([*_heading(record, today), *self._going(record), *rows])
        for each, entries in zip(record.items, self.query(EntryList), strict=True):
            await entries.show(record_entries(each, today))
        text.scroll_home(animate=False)
        self.refresh_bindings()

    def _beside(self, step: int) -> RowId | None:
        """The meeting before (1) or after (-1) this one."""
        place = self._every.index(self._meeting) + step if self._meeting in self._every else -1
        return self._every[place] if 0 <= place < len(self._every) else None

    def can(self, action_id: str) -> bool | None:
        """There is not always an older or a newer one, nor something that was left open."""
        if action_id in {"record.judge", "record.drop"}:
            return bool(self._left)
        if action_id == "record.check":
            return bool(self._way) and self._record is not None and self._record.status.value == "gesloten"
        step = {"record.older": 1, "record.newer": -1}.get(action_id)
        return True if step is None or self._beside(step) is not None else None

    def _go(self, meeting: RowId | None) -> None:
        if meeting is not None:
            self._meeting = meeting
            self.load()

    def action_older(self) -> None:
        """The meeting before."""
        self._go(self._beside(1))

    def action_newer(self) -> None:
        """The meeting after."""
        self._go(self._beside(-1))

    def action_judge(self) -> None:
        """Judge the first text that was left open; what it still asks comes by itself."""
        if self._left:
            first = self._left[0].id
            said = "Beoordeeld, en bewaard bij dit overleg"
            self.save(lambda desk: judge(desk, first), lambda _: self.ask_again(self.load), said=said)

    def action_drop(self) -> None:
        """Throw the first text that was left open away, with the reason."""
        if self._left:
            from mhtui.screens.table_forms import ReasonForm

            first = self._left[0]
            hint = "De reden komt in het logboek. Nooit een naam."
            form = ReasonForm(
                f"✕ Weggooien · {first.word}", "Waarom?", lambda desk, why: drop(desk, first.id, why), hint=hint
            )
            self.app.push_screen(form, lambda _: self.ask_again(self.load))

    def _going(self, record: MeetingRecord) -> Iterable[Widget]:
        """Whether it may go round, and what the aandachtsfunctionaris does about that; the table has no say in it."""
        if self._way is None or record.status.value != "gesloten":
            return
        if not self._way:
            said = plain("✓ Gecontroleerd op wie geregistreerd is: zij mag rond. p bewaart haar als bestand.", "$done")
            yield Static(said, classes="record--about record--going")
            return
        yield Static(plain(f"▲ Mag nog niet rond: {self._way}.", "$attention"), classes="record--about record--going")
        for item in record.items:
            if item.registered:
                yield Static(plain(_warned(item), "$attention"), classes="record--about")
        found = any(item.registered for item in record.items)
        todo = "o stelt de vragen, één toets per naam." if found else "Er is niemand gevonden; o bevestigt dat."
        yield Static(plain(f"  {todo}", "$attention"), classes="record--about")

    def action_check(self) -> None:
        """Have it looked through; what names somebody registered is asked about, one key each."""
        record = self._record
        if record is not None:
            said = "Gecontroleerd: deze besluitenlijst mag rond"
            self.save(lambda desk: check(desk, record), lambda _: self.ask_again(self.load), said=said)

    def action_export(self) -> None:
        """Ask for the file, when it may go round; otherwise say why not, and what to do."""
        record = self._record
        if record is not None:
            box = ExportRecord(record)
            self.ask(lambda desk: handed_out(desk, record.meeting), lambda _: self.app.push_screen(box), group="export")

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)


def _heading(record: MeetingRecord, today: date) -> Iterable[Widget]:
    """Which meeting, when, who was there."""
    yield Static(plain(record.title), classes="record--title")
    when = [say_weekday(record.on, today), record.status_word]
    if record.started_at is not None:
        closed = f"-{record.closed_at:%H:%M}" if record.closed_at else ""
        when.append(f"{record.started_at:%H:%M}{closed}")
    yield Static(plain(" · ".join(when)), classes="record--about")
    there = [line.function for line in record.attendance if line.present.value == "ja"]
    yield Static(plain("Aanwezig: " + (", ".join(there) or "niet vastgelegd")), classes="record--about")


def _foot(record: MeetingRecord) -> Widget:
    """What tells later, from paper, whether a kluis is an older one."""
    return Static(plain(f"Kenmerk van het logboek: {record.kenmerk}"), classes="record--about", id="record--kenmerk")


def _left_open(left: Sequence[LeftLine]) -> Iterable[Widget]:
    """What the table left open; only the aandachtsfunctionaris has it."""
    if left:
        count = "1 tekst" if len(left) == 1 else f"{len(left)} teksten"
        said = f"▲ Opengebleven: {count}. Alleen u ziet dit. k beoordeelt de eerste, x gooit haar weg."
        yield Static(plain(said, "$attention"), classes="record--about record--left")
    for line in left:
        asked = "1 vraag open" if line.open == 1 else f"{line.open} vragen open"
        about = " · ".join(part for part in (f"◌ {line.word}", line.number, asked) if part)
        words = plain(f"{about}\n", "$muted") + plain(line.text)
        yield Static(words, classes="record--item record--left")


def _warned(item: ItemRecord) -> str:
    """Where somebody registered is named."""
    times = "1 keer" if item.registered == 1 else f"{item.registered} keer"
    return f"  Bij punt {item.row.place} staat {times} wat in een dossier geregistreerd is."


def _item(item: ItemRecord) -> Widget:
    """One item: its line, and what was written about it."""
    row, sign = item.row, status_sign(item.row)
    form = f" · {row.form}" if row.form else ""
    reason = f": {row.status_reason}" if row.status_reason else ""
    said = f" · {sign} {row.status_word}{reason}" if row.status.value != "open" else ""
    line = plain(f"{row.place:>2}  {row.title}", "bold") + plain(form + said, "$muted")
    written = item.notes or item.decisions or item.actions
    classes = f"record--item{' -written' if written else ''}{' -first' if row.place == 1 else ''}"
    return Vertical(Static(line), EntryList(), classes=classes)


class ExportRecord(ExportBox):
    """Asks for the file of a besluitenlijst that may go round, and asks the gate once more while writing it."""

    HINT: ClassVar[str] = (
        "Leesbare tekst, om te printen of rond te sturen, met het kenmerk van het logboek eronder. Alleen u kunt het "
        "bestand lezen tot u het rondstuurt. De controle ziet niet alles: lees de lijst zelf ook na."
    )
    ENDINGS: ClassVar[tuple[str, ...]] = (".txt",)

    def __init__(self, record: MeetingRecord) -> None:
        super().__init__()
        self.heading = "Besluitenlijst bewaren als bestand"
        self._meeting, self._on = record.meeting, record.on

    @property
    def first(self) -> str:
        """By its day."""
        return f"besluitenlijst-{self._on:%Y-%m-%d}.txt"

    def write(self, desk: Desk, path: Path) -> None:
        """Write the page; raises `NotChecked` as well."""
        write_new(path, handed_out(desk, self._meeting).encode())
