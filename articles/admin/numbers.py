import re


def story_number(text: str) -> int | None:
    """A story's number as an address or a form has it; None for anything that cannot be one."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None
