"""What a campus offers to applicants: kinds with their papers, purposes, parts, ways of delivery; and the public tariff."""

from chalicelib.copies import rules, settings
from chalicelib.copies.models import Applicant
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.shapes import AlternativeView, KindView, NamedView, NeedView, OptionsView, PurposeView, TariffView
from chalicelib.copies.states import Delivery


def options(campus: str) -> OptionsView:
    """What the form offers."""
    chosen, table = settings.chosen(campus), rules.VERSIONS[rules.CURRENT]
    return OptionsView(
        rules=table.version,
        kinds=[_kind(kind, rule, chosen) for kind, rule in table.applicants.items()],
        parts=[NamedView(code=code, words=part.words) for code, part in table.parts.items()],
        purposes=[_purpose(code, one, chosen) for code, one in chosen.purposes.items()],
        deliveries=[one.value for one in Delivery if one in chosen.deliveries],
        most_copies=chosen.most_copies,
        most_stays=chosen.most_stays,
    )


def _kind(kind: Applicant, rule: rules.Rule, chosen: settings.CopiesSettings) -> KindView:
    needs = rules.needs(rule, dead=rule.dead is True, note_asked=chosen.capacity_note, handheld_asked=chosen.handheld)
    return KindView(
        code=kind.value,
        words=rule.words,
        online=kind in chosen.online,
        needs=[need(one, met=False) for one in needs],
        confirm=[one.value for one in rule.confirm],
        second=rule.second,
    )


def _purpose(code: str, one: settings.Purpose, chosen: settings.CopiesSettings) -> PurposeView:
    elsewhere = [chosen.elsewhere[key] for key in one.elsewhere if key in chosen.elsewhere]
    return PurposeView(
        code=code,
        words=one.words,
        parts=list(one.parts),
        certified=one.certified,
        elsewhere=[NamedView(code=there.what, words=there.where) for there in elsewhere],
    )


def need(one: rules.Need, *, met: bool) -> NeedView:
    """One thing to be shown, and whether it is."""
    return NeedView(
        any_of=[AlternativeView(papers=[_named(kind) for kind in papers]) for papers in one.any_of],
        source=one.source,
        by_link=one.by_link,
        met=met,
    )


def _named(kind: PaperKind) -> NamedView:
    return NamedView(code=kind.value, words=rules.PAPERS[kind].words)


def tariff(campus: str) -> TariffView:
    """What everybody may read."""
    chosen = settings.chosen(campus)
    return TariffView(
        **chosen.tariff.model_dump(),
        prepay=chosen.prepay if chosen.pay == "prepay" else 0,
        free_for=sorted(rules.VERSIONS[rules.CURRENT].applicants[one].words for one in chosen.free_for),
    )
