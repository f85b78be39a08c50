"""The error dialog: what happened, what is safe, what to do; and a code for whoever helps."""

from mhtui.problems import Problem
from mhtui.widgets.dialog import Told


class ProblemDialog(Told):
    """Shows one `Problem`."""

    def __init__(self, problem: Problem) -> None:
        lines = [("Wat er gebeurde", problem.what), ("Wat veilig is", problem.safe), ("Wat u kunt doen", problem.todo)]
        if problem.code:
            lines.append(("Code", problem.code))
        super().__init__(f"▲ {problem.title}", lines, done="Begrepen", urgent=True)
        self.problem = problem
