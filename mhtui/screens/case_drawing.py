"""How a case is drawn: the released text, what the table said, and for the AF its signals, steps and releases.

Pure: a view in, content out.
"""

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from mhtui.plain import plain, single_line
from mhtui.screens.overview_card import draw_tracks
from mhtui.screens.step_form import WORDS
from mhtui.widgets.days import say_day, write_day

if TYPE_CHECKING:
    from db.records.meeting import Action
    from mhtui.casework.caseview import CaseView, ReleaseLine

_STATUS = {"open": ("□", "$here"), "gedaan": ("✓", "$done"), "vervallen": ("–", "$muted")}


def people(count: int) -> str:
    """How many betrokkenen, in words."""
    return "1 betrokkene" if count == 1 else f"{count} betrokkenen"


def _head(text: str) -> Content:
    return Content.styled(text, "$muted bold")


def draw_main(view: "CaseView", today: date) -> Content:
    """Draw what the table may read, and what it wrote."""
    form = "uitbuitingsvorm onbekend" if view.form == "onbekend" else view.form
    lines = [plain(form, "$muted"), Content("")]
    if view.released_text is not None:
        lines += [_head("VOOR HET OVERLEG"), Content(""), plain(view.released_text)]
    elif isinstance(view.draft, str) and view.draft.strip():
        lines += [_head("CONCEPT, NOG NIET VRIJGEGEVEN"), Content(""), plain(view.draft, "$muted")]
    else:
        lines.append(plain("Er is nog geen casustekst. Met a schrijft u hem naast de brontekst.", "$attention"))
    return Content("\n").join([*lines, *_spoken(view, today)])


def _spoken(view: "CaseView", today: date) -> list[Content]:
    """Decisions, actions and notes, oldest first."""
    from mhtui.casework.values import ValueList, label

    lines: list[Content] = []
    if view.spoken.decisions:
        lines += [Content(""), _head("BESLUITEN")]
    for decision in (row.opened for row in view.spoken.decisions):
        parts = [decision.owner, f"uiterlijk {write_day(decision.due_on)}" if decision.due_on else ""]
        about = " · ".join(part for part in (decision.text, *parts) if part)
        lines.append(
            Content.assemble(
                ("◆ ", "$attention"),
                (f"{decision.at:%d-%m-%Y}  ", "$muted"),
                plain(label(ValueList.DECISION, decision.kind), "bold"),
                plain(f"  {about}"),
            )
        )
    if view.spoken.actions:
        lines += [Content(""), _head("ACTIES")]
    lines += [_action(row.opened, row.due_on, today) for row in view.spoken.actions]
    if view.spoken.notes:
        lines += [Content(""), _head("NOTITIES")]
    for note in (row.opened for row in view.spoken.notes):
        asked = "vraag aan melder: " if note.kind == "vraag_aan_melder" else ""
        lines.append(Content.assemble(("✎ ", "$muted"), (f"{note.at:%d-%m-%Y}  ", "$muted"), plain(asked + note.text)))
    return lines


def _action(action: "Action", due_on: date | None, today: date) -> Content:
    glyph, tone = _STATUS[action.status]
    due = f" · uiterlijk {write_day(due_on)}" if due_on else ""
    late = due_on is not None and due_on < today and action.status == "open"
    word = f" · ▲ {(today - due_on).days} d te laat" if late and due_on else ""
    done = f" · gedaan {write_day(action.done_on)}" if action.done_on and action.status == "gedaan" else ""
    return Content.assemble(
        (f"{glyph} ", tone), plain(f"{action.owner}: ", "bold"), plain(action.text), (due + done, "$muted"),
        (word, "$attention"),
    )  # fmt: skip


def draw_side(view: "CaseView") -> Content:
    """Draw how far the case is; empty for who sees only what is released."""
    from mhtui.casework.progress import Progress

    if not isinstance(view.progress, Progress) or not isinstance(view.signals, tuple):
        return Content("")
    lines = [
        Content.styled(f"{view.progress.glyph} {view.status}", "bold $here"),
        plain(view.progress.what_now),
        Content(""),
        _head("SIGNALEN"),
    ]
    lines += [
        plain(f"{line.number}  {say_day(line.received_on)}  {people(line.persons)}") for line in view.signals
    ] or [plain("geen", "$muted")]
    lines += [Content(""), _head("SPOREN"), *draw_tracks(view.progress.tracks)]
    lines += _releases(view.releases)
    if isinstance(view.steps, tuple) and view.steps:
        lines += [Content(""), _head("STAPPEN")]
        for step in (row.opened for row in reversed(view.steps)):
            text = f"  {single_line(step.text, 80)}" if step.text else ""
            lines.append(
                Content.assemble((f"{step.at:%d-%m} ", "$muted"), plain(WORDS[step.kind]), plain(text, "$muted"))
            )
    return Content("\n").join(lines)


def _releases(releases: "tuple[ReleaseLine, ...]") -> list[Content]:
    if not releases:
        return []
    lines = [Content(""), _head("VRIJGAVEN")]
    for line in releases:
        when = f"{line.released_at:%d-%m-%Y %H:%M}"
        if line.withdrawn_at is None:
            lines.append(Content.assemble(("■ ", "$done"), plain(f"{when}  {line.series}")))
        else:
            why = single_line(line.withdrawn_reason, 60)
            lines.append(plain(f"○ {when}  ingetrokken {line.withdrawn_at:%d-%m-%Y}: {why}", "$muted"))
    return lines
