"""What thinks: models and linguistics behind Protocols, one file for each library."""
