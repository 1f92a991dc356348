"""Check languages: plain cases, and restraint with few words."""

import pytest

from sayso.intake.language import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The dockers ended their strike after the company had agreed to a new contract with the union.", "en"),
        ("Les dockers ont mis fin à leur grève après que la compagnie a accepté un nouveau contrat de travail.", "fr"),
        (
            "Die Hafenarbeiter beendeten ihren Streik, nachdem das Unternehmen einem neuen Vertrag zugestimmt hatte.",
            "de",
        ),
        ("اجتمع رئيس البلدية مع عمال الميناء يوم الاثنين في المدينة القديمة واتفقوا على عقد جديد", "ar"),
        ("Bram Olsen, Rotterdam", "und"),
        ("", "und"),
    ],
)
def test_a_text_names_its_language(text: str, language: str) -> None:
    assert find_language(text) == language
