"""Short ways of writing FHIR resources."""

from typing import Any

from chalicelib.gateways.his import systems

Resource = dict[str, Any]


def reference(kind: str, name: str, display: str = "") -> Resource:
    """A Reference."""
    return {"reference": f"{kind}/{name}", **({"display": display} if display else {})}


def identifier(system: str, value: str, code: str = "") -> Resource:
    """An Identifier."""
    kind = {"type": {"coding": [{"system": systems.IDENTIFIER_TYPE, "code": code}]}} if code else {}
    return {**kind, "system": system, "value": value}


def concept(system: str, code: str, text: str = "") -> Resource:
    """A CodeableConcept."""
    return {"coding": [{"system": system, "code": code}], **({"text": text} if text else {})}


def price(name: str, system: str, code: str, title: str, yuan: str, specification: str = "", unit: str = "次") -> Resource:
    """A ChargeItemDefinition."""
    extensions = [{"url": systems.UNIT, "valueString": unit}]
    if specification:
        extensions.append({"url": systems.SPECIFICATION, "valueString": specification})
    amount = {"value": float(yuan), "currency": "CNY"}
    return {
        "resourceType": "ChargeItemDefinition",
        "id": name,
        "url": f"{systems.OURS}/ChargeItemDefinition/{name}",
        "status": "active",
        "title": title,
        "code": concept(system, code, title),
        "extension": extensions,
        "propertyGroup": [{"priceComponent": [{"type": "base", "amount": amount}]}],
    }
