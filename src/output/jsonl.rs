//! JSON Lines: a record a line, or a document a line with its records inside.

use super::Entry;
use crate::Record;
use serde::Serialize;

/// What stands before and after each object.
pub(super) const AROUND: (&[u8], &[u8]) = (b"", b"\n");

/// Adds a record; what led to it and the fields that are kept are its last members.
pub(super) fn write<'a>(
    entry: &Entry,
    kept: impl Iterator<Item = (&'a String, &'a String)>,
    out: &mut Vec<u8>,
) {
    write_record(&entry.record, out);
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

/// Adds a record alone, as its `Serialize` does, but without a look at each byte of its
/// strings.
fn write_record(record: &Record, out: &mut Vec<u8>) {
    let Record { doc, kind, text, start, end, fact, sentence, rule } = record;
    let string = |name: &str, value: &str, out: &mut Vec<u8>| {
        out.extend_from_slice(name.as_bytes());
        write_string(value, out);
    };
    string("{\"doc\":", doc, out);
    string(",\"kind\":", kind, out);
    string(",\"text\":", text, out);
    out.extend_from_slice(b",\"start\":");
    to_json(start, out);
    out.extend_from_slice(b",\"end\":");
    to_json(end, out);
    // The members of the fact are members of the record.
    let brace = out.len();
    to_json(fact, out);
    out.pop();
    match out.len() - brace {
        1 => out.truncate(brace),
        _ => out[brace] = b',',
    }
    string(",\"sentence\":", sentence, out);
    string(",\"rule\":", rule, out);
    out.push(b'}');
}

/// Adds a string; nearly all have nothing to escape.
fn write_string(string: &str, out: &mut Vec<u8>) {
    let is_odd = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    if string.bytes().fold(false, |any, byte| any | is_odd(byte)) {
        return to_json(&string, out);
    }
    out.push(b'"');
    out.extend_from_slice(string.as_bytes());
    out.push(b'"');
}

/// Makes the object at the end ready for one more member.
fn open(out: &mut Vec<u8>) {
    let brace = out.pop();
    debug_assert_eq!(brace, Some(b'}'));
    out.push(b',');
}

fn to_json(value: &impl Serialize, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, value).expect("it is JSON and memory takes it");
}

#[cfg(test)]
mod tests {
    use super::write_record;
    use crate::record::{Fact, Record};
    use serde_json::Map;

    #[test]
    fn a_record_is_written_as_it_is_serialized() {
        let text = "Chủ tịch xã Bản Mới Lê Văn An: \"Có 7/10 hộ \\ tăng 5%\".";
        let mut records = crate::Extractor::new().extract("a\t\"b\"", text);
        assert_eq!(records.len(), 3);
        records.push(Record { fact: Fact::Pattern(Map::new()), ..records[0].clone() });
        for record in records {
            let mut json = Vec::new();
            write_record(&record, &mut json);
            assert_eq!(String::from_utf8(json).unwrap(), serde_json::to_string(&record).unwrap());
        }
    }
}
