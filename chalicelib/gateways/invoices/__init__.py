"""Electronic invoices, of fiscal bills and of tax, by whoever serves docs/invoice-profile.md."""
