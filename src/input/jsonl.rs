//! JSON Lines: one article a line, a JSON object with its identifier and text.

use super::{Bytes, Chunk, Document, DocumentError, Fields, Place, decode, failure};
use crate::text::{Encoding, NotText, characters};
use memchr::{memchr, memchr_iter, memrchr};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, ErrorKind, Read};
use std::sync::Arc;

/// Bytes that are asked for at once: enough that handing a block to a thread
/// costs nothing beside decoding it, and little enough to stay in the cache.
pub(super) const BLOCK: usize = 256 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The lines of a file, in blocks of about [`BLOCK`] bytes.
///
/// A block is what one read gave, up to its last line end: whole blocks of a
/// file, but from a pipe each line as soon as it has come.
pub(super) fn chunks(
    name: String,
    bytes: Bytes,
    fields: Arc<Fields>,
    encoding: Option<Encoding>,
) -> impl Iterator<Item = Chunk> + Send {
    let name: Arc<str> = name.into();
    let mut blocks = Blocks { bytes, rest: Vec::new() };
    let (mut line, mut offset, mut done) = (1, 0, false);
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        match blocks.next() {
            Ok(block) if block.is_empty() => None,
            Ok(block) => {
                // What is no text would be an error a line.
                if offset == 0
                    && let Err(error @ NotText::Binary(_)) = characters(&block, None)
                {
                    done = true;
                    let place = Place { path: name.to_string(), line: None };
                    return Some(failure(DocumentError::not_text(error, place, 0)));
                }
                let (name, fields) = (name.clone(), fields.clone());
                let lines = Lines { name, fields, encoding, line, offset, at: 0, block };
                line += memchr_iter(b'\n', &lines.block).count() as u64;
                offset += lines.block.len() as u64;
                Some(Box::new(lines) as Chunk)
            }
            Err(source) => {
                done = true;
                Some(failure(DocumentError::Unreadable { path: name.to_string(), source }))
            }
        }
    })
}

/// The beginning of `bytes`: at least its first line that is not blank, and at
/// least `least` bytes where there are so many.
pub(super) fn head(bytes: &mut impl Read, least: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while read_more(bytes, &mut head)? > 0 {
        if head.len() >= least && memchr(b'\n', head.trim_ascii_start()).is_some() {
            break;
        }
    }
    Ok(head)
}

/// Whether a file that begins with `head` is taken for JSON lines: its first
/// character is a brace.
pub(super) fn sniff(head: &[u8]) -> bool {
    head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).trim_ascii_start().starts_with(b"{")
}

/// The names of the fields of the lines in `head`, sorted.
pub(super) fn field_names(head: &[u8]) -> Vec<String> {
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    let names: BTreeSet<String> = head
        .split(|&byte| byte == b'\n')
        // The last line may be cut short; it is left out like a broken one.
        .filter_map(|line| serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(line).ok())
        .flat_map(BTreeMap::into_keys)
        .collect();
    names.into_iter().collect()
}

/// Reads once, whatever is there up to [`BLOCK`] bytes, and returns how many.
fn read_more(bytes: &mut (impl Read + ?Sized), buffer: &mut Vec<u8>) -> io::Result<usize> {
    let filled = buffer.len();
    buffer.resize(filled + BLOCK, 0);
    let read = loop {
        match bytes.read(&mut buffer[filled..]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => break result,
        }
    };
    buffer.truncate(filled + *read.as_ref().unwrap_or(&0));
    read
}

/// Cuts bytes into blocks that end with a line.
struct Blocks {
    bytes: Bytes,
    /// The beginning of the line that the last block did not hold.
    rest: Vec<u8>,
}

impl Blocks {
    /// The next block; an empty one at the end.
    fn next(&mut self) -> io::Result<Vec<u8>> {
        let mut block = std::mem::take(&mut self.rest);
        loop {
            let filled = block.len();
            if read_more(&mut *self.bytes, &mut block)? == 0 {
                return Ok(block);
            }
            if let Some(end) = memrchr(b'\n', &block[filled..]) {
                self.rest = block.split_off(filled + end + 1);
                return Ok(block);
            }
        }
    }
}

/// The documents of one block.
struct Lines {
    name: Arc<str>,
    fields: Arc<Fields>,
    encoding: Option<Encoding>,
    block: Vec<u8>,
    /// Bytes of the file before the block.
    offset: u64,
    /// The first byte of the block that was not decoded yet, and its line.
    at: usize,
    line: u64,
}

impl Iterator for Lines {
    type Item = Result<Document, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.block.len() {
            let (start, line) = (self.at, self.line);
            let end = memchr(b'\n', &self.block[start..]).map_or(self.block.len(), |len| start + len);
            (self.at, self.line) = (end + 1, line + 1);

            let mut bytes = &self.block[start..end];
            if self.offset == 0 && start == 0 {
                bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
            }
            if !bytes.trim_ascii().is_empty() {
                let skipped = (end - start) - bytes.len();
                return Some(self.decode(bytes, self.offset + (start + skipped) as u64, line));
            }
        }
        None
    }
}

