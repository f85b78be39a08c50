"""A case as JSON and as text: what this session can open, and the mask in the place of what it cannot."""

from collections.abc import Callable, Iterator
from datetime import date

from db.records.base import Sealed
from db.records.signal import Step
from mhtui.casework.caseview import CaseView, Spoken
from mhtui.casework.values import label
from mhtui.cli.output import MASK, SEALED_JSON, one_line, paragraphs

NameOf = Callable[[str], str]
"""Gives the name of a partner or a department by its code."""


def case_json(view: CaseView, name_of: NameOf) -> dict[str, object]:
    """Give a case; a sealed part is `{"verzegeld": true}`."""
    return {
        "nummer": view.number,
        "codenaam": view.codename,
        "uitbuitingsvorm": view.form,
        "stand": view.status,
        "wat_nu": SEALED_JSON if isinstance(view.progress, Sealed) else view.progress.what_now,
        "vrijgegeven_tekst": view.released_text,
        "casustekst": SEALED_JSON if isinstance(view.draft, Sealed) else view.draft,
        "bron": SEALED_JSON if isinstance(view.source, Sealed) else view.source,
        "signalen": SEALED_JSON if isinstance(view.signals, Sealed) else [line.number for line in view.signals],
        "stappen": SEALED_JSON
        if isinstance(view.steps, Sealed)
        else [_step_json(row.opened, name_of) for row in view.steps],
        "vrijgaven": [
            {
                "reeks": line.series,
                "vrijgegeven_op": line.released_at.isoformat(timespec="seconds"),
                "door": line.released_by,
                "ingetrokken_op": line.withdrawn_at.isoformat(timespec="seconds") if line.withdrawn_at else None,
                "reden": line.withdrawn_reason,
            }
            for line in view.releases
        ],
        **_spoken_json(view.spoken),
    }


def _step_json(step: Step, name_of: NameOf) -> dict[str, object]:
    return {
        "wanneer": step.at.isoformat(timespec="seconds"),
        "stap": step.kind.value,
        "partner": name_of(step.partner),
        "tekst": step.text,
        "uiterlijk": step.due_on.isoformat() if step.due_on else None,
    }


def _spoken_json(spoken: Spoken) -> dict[str, object]:
    notes, decisions, actions = spoken.notes, spoken.decisions, spoken.actions
    return {
        "notities": [
            {
                "wanneer": row.opened.at.isoformat(timespec="seconds"),
                "soort": row.opened.kind.value,
                "tekst": row.opened.text,
            }
            for row in notes
        ],
        "besluiten": [
            {
                "wanneer": row.opened.at.isoformat(timespec="seconds"),
                "besluit": label("besluit", row.opened.kind),
                "tekst": row.opened.text,
                "actiehouder": row.opened.owner,
                "uiterlijk": row.opened.due_on.isoformat() if row.opened.due_on else None,
            }
            for row in decisions
        ],
        "acties": [
            {
                "tekst": row.opened.text,
                "actiehouder": row.opened.owner,
                "uiterlijk": row.due_on.isoformat() if row.due_on else None,
                "stand": row.opened.status.value,
            }
            for row in actions
        ],
    }


def case_lines(view: CaseView, name_of: NameOf) -> Iterator[str]:
    """Give a case as text."""
    yield f"Casus {view.number} “{one_line(view.codename)}” · {view.form} · {view.status}"
    if not isinstance(view.progress, Sealed):
        yield f"Wat nu: {one_line(view.progress.what_now)}"
    yield from _block("Voor het overleg", view.released_text or "(niet vrijgegeven)")
    if view.released_text != view.draft:
        yield from _block("Casustekst", view.draft)
    yield from _block("Bron", view.source)
    signals = MASK if isinstance(view.signals, Sealed) else ", ".join(line.number for line in view.signals)
    yield from ("", f"Signalen: {signals}")
    yield from _step_lines(view, name_of)
    yield from _spoken_lines(view.spoken)


def _block(title: str, text: str | Sealed | None) -> Iterator[str]:
    """Give a text under its title, or the mask."""
    if text is None or text == "":
        return
    yield from ("", title)
    yield from paragraphs(MASK if isinstance(text, Sealed) else text, indent=2)


def _step_lines(view: CaseView, name_of: NameOf) -> Iterator[str]:
    if isinstance(view.steps, Sealed):
        yield f"Stappen: {MASK}"
        return
    if view.steps:
        yield from ("", "Stappen")
    for row in view.steps:
        step = row.opened
        about = one_line(": ".join(part for part in (name_of(step.partner), step.text) if part))
        due = f" (uiterlijk {step.due_on:%d-%m-%Y})" if step.due_on else ""
        yield f"  {step.at:%d-%m-%Y}  {step.kind.value.replace('_', ' '):<26}  {about}{due}".rstrip()


def _spoken_lines(spoken: Spoken) -> Iterator[str]:
    if spoken.notes:
        yield from ("", "Notities")
    for note in spoken.notes:
        yield f"  {note.opened.at:%d-%m-%Y}  {one_line(note.opened.text)}"
    if spoken.decisions:
        yield from ("", "Besluiten")
    for decision in spoken.decisions:
        record = decision.opened
        words = ": ".join(part for part in (label("besluit", record.kind), one_line(record.text)) if part)
        yield f"  {record.at:%d-%m-%Y}  {words}{_who(record.owner, record.due_on)}"
    if spoken.actions:
        yield from ("", "Acties")
    for action in spoken.actions:
        task = action.opened
        yield f"  {task.status.value:<9}  {one_line(task.text)}{_who(task.owner, action.due_on)}"


def _who(owner: str, due_on: date | None) -> str:
    """Give who is to do it, and by when."""
    parts = [one_line(owner)] if owner else []
    parts += [f"uiterlijk {due_on:%d-%m-%Y}"] if due_on else []
    return f" — {', '.join(parts)}" if parts else ""
