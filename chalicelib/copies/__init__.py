"""Record copies 病案复印: applying, proving, reviewing, pricing, copying, handing over, and knowing at every moment who has it."""
