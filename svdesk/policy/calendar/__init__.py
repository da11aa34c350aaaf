"""The legal calendar: working days as each law counts them, and the days that periods begin and end on."""
