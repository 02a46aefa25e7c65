"""How steps cross the border: sealed packages, the courier that carries them, the reception that takes them in."""
