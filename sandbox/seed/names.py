"""Invented Chinese names."""

import random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏"
MALE = "伟强磊军勇涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林松柏海山川岩峰毅恒远志诚信文武博学思齐怀瑾"
FEMALE = "芳娜敏静丽艳娟霞燕玲洁梅婷雪莹慧琳倩蓉颖丹萍红云兰月秀英欣怡佳宁若溪语桐诗涵雅清婉如书瑶梦琪"


def person(rng: random.Random, sex: str) -> str:
    """A name of two or three characters."""
    given = MALE if sex == "male" else FEMALE
    return rng.choice(SURNAMES) + "".join(rng.sample(given, rng.choice((1, 2, 2, 2))))
