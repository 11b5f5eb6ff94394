"""What wakes an engineer. Each alarm goes to one topic; docs/runbook.md says what to do for each."""

from infra import names
from infra.lambdas import Kind, lambdas, queues
from infra.names import Template
from infra.stores import FAILED_FACTS, FAILED_JOBS

OLDEST = 15 * 60  # seconds a message may wait before somebody looks
MINUTE = 60


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
    for one in lambdas():
        dimensions: Template = {"FunctionName": {"Ref": one.resource}}
        for metric in ("Errors", "Throttles"):
            made[names.logical(one.name, metric.lower(), "alarm")] = _alarm(
                f"{one.name}: {metric.lower()}", ("AWS/Lambda", metric, "Sum"), dimensions
            )
        made |= _faults(one.name, one.resource)
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


def _faults(name: str, resource: str) -> Template:
    """Faults answered as a bare 500, and messages that failed, are no errors to Lambda: they are counted from the log."""
    metric = names.logical(name, "faults")
    counted = {"MetricName": metric, "MetricNamespace": {"Fn::Sub": "Xinglin/${AWS::StackName}"}, "MetricValue": "1"}
    group = {"Fn::Sub": f"/aws/lambda/${{{resource}}}"}
    pattern = '{ $.event = "fault" || $.event = "job_failed" }'
    filtered = {"LogGroupName": group, "FilterPattern": pattern, "MetricTransformations": [counted]}
    alarm = _alarm(f"{name}: faults", (counted["MetricNamespace"], metric, "Sum"), {})
    return {
        metric + "Filter": {
            "Type": "AWS::Logs::MetricFilter",
            "DependsOn": [names.logical(name, "log-group")],
            "Properties": filtered,
        },
        metric + "Alarm": alarm,
    }


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
