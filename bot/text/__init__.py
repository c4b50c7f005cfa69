"""Arabic text as data: folding, sentences, tokens, stems."""
