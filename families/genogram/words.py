"""Text in a picture that cannot ask how wide it is: broken by a cautious estimate of each letter's width."""

WORDS_WIDTH = 126
NARROW, WIDE = set("iljftI.,:;'|!()[] "), set("mwMW@%")
MOST_LINES = 5


def width(text, is_bold=False):
    """About how wide a text of 14 pixels is, in pixels; rather too wide than too narrow."""
    found = sum(
        4.6 if letter in NARROW else 13.0 if letter in WIDE else 10.4 if letter.isupper() else 8.2 for letter in text
    )
    return found * (1.06 if is_bold else 1.0)


def wrap(text, is_bold=False):
    """The text in lines that fit, broken between words, and inside a word only where it is too long for a line."""
    lines, line = [], ""
    for word in text.split():
        for piece in pieces(word, is_bold):
            longer = f"{line} {piece}".strip()
            if line and width(longer, is_bold) > WORDS_WIDTH:
                lines.append(line)
                longer = piece
            line = longer
    lines += [line] if line else []
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES - 1], f"{lines[MOST_LINES - 1][:-1]}…"]
    return lines


def pieces(word, is_bold):
    """The word, in pieces that fit into a line each: broken after a hyphen if it has one, else anywhere."""
    while width(word, is_bold) > WORDS_WIDTH:
        end = next(index for index in range(len(word), 0, -1) if width(word[:index], is_bold) <= WORDS_WIDTH - 6)
        hyphen = word.rfind("-", 1, end) + 1
        yield word[:hyphen] if hyphen else f"{word[:end]}-"
        word = word[hyphen or end:]
    yield word
