//! JSON Lines: one article a line, a JSON object with its identifier and text.

use super::fields::{Article, Value};
use super::format::BYTE_ORDER_MARK;
use super::lines::Lines;
use super::pool::{Pool, Pooled};
use super::reader::{BLOCK, Reader, read};
use super::source::Item;
use super::{Cut, Document, DocumentError, Documents, Emit, Fields, Options, Place, decode, failed};
use crate::text::{Encoding, binary};
use memchr::{memchr, memchr_iter, memrchr};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Emits the lines of a file, in blocks of about [`BLOCK`] bytes.
///
/// A block ends with a line. What is written at this moment, as into a pipe, is
/// emitted as soon as there is a line of it.
pub(super) fn cut(item: Item, bytes: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    match bytes.into_file() {
        Ok(file) => emit(Cut::Rest(Box::new(Chunks::of(item, file)))),
        Err(stream) => Chunks::of(item, stream).try_for_each(|lines| emit(Cut::Chunk(lines))),
    }
}

/// Cuts a file into its chunks.
struct Chunks<R> {
    item: Item,
    name: Arc<str>,
    blocks: Blocks<R>,
    /// The next line, and the bytes before it.
    line: u64,
    offset: u64,
    has_ended: bool,
}

impl<R: Read> Chunks<R> {
    fn of(item: Item, bytes: R) -> Self {
        let limit = item.options.max_document_size;
        let (rest, pool) = (Vec::new(), Pool::default());
        let blocks = Blocks { bytes, rest, pool, failed: None, limit, is_live: item.is_live };
        Chunks { name: item.name.as_str().into(), item, blocks, line: 1, offset: 0, has_ended: false }
    }

    /// The chunk of an error, and whether it is the last one.
    fn failure(&mut self, error: DocumentError, is_last: bool) -> Option<Documents> {
        self.has_ended = is_last;
        Some(failed(error))
    }
}

impl<R: Read> Iterator for Chunks<R> {
    type Item = Documents;

    fn next(&mut self) -> Option<Documents> {
        if self.has_ended {
            return None;
        }
        let (line, offset) = (self.line, self.offset);
        match self.blocks.next() {
            Ok(Block::Lines(block)) if block.is_empty() => None,
            Ok(Block::Lines(block)) => {
                // What is no text would be an error a line.
                if offset == 0
                    && let Some(error) = binary(&block)
                {
                    let place = Place::file(&self.item.name);
                    return self.failure(DocumentError::not_text(error, place, 0), true);
                }
                self.line += memchr_iter(b'\n', &block).count() as u64;
                self.offset += block.len() as u64;
                let (name, options) = (self.name.clone(), self.item.options.clone());
                Some(Box::new(Lines::of(block, name, options, line, offset)))
            }
            Ok(Block::TooLong(length)) => {
                (self.line, self.offset) = (line + 1, offset + length);
                let (place, limit) = (Place::line(&self.item.name, line), self.blocks.limit);
                self.failure(DocumentError::TooLarge { place, limit }, false)
            }
            Err(source) => {
                let place = Place::line(&self.item.name, line);
                self.failure(DocumentError::Unreadable { place, source }, true)
            }
        }
    }
}

/// The names of the fields of the lines in `head`.
pub(super) fn field_names(head: &[u8]) -> Vec<String> {
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    // The last line may be cut short; it is left out like a broken one.
    head.split(|&byte| byte == b'\n').flat_map(names_of).collect()
}

/// The names of the fields of a JSON object; none of what is no object.
pub(super) fn names_of(object: &[u8]) -> Vec<String> {
    let object: Option<BTreeMap<String, IgnoredAny>> = serde_json::from_slice(object).ok();
    object.into_iter().flat_map(BTreeMap::into_keys).collect()
}

/// Cuts bytes into blocks that end with a line.
struct Blocks<R> {
    bytes: R,
    /// The beginning of the line that the last block did not hold.
    rest: Vec<u8>,
    pool: Pool,
    /// What reading ended with after the last block.
    failed: Option<io::Error>,
    /// The bytes that a line may have.
    limit: u64,
    is_live: bool,
}

