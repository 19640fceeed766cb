//! JSON Lines: a record a line, or a document a line with its records inside.

use super::Entry;
use super::record::{self, to_json};

/// What stands before and after each object.
pub(super) const AROUND: (&[u8], &[u8]) = (b"", b"\n");

/// Adds a record; what led to it and the fields that are kept are its last members.
pub(super) fn write<'a>(
    entry: &Entry,
    kept: impl Iterator<Item = (&'a String, &'a String)>,
    out: &mut Vec<u8>,
) {
    record::write(&entry.record, out);
    if let Some(why) = &entry.why {
        open(out);
        out.extend_from_slice(b"\"why\":");
        to_json(why, out);
        out.push(b'}');
    }
    write_kept(kept, out);
}

/// Adds the beginning of a document with its records inside.
pub(super) fn begin_group<'a>(
    doc: &str,
    kept: impl Iterator<Item = (&'a String, &'a String)>,
    out: &mut Vec<u8>,
) {
    out.extend_from_slice(b"{\"doc\":");
    to_json(&doc, out);
    out.push(b'}');
    write_kept(kept, out);
    open(out);
    out.extend_from_slice(b"\"facts\":[");
}

/// Adds a record inside of a document.
pub(super) fn write_in_group(entry: &Entry, is_first: bool, out: &mut Vec<u8>) {
    if !is_first {
        out.push(b',');
    }
    write(entry, std::iter::empty(), out);
}

/// Adds the end of a document with its records inside.
pub(super) fn end_group(out: &mut Vec<u8>) {
    out.extend_from_slice(b"]}");
}

fn write_kept<'a>(kept: impl Iterator<Item = (&'a String, &'a String)>, out: &mut Vec<u8>) {
    for (name, json) in kept {
        open(out);
        to_json(name, out);
        out.push(b':');
        out.extend_from_slice(json.as_bytes());
        out.push(b'}');
    }
}

/// Makes the object at the end ready for one more member.
fn open(out: &mut Vec<u8>) {
    let brace = out.pop();
    debug_assert_eq!(brace, Some(b'}'));
    out.push(b',');
}
