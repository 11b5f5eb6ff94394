"""`make journey`: the main journey over HTTP, told in Chinese, against the running world or one brought up for it."""

import argparse
import json
import os
import sys
from pathlib import Path

from sandbox import followup_story, ports, run, web
from sandbox.children import RECORD, kept
from sandbox.copies import story as copies
from sandbox.story import Failed, Story, expect
from sandbox.visitor import Visitor, somebody
from sandbox.world import FOLDER, WHERE, World


# ---- the chapters
def visit(urls: dict[str, str], story: Story) -> None:
    """Sign in, bind, book, pay, be told, cancel, be refunded, be told."""
    story.chapter("一、挂号、缴费、退号")
    one = Visitor(urls, story, "小林")
    one.sign_in()
    one.bind(somebody(urls))
    one.hold(*one.choose())
    one.pay()
    one.at_hospital("booked")
    one.told("挂号成功通知")
    one.history("微信支付")
    one.cancel()
    one.at_hospital("cancelled")
    one.told("退费通知")
    one.history("已退款")


def walk_away(urls: dict[str, str], story: Story) -> None:
    """Somebody leaves at the cashier; the place comes back."""
    from sandbox.hurry import bring_forward

    story.chapter("二、到了收银台又离开")
    one = Visitor(urls, story, "老陈")
    one.sign_in()
    one.ask_for_card()
    one.get_card()
    clinic, segment = one.choose()
    one.hold(clinic, segment)
    order = one.registration["order"]
    parameters = one.prepay()
    with story.step("老陈在收银台点了“离开”"):
        one.phone.at_cashier(parameters, "leave")
    with story.step("十五分钟过去了（时间快进），微信支付先关单，号源放回") as told:
        expect(bring_forward("payments.expire", order) == 1, "没有到期任务")
        told.append(one.until("expired")["words"])
        states = {book["out_trade_no"]: book["state"] for book in web.get(urls["wechatpay"] + "/_books")["orders"]}
        expect(states[order] == "CLOSED", f"微信支付的订单是 {states[order]}")
    with story.step("余号恢复") as told:
        now = {seg["id"]: seg["free"] for seg in one.phone.get(f"/clinics/{clinic['id']}")["segments"]}
        expect(now[segment["id"]] >= segment["free"], f"余号 {now[segment['id']]}，原为 {segment['free']}")
        told.append(f"{now[segment['id']]} 个")


def stopped(urls: dict[str, str], story: Story) -> None:
    """The hospital stops a clinic: everybody is told and refunded."""
    from sandbox.hurry import name_in_his

    story.chapter("三、医生停诊")
    one = Visitor(urls, story, "小周")
    one.sign_in()
    one.bind(somebody(urls))
    clinic, segment = one.choose()
    one.hold(clinic, segment)
    one.pay()
    one.at_hospital("booked")
    with story.step(f"医院停诊：{clinic['doctor_name']}医生 {clinic['date']}"):
        web.post(urls["his"] + "/_stop_clinic", {"clinic": name_in_his(clinic["id"]), "reason": "医生临时外出"})
    with story.step("后端得知停诊") as told:
        told.append(one.until("stopped")["words"])
    one.refunded("stopped")
    one.told("停诊通知")
    one.history("已退款")


CHAPTERS = (visit, walk_away, stopped)


def walk(urls: dict[str, str], story: Story, folder: Path) -> None:
    """All chapters; a failed step ends its own chapter only."""
    for chapter in CHAPTERS:
        try:
            chapter(urls, story)
        except Failed:
            continue
    copies.walk(urls, story, folder)
    followup_story.walk(urls, story, folder)


def main() -> int:
    """The exit code: 0 when every step went well."""
    parser = argparse.ArgumentParser(prog="make journey", description="走一遍完整的就诊流程")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("XINGLIN_WORLD", FOLDER)))
    parser.add_argument("--port", type=int, default=int(os.environ.get("XINGLIN_PORT", ports.BASE)))
    options = parser.parse_args()
    if lack := run.missing():
        print(lack, file=sys.stderr)
        return 1
    if kept(options.folder / RECORD):
        return tell(options.folder)
    print("没有正在运行的世界，先启动一个……", flush=True)
    world = World(options.folder, base=options.port)
    try:
        world.up()
        return tell(options.folder)
    finally:
        world.down()


def tell(folder: Path) -> int:
    """Walk through the world in that folder; the exit code."""
    where = json.loads((folder / WHERE).read_text())
    os.environ.update(where["environment"])
    story = Story(lambda line: print(line, flush=True))
    walk(where["urls"], story, folder)
    print(f"\n{'全部顺利' if not story.failures else f'有 {story.failures} 步没有成功'}，共 {story.steps} 步。")
    return 1 if story.failures else 0


if __name__ == "__main__":
    sys.exit(main())
