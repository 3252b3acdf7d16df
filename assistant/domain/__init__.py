"""The words of the product as plain values, and the pure rules about them. Standard library only."""