enum Block {
    /// Whole lines; none at the end.
    Lines(Pooled),
    /// The number of bytes of a line that is too long, which is not kept.
    TooLong(u64),
}

impl<R: Read> Blocks<R> {
    fn next(&mut self) -> io::Result<Block> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let mut block = self.pool.take();
        let mut filled = self.rest.len();
        block.grow(filled + BLOCK);
        block[..filled].copy_from_slice(&self.rest);
        self.rest.clear();
        loop {
            // There is no line end in what there is so far.
            if filled as u64 > self.limit {
                block.truncate(filled);
                return self.skip_line(block);
            }
            let begin = filled;
            let result = self.fill(&mut block, &mut filled);
            let end = memrchr(b'\n', &block[begin..filled]).map(|end| begin + end + 1);
            match (result, end) {
                (Ok(true), _) => {
                    block.truncate(filled);
                    return Ok(Block::Lines(block));
                }
                (Ok(false), None) => {}
                (Err(error), None) => return Err(error),
                (result, Some(end)) => {
                    // The lines before a fault are whole.
                    self.failed = result.err();
                    self.rest.extend_from_slice(&block[end..filled]);
                    block.truncate(end);
                    return Ok(Block::Lines(block));
                }
            }
        }
    }

    /// Reads up to [`BLOCK`] bytes behind those that are filled, and returns whether there
    /// are no more.
    fn fill(&mut self, block: &mut Vec<u8>, filled: &mut usize) -> io::Result<bool> {
        let full = *filled + BLOCK;
        block.resize(full, 0);
        while *filled < full {
            match read(&mut self.bytes, &mut block[*filled..])? {
                0 => return Ok(true),
                read => *filled += read,
            }
            if self.is_live {
                break;
            }
        }
        Ok(false)
    }

    /// Drops the rest of the line that begins with `block`.
    fn skip_line(&mut self, mut block: Pooled) -> io::Result<Block> {
        let mut length = block.len() as u64;
        block.truncate(BLOCK);
        block.shrink_to_fit();
        block.resize(BLOCK, 0);
        loop {
            let filled = read(&mut self.bytes, &mut block)?;
            if let Some(end) = memchr(b'\n', &block[..filled]) {
                self.rest = block[end + 1..filled].to_vec();
                return Ok(Block::TooLong(length + end as u64 + 1));
            }
            length += filled as u64;
            if filled == 0 {
                return Ok(Block::TooLong(length));
            }
        }
    }
}

/// Where in a file the JSON of a document begins.
pub(super) struct Start<'a> {
    pub path: &'a str,
    /// The line, from 1.
    pub line: u64,
    /// The characters before it on the line.
    pub column: usize,
    /// The bytes before it in the file.
    pub offset: u64,
}

/// The document whose JSON is `bytes`.
pub(super) fn document(
    bytes: &[u8],
    start: &Start<'_>,
    options: &Options,
) -> Result<Document, DocumentError> {
    check_size(bytes.len(), start, options)?;
    // What is JSON in UTF-8 is surely text, so that no closer look at its bytes is needed.
    if !is_utf_16(options)
        && let Ok(json) = simdutf8::basic::from_utf8(bytes)
        && let Ok(article) = article(json, &options.fields)
    {
        let place = || Place::line(start.path, start.line);
        return article.document(&options.fields, place, Some(Encoding::Utf8));
    }
    let read = decode(bytes, options.encoding)
        .map_err(|error| DocumentError::not_text(error, Place::line(start.path, start.line), start.offset))?;
    from_json(&read.text, read.encoding, start, options)
}

/// The articles whose JSON is `bytes`, one after the other; none where there are not so
/// many, or where something is wrong with one.
pub(super) fn articles(bytes: &[u8], count: usize, options: &Options) -> Option<Vec<Article>> {
    if is_utf_16(options) {
        return None;
    }
    let json = simdutf8::basic::from_utf8(bytes).ok()?;
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let mut articles = Vec::with_capacity(count);
    for _ in 0..count {
        articles.push(ArticleSeed(&options.fields).deserialize(&mut deserializer).ok()?);
    }
    deserializer.end().ok()?;
    Some(articles)
}

