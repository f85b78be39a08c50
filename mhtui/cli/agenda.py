"""`mhtui agenda`: the next overleg of each series this session can open, with its items and what is still open."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write, write_json
from mhtui.cli.signals import sealed
from mhtui.exits import DONE

if TYPE_CHECKING:
    from mhtui.casework.agenda import AgendaView
    from mhtui.casework.desk import Desk
    from mhtui.casework.lines import ActionRow, ItemRow


def run(call: Call) -> int:
    """Show the next meetings; one that was not planned yet is planned."""
    with call.desk() as desk:
        if not desk.series_places():
            return sealed(call)
        views = _next(desk)
        if call.json:
            write_json([_json(view) for view in views])
        else:
            for number, view in enumerate(views):
                write(*([""] if number else []), *_lines(view))
    return DONE


def _next(desk: "Desk") -> list["AgendaView"]:
    """Give the next meeting of each series, the soonest first."""
    from mhtui.casework.agenda import agenda
    from mhtui.casework.planning import next_meeting

    views = [agenda(desk, next_meeting(desk, place.id).id) for place in desk.series_places()]
    return sorted(views, key=lambda view: (view.on, view.series))


def _json(view: "AgendaView") -> dict[str, object]:
    return {
        "reeks": view.series,
        "overleg": view.title,
        "datum": view.on.isoformat(),
        "stand": view.status_word,
        "punten": [_item_json(item) for item in view.items],
        "acties_vorige_keer": [_action_json(action) for action in view.carried],
        "aanwezig": {line.function: line.present.value for line in view.attendance},
        "let_op": list(view.problems),
    }


def _item_json(item: "ItemRow") -> dict[str, object]:
    return {
        "punt": item.place,
        "soort": item.kind.value,
        "titel": item.title,
        "casus": item.number or None,
        "codenaam": item.codename or None,
        "uitbuitingsvorm": item.form or None,
        "waarom": item.why,
        "vrijgegeven": item.released,
        "stand": item.status_word,
    }


def _action_json(action: "ActionRow") -> dict[str, object]:
    return {
        "tekst": action.text,
        "actiehouder": action.owner,
        "casus": action.number or None,
        "uiterlijk": action.due_on.isoformat() if action.due_on else None,
        "dagen_te_laat": action.days_overdue,
    }


def _lines(view: "AgendaView") -> Iterator[str]:
    yield f"{one_line(view.title)} · {view.status_word}"
    for item in view.items:
        words = " · ".join(part for part in (one_line(item.title), item.form, one_line(item.why)) if part)
        left = "" if item.released else "  ▲ niet vrijgegeven"
        yield f"  {item.place:>2}  {words}{left}"
    if view.carried:
        yield from ("", "Acties vorige keer")
    for action in view.carried:
        due = f"{action.due_on:%d-%m-%Y}" if action.due_on else "zonder dag"
        late = f"  ▲ {action.days_overdue} dagen te laat" if action.days_overdue else ""
        about = f"{action.number}  " if action.number else ""
        yield f"  {due}  {about}{one_line(action.text)} — {one_line(action.owner)}{late}"
    for problem in view.problems:
        yield f"▲ {one_line(problem)}"
