"""A map → PDF, Excel, picture. No widgets."""
