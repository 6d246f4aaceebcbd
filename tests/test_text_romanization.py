"""Romanisation and sound: transliterated names meet, other names do not."""

import pytest

from rag.text.names import SOUNDS_ALIKE, known_names, romanize, sounds_alike

ROMANIZED = """
신라 silla|종로 jongno|백마 baengma|경주 gyeongju|왕십리 wangsimni|독립문 dongnimmun|부산 busan
배경훈 baegyeonghun|한국은행 hangugeunhaeng|설악산 seoraksan|대관령 daegwallyeong|제주 jeju
AI강국 AIgangguk|밥 bap
"""

ALIKE = """
게오르기에바/Georgieva|마르코스/Marcos|보리치/Boric|러트닉/Lutnick|오콘조이웰라/Okonjo-Iweala
블랙스톤/Blackstone|알리바바/Alibaba|배경훈/Bae Kyung-hoon|배경훈/Bae Kyunghoon
이재명/Lee Jae-myung|이재명/Lee Jae Myung|이재명/Jae-myung Lee|김용범/Kim Yong-beom
유명희/Yoo Myung-hee|젠슨 황/Jensen Huang|시진핑/Xi Jinping|스타머/Starmer|메르츠/Merz
숄츠/Scholz|베인캐피탈/Bain Capital|클래시스/Classys|캄브리콘/Cambricon|머스크/Musk
아제베도/Azevedo|월스트리트저널/Wall Street Journal|기시다 후미오/Fumio Kishida
량원펑/Liang Wenfeng|도널드 트럼프/Donald Trump|마이크로소프트/Microsoft|엔비디아/Nvidia
윤석열/Yoon Suk Yeol|화웨이/Huawei|백승한/Baek Seung-han|구테흐스/Guterres|라가르드/Lagarde
벤지오/Bengio|하사비스/Hassabis|저커버그/Zuckerberg|피차이/Pichai|나델라/Nadella
이시바/Ishiba|다카이치/Takaichi|젤렌스키/Zelenskyy|네타냐후/Netanyahu|솔브레인/Soulbrain
"""

DIFFERENT = """
이재명/Lee Jae-yong|이재용/Lee Jae-myung|이재명/Kim Jae-myung|김용범/Kim Young-min
김용범/Kim Jung-kwan|배경훈/Bae Seung-han|윤석열/Yoon Mi-rae|문재인/Moon Jae-sik
시진핑/Li Qiang|시진핑/Wang Yi|젠슨 황/Sam Altman|러트닉/Bessent|러트닉/Rubio
게오르기에바/Lagarde|마르코스/Duterte|보리치/Milei|블랙스톤/BlackRock|블랙록/Blackstone
알리바바/Baidu|알리바바/Tencent|딥시크/DeepMind|딥마인드/DeepSeek|화웨이/Xiaomi
삼성/Samsonite Rim|인도/Indonesia|인도네시아/India|나이지리아/Nigeria Airways|호주/Austria
스웨덴/Sweet Home|칠레/Peru|페루/Chile|오스트리아/Australia|슬로바키아/Slovenia
머스크/Bezos|올트먼/Hassabis|유명희/Kang Kyung-wha|숄츠/Merkel|캄브리콘/Classys
이지/Choi|이리/Lee|이박/Park
"""


def _pairs(table: str, separator: str) -> list[list[str]]:
    return [pair.split(separator, 1) for pair in table.strip().replace("\n", "|").split("|")]


@pytest.mark.parametrize(("hangul", "latin"), _pairs(ROMANIZED, " "))
def test_romanize(hangul: str, latin: str) -> None:
    """Hangul is written in Revised Romanization as it is spoken."""
    assert romanize(hangul) == latin


@pytest.mark.parametrize(("hangul", "latin"), _pairs(ALIKE, "/"))
def test_sounds_alike(hangul: str, latin: str) -> None:
    """A name and its transliteration sound alike."""
    assert sounds_alike(hangul, latin) >= SOUNDS_ALIKE


@pytest.mark.parametrize(("hangul", "latin"), _pairs(DIFFERENT, "/"))
def test_sounds_different(hangul: str, latin: str) -> None:
    """Two different names do not sound alike, however near."""
    assert sounds_alike(hangul, latin) < SOUNDS_ALIKE


@pytest.mark.parametrize(
    ("hangul", "latin"), [("", "Lee"), ("이", ""), ("123", "456"), ("이", "李")]
)
def test_nothing_to_compare(hangul: str, latin: str) -> None:
    """Without letters on either side there is no likeness."""
    assert sounds_alike(hangul, latin) == 0


def test_recall_on_the_list() -> None:
    """Nine in ten curated people are recognised by sound alone."""
    people = [name for name in known_names() if name.kind == "person"]
    alike = [
        name
        for name in people
        if max(sounds_alike(k, e) for k in name.korean for e in name.english) >= SOUNDS_ALIKE
    ]
    assert len(alike) / len(people) >= 0.9
