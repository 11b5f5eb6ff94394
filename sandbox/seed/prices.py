"""The price list: drugs and service items, invented prices."""

import itertools
import random
from collections.abc import Iterator

from chalicelib.gateways.his import systems
from sandbox.seed.fhir import Resource, price


def _words(text: str) -> list[str]:
    return text.split()


_DRUGS = _words(
    "阿莫西林 头孢克肟 头孢呋辛酯 左氧氟沙星 阿奇霉素 克拉霉素 甲硝唑 布洛芬 对乙酰氨基酚 双氯芬酸钠 阿司匹林 氯吡格雷 阿托伐他汀钙 瑞舒伐他汀钙 "
    "氨氯地平 硝苯地平 缬沙坦 厄贝沙坦 美托洛尔 比索洛尔 二甲双胍 格列美脲 阿卡波糖 达格列净 奥美拉唑 雷贝拉唑 铝碳酸镁 莫沙必利 蒙脱石 氯雷他定 "
    "西替利嗪 孟鲁司特钠 沙丁胺醇 布地奈德 氨溴索 乙酰半胱氨酸 左甲状腺素钠 甲巯咪唑 碳酸钙D3 骨化三醇 叶酸 维生素B12 维生素C 甲钴胺 舍曲林 艾司唑仑 "
    "复方丹参 六味地黄 银杏叶 板蓝根 连花清瘟 藿香正气 逍遥 补中益气 蒲地蓝消炎"
)
_FORMS = (
    ("片", "0.25g×24片", "盒"),
    ("胶囊", "0.5g×20粒", "盒"),
    ("颗粒", "10g×9袋", "盒"),
    ("口服液", "10ml×10支", "盒"),
)
_TESTS = _words(
    "血常规 尿常规 粪便常规 凝血四项 肝功能 肾功能 电解质 血脂四项 空腹血糖 糖化血红蛋白 甲状腺功能五项 乙肝五项 丙肝抗体 梅毒抗体 艾滋病抗体 心肌酶谱 "
    "肌钙蛋白 降钙素原 C反应蛋白 类风湿因子 抗核抗体 肿瘤标志物 甲胎蛋白 癌胚抗原 前列腺特异抗原 性激素六项 维生素D测定 幽门螺杆菌呼气试验 过敏原筛查 血型鉴定"
)
_IMAGING = ("头颅", "颈椎", "胸部", "腹部", "腰椎", "盆腔", "膝关节", "肩关节")
_MEANS = (
    ("CT平扫", "260.00"),
    ("CT增强", "520.00"),
    ("磁共振平扫", "480.00"),
    ("磁共振增强", "820.00"),
    ("数字化摄影", "75.00"),
    ("彩色多普勒超声", "120.00"),
)
_CARE = _words(
    "静脉输液 肌肉注射 皮下注射 静脉采血 雾化吸入 吸氧 换药(小) 换药(中) 换药(大) 拆线 导尿 洗胃 心电图 动态心电图 动态血压监测 肺功能检查 胃镜检查 无痛胃镜 "
    "肠镜检查 无痛肠镜 骨密度测定 视力检查 眼压测量 眼底照相 纯音测听 鼻内镜检查 洁牙 根管治疗 拔牙 针灸 推拿 拔罐 中药熏洗 康复训练 超声波治疗 中频脉冲电治疗 "
    "床位费(普通) 床位费(单间) 护理费(一级) 护理费(二级)"
)


def resources() -> Iterator[Resource]:
    """All of it."""
    rng = random.Random("prices")
    for number, (drug, (form, specification, unit)) in enumerate(itertools.product(_DRUGS, _FORMS)):
        yield price(
            f"drug-{number:04d}", systems.DRUGS, f"XY{number:05d}", f"{drug}{form}", _yuan(rng, 4, 90), specification, unit
        )
    items = [(test, _yuan(rng, 5, 180)) for test in _TESTS]
    items += [(f"{place}{means}", yuan) for place, (means, yuan) in itertools.product(_IMAGING, _MEANS)]
    items += [(care, _yuan(rng, 3, 400)) for care in _CARE]
    for number, (title, yuan) in enumerate(items):
        yield price(f"item-{number:04d}", systems.ITEMS, f"25{number:07d}", title, yuan)


def _yuan(rng: random.Random, least: int, most: int) -> str:
    return f"{rng.randint(least, most)}.{rng.choice((0, 20, 50, 88)):02d}"
