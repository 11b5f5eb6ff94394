"""What the applicant keeps when all is done: the invoice, and ⚙ the electronic copy."""
