"""Articles as editors bring them out: one writes, another approves."""

from chalicelib.education import writing
from chalicelib.education.states import BlockKind, Tag
from chalicelib.education.writing import Block, Content
from tests.staff.people import once

BLOCKS = (
    Block(BlockKind.HEADING, "怎么量"),
    Block(BlockKind.PARAGRAPH, "每天固定时间，坐着休息五分钟后测量，记录三次取平均值。"),
    Block(BlockKind.LIST, "", ("早起排尿后、服药前", "睡前", "感到头晕时")),
    Block(BlockKind.ADVICE, "复诊时把记录带给医生。"),
    Block(BlockKind.WARNING, "收缩压超过 180，或伴有胸痛、言语不清，请立即拨打 120。"),
)


def published(editors, title, *, commercial=False, **tags):
    """An article about that."""
    writer, second = editors
    about = {Tag(name): values for name, values in tags.items()}
    content = Content(title, "在家测量血压的正确方法", BLOCKS, about, commercial=commercial)
    made = writing.begin(writer, content, once())
    writing.submit(writer, made.id, once())
    return writing.approve(second, made.id, once())
