"""The conference engine: what is asked, what may be, and the timetable that answers."""
