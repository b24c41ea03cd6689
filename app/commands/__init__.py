"""The commands of `masa`, one module a purpose."""
