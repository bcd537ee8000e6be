"""Publishing: from a built site to what visitors see."""
