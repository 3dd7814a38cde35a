"""The back ends that ship with the library; none of them is imported until the host asks for it."""
