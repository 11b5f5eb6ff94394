"""What wakes an engineer. Each alarm goes to one topic; docs/runbook.md says what to do for each."""

from infra import names
from infra.lambdas import Kind, lambdas, queues
from infra.names import Template
from infra.stores import FAILED_FACTS, FAILED_JOBS

OLDEST = 15 * 60  # seconds a message may wait before somebody looks
MINUTE = 60

# What the code measures (kernel.log.metric) and somebody must look at, each once it happens.
WATCHED = {
    "Fault": "a request ended in a bare 500",
    "JobFailed": "a message failed for a reason of ours",
    "AgendaUnrouted": "an agenda item of a kind that nobody acts on",
    "LyingNotice": "WeChat Pay signed a notice that our books contradict",
    "StrayPayment": "money came for an order that was over; it is being sent back",
    "RefundedTwice": "paid out by hand, and by WeChat Pay too",
    "RefundRefused": "WeChat Pay refuses a refund",
    "PrepayRefused": "WeChat Pay refuses to prepare a payment",
    "WechatSetup": "WeChat says that our keys, template or permission are wrong",
    "SmsSetup": "Tencent Cloud says that our keys, sign or template are wrong",
    "ExpressSetup": "the carrier says that our access is wrong",
    "InvoicesSetup": "the invoice platform says that our access is wrong",
    "CallsSetup": "the call device says that our access is wrong",
    "AlarmReachesNobody": "an alarm of the follow-up was escalated and nobody is named, or has a phone",
    "InvoiceRefused": "the invoice platform refuses an invoice",
    "WechatPushForged": "somebody plays WeChat to us",
    "HisResourceUnusable": "the HIS sent something that cannot be used",
    "StaffNotTakenOver": "a member of staff of the HIS could not be taken over",
    "StaffNotTold": "a short message to staff about waiting work did not go",
    "PaperBroken": "a sealed paper does not open: its object, key or owner is not what was sealed",
    "StaffNumberLocked": "a staff number was locked after too many wrong tries",
}
# What is measured to be looked at in time, and wakes nobody.
COUNTED = {
    "ChannelClosed",
    "DeliveryUnmatched",
    "HisDeliveryPutOff",
    "Message",
    "MessageUnfit",
    "MessageUnknown",
    "NoticeOfUnknownKind",
    "NoticeRefused",
    "ProxyNotTold",
    "WechatPushUnreadable",
}


def resources() -> Template:
    """The topic, and every alarm."""
    made: Template = {"AlarmsTopic": {"Type": "AWS::SNS::Topic", "Properties": {}}}
    for name in (FAILED_FACTS, FAILED_JOBS):
        made[names.logical(name, "alarm")] = _depth(names.queue(name), f"{name}: a stream or a schedule gave something up")
    for name in queues():
        made[names.logical(name, "dead-letters-alarm")] = _depth(names.dead_letters(name), f"{name}: dead letters")
        made[names.logical(name, "age-alarm")] = _alarm(
            f"{name}: the oldest message waits too long",
            ("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum"),
            {"QueueName": {"Fn::GetAtt": [names.queue(name), "QueueName"]}},
            threshold=OLDEST,
            periods=5,
        )
    for name, text in WATCHED.items():
        made[names.logical(name, "alarm")] = _alarm(f"{name}: {text}", ("Xinglin", name, "Sum"), {})
    for one in lambdas():
        dimensions: Template = {"FunctionName": {"Ref": one.resource}}
        for metric in ("Errors", "Throttles"):
            made[names.logical(one.name, metric.lower(), "alarm")] = _alarm(
                f"{one.name}: {metric.lower()}", ("AWS/Lambda", metric, "Sum"), dimensions
            )
        if one.kind == Kind.STREAM:
            made[names.logical(one.name, "age-alarm")] = _alarm(
                f"{one.name}: the stream is read too late",
                ("AWS/Lambda", "IteratorAge", "Maximum"),
                dimensions,
                threshold=OLDEST * 1000,
                periods=5,
            )
    return made


def _depth(queue: str, description: str) -> Template:
    dimensions: Template = {"QueueName": {"Fn::GetAtt": [queue, "QueueName"]}}
    return _alarm(description, ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"), dimensions)


def _alarm(
    description: str, metric: tuple[object, str, str], dimensions: Template, *, threshold: int = 0, periods: int = 1
) -> Template:
    namespace, name, statistic = metric
    properties: Template = {
        "AlarmDescription": f"Xinglin {description}",
        "Namespace": namespace,
        "MetricName": name,
        "Statistic": statistic,
        "Period": MINUTE,
        "EvaluationPeriods": periods,
        "Threshold": threshold,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": [{"Ref": "AlarmsTopic"}],
    }
    if dimensions:
        properties["Dimensions"] = [{"Name": key, "Value": value} for key, value in dimensions.items()]
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}
