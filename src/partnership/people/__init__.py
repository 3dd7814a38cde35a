"""Who is who: pupils, guardians, staff, classes and the links between them."""
