"""Projecting: the map on a wall, without panels, stage by stage, in sizes that the back row can read."""
