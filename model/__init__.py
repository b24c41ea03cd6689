"""The document: records, gestures, undo; what the figures say. No Qt."""
