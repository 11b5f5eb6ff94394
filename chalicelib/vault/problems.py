"""Why a file is not taken, in words that say what to do."""

from enum import StrEnum
from typing import NamedTuple


class Problem(StrEnum):
    """Codes."""

    UNKNOWN_TYPE = "unknown_type"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    MOVING = "moving"
    TOO_SMALL = "too_small"
    BLANK = "blank"
    BLURRED = "blurred"
    PDF_LOCKED = "pdf_locked"
    PDF_ACTIVE = "pdf_active"
    PDF_PAGES = "pdf_pages"
    SAME = "same"
    LATE = "late"


WORDS: dict[Problem, str] = {
    Problem.UNKNOWN_TYPE: "无法识别这个文件，请上传照片（JPG、PNG）或 PDF 文件",
    Problem.UNREADABLE: "文件已损坏或没有传完整，请重新拍照或重新选择文件后上传",
    Problem.TOO_LARGE: "文件超过 10 MB，请压缩后重新上传，或直接用小程序拍照",
    Problem.TOO_MANY_PIXELS: "图片尺寸过大，请直接用小程序拍照上传",
    Problem.MOVING: "这是一张动图，请上传普通照片",
    Problem.TOO_SMALL: "图片太小，看不清上面的文字，请靠近证件重新拍摄，或上传原图",
    Problem.BLANK: "图片几乎是空白的，请在光线充足的地方重新拍摄，并检查镜头是否被遮挡",
    Problem.BLURRED: "照片模糊，看不清上面的文字，请把证件放平、拿稳手机，对焦清楚后重新拍摄",
    Problem.PDF_LOCKED: "PDF 文件有密码，请上传没有密码的文件，或逐页拍照上传",
    Problem.PDF_ACTIVE: "PDF 文件中含有程序或附件，不能上传，请改为逐页拍照上传",
    Problem.PDF_PAGES: "PDF 文件页数过多，请只保留需要的页，或分成几份上传",
    Problem.SAME: "这张照片已经上传过了，请拍摄证件的另一面或下一页；如被退回，请重新拍摄",
    Problem.LATE: "这次上传没有处理成功，给您添麻烦了，请重新上传",
}


class Told(NamedTuple):
    """A problem as the patient is told of it."""

    code: str
    words: str


def told(code: str | None) -> Told | None:
    """In words; None where there is none."""
    return Told(code, WORDS[Problem(code)]) if code else None


class Rejected(Exception):
    """This file is not taken."""

    def __init__(self, problem: Problem) -> None:
        """Say why."""
        super().__init__(problem.value)
        self.problem = problem
