"""What to tell when a screen does not come to rest: which widget has a message that nobody takes."""

import asyncio
import io

from textual.app import App
from textual.dom import DOMNode


def nodes_of(app: App[int]) -> list[DOMNode]:
    """Return the program and everything on every screen of it."""
    return [app, *(node for screen in app.screen_stack for node in screen.walk_children(with_self=True))]


def unrest(app: App[int]) -> str:
    """Return, for every node with a message waiting, where its task stands: what to look at in a deadlock."""
    told = io.StringIO()
    for node in nodes_of(app):
        if not node.message_queue_size:
            continue
        print(f"{node!r}: {node.message_queue_size} waiting", file=told)
        task: asyncio.Task[None] | None = node._task
        if task is not None and not task.done():
            task.print_stack(file=told)
    return told.getvalue() or "nobody waits for anything: it keeps on drawing"
