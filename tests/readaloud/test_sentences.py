import pytest

from hallbar.readaloud.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ett. Två! Tre? Fyra", ["Ett.", "Två!", "Tre?", "Fyra"]),
        ("Vi ses kl. 14.30 i dag. Hej.", ["Vi ses kl. 14.30 i dag.", "Hej."]),
        ("Se 3 kap. 10 § i lagen. Den gäller.", ["Se 3 kap. 10 § i lagen.", "Den gäller."]),
        ("Varor, t.ex. Textil, köps. Bra.", ["Varor, t.ex. Textil, köps.", "Bra."]),
        ("Textil, mat m.m. Vi köper mer.", ["Textil, mat m.m.", "Vi köper mer."]),
        ("Hon sade: ”Nej.” Sedan gick hon.", ["Hon sade: ”Nej.”", "Sedan gick hon."]),
        ("Läs på husr.se om du vill. Tack.", ["Läs på husr.se om du vill.", "Tack."]),
        ("It costs approx. 5 kronor. Good.", ["It costs approx. 5 kronor.", "Good."]),
        ("Ask Dr. Smith. He knows.", ["Ask Dr. Smith.", "He knows."]),
        ("Vänta … Nu.", ["Vänta …", "Nu."]),
        ("  Blankt  runt.  ", ["Blankt  runt."]),
        ("   ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == sentences
