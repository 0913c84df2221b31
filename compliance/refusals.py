"""What a forbidden move raises, in every room: Conflict and NotAllowed. What an unfit file does."""


class Conflict(Exception):
    """A move that is not possible now. The sentence is for the person; pages answer 409."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Exception):
    """A move this person may not make. The sentence is for the person; pages answer 403."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(Exception):
    """An uploaded file is not taken; `reason` is encrypted, active, huge, unreadable, or other for
    an archive that is no document."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
