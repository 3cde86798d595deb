"""The scored tools there are: each a file in `families/scoring/tools/`, read and checked once."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "tools"


@dataclass(frozen=True)
class Domain:
    """One side of life that a tool reads. `kind` names its readings among the facts: `family_star/parenting`."""

    code: str
    name: str
    asks: str
    kind: str


@dataclass(frozen=True)
class Tool:
    """One tool: its domains in order, its scale in whole numbers, and words for its steps as (last number, words)."""

    code: str
    name: str
    lowest: int
    highest: int
    higher_is_better: bool
    steps: tuple[tuple[int, str], ...]
    domains: tuple[Domain, ...]

    @property
    def scale(self):
        """The numbers from lowest to highest."""
        return range(self.lowest, self.highest + 1)

    def in_words(self, number):
        """What a number means: the words of its step."""
        return next(words for last, words in self.steps if number <= last)

    def domain(self, code):
        """The domain of this code. Raises KeyError."""
        return {domain.code: domain for domain in self.domains}[code]


class FaultyTool(ValueError):
    """A tool's file does not say what it must."""


def read_tool(text):
    """The tool that a file describes. Raises FaultyTool with a sentence."""
    data = tomllib.loads(text)
    try:
        tool = Tool(
            code=data["code"], name=data["name"], lowest=data["lowest"], highest=data["highest"],
            higher_is_better=data["higher_is_better"],
            steps=tuple((step["upto"], step["words"]) for step in data["step"]),
            domains=tuple(
                Domain(one["code"], one["name"], one["asks"], f"{data['code']}/{one['code']}") for one in data["domain"]
            ),
        )
    except KeyError as missing:
        raise FaultyTool(f"The tool does not say {missing}.") from missing
    ends = [last for last, _ in tool.steps]
    if not tool.lowest < tool.highest:
        raise FaultyTool("The lowest score must be below the highest.")
    if ends != sorted(set(ends)) or not ends or ends[-1] != tool.highest:
        raise FaultyTool("The steps must rise, and the last must end with the highest score.")
    if len({domain.code for domain in tool.domains}) != len(tool.domains) or not tool.domains:
        raise FaultyTool("A tool has at least one domain, and each code once.")
    return tool


@functools.cache
def tools():
    """Every tool on file, code -> tool."""
    found = [read_tool(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {tool.code: tool for tool in found}


@functools.cache
def kinds():
    """The names of the readings that tools on file make: kind -> (tool, domain)."""
    return {domain.kind: (tool, domain) for tool in tools().values() for domain in tool.domains}
