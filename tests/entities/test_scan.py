"""The one pass: what holds for any text, and that no text makes it slow."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.entities import tag
from textmine.entities.scan import find_entities
from textmine.notice import Entity, Notice
from textmine.outline import outline
from textmine.readers import from_text

# Pieces that entities are made of, so that random texts are full of near misses.
PIECES = """县委 局党组 巡察组 我局 有限公司 财务科 2019 年 7 月 12 日 至 - — . / , ， 、 。 ( ) 《 》 〈 第 条 款 项 每 周 月 按 半 一 二 十 百 千 万 亿 余 近 约 超过 不足 以上 左右
元 角 人民币 港币 美元 % ‰ 成 百分之 个 名 次 人次 天 小时 今年 去年 同年 上半年 季度 年底 前 起 以来 前后 “ ” 八项规定 电话: 0512-65123456 138 邮编:215000 地址:
青澜市望江路18号 jw@a.cn @ 1.3 3.2019 12,300 〇 O""".split()
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*PIECES, " ", "\n", "干部"]), max_size=30).map("".join))


def entities_of(text: str) -> tuple[Notice, list[Entity]]:
    notice = tag(from_text(text))
    return notice, notice.entities


@given(TEXTS)
def test_offsets_hold_on_any_text(text: str) -> None:
    notice, entities = entities_of(text)
    for entity in entities:
        start, end = entity.span
        assert 0 <= start < end <= len(notice.text)
        assert notice.text_of(entity).strip()
    assert [e.span for e in entities] == sorted(e.span for e in entities)


@given(TEXTS)
def test_entities_do_not_overlap_save_inside_titles(text: str) -> None:
    open_titles: list[int] = []
    end = 0
    for entity in entities_of(text)[1]:
        open_titles = [last for last in open_titles if last > entity.span[0]]
        if entity.label == "DOCUMENT":
            assert all(entity.span[1] <= last for last in open_titles)
            open_titles.append(entity.span[1])
        else:
            assert entity.span[0] >= end
            assert all(entity.span[1] <= last for last in open_titles)
            end = entity.span[1]


@given(TEXTS)
def test_every_entity_names_the_node_it_begins_in(text: str) -> None:
    notice = tag(outline(from_text(text)))
    spans = {node.id: node.span for node in notice.walk()}
    for entity in notice.entities:
        assert entity.node is not None
        start, end = spans[entity.node]
        assert start <= entity.span[0] < end


@given(TEXTS)
def test_values_are_what_their_labels_say(text: str) -> None:
    for entity in entities_of(text)[1]:
        if entity.label in ("MONEY", "PERCENT", "QUANTITY") and entity.value is not None:
            float(entity.value)
        if entity.label == "DURATION" and entity.value is not None:
            assert entity.value.startswith("P")
        assert entity.label != "DOCUMENT" or entity.kind in ("rule", "law", "other")


# What comes close to each family again and again.
NEAR_MISSES = """1,1,1, 1,111, 每每每 二十二十 2019年2019年 《《《 《办法, 《关于《 第第第 第一条 -1-1-1 1.1. 1 一 12至 1至1至 2019. 2017、2018
今年 百分之 约约 近1 1万 “一 1月1至 12: 寄中 地址:中 电话:a @ a@b. 0123- 12345678、 邮编:123456,1个 个半月 元1角""".split()


@pytest.mark.parametrize("piece", NEAR_MISSES)
def test_work_grows_with_length(piece: str) -> None:
    """Eight times the text takes about eight times as long; with quadratic work it would be sixty-four."""

    def cost(length: int) -> float:
        notice = from_text((piece * (length // len(piece) + 1))[:length])
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            tag(notice)
            best = min(best, time.process_time() - start)
        return best

    assert cost(80_000) < 24 * max(cost(10_000), 0.002)


def test_digits_without_end_are_looked_at_once() -> None:
    digits = "1" * 100_000
    assert find_entities(digits, digits, []) == []


def test_nothing_is_found_where_something_is_held() -> None:
    text = "追缴3万元,处分2人,约谈5人次"
    assert [hit.span for hit in find_entities(text, text, [(2, 5), (8, 10)])] == [(13, 16)]
