"""Sentences of the pure rules, which know no Django: said in English, kept so that they can be said in any language."""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation; whoever shows it translates it."""
    return sentence


class Remark(str):
    """A sentence with its values filled in, which still knows both."""

    sentence: str
    values: dict[str, str | int]

    def __new__(cls, sentence: str, **values: str | int) -> "Remark":
        """`sentence` has a place such as %(days)d for each value, and a literal % as %%."""
        remark = super().__new__(cls, sentence % values)
        remark.sentence, remark.values = sentence, values
        return remark

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str | int]]:  # for copies
        return (self.sentence,), self.values


class Refusal(ValueError):
    """Something from outside is not taken. The remark tells the person who brought it what to do."""

    def __init__(self, sentence: str, **values: str | int) -> None:
        self.remark = Remark(sentence, **values)
        super().__init__(self.remark)
