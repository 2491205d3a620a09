"""Prompts are files: loaded from this package, rendered strictly, known by a fingerprint."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

_PACKAGE = "dateline.prompts"
_SUFFIX = ".md.j2"
_LANGUAGE = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)


class PromptNotFound(Exception):
    """There is no prompt file of that name."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file. The fingerprint travels with every answer that the prompt had a part in."""

    name: str
    template: Template
    fingerprint: str  # first 16 hexadecimal digits of the SHA-256 of the file

    def render(self, **values: object) -> str:
        """The whole text. Raises jinja2.UndefinedError when the template uses a value that was not given."""
        return self.template.render(values).strip()

    def part(self, block: str, /, **values: object) -> str:
        """One `{% block %}` of the template. A part rendered without values cannot depend on any: a static prefix."""
        return "".join(self.template.blocks[block](self.template.new_context(values))).strip()


def names() -> list[str]:
    """The prompts that there are, in the order of their names."""
    return sorted(file.name.removesuffix(_SUFFIX) for file in files(_PACKAGE).iterdir() if file.name.endswith(_SUFFIX))


def load(name: str) -> Prompt:
    """The prompt in `<name>.md.j2`. Raises PromptNotFound."""
    file = files(_PACKAGE).joinpath(name + _SUFFIX)
    if not name.isidentifier() or not file.is_file():
        raise PromptNotFound(name)
    content = file.read_bytes()
    template = _LANGUAGE.from_string(content.decode("utf-8"))
    return Prompt(
        name=name,
        template=template,
        fingerprint=hashlib.sha256(content).hexdigest()[:16],
    )
