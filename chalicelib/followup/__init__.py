"""Follow-up 随访: plans that ask and remind after a visit or a stay, questionnaires, alarms that somebody reads, tasks for people."""
