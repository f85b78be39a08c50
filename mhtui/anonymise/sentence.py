"""One line with its words, and questions about neighbours: what the layers that judge words by their place look at."""

from mhtui.anonymise.tokens import Token


class Sentence:
    """A line with its words, and questions about neighbours."""

    def __init__(self, line: str, tokens: list[Token]) -> None:
        """Take a readable line and its words."""
        self.line = line
        self.tokens = tokens
        self.is_heading = line.isupper() and sum(len(token.text) > 1 for token in tokens) > 0

    def word(self, index: int) -> str:
        """Give the lower-case word at `index`, empty outside the line."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def traits(self, index: int) -> int:
        """Give the traits at `index`, none outside the line."""
        return self.tokens[index].traits if 0 <= index < len(self.tokens) else 0

    def gap(self, index: int) -> str:
        """Give what stands between the word at `index` and the next; a full stop outside the line."""
        if not 0 <= index < len(self.tokens) - 1:
            return "."
        return self.line[self.tokens[index].end : self.tokens[index + 1].start]

    def slice(self, first: int, last: int) -> str:
        """Give the text from one word up to and including another."""
        return self.line[self.tokens[first].start : self.tokens[last].end]
