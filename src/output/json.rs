//! JSON: one list of records, or of documents with their records inside; each of
//! them is a line.

/// What stands before and after each object.
pub(super) const AROUND: (&[u8], &[u8]) = (b",\n", b"");

/// The comma that the first object goes without.
pub(super) const COMMA: usize = 1;

/// What stands before the first object.
pub(super) const HEAD: &[u8] = b"[";

/// What stands after the last object.
pub(super) const TAIL: &[u8] = b"\n]\n";
