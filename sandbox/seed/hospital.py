"""The hospital: two campuses, their departments, rooms and services, and the doctors."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.gateways.his import systems
from sandbox.seed import names
from sandbox.seed.fhir import Resource, concept, identifier, price, reference

HOSPITAL, EAST, WEST = "hospital", "east", "west"
CAMPUSES = {EAST: ("东院区", "杏林市东湖区春晖路1号", "0990-8800001"), WEST: ("西院区", "杏林市西山区橘井路99号", "0990-8800002")}


class Department(NamedTuple):
    """One department."""

    id: str
    campus: str
    name: str
    specialities: tuple[str, ...]
    floor: str
    sensitive: bool = False
    free: bool = False


DEPARTMENTS = [
    Department("cardiology", EAST, "心血管内科", ("高血压", "冠心病", "心律失常", "心力衰竭"), "门诊楼2层A区"),
    Department("respiratory", EAST, "呼吸内科", ("慢性阻塞性肺疾病", "哮喘", "肺结节", "慢性咳嗽"), "门诊楼2层B区"),
    Department("digestive", EAST, "消化内科", ("胃炎", "消化道溃疡", "肠易激综合征", "肝病"), "门诊楼3层A区"),
    Department("neurology", EAST, "神经内科", ("脑卒中", "头痛眩晕", "帕金森病", "癫痫"), "门诊楼3层B区"),
    Department("endocrine", EAST, "内分泌科", ("糖尿病", "甲状腺疾病", "骨质疏松", "肥胖症"), "门诊楼3层C区"),
    Department("surgery", EAST, "普通外科", ("甲状腺结节", "疝", "胆囊结石", "乳腺疾病"), "门诊楼4层A区"),
    Department("orthopedics", EAST, "骨科", ("关节置换", "脊柱疾病", "运动损伤", "骨折"), "门诊楼4层B区"),
    Department("urology", EAST, "泌尿外科", ("泌尿系结石", "前列腺疾病", "肾肿瘤"), "门诊楼4层C区"),
    Department("ophthalmology", EAST, "眼科", ("白内障", "青光眼", "近视防控", "眼底病"), "门诊楼5层A区"),
    Department("ent", EAST, "耳鼻咽喉科", ("鼻炎", "听力障碍", "咽喉疾病"), "门诊楼5层B区"),
    Department("psychology", EAST, "精神心理科", ("睡眠障碍", "焦虑", "抑郁", "青少年心理"), "3号楼1层", sensitive=True),
    Department("pediatrics", WEST, "儿科", ("小儿呼吸", "小儿消化", "生长发育", "儿童保健"), "门诊楼1层A区"),
    Department("gynecology", WEST, "妇科", ("子宫肌瘤", "妇科炎症", "内分泌失调"), "门诊楼2层A区"),
    Department("obstetrics", WEST, "产科", ("产前检查", "高危妊娠", "产后康复"), "门诊楼2层B区"),
    Department("reproduction", WEST, "生殖医学科", ("不孕不育", "辅助生殖"), "门诊楼6层", sensitive=True),
    Department("dermatology", WEST, "皮肤科", ("湿疹", "银屑病", "痤疮", "过敏性皮肤病"), "门诊楼3层A区"),
    Department("stomatology", WEST, "口腔科", ("牙体牙髓", "牙周病", "口腔种植", "正畸"), "门诊楼3层B区"),
    Department("tcm", WEST, "中医科", ("脾胃病", "妇科调理", "针灸推拿", "慢性疲劳"), "门诊楼4层A区"),
    Department("rehabilitation", WEST, "康复医学科", ("术后康复", "颈腰痛", "偏瘫康复"), "门诊楼4层B区"),
    Department("convenience", WEST, "便民门诊", ("续方开药", "检查开单"), "门诊楼1层B区", free=True),
]
GRADES = ("chief", "associate-chief", "associate-chief", "attending")  # of a department's doctors, the fifth on: attending
FEES = {  # what a clinic costs, in yuan
    "chief": ("fee-chief", "110200004", "主任医师门诊诊察费", "50.00"),
    "associate-chief": ("fee-associate-chief", "110200003", "副主任医师门诊诊察费", "30.00"),
    "attending": ("fee-attending", "110200002", "主治医师门诊诊察费", "15.50"),
    "general": ("fee-general", "110200001", "普通门诊诊察费", "10.00"),
    "free": ("fee-free", "110200000", "便民门诊诊察费", "0.00"),
}


class Doctor(NamedTuple):
    """One doctor and his place."""

    id: str
    name: str
    sex: str
    grade: str
    department: Department
    specialities: tuple[str, ...]

    @property
    def role(self) -> str:
        """The id of his PractitionerRole."""
        return f"role-{self.id}"


def doctors() -> list[Doctor]:
    """Everybody; three to five a department."""
    rng = random.Random("doctors")
    found: list[Doctor] = []
    for department in DEPARTMENTS:
        for place in range(3 + len(found) % 3 // 2 + (not department.free)):
            sex = rng.choice(("male", "female"))
            own = tuple(rng.sample(department.specialities, min(2, len(department.specialities))))
            grade = GRADES[place] if place < len(GRADES) else "attending"
            found.append(Doctor(f"d{len(found) + 1:03d}", names.person(rng, sex), sex, grade, department, own))
    return found


def resources() -> Iterator[Resource]:
    """All of it."""
    yield _organization(HOSPITAL, "杏林市人民医院", "prov", None, "三级甲等综合医院，设东、西两个院区。")
    for campus, (name, address, phone) in CAMPUSES.items():
        organization = _organization(campus, name, "prov", HOSPITAL, "")
        yield organization | {"address": [{"text": address}], "telecom": [{"system": "phone", "value": phone}]}
    for department in DEPARTMENTS:
        yield from _department(department)
    for doctor in doctors():
        yield from _doctor(doctor)
    for name, code, title, yuan in FEES.values():
        yield price(name, systems.ITEMS, code, title, yuan)


def _organization(name: str, title: str, kind: str, part_of: str | None, words: str) -> Resource:
    resource: Resource = {
        "resourceType": "Organization",
        "id": name,
        "active": True,
        "name": title,
        "type": [concept(systems.ORGANIZATION_TYPE, kind)],
    }
    if part_of:
        resource["partOf"] = reference("Organization", part_of)
    if words:
        resource["extension"] = [{"url": systems.INTRODUCTION, "valueString": words}]
    return resource


def _department(one: Department) -> Iterator[Resource]:
    words = f"{one.name}长于{'、'.join(one.specialities)}的诊治。"
    organization = _organization(one.id, one.name, "dept", one.campus, words)
    if one.sensitive:
        organization["meta"] = {"security": [{"system": systems.CONFIDENTIALITY, "code": "R"}]}
    yield organization
    for number in (1, 2, 3):
        yield {
            "resourceType": "Location",
            "id": f"room-{one.id}-{number}",
            "status": "active",
            "name": f"{one.floor}{number}诊室",
            "managingOrganization": reference("Organization", one.id),
        }
    for kind, words in (("general", "专科"), ("expert", "专家")):
        yield {
            "resourceType": "HealthcareService",
            "id": f"service-{one.id}-{kind}",
            "active": True,
            "providedBy": reference("Organization", one.id, one.name),
            "type": [concept(systems.KIND, kind, words)],
            "name": f"{one.name}{words}门诊",
            "location": [reference("Location", f"room-{one.id}-1")],
        }


def _doctor(one: Doctor) -> Iterator[Resource]:
    words = f"从事{one.department.name}临床工作多年，擅长{'、'.join(one.specialities)}。"
    yield {
        "resourceType": "Practitioner",
        "id": one.id,
        "active": True,
        "identifier": [identifier(systems.STAFF, one.id[1:].zfill(5))],
        "name": [{"text": one.name}],
        "gender": one.sex,
        "extension": [{"url": systems.INTRODUCTION, "valueString": words}],
    }
    yield {
        "resourceType": "PractitionerRole",
        "id": one.role,
        "active": True,
        "practitioner": reference("Practitioner", one.id, one.name),
        "organization": reference("Organization", one.department.id, one.department.name),
        "code": [concept(systems.GRADE, one.grade, systems.GRADES[one.grade])],
        "specialty": [{"text": speciality} for speciality in one.specialities],
    }
