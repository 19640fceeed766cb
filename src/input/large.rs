//! Documents so large that there should be no second one of them in memory: their text
//! is made in the memory of the JSON that it stands in.

use super::fields::{Article, Value};
use super::jsonl::{self, Key, KeySeed, Start};
use super::{Document, DocumentError, Fields, Options, Place, decode_in_place};
use memchr::{memchr, memrchr};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::ops::Range;

/// Bytes of JSON from which on it is worth the trouble.
pub(super) const LARGE: usize = 1 << 20;

/// The document whose JSON is `bytes`.
pub(super) fn document(
    bytes: Vec<u8>,
    start: &Start<'_>,
    options: &Options,
) -> Result<Document, DocumentError> {
    let place = || Place::line(start.path, start.line);
    jsonl::check_size(bytes.len(), start, options)?;
    let (json, encoding) = decode_in_place(bytes, options.encoding)
        .map_err(|(error, _)| DocumentError::not_text(error, place(), start.offset))?;
    let Some(Parts { mut article, index, text }) = Parts::of(&json, &options.fields) else {
        return jsonl::from_json(&json, encoding, start, options);
    };
    article.text[index] = Value::Text(unescape(json.into_bytes(), text));
    article.document(&options.fields, place, encoding)
}

/// An article without its longest text.
struct Parts {
    article: Article,
    /// The place of the longest text among the text fields.
    index: usize,
    /// Where it stands in the JSON, without the quotation marks.
    text: Range<usize>,
}

impl Parts {
    /// Takes an object apart. Nothing where anything is wrong with it, or where its
    /// longest text is needed for something else too.
    fn of(json: &str, fields: &Fields) -> Option<Self> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let values = RawSeed(fields).deserialize(&mut deserializer).ok()?;
        deserializer.end().ok()?;

        let is_text = |key: &Key| key.text.is_some() && !key.is_id && key.kept.is_none();
        let texts = values.iter().enumerate().filter(|(_, (key, _))| is_text(key));
        let (longest, (key, raw)) = texts.max_by_key(|(_, (_, raw))| raw.get().len())?;
        let index = key.text?;
        let mut article = Article::empty(fields);
        for (at, (key, raw)) in values.iter().enumerate() {
            if at > longest && key.text == Some(index) {
                // A field that comes again is the one that counts.
                return None;
            }
            if at != longest {
                key.put(raw, &mut article).ok()?;
            }
        }
        let inside = raw.get().strip_prefix('"')?.strip_suffix('"')?;
        let begin = inside.as_ptr() as usize - json.as_ptr() as usize;
        let mut at = 0;
        while at < inside.len() {
            let chunk = chunk(inside.as_bytes(), at);
            string(&inside.as_bytes()[chunk.clone()]).ok()?;
            at = chunk.end;
        }
        Some(Parts { article, index, text: begin..begin + inside.len() })
    }
}

/// The string that stands in a place of JSON, in the memory of that. It must be one.
fn unescape(mut json: Vec<u8>, inside: Range<usize>) -> String {
    // An escape is never shorter than what it stands for.
    let (mut at, mut end) = (inside.start, 0);
    while at < inside.end {
        let chunk = chunk(&json[..inside.end], at);
        let part = string(&json[chunk.clone()]).expect("it was looked at");
        json[end..end + part.len()].copy_from_slice(part.as_bytes());
        (at, end) = (chunk.end, end + part.len());
    }
    json.truncate(end);
    String::from_utf8(json).expect("it is made of strings")
}

/// Some bytes of a JSON string from `at` on, which are one too: they end after a
/// space, since no escape has one in it.
fn chunk(inside: &[u8], at: usize) -> Range<usize> {
    const CHUNK: usize = 64 * 1024;
    let most = inside.len().min(at + CHUNK);
    if most == inside.len() {
        return at..most;
    }
    let end = match memrchr(b' ', &inside[at..most]) {
        Some(space) => at + space + 1,
        None => memchr(b' ', &inside[most..]).map_or(inside.len(), |space| most + space + 1),
    };
    at..end
}

/// The string that is written so in JSON, without the quotation marks.
fn string(inside: &[u8]) -> serde_json::Result<String> {
    serde_json::from_slice(&[b"\"", inside, b"\""].concat())
}

/// Reads the fields of a JSON object that are asked for, as they are written.
struct RawSeed<'a>(&'a Fields);

impl<'de> DeserializeSeed<'de> for RawSeed<'_> {
    type Value = Vec<(Key, &'de RawValue)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RawSeed<'_> {
    type Value = Vec<(Key, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(key) = map.next_key_seed(KeySeed(self.0))? {
            if key.is_wanted() {
                values.push((key, map.next_value()?));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::input::jsonl::{self, Start};
    use crate::input::{Fields, Options};

    #[test]
    fn a_large_document_is_that_of_the_ordinary_way() {
        let long = r"Thu ng\u00e2n s\u00e1ch \ud83d\ude00 \t\n".repeat(10_000);
        let other = "Đạt 7/10 xã. ".repeat(9_000);
        let cases = [
            format!(r#"{{"id":7,"text":"{long}","url":"a\\b"}}"#),
            format!(r#" {{"text":"{long}", "title":"Đầu \"đề\"", "x":[1]}} "#),
            format!(r#"{{"title":"{other}","text":"{long}"}}"#),
            format!(r#"{{"title":"{long}","text":null}}"#),
            format!(r#"{{"text":"{long}","text":"Một."}}"#),
            format!(r#"{{"text":"Một.","text":"{long}"}}"#),
            format!(r#"{{"text":"{}"}}"#, long.replace(' ', "")),
            format!(r#"{{"url":"{long}","text":"Một."}}"#),
            format!(r#"{{"text":"{long}"}} x"#),
            format!(r#"{{"text":"{long}\ud83d"}}"#),
            format!(r#"{{"text":"{long}","id":[]}}"#),
            format!(r#"["{long}"]"#),
            "{}".to_owned(),
        ];
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        for text in [&["text"][..], &["title", "text"], &["text", "title"]] {
            let fields = Fields { id: None, text: names(text), keep: names(&["url"]) };
            let options = Options { fields, ..Options::default() };
            for json in &cases {
                let start = Start { path: "a.jsonl", line: 1, column: 0, offset: 0 };
                let ordinary = jsonl::document(json.as_bytes(), &start, &options);
                let large = document(json.clone().into_bytes(), &start, &options);
                assert_eq!(format!("{large:?}"), format!("{ordinary:?}"));
            }
        }
    }
}
