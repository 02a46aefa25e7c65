"""Two sample ministries with fictional cases, built through the same steps that officials take."""
