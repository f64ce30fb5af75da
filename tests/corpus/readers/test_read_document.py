"""The choice of reader by content, and a clear sentence for every file that cannot be read."""

import io
import os
import zipfile
from pathlib import Path

import docx
import pytest

from corpus.errors import UnreadableFile
from corpus.readers import READABLE_SUFFIXES, read_bytes, read_document
from corpus.readers.unreadable import MAX_BYTES

SENTENCE = b"Leaders in Ambleford know their area well."


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return buffer.getvalue()


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(SENTENCE.decode())
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", SENTENCE, "text"),
        ("a.md", SENTENCE, "markdown"),
        ("A.MARKDOWN", SENTENCE, "markdown"),
        ("a.txt", b"# Report\n\n" + SENTENCE, "markdown"),
        ("a.txt", b"| a | b |\n|---|---|\n| c | d |\n", "markdown"),
        ("a.txt", b"- **Bold.** " + SENTENCE, "markdown"),
        ("a.txt", b"- " + SENTENCE, "text"),
        ("a", b"#1 in the list is " + SENTENCE, "text"),
        ("a.html", b"<!DOCTYPE html><p>" + SENTENCE, "html"),
        ("a.txt", b"\n <HTML><body>" + SENTENCE, "html"),
        ("a.docx", b"\xef\xbb\xbf<!-- saved --><html><p>" + SENTENCE, "html"),
        ("a.html", b'<div class="report"><p>' + SENTENCE, "html"),
        ("a.htm", b"Saved from the web <h1>" + SENTENCE, "html"),
        ("a.htm", "<?xml version='1.0'?>\n<!doctype html><p>Words".encode("utf-16"), "html"),
        ("a.txt", word_file(), "docx"),
    ],
)
def test_the_content_chooses_the_reader(name: str, data: bytes, expected: str) -> None:
    document = read_bytes(name, data)
    assert document.format == expected
    assert document.blocks


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.pdf", b" \r\n\0", "it is empty"),
        (
            "a.pdf",
            b"<!doctype html><title>Not\n found </title><p>Sorry",
            "it is a web page (“Not found”) saved as .pdf, not a report; download the report again",
        ),
        (
            "a.PDF",
            b"<html><p>Sorry",
            "it is a web page saved as .pdf, not a report; download the report again",
        ),
        (
            "a.pdf",
            SENTENCE,
            "its name ends in .pdf, but it holds plain text, not a PDF; download the report again",
        ),
        ("a.txt", bytes(range(256)) * 8, "it is not text or any other kind of file that can be read"),
        ("a.txt", b"abc\0def" * 9, "it is not text or any other kind of file that can be read"),
        ("a.png", b"\x89PNG\r\n\x1a\n....", "it is a picture, not a report"),
        ("a.pdf", b"\xff\xd8\xff\xe0 JFIF", "it is a picture, not a report"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "it is an old Word file (.doc) or one protected by a password; save it as .docx without a password",
        ),
        ("a.docx", b"{\\rtf1 Words}", "it is a rich text file (RTF); save it as .docx"),
        ("a.txt.gz", b"\x1f\x8b\x08", "it is a compressed file; unpack it first"),
        ("a.docx", b"PK\x03\x04", "it is a damaged Word file or ZIP archive"),
        ("a.docx", word_file()[:-200], "it is a damaged Word file or ZIP archive"),
        ("a.zip", archive("report.pdf"), "it is a ZIP archive, not a Word file; unpack it first"),
        ("a.docx", archive("xl/workbook.xml"), "it is a spreadsheet, not a report"),
        ("a.docx", archive("ppt/presentation.xml"), "it is a slide show, not a report"),
        ("a.odt", archive("content.xml"), "it is an OpenDocument file; save it as .docx"),
        ("a.docx", archive("word/document.xml"), "it is a damaged Word file"),
        ("a.html", b"<html><script>1</script>", "it holds no words"),
    ],
)
def test_what_cannot_be_read_gets_its_own_sentence(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(name, data)
    assert refusal.value.reason == reason
    assert refusal.value.path == name


def test_a_damaged_pdf_is_refused_with_a_reason() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes("a.pdf", b"junk before %PDF-1.7\n%%EOF")
    assert refusal.value.path == "a.pdf"
    assert refusal.value.reason


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(SENTENCE)
    assert read_document(path) == read_bytes("letter.txt", SENTENCE)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path, reason in [
        (tmp_path / "none.pdf", "there is no such file"),
        (tmp_path, "it is a folder, not a file"),
    ]:
        with pytest.raises(UnreadableFile) as refusal:
            read_document(path)
        assert (refusal.value.path, refusal.value.reason) == (str(path), reason)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this system's folders")
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile, match="it is a device or pipe, not a file"):
        read_document(pipe)


def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_bytes(SENTENCE)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(UnreadableFile, match="permission"):
        read_document(path)


def test_a_file_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableFile, match="it has 100 MB; files of more than 100 MB are not read"):
        read_document(path)


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".htm", ".xhtml", ".docx", ".md", ".markdown", ".txt", ".text"])
def test_suffixes_worth_opening(suffix: str) -> None:
    assert suffix in READABLE_SUFFIXES
