"""Hold a list for which part of the casefile was looked at, with what was left out."""


class Bounded[Item](list[Item]):
    """A list; `left_out` says in a sentence what was not looked at, and is empty where all was.

    It equals a list of the same items.
    """

    left_out: str

    def __init__(self, items: "list[Item] | tuple[Item, ...]" = (), left_out: str = "") -> None:
        super().__init__(items)
        self.left_out = left_out