impl Lines {
    /// The document on the line `bytes`, which is number `line` and begins
    /// `offset` bytes into the file.
    fn decode(&self, bytes: &[u8], offset: u64, line: u64) -> Result<Document, DocumentError> {
        let place = || Place { path: self.name.to_string(), line: Some(line) };
        let read =
            decode(bytes, self.encoding).map_err(|error| DocumentError::not_text(error, place(), offset))?;
        let json = read.text.as_ref();

        let mut deserializer = serde_json::Deserializer::from_str(json);
        let article = ArticleSeed(&self.fields)
            .deserialize(&mut deserializer)
            .and_then(|article| deserializer.end().map(|()| article))
            .map_err(|error| match error.classify() {
                Category::Data => DocumentError::NotObject { place: place() },
                _ => not_json(&error, json, place()),
            })?;

        let id = match article.id {
            Value::Null => place().to_string(),
            Value::Text(id) | Value::Number(id) => id,
            Value::Other => {
                let field = self.fields.id().to_owned();
                return Err(DocumentError::BadId { place: place(), field });
            }
        };
        let mut text: Option<String> = None;
        for (value, field) in article.text.into_iter().zip(self.fields.text()) {
            match (value, &mut text) {
                (Value::Null, _) => {}
                (Value::Text(part), None) => text = Some(part),
                (Value::Text(part), Some(text)) => {
                    text.push('\n');
                    text.push_str(&part);
                }
                _ => return Err(DocumentError::NotText { place: place(), field: field.to_owned() }),
            }
        }
        let fields = || self.fields.text().map(str::to_owned).collect();
        let text = text.ok_or_else(|| DocumentError::NoText { place: place(), fields: fields() })?;
        Ok(Document { id, text, encoding: read.encoding })
    }
}

fn not_json(error: &serde_json::Error, json: &str, place: Place) -> DocumentError {
    // The parser counts bytes, people count characters.
    let column = json.as_bytes()[..error.column().min(json.len())]
        .iter()
        .filter(|&&byte| !matches!(byte, 0x80..0xC0))
        .count();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let reason = error.to_string().replace(&position, "");
    DocumentError::NotJson { place, column, reason }
}

/// What a line holds of the fields that are asked for.
struct Article {
    id: Value,
    /// One value for each text field.
    text: Vec<Value>,
}

/// Reads an [`Article`] out of a JSON object and skips the other fields, so that
/// they are never built.
struct ArticleSeed<'a>(&'a Fields);

impl<'de> DeserializeSeed<'de> for ArticleSeed<'_> {
    type Value = Article;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Article, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ArticleSeed<'_> {
    type Value = Article;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Article, A::Error> {
        let mut article = Article { id: Value::Null, text: self.0.text().map(|_| Value::Null).collect() };
        while let Some(key) = map.next_key_seed(KeySeed(self.0))? {
            match key {
                Key { is_id: false, text: None } => {
                    map.next_value::<IgnoredAny>()?;
                }
                Key { is_id, text } => {
                    let value = map.next_value_seed(ValueSeed)?;
                    if is_id {
                        article.id = value.clone();
                    }
                    if let Some(index) = text {
                        article.text[index] = value;
                    }
                }
            }
        }
        Ok(article)
    }
}

/// What a field is needed for.
struct Key {
    is_id: bool,
    /// Its place among the text fields.
    text: Option<usize>,
}

/// Recognizes the name of a field without copying it.
struct KeySeed<'a>(&'a Fields);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Key, E> {
        Ok(Key { is_id: name == self.0.id(), text: self.0.text().position(|field| field == name) })
    }
}

/// The value of a field.
#[derive(Clone)]
enum Value {
    /// It is null or not there.
    Null,
    Text(String),
    Number(String),
    Other,
}

/// Reads a [`Value`], and skips what is inside a list or an object.
struct ValueSeed;

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        /// Above this a float may have lost digits, and two identifiers be one.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        Ok(if number.abs() <= EXACT { Value::Number(number.to_string()) } else { Value::Other })
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::{field_names, head};
    use std::io::Read;

    #[test]
    fn the_fields_of_a_pipe_do_not_depend_on_how_it_is_filled() {
        let lines = [b"\n{\"title\":1}\n".as_slice(), b"{\"lead\":", b"2}\n"];
        let mut pipe = lines[0].chain(lines[1]).chain(lines[2]);
        assert_eq!(field_names(&head(&mut pipe, 1000).unwrap()), ["lead", "title"]);
    }
}
