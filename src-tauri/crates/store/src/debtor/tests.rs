//! Debtors on a real encrypted database.
