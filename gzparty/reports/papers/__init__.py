"""The papers: each module turns views into content, and knows nothing of ink."""
