"""Every test of Alongside; folders mirror ``src`` beside a few kinds of their own."""
