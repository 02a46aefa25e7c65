"""Steps: `advance` and all it needs to take one."""
