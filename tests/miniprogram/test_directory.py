"""The hospital's pages and its price list on a phone."""

import json

PRICES = "directory/pages/prices/index"


def test_from_the_hospital_to_a_doctor_and_on_to_booking(phone):
    phone.open("directory/pages/hospital/index").tap("东湖区", part=True).see("本院区科室").tap("心血管内科").see("预约本科室")
    phone.page.locator(".mp-frame.active .line").first.tap()
    phone.see("擅长").tap("预约心血管内科")
    phone.see("只看")
    assert phone.at == "registration/pages/clinics/index"


def test_the_price_list_is_searched_by_initials_and_read_on(phone):
    phone.open(PRICES).see("加载更多").tap("加载更多")
    phone.page.wait_for_function("getCurrentPages().at(-1).data.prices.length > 30")
    phone.fill("搜索价格", "zrys").see("主任医师门诊诊察费").see("¥50.00")
    phone.fill("搜索价格", "没有这样的药").see("没有找到相关的药品或项目")
    phone.tap("清除").see("加载更多")


def test_what_the_hospital_switched_off_is_not_offered(phones):
    phone = phones()
    phone.page.route(
        "**/api/hospital",
        lambda route: route.fulfill(
            status=200,
            content_type="application/json",
            body=json.dumps({**route.fetch().json(), "functions": ["pages"]}),
        ),
    )
    phone.open("directory/pages/hospital/index").see("院区")
    assert not phone.sees("预约挂号")
    assert not phone.sees("价格公示")
    phone.open(PRICES).see("暂未开放价格查询")
    phone.open("registration/pages/departments/index").see("暂未开放预约挂号")
