"""Logical names in the template, and the two functions that write references."""

from typing import Any

Template = dict[str, Any]
# A name of its own: a reference to the function would stand in the function's own environment, which CloudFormation refuses
LOOK = "${AWS::StackName}-look_at_paper"


def logical(*words: str) -> str:
    """`("audit-heads", "table")` → `AuditHeadsTable`."""
    return "".join(part.capitalize() for word in words for part in word.replace(".", "-").replace("_", "-").split("-"))


def table(noun: str) -> str:
    """Of a table."""
    return logical(noun, "table")


def queue(name: str) -> str:
    """Of a queue. Its consumer is the Lambda `<name>_queue`, which Chalice calls `<Name>Queue`."""
    return logical(name, "messages")


def dead_letters(name: str) -> str:
    """Of what a queue gave up."""
    return logical(name, "dead-letters")


def sub(text: str) -> Template:
    """Filled in when the stack is made."""
    return {"Fn::Sub": text}


def attribute(resource: str, name: str = "Arn") -> Template:
    """Of another resource."""
    return {"Fn::GetAtt": [resource, name]}
