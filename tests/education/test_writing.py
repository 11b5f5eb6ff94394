"""Articles: written by one, approved by another, versioned, found by what they are about, withdrawn."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.education import reading, refused, writing
from chalicelib.education.models import Revision
from chalicelib.education.states import NEXT, ArticleState, BlockKind, Tag
from chalicelib.education.writing import Block, Content
from chalicelib.kernel import refusals
from tests.staff.people import once

HEART = Content(
    "高血压患者的日常", "怎样在家量血压", (Block(BlockKind.PARAGRAPH, "每天固定时间测量。"),), {Tag.DIAGNOSIS: ("I10",)}
)


def published(writer, second, content=HEART):
    made = writing.begin(writer, content, once())
    writing.submit(writer, made.id, once())
    return writing.approve(second, made.id, once())


def titles(rows):
    return [row.revision.title for row in rows]


def test_a_draft_is_read_by_nobody(me, writer):
    made = writing.begin(writer, HEART, once())
    assert titles(reading.latest("").rows) == []
    with pytest.raises(refusals.NotFound):
        reading.article(me.me, made.id)


def test_nobody_approves_their_own(writer, second):
    made = writing.begin(writer, HEART, once())
    writing.submit(writer, made.id, once())
    with pytest.raises(refused.OwnWork):
        writing.approve(writer, made.id, once())
    assert writing.approve(second, made.id, once()).stands is ArticleState.PUBLISHED


def test_who_changed_it_last_does_not_approve_it_either(writer, second):
    made = writing.begin(writer, HEART, once())
    writing.save(second, made.id, HEART._replace(title="改过的标题"), once())
    writing.submit(writer, made.id, once())
    with pytest.raises(refused.OwnWork):
        writing.approve(second, made.id, once())


def test_the_same_request_twice_is_one_article(writer):
    request = once()
    assert writing.begin(writer, HEART, request).id == writing.begin(writer, HEART, request).id
    assert len(list(Revision.scan())) == 1


def test_it_is_found_by_its_diagnosis_and_by_the_group_it_belongs_to(writer, second):
    published(writer, second)
    published(writer, second, HEART._replace(title="2 型糖尿病", tags={Tag.DIAGNOSIS: ("E11", "E11.9"), Tag.DRUG: ("二甲双胍",)}))
    assert titles(reading.about(Tag.DIAGNOSIS, "i10")) == ["高血压患者的日常"]
    assert titles(reading.about(Tag.DIAGNOSIS, "I10.x00")) == ["高血压患者的日常"]
    assert titles(reading.about(Tag.DIAGNOSIS, "E11.900")) == ["2 型糖尿病"]  # once, though two tags lead to it
    assert titles(reading.about(Tag.DRUG, " 二甲双胍 ")) == ["2 型糖尿病"]
    assert reading.about(Tag.DIAGNOSIS, "J18") == []


def test_while_a_new_revision_is_written_patients_read_the_old_one(me, writer, second):
    made = published(writer, second)
    writing.save(writer, made.id, HEART._replace(title="新的标题", tags={Tag.SEASON: ("winter",)}), once())
    assert reading.article(me.me, made.id).revision.title == "高血压患者的日常"
    writing.submit(writer, made.id, once())
    writing.approve(second, made.id, once())
    assert reading.article(me.me, made.id).revision.title == "新的标题"
    assert reading.about(Tag.DIAGNOSIS, "I10") == []
    assert titles(reading.about(Tag.SEASON, "winter")) == ["新的标题"]
    assert [one.title for one in Revision.query(made.id)] == ["高血压患者的日常", "新的标题"]  # what was read can be shown


def test_sent_back_it_is_a_draft_with_a_reason(writer, second):
    made = writing.begin(writer, HEART, once())
    writing.submit(writer, made.id, once())
    back = writing.send_back(second, made.id, "请注明出处", once())
    assert (back.stands, writing.revision(back).note) == (ArticleState.DRAFT, "请注明出处")


def test_what_waits_for_approval_is_not_changed_under_the_approvers_eyes(writer, second):
    made = writing.begin(writer, HEART, once())
    writing.submit(writer, made.id, once())
    saved = writing.save(writer, made.id, HEART._replace(title="偷偷改"), once())
    assert saved.stands is ArticleState.DRAFT  # it is taken back, as a revision of its own
    with pytest.raises(refused.NotNow):
        writing.approve(second, made.id, once())
    assert writing.revision(saved, 1).title == HEART.title


def test_withdrawn_nobody_reads_it(me, writer, second):
    made = published(writer, second)
    writing.withdraw(second, made.id, "指南已更新", once())
    assert titles(reading.latest("").rows) == []
    with pytest.raises(refusals.NotFound):
        reading.article(me.me, made.id)
    assert writing.save(writer, made.id, HEART, once()).stands is ArticleState.DRAFT


def test_two_approvals_at_once_are_one(writer, second):
    made = writing.begin(writer, HEART, once())
    writing.submit(writer, made.id, once())

    def try_it(_):
        try:
            writing.approve(second, made.id, once())
        except (refused.ChangedMeanwhile, refused.NotNow, refusals.Busy):
            return 0
        return 1

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(try_it, range(2))) == 1
    assert titles(reading.latest("").rows) == [HEART.title]


def test_commercial_content_is_met_only_by_whoever_consents_to_it(me, writer, second):
    made = published(writer, second, HEART._replace(title="体检套餐", commercial=True))
    assert titles(reading.latest("").rows) == []
    assert reading.about(Tag.DIAGNOSIS, "I10") == []
    for deed in (lambda: reading.offers(me.me), lambda: reading.article(me.me, made.id)):
        with pytest.raises(refused.OptInNeeded):
            deed()
    consents.give(me.me, Purpose.MARKETING, consents.current_notice(Purpose.MARKETING).version)
    assert titles(reading.offers(me.me)) == ["体检套餐"]
    assert reading.article(me.me, made.id).revision.title == "体检套餐"
    consents.withdraw(me.me, Purpose.MARKETING)
    with pytest.raises(refused.OptInNeeded):
        reading.offers(me.me)


@pytest.mark.parametrize("state", list(ArticleState))
def test_only_what_was_handed_in_is_published(state):
    assert (ArticleState.PUBLISHED in NEXT[state]) is (state is ArticleState.IN_REVIEW)
