//! The documents of a block of JSON lines.

use super::format::BYTE_ORDER_MARK;
use super::jsonl::{self, Start};
use super::large::{self, LARGE};
use super::pool::Pooled;
use super::{Document, DocumentError, Options, Place};
use crate::text::Encoding;
use memchr::memchr;
use std::mem::replace;
use std::sync::Arc;
use std::vec;

/// Bytes of lines that are decoded together: enough that it costs nothing beside reading
/// them, and little enough to stay in the cache until they are read.
const GROUP: usize = 32 * 1024;

/// The documents of one block.
pub(super) struct Lines {
    name: Arc<str>,
    options: Arc<Options>,
    block: Pooled,
    /// Bytes of the file before the block.
    offset: u64,
    /// The first byte of the block that was not decoded yet, and its line.
    at: usize,
    line: u64,
    /// The end of the lines that are decoded one by one.
    single: usize,
    /// The documents of a group that were not taken yet.
    ready: vec::IntoIter<Result<Document, DocumentError>>,
}

impl Lines {
    /// The documents of a block that begins with this line and byte of the file `name`.
    pub fn of(block: Pooled, name: Arc<str>, options: Arc<Options>, line: u64, offset: u64) -> Self {
        Lines { name, options, block, offset, at: 0, line, single: 0, ready: Vec::new().into_iter() }
    }

    /// The end of the line that begins at a byte of the block.
    fn line_end(&self, start: usize) -> usize {
        memchr(b'\n', &self.block[start..]).map_or(self.block.len(), |len| start + len)
    }

    /// Decodes the next lines together, if they can be.
    ///
    /// One reader reads them all, so that the memory for its strings need not grow for each.
    /// Each line begins with `{` and ends with `}`. No value goes on over the end of such a
    /// line: a string cannot hold one, and outside of strings `{` never follows `}` inside a
    /// value. So where there are as many values as lines, each is that of its line. Where
    /// there are not, the lines are decoded one by one, which tells what is wrong with which.
    fn decode_group(&mut self) {
        let most = self.options.max_document_size.min(LARGE as u64);
        let (mut lines, mut end, mut line) = (Vec::new(), self.at, self.line);
        while end < self.block.len() && end - self.at < GROUP {
            let line_end = self.line_end(end);
            let bytes = &self.block[end..line_end];
            match bytes.trim_ascii() {
                [] => {}
                [b'{', .., b'}'] if (bytes.len() as u64) < most => lines.push(line),
                _ if lines.is_empty() => return self.single = line_end + 1,
                _ => break,
            }
            (end, line) = (line_end + 1, line + 1);
        }
        let bytes = &self.block[self.at..end.min(self.block.len())];
        let (name, fields) = (&*self.name, &self.options.fields);
        let Some(articles) = jsonl::articles(bytes, lines.len(), &self.options) else {
            return self.single = end;
        };
        let documents = articles.into_iter().zip(lines).map(|(article, line)| {
            article.document(fields, || Place::line(name, line), Some(Encoding::Utf8))
        });
        self.ready = documents.collect::<Vec<_>>().into_iter();
        (self.at, self.line) = (end, line);
    }

    /// Decodes the next line; nothing where it is blank.
    fn decode_line(&mut self) -> Option<Result<Document, DocumentError>> {
        let (start, line) = (self.at, self.line);
        let end = self.line_end(start);
        (self.at, self.line) = (end + 1, line + 1);

        let mut bytes = &self.block[start..end];
        if self.offset == 0 && start == 0 {
            bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        }
        if bytes.trim_ascii().is_empty() {
            return None;
        }
        let offset = self.offset + (end - bytes.len()) as u64;
        let place = Start { path: &self.name, line, column: 0, offset };
        if bytes.len() < LARGE {
            return Some(jsonl::document(bytes, &place, &self.options));
        }
        let begin = end - bytes.len();
        let at = self.at.min(self.block.len());
        let rest = self.block.split_off(at);
        let mut line = replace(&mut *self.block, rest);
        self.offset += self.at as u64;
        (self.at, self.single) = (0, 0);
        line.truncate(end);
        line.drain(..begin);
        Some(large::document(line, &place, &self.options))
    }
}

impl Iterator for Lines {
    type Item = Result<Document, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.ready.next() {
                return Some(document);
            }
            if self.at >= self.block.len() {
                return None;
            }
            if self.at >= self.single {
                self.decode_group();
            } else if let Some(document) = self.decode_line() {
                return Some(document);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::input::Options;
    use crate::input::pool::Pool;

    /// What is read from some lines: in groups, or each by itself.
    fn read(lines: &str, in_groups: bool) -> Vec<String> {
        let mut block = Pool::default().take();
        block.extend_from_slice(lines.as_bytes());
        let mut lines = Lines::of(block, "a.jsonl".into(), Options::default().into(), 1, 0);
        if !in_groups {
            lines.single = usize::MAX;
        }
        lines.map(|document| format!("{document:?}")).collect()
    }

    #[test]
    fn lines_are_read_together_as_each_by_itself() {
        let lines = [
            r#"{"id":1,"text":"Thu\ntăng 3%."}"#,
            " {\"text\":\"Có 7/10 xã.\", \"id\":\"b\"}\t\r",
            "",
            r#"{"id":true,"text":"a"}"#,
            r#"{"text":"a"}{"text":"b"}"#,
            r#"{"text":"a","b":{}"#,
            r#"{"text":"a","b":{"#,
            r#"{"text":"a}"#,
            r#"{"a":[{}"#,
            r#"}"#,
            r#"{},{}"#,
            r#"[{"text":"a"}]"#,
            "{\"text\":\"a\"}\u{c}",
            "\u{feff}{\"text\":\"a\"}",
        ];
        for a in lines {
            for b in lines {
                for c in lines {
                    let text = format!("{a}\n{b}\n{c}\n{}\n", lines[0]);
                    assert_eq!(read(&text, true), read(&text, false), "{text}");
                }
            }
        }
    }
}
