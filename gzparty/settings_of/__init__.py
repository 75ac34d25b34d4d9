"""The rows of the list of settings, a module for each part of the work; `gzparty/setting_list.py` puts them together."""
