"""What ships beside our own code: the pinned packages as Lambda can run them, without what we never use, compiled.

The wheels are those of an old enough Linux for every Lambda runtime; their hashes are requirements.txt's.
"""

import compileall
import hashlib
import py_compile
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.config import ARCHITECTURE

MACHINE = {"x86_64": "x86_64", "arm64": "aarch64"}[ARCHITECTURE]
GLIBC = 26  # 2.26: the oldest that a runtime of Lambda has (Amazon Linux 2, up to Python 3.11; later ones have 2.34)
# botocore carries a description of every AWS service: two thirds of all we would ship. These are the ones we call.
SERVICES = {"dynamodb", "kms", "lambda", "s3", "secretsmanager", "sqs", "sts"}
UNUSED = ("tests", "test", "examples")


def vendored(requirements: Path, cache: Path) -> Path:
    """The folder with all packages; made once for this requirements.txt and this Python."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    digest = hashlib.sha256(requirements.read_bytes() + Path(__file__).read_bytes()).hexdigest()[:16]
    folder = cache / f"vendor-{digest}-{version}-{ARCHITECTURE}"
    if folder.exists():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as half:
        target = Path(half) / "vendor"
        _install(requirements, target, version)
        _trim(target)
        compile_all(target)
        shutil.move(target, folder)
    return folder


def _install(requirements: Path, target: Path, version: str) -> None:
    platforms = [
        f"--platform={tag}_{MACHINE}" for tag in ("manylinux2014", *(f"manylinux_2_{glibc}" for glibc in range(17, GLIBC + 1)))
    ]
    options = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile", f"--python-version={version}", *platforms]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-warn-conflicts"]
    done = subprocess.run(
        [*pip, *options, "--target", str(target), "-r", str(requirements)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def _trim(target: Path) -> None:
    shutil.rmtree(target / "bin", ignore_errors=True)
    for service in (target / "botocore" / "data").iterdir():
        if service.is_dir() and service.name not in SERVICES:
            shutil.rmtree(service)
    for resources in (target / "boto3" / "data").iterdir():
        if resources.is_dir() and resources.name not in SERVICES:
            shutil.rmtree(resources)
    for name in UNUSED:
        for folder in list(target.glob(f"*/{name}")):
            shutil.rmtree(folder)


def compile_all(folder: Path) -> None:
    """Bytecode beside every source, taken without a look at the source's date: Lambda unpacks with dates of its own."""
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    if not compileall.compile_dir(folder, quiet=2, invalidation_mode=mode, stripdir=str(folder)):
        msg = f"something in {folder.name} does not compile"
        raise RuntimeError(msg)
