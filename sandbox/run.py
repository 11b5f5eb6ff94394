"""`make run`: the whole local world until Ctrl-C. `python -m sandbox.run [--port N] [--folder DIR] [--speed N]`."""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from chalicelib.copies.desk_words import ROLES
from chalicelib.staff.roles import Role
from sandbox import demonstration, ports
from sandbox.children import AlreadyUp
from sandbox.engines import HERE, NotReady
from sandbox.front import CONSOLE
from sandbox.world import FOLDER, World

JAVA = "Java 17 or newer is missing: apt-get install -y openjdk-17-jre-headless"
NODE = "Node 20 or newer with npm is missing: apt-get install -y nodejs npm"


def missing() -> str | None:
    """What this machine lacks, with the command that installs it."""
    if _version(["java", "-version"], r'version "(\d+)') < 17:
        return JAVA
    if _version(["node", "--version"], r"v(\d+)") < 20 or not shutil.which("npm"):
        return NODE
    return None


def _version(command: list[str], pattern: str) -> int:
    if not shutil.which(command[0]):
        return 0
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(pattern, said.stderr + said.stdout)
    return int(found[1]) if found else 0


def told(world: World) -> str:
    """Where everything is."""
    lines = [
        ("开始页", world.url("front")),
        ("工作台（医院员工）", world.url("front") + "/console/"),
        ("接口", world.url("front") + "/api"),
        ("微信（服务通知）", world.url("wechat")),
        ("微信支付（收银台、账簿）", world.url("wechatpay")),
        ("短信收件箱", world.url("sms")),
        ("医院信息系统 HIS", world.url("his")),
        ("密钥与机密", world.url("vaults")),
        ("消息队列", world.url("queues")),
        ("DynamoDB", world.url("dynamodb")),
        ("S3", f"http://127.0.0.1:{world.ports['s3.port']}"),
    ]
    rows = "\n".join(f"  {where:<28} {what}" for what, where in lines)
    return f"{rows}\n  数据与日志 {world.folder}\n  走一遍流程：make journey    结束：Ctrl-C"


def staff(world: World) -> str:
    """Who may sign in at the console; on the first start they are let in now, and their first work follows by itself."""
    if not (CONSOLE / "index.html").is_file():
        return "  工作台尚未构建：make console"
    folder, log = world.folder, world.folder / "logs" / "demonstration.log"
    if not demonstration.known(folder):
        with log.open("ab") as output:
            command = [sys.executable, "-m", "sandbox.demonstration", str(folder)]
            letting = subprocess.Popen(command, cwd=HERE, stdout=output, stderr=output)
        while not demonstration.known(folder) and letting.poll() is None:
            time.sleep(0.3)
    everybody = demonstration.known(folder)
    if not everybody:
        return f"  演示人员未能建立：{log}"
    rows = "\n".join(f"    {one.number}  {one.name}  {ROLES[Role(one.role)]}" for one in everybody)
    codes = f"密码均为 {demonstration.PASSWORD}，动态验证码见 {world.url('front')}/staff"
    return f"  工作台演示人员（仅本机，{codes}）\n{rows}"


def keep(world: World, stopping: threading.Event) -> None:
    """Until told to stop; what dies meanwhile is started again."""
    while not stopping.wait(1):
        if dead := [name for name in world.mend() if not stopping.is_set()]:
            print(f"  {time.strftime('%H:%M:%S')} 已重新启动：{'、'.join(dead)}", flush=True)


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="make run", description="杏林 · 本地世界")
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("XINGLIN_PORT", ports.BASE)), help="first port; 0: free ones"
    )
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("XINGLIN_WORLD", FOLDER)), help="where all data lie")
    parser.add_argument("--speed", type=float, default=30, help="how many times faster schedules ring")
    options = parser.parse_args()
    if lack := missing():
        print(lack, file=sys.stderr)
        return 1
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    world, began = World(options.folder, base=options.port, speed=options.speed), time.monotonic()
    print("杏林 · 本地世界，正在启动……", flush=True)
    try:
        world.up()
    except AlreadyUp:
        print(f"{world.folder} 里的世界已在运行：{world.url('front')}", file=sys.stderr)
        return 1
    except NotReady as problem:
        print(problem, file=sys.stderr)
        world.down()
        return 1
    print(f"已就绪（{time.monotonic() - began:.0f} 秒）\n{told(world)}", flush=True)
    print(staff(world), flush=True)
    keep(world, stopping)
    print("正在结束……", flush=True)
    world.down()
    return 0


if __name__ == "__main__":
    sys.exit(main())
