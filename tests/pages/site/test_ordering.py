"""Lists in the order of a language's alphabet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.languages import LANGUAGES, Language
from twingraph.pages.site.ordering import initial, key

ORDERS: dict[Language, list[str]] = {
    "de": ["Aachen", "Öhringen", "Oslo", "Zürich"],
    "en": ["Ålesund", "Lódz", "Łódź", "London"],
    "pl": ["Ciechanów", "Ćmielów", "Lwów", "Łódź", "Zabrze", "Żory"],
    "uk": ["Ґданськ", "Єревань", "Запоріжжя", "Івано-Франківськ", "Київ", "Lyon"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stand_as_in_a_list_of_the_language(language: Language) -> None:
    names = ORDERS[language]
    assert sorted(sorted(names), key=lambda name: key(name, language)) == names


def test_a_letter_of_the_alphabet_has_a_shelf_of_its_own() -> None:
    assert [initial(name, "pl") for name in ("Łódź", "Öhringen", "Київ")] == ["Ł", "O", "K"]
    assert [initial(name, "uk") for name in ("Київ", "Łódź", "京都")] == ["\u041a", "L", "J"]


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_name_has_a_place(name: str, language: Language) -> None:
    key(name, language)
    assert initial(name, language)
