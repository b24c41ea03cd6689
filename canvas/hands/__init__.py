"""The view in which people drag, write and delete. Qt graphics view and tools."""
