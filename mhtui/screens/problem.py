"""The error dialog: what happened, what is safe, what to do; and a code for whoever helps."""

from mhtui.messages import Message
from mhtui.widgets.dialog import Told


class ProblemDialog(Told):
    """Shows one `Message`."""

    def __init__(self, message: Message) -> None:
        lines = [
            ("Wat er gebeurde", message.happened),
            ("Wat veilig is", message.safe),
            ("Wat u kunt doen", message.todo),
        ]
        if message.code:
            lines.append(("Code", message.code))
        super().__init__(f"▲ {message.title}", lines, done="Begrepen", urgent=True)
        self.problem = message
