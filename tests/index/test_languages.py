"""The language of each article is known, and its words are found in other forms."""

from __future__ import annotations

import pytest

from tests.index.support import World, sources, story

GERMAN = {
    "bruecken.txt": "Alle Brücken in Hollerstedt gesperrt\n\nDie Behörden haben am Montag drei"
    " Brücken über den Kanal geschlossen, weil sich im Beton Risse gezeigt hatten. Die Schüler"
    " fahren jetzt mit der Fähre, sagte die Bürgermeisterin.\n",
    "freibad.txt": "Freibad bleibt zu\n\nDas Freibad in Ostermoor wird auch im nächsten Sommer"
    " nicht öffnen, teilte der Förderverein am Dienstag mit. Unter dem Becken liegt Bauschutt.\n",
}
CHINESE = {
    "daqiao.txt": "港口大桥星期三上午关闭\n\n"
    "市长说，维修费用预计为一千一百万元。居民两年来一直乘渡船"
    "上学和去市场，许多人希望新桥能在冬天之前完工。议会将在下个月讨论预算，反对党要求先公布工程师的报告。"
    "一位船长说，他每天运送四百名学生，冬天的风浪让他很担心。\n",
    "tushuguan.txt": "图书馆迎来一只狐猴\n\n"
    "星期一中午以前，狐猴从图书馆拿走了十一本书。管理员表示，其中"
    "九本当天晚上已经归还，读者们都觉得很有趣。动物园的负责人说，这只动物是上个星期从笼子里逃走的，他们"
    "已经派人在附近的公园里寻找了五天，现在终于可以放心了。\n",
}
BRIEF = {"qiao.txt": "港口的大桥星期三上午关闭，市长说，维修费用预计为一千一百万元。\n"}
TRADITIONAL = {
    "qiao.txt": "港口大橋星期三上午關閉\n\n"
    "市長說，維修費用預計為一千一百萬元。居民兩年來一直乘渡船上學和去"
    "市場，許多人希望新橋能在冬天之前完工。議會將在下個月討論預算，反對黨要求先公布工程師的報告。\n"
}


def fill(world: World, *texts: dict[str, str]) -> None:
    for part in texts:
        for name, text in part.items():
            world.put(name, text)
    world.sync()


def test_the_language_of_each_article_is_known(world: World) -> None:
    russian = "Паром вышел на маршрут\n\nЖители левого берега говорят, что ранней весны не помнят."
    declared = "---\nlanguage: en-GB\n---\n" + GERMAN["freibad.txt"]
    fill(world, GERMAN, CHINESE, {"parom.txt": russian, "en.txt": story(1), "claimed.md": declared})
    assert {file: source.language for file, source in sources(world).items()} == {
        "bruecken.txt": "de",
        "claimed.md": "de",
        "daqiao.txt": "zh",
        "en.txt": "en",
        "freibad.txt": "de",
        "parom.txt": "ru",
        "tushuguan.txt": "zh",
    }


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Warum wurde die Brücke geschlossen?", "bruecken.txt"),
        ("Brücke", "bruecken.txt"),
        ("Schülern", "bruecken.txt"),
        ("Fördervereins", "freibad.txt"),
    ],
)
def test_a_german_word_finds_its_other_forms(world: World, question: str, file: str) -> None:
    fill(world, GERMAN, {"en.txt": story(1)})
    assert world.search(question, count=1)[0].source.file == file


@pytest.mark.parametrize(
    ("question", "file"),
    [("大桥的维修费用是多少？", "daqiao.txt"), ("狐猴", "tushuguan.txt"), ("渡船", "daqiao.txt")],
)
def test_a_chinese_article_is_found_by_its_words(world: World, question: str, file: str) -> None:
    fill(world, CHINESE, GERMAN)
    hits = world.search(question, count=1)
    assert [hit.source.file for hit in hits] == [file]


@pytest.mark.parametrize("told", [BRIEF, TRADITIONAL], ids=["brief", "traditional characters"])
def test_any_chinese_article_is_found_by_its_words(world: World, told: dict[str, str]) -> None:
    fill(world, told, GERMAN)
    assert [hit.source.file for hit in world.search("星期三", count=1)] == ["qiao.txt"]


def test_a_serbian_word_finds_its_other_forms(world: World) -> None:
    told = (
        "Most zatvoren u sredu\n\nMost preko reke zatvoren je u sredu ujutro, saopštio je"
        " gradonačelnik. Stanovnici već dve godine putuju skelom do škole i pijace, a mnogi se"
        " nadaju da će novi most biti završen pre zime.\n"
    )
    fill(world, {"most.txt": told}, GERMAN)
    assert [hit.source.file for hit in world.search("škola", count=1)] == ["most.txt"]
