"""What is due, whose time was used, calendars, reminders."""
