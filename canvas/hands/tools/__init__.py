"""The gestures of the hand: one class each, begun, moved, then finished or cancelled without a trace."""
