"""Record copies as people live through them: an applicant's phone, the record room's staff, the papers that are photographed."""
