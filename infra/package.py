"""What a hospital deploys: `python -m infra.package OUT [STAGE]` writes OUT/sam.json and the two zips it points at.

Chalice packages the handlers as they are registered; infra/merge.py is laid over its template. Only app.py, chalicelib/,
requirements and Chalice's own runtime go in, with bytecode: a cold start without it takes more than three times as long.
"""

import json
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from infra import config, dependencies, merge

HERE = Path(__file__).resolve().parent.parent
CACHE = HERE / "build" / "cache"
REGION = "cn-north-1"  # Chalice wants one; nothing of it stays in the template


def package(out: Path, stage: str = "production", *, packages: bool = True) -> Path:
    """Package for a stage; the template's path. Without packages it cannot run, but its template is the same."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "xinglin"
        _stage_sources(project)
        if packages:
            (project / "vendor").symlink_to(dependencies.vendored(HERE / "requirements.txt", CACHE))
        else:
            (project / "vendor").mkdir()
            (project / "vendor" / "none.txt").write_text("template only")
        laid_over = project / "merge.json"
        laid_over.write_text(json.dumps(merge.template(stage)), encoding="utf-8")
        made = Path(folder) / "made"
        _chalice(project, stage, laid_over, made)
        _compile_runtime(made / "deployment.zip")
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(made, out)
    return out / "sam.json"


def _stage_sources(project: Path) -> None:
    """Only what ships, in a folder of its own: Chalice takes whatever lies in chalicelib/."""
    project.mkdir()
    shutil.copy(HERE / "app.py", project)
    shutil.copytree(HERE / "chalicelib", project / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
    dependencies.compile_all(project / "chalicelib")
    (project / "requirements.txt").touch()  # they come ready, their hashes checked
    (project / ".chalice").mkdir()
    for name, text in config.files().items():
        (project / ".chalice" / name).write_text(text, encoding="utf-8")
    settings = config.config() | {"lambda_architecture": config.ARCHITECTURE}
    (project / ".chalice" / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    (CACHE / "zips").mkdir(parents=True, exist_ok=True)
    (project / ".chalice" / "deployments").symlink_to(CACHE / "zips")


def _chalice(project: Path, stage: str, laid_over: Path, made: Path) -> None:
    chalice = [sys.executable, "-c", "from chalice.cli import main; main()", "--project-dir", str(project)]
    done = subprocess.run(
        [*chalice, "package", "--stage", stage, "--merge-template", str(laid_over), str(made)],
        env={**os.environ, "AWS_DEFAULT_REGION": REGION, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def _compile_runtime(path: Path) -> None:
    """Bytecode of what Chalice adds to our own."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in ("app.py", "chalice/__init__.py", "chalice/app.py"):
            source = Path(archive.extract(name, folder))
            mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
            compiled = Path(str(py_compile.compile(str(source), dfile=name, doraise=True, invalidation_mode=mode)))
            archive.write(compiled, compiled.relative_to(folder))


if __name__ == "__main__":
    print(package(Path(sys.argv[1]), *sys.argv[2:3]))
