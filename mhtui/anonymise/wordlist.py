"""Turns a block of words in the source into a set; nothing else."""


def words(block: str) -> frozenset[str]:
    """Give the words of the block, which are apart by spaces and ends of lines."""
    return frozenset(block.split())
