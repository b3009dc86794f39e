"""The shared picture of a person, composed from panels."""
