"""Official documents (GB/T 9704-2012): where the elements of 版头 and 版记 stand, in pt, the same for PDF and Word."""
