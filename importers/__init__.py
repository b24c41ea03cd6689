"""A file of figures or answers → a checked table → records, in one undoable gesture. No Qt."""
