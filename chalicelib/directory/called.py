"""How a department or doctor is called and where it is, for whoever holds only its id; of one that the directory does not know, nothing."""

from chalicelib.directory import catalogue


def department_name(which: str) -> str:
    """As patients read it; empty when there is none or nobody knows it."""
    try:
        return catalogue.department(which).name if which else ""
    except catalogue.NotInDirectory:
        return ""


def doctor_name(which: str) -> str:
    """Likewise."""
    try:
        return catalogue.doctor(which).name if which else ""
    except catalogue.NotInDirectory:
        return ""


def campus_of(department: str) -> str:
    """Where that department is; empty when there is none or nobody knows it."""
    try:
        return catalogue.department(department).campus if department else ""
    except catalogue.NotInDirectory:
        return ""


def is_sensitive(department: str) -> bool:
    """Whether messages leave it unnamed. One that nobody knows is treated so; where there is none, nothing is to be hidden."""
    try:
        return bool(department) and catalogue.department(department).sensitive
    except catalogue.NotInDirectory:
        return True
