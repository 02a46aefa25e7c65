"""Of what each official is told: gathered beside the steps, shown on screen, mailed."""
