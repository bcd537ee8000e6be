import pytest

from hallbar.readaloud.spoken import spoken


@pytest.mark.parametrize(
    ("lang", "written", "said"),
    [
        ("sv", "Vi köper bl.a. textil.", "Vi köper bland annat textil."),
        ("sv", "ILO och ILO:s krav", "I L O och I L O:s krav"),
        ("sv", "Pilot", "Pilot"),
        ("sv", "3,5 procent", "3 komma 5 procent"),
        ("sv", "avtal/krav", "avtal eller krav"),
        ("sv", "enligt § 2", "enligt paragraf 2"),
        ("sv", "en\n  rad", "en rad"),
        ("sv", "tillgänglighets\u00adredogörelse", "tillgänglighetsredogörelse"),
        ("en", "gloves, e.g. medical", "gloves, for example medical"),
        ("en", "and/or", "and or or"),
    ],
)
def test_what_is_said(lang: str, written: str, said: str) -> None:
    assert spoken(written, lang) == said
