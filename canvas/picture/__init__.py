"""From records to a display list, and from a display list to a QPainter. No widgets."""
