"""Speed, measured as ratios within one run: against a bare insert, or against a limit."""
