"""Corpus: report files in, reports with sections and passages out, kept in a catalogue."""
