"""The Python that the documents show."""

import contextlib
import re
from pathlib import Path

from conftest import HOME

# The Python of these documents continues that of another one, to which they link.
CONTINUED = {"docs/keras-files.md": "docs/data.md"}

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def all_with_python() -> list:
    """Paths of the documents with Python in them, from the repository's root."""
    files = [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))]
    return [str(file.relative_to(HOME)) for file in files if blocks(file)]


def blocks(document: Path) -> list:
    return BLOCK.findall(document.read_text())


def run(document: str, folder: Path) -> dict:
    """Runs a document's Python from top to bottom in the folder; its variables."""
    names = run(CONTINUED[document], folder) if document in CONTINUED else {}
    with contextlib.chdir(folder):
        for number, block in enumerate(blocks(HOME / document), 1):
            exec(compile(block, f"{document}, block {number} of Python", "exec"), names)
    return names
