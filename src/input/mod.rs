//! From files, folders and standard input to documents.