/// Whether bytes that look like UTF-8 are not.
fn is_utf_16(options: &Options) -> bool {
    matches!(options.encoding, Some(Encoding::Utf16Le | Encoding::Utf16Be))
}

/// Refuses a document of too many bytes.
pub(super) fn check_size(bytes: usize, start: &Start<'_>, options: &Options) -> Result<(), DocumentError> {
    let limit = options.max_document_size;
    if bytes as u64 > limit {
        return Err(DocumentError::TooLarge { place: Place::line(start.path, start.line), limit });
    }
    Ok(())
}

/// The document of some JSON that was in an encoding.
pub(super) fn from_json(
    json: &str,
    encoding: Option<Encoding>,
    start: &Start<'_>,
    options: &Options,
) -> Result<Document, DocumentError> {
    let place = || Place::line(start.path, start.line);
    let article = article(json, &options.fields).map_err(|error| match error.classify() {
        Category::Data => DocumentError::NotObject { place: place() },
        _ => not_json(&error, json, start),
    })?;
    article.document(&options.fields, place, encoding)
}

/// The article whose JSON is `json`.
fn article(json: &str, fields: &Fields) -> serde_json::Result<Article> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let article = ArticleSeed(fields).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(article)
}

fn not_json(error: &serde_json::Error, json: &str, start: &Start<'_>) -> DocumentError {
    let before = error.line().saturating_sub(1);
    let line = json.split('\n').nth(before).unwrap_or_default();
    // The parser counts bytes, people count characters.
    let characters = line.as_bytes()[..error.column().min(line.len())]
        .iter()
        .filter(|&&byte| !matches!(byte, 0x80..0xC0))
        .count();
    let column = if before == 0 { start.column + characters } else { characters };
    let position = format!(" at line {} column {}", error.line(), error.column());
    let reason = error.to_string().replace(&position, "");
    DocumentError::NotJson { place: Place::line(start.path, start.line + before as u64), column, reason }
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
        let mut article = Article::empty(self.0);
        while let Some(key) = map.next_key_seed(KeySeed(self.0))? {
            match key {
                _ if !key.is_wanted() => {
                    map.next_value::<IgnoredAny>()?;
                }
                Key { is_id, text, kept: None } => {
                    let value = map.next_value_seed(ValueSeed)?;
                    article.set(is_id, text, value);
                }
                _ => {
                    let raw: &RawValue = map.next_value()?;
                    key.put(raw, &mut article).map_err(serde::de::Error::custom)?;
                }
            }
        }
        Ok(article)
    }
}

/// What a field is needed for.
pub(super) struct Key {
    pub is_id: bool,
    /// Its place among the text fields.
    pub text: Option<usize>,
    /// Its place among the fields that are kept.
    pub kept: Option<usize>,
}

impl Key {
    pub fn is_wanted(&self) -> bool {
        self.is_id || self.text.is_some() || self.kept.is_some()
    }

    /// Puts the value of the field where it is needed.
    pub fn put(&self, raw: &RawValue, article: &mut Article) -> serde_json::Result<()> {
        if self.is_id || self.text.is_some() {
            let value = ValueSeed.deserialize(&mut serde_json::Deserializer::from_str(raw.get()))?;
            article.set(self.is_id, self.text, value);
        }
        if let Some(index) = self.kept {
            // Outside of strings, where they cannot be, line ends mean nothing.
            article.kept[index] = raw.get().replace(['\n', '\r'], " ");
        }
        Ok(())
    }
}

/// Recognizes the name of a field without copying it.
pub(super) struct KeySeed<'a>(pub &'a Fields);

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
        Ok(Key {
            is_id: name == self.0.id(),
            text: self.0.text().position(|field| field == name),
            kept: self.0.keep.iter().position(|field| field == name),
        })
    }
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
