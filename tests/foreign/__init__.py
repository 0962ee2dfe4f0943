"""Files of other programs, made here from known texts and read again: python -m tests.foreign"""
