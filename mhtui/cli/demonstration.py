"""`mhtui demo`: makes the demonstration kluis when it is not there yet, and opens the program on it."""

from dataclasses import replace

from mhtui.cli.call import Call
from mhtui.cli.output import complain, write
from mhtui.cli.program import need_terminal, show
from mhtui.exits import DONE


def run(call: Call) -> int:
    """Make the demonstration, and show it unless only making was asked."""
    only_make = call.switch("alleen_maken")
    if not only_make:
        need_terminal(call)
        complain("De demonstratiekluis wordt gemaakt als hij er nog niet is. Dat duurt een tel ...")
    from mhtui.demo.kluis import ensure_demo

    location = call.word("kluis") or str(call.places.demo_store)
    made = ensure_demo(location, clock=call.clock, policy=call.policy)
    if not only_make:
        return show(call, replace(call.launch(), store=location))
    write(
        "De demonstratiekluis is gemaakt. Wachtzinnen: demo-af, demo-overleg, demo-keten."
        if made
        else "De demonstratiekluis was er al. Wachtzinnen: demo-af, demo-overleg, demo-keten."
    )
    return DONE
