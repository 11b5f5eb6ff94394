"""Health education: articles that two people answer for, a weekly issue, greetings on holidays."""
