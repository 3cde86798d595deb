"""On which line of a TOML text each key, table and list entry stands.

Python's own reader of TOML gives values without their places. This walks over the same text and notes only
the places; it takes for granted that the text is sound TOML, and simply stops where it is not.
"""

import tomllib
from bisect import bisect_right

from outcomes.criteria.values import Path

BLANK = " \t"
BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


class Unreadable(Exception):
    """The text is not TOML from here on."""


class LineIndex:
    """The lines of one text, counted from 1. CR LF counts as one line end."""

    def __init__(self, text: str):
        self._text = text.replace("\r\n", "\n")
        self._breaks = [at for at, character in enumerate(self._text) if character == "\n"]
        self._lines: dict[Path, int] = {}
        self._statements: list[int] = []
        self._entries: dict[Path, int] = {}
        self._at = 0
        try:
            self._walk()
        except (Unreadable, tomllib.TOMLDecodeError):
            self.complete = False
        else:
            self.complete = True

    def line_of(self, path: Path) -> int:
        """The line on which the value at this path stands or, if it has none, the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 1

    def statement_at(self, line: int) -> int:
        """The line on which the last statement up to this line begins."""
        begun = [start for start in self._statements if start <= line]
        return begun[-1] if begun else line

    def _walk(self) -> None:
        table: Path = ()
        while self._skip(newlines=True):
            self._statements.append(self._line())
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _line(self) -> int:
        return bisect_right(self._breaks, self._at - 1) + 1

    def _peek(self, length: int = 1) -> str:
        return self._text[self._at : self._at + length]

    def _take(self, expected: str) -> None:
        if not self._text.startswith(expected, self._at):
            raise Unreadable
        self._at += len(expected)

    def _skip(self, *, newlines: bool) -> bool:
        """Pass over blanks and, with `newlines`, line ends and comments. False at the end of the text."""
        while (character := self._peek()) and character in BLANK + ("\n#" if newlines else ""):
            if character == "#":
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            else:
                self._at += 1
        return bool(character)

    def _note(self, path: Path, line: int) -> None:
        self._lines.setdefault(path, line)

    def _header(self) -> Path:
        line, double = self._line(), self._peek(2) == "[["
        self._take("[[" if double else "[")
        parts = self._key()
        self._take("]]" if double else "]")
        path: Path = ()
        for number, part in enumerate(parts, start=1):
            path += (part,)
            self._note(path, line)
            if double and number == len(parts):
                self._entries[path] = self._entries.get(path, -1) + 1
            if path in self._entries:
                path += (self._entries[path],)
                self._note(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for part in self._key():
            path += (part,)
            self._note(path, line)
        self._take("=")
        self._skip(newlines=False)
        self._value(path)

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip(newlines=False)
            start = self._at
            if self._peek() in ('"', "'"):
                self._string()
                parts.append(tomllib.loads(f"key = {self._text[start : self._at]}")["key"])
            else:
                while self._peek() in BARE:
                    self._at += 1
                if self._at == start:
                    raise Unreadable
                parts.append(self._text[start : self._at])
            self._skip(newlines=False)
            if self._peek() != ".":
                return parts
            self._at += 1

    def _value(self, path: Path) -> None:
        match self._peek():
            case '"' | "'":
                self._string()
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case _:
                start = self._at
                while (character := self._peek()) and character not in ",]}#\n":
                    self._at += 1
                if self._at == start:
                    raise Unreadable

    def _array(self, path: Path) -> None:
        self._take("[")
        entry = 0
        while self._skip(newlines=True) and self._peek() != "]":
            self._note((*path, entry), self._line())
            self._value((*path, entry))
            entry += 1
            self._skip(newlines=True)
            if self._peek() == ",":
                self._at += 1
            elif self._peek() != "]":
                raise Unreadable
        self._take("]")

    def _inline_table(self, path: Path) -> None:
        self._take("{")
        while self._skip(newlines=True) and self._peek() != "}":
            self._pair(path)
            self._skip(newlines=True)
            if self._peek() == ",":
                self._at += 1
            elif self._peek() != "}":
                raise Unreadable
        self._take("}")

    def _string(self) -> None:
        mark = self._peek()
        if self._peek(3) == mark * 3:
            self._string_until(mark * 3, escapes=mark == '"', newlines=True)
            # Up to two more marks right before the closing three belong to the text.
            for _ in range(2):
                if self._peek() == mark:
                    self._at += 1
        else:
            self._string_until(mark, escapes=mark == '"', newlines=False)

    def _string_until(self, closing: str, *, escapes: bool, newlines: bool) -> None:
        self._take(closing)
        while not self._text.startswith(closing, self._at):
            character = self._peek()
            if not character or (character == "\n" and not newlines):
                raise Unreadable
            self._at += 2 if escapes and character == "\\" else 1
        self._take(closing)
