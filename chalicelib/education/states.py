"""What an article and a weekly issue can be, and what may follow: data, not code."""

from enum import StrEnum


class ArticleState(StrEnum):
    """Where the newest revision of an article stands. Which revision patients read is told apart (`live`)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"  # handed to a second person
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # nobody reads it any more


NEXT: dict[ArticleState, frozenset[ArticleState]] = {
    ArticleState.DRAFT: frozenset({ArticleState.IN_REVIEW, ArticleState.WITHDRAWN}),
    ArticleState.IN_REVIEW: frozenset({ArticleState.DRAFT, ArticleState.PUBLISHED, ArticleState.WITHDRAWN}),
    ArticleState.PUBLISHED: frozenset(
        {ArticleState.DRAFT, ArticleState.WITHDRAWN}
    ),  # a new revision is begun; the old one is read meanwhile
    ArticleState.WITHDRAWN: frozenset({ArticleState.DRAFT}),
}


class IssueState(StrEnum):
    """Where a weekly issue stands."""

    DRAFT = "draft"
    OUT = "out"


class Tag(StrEnum):
    """By what an article is found."""

    DIAGNOSIS = "diagnosis"  # a prefix of ICD-10: I10, E11.9
    TEST = "test"
    DRUG = "drug"
    SEASON = "season"
    DEPARTMENT = "department"
    GUIDE = "guide"  # how to find one's way in the hospital


class Season(StrEnum):
    """A season."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class BlockKind(StrEnum):
    """What a piece of an article is. Each is drawn by the page itself: there is no markup in it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ADVICE = "advice"
    WARNING = "warning"  # when to go to hospital at once
