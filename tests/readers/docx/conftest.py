"""Word files made by hand, so that each test holds just the markup that it is about."""

import io
import os
import shutil
import zipfile
from collections.abc import Callable

import pytest

from textmine.readers import docx

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def relations(**targets: str) -> str:
    """Return a relationships part: each type's last word with its target."""
    held = "".join(
        f'<Relationship Id="r{number}" Type="{_TYPES}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{held}</Relationships>'


def parts_of(body: str, *, styles: str = "", numbering: str = "") -> dict[str, str]:
    """Return the parts of a Word file whose body, styles and lists are given as XML."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(styles="styles.xml", numbering="numbering.xml"),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
    }


def zip_of(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    """Return the parts as a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return file.getvalue()


def lines_of(body: str, *, styles: str = "", numbering: str = "") -> list[str]:
    """Return the lines that are read from a Word file."""
    data = zip_of(parts_of(body, styles=styles, numbering=numbering))
    return docx.read(data, name="notice.docx").text.split("\n")


@pytest.fixture(scope="session", name="parts_of")
def parts_of_fixture() -> Callable[..., dict[str, str]]:
    return parts_of


@pytest.fixture(scope="session", name="zip_of")
def zip_of_fixture() -> Callable[..., bytes]:
    return zip_of


@pytest.fixture(scope="session", name="lines_of")
def lines_of_fixture() -> Callable[..., list[str]]:
    return lines_of


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs LibreOffice where it is not installed, or fail it where everything is to be tested."""
    if item.get_closest_marker("libreoffice") and not shutil.which("soffice"):
        missing = "LibreOffice is not installed"
        pytest.fail(missing) if os.environ.get("TEXTMINE_REQUIRE_ALL") == "1" else pytest.skip(missing)
