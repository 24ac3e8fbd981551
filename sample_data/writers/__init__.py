"""One writer a vendor: the training year in, the bytes of that app's export out."""
