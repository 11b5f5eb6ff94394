"""What is asked of whom: in the mini program, by a QR code of one use, and anonymously."""
