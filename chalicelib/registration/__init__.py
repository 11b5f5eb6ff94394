"""Registration 挂号: finding a clinic, winning a time-marked number, paying for it, changing it, giving it back, being told."""
