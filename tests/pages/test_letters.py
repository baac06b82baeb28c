"""Names are folded alike in Python and on the page: one table of examples for both sides.

``web/test/folding.json`` holds the letters as a page has them, and names with their folded forms;
``web/test/fold.test.ts`` reads it too. ``TWINGRAPH_GOLDEN=write`` writes it.
"""

from __future__ import annotations

import json
import os

from support.paths import ROOT
from twingraph.core.text import fold
from twingraph.pages.letters import letters

EXAMPLES = ROOT / "web" / "test" / "folding.json"
NAMES = [
    "Kraków",
    "KRAKAU",
    "Краків",
    "Łódź",
    "Frankfurt (Oder)",
    "Saint-Étienne",
    "Großenhain",
    "Iași",
    "İzmir",
    "Αθήνα",
    "თბილისი",
    "Երևան",
    "Київ",
    "Луганськ",
    "Ґданськ",
    "Reykjavík",
    "Århus",
    "Ćuprija",
    "Ðakovo",
    "Þingvellir",
    "Kam’yanets’-Podil’s’kyi",
    "Camp 7",
    "東京",
    "القدس",
    "ירושלים",
]


def test_both_sides_fold_by_one_table_of_examples() -> None:
    made = {"letters": letters(NAMES), "names": {name: fold(name) for name in NAMES}}
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        EXAMPLES.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert json.loads(EXAMPLES.read_text(encoding="utf-8")) == made


def test_each_letter_has_one_form() -> None:
    told = "".join(letters(NAMES).values())
    assert len(set(told)) == len(told)


def test_of_other_scripts_only_the_letters_of_the_names_are_there() -> None:
    assert "".join(letters(["京都 2, Kyōto"]).values()).count("京") == 1
    added = set("".join(letters(["京都 2, Kyōto"]).values())) - set("".join(letters().values()))
    assert added == set("京都")
