"""Reference data: goods, code tables, the working-day calendar and official numbers, all pure."""
