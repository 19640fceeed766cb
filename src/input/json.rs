//! JSON: a list of articles, or one article; each is a JSON object.

use super::format::BYTE_ORDER_MARK;
use super::jsonl::{self, Start};
use super::large::{self, LARGE};
use super::reader::{BLOCK, Reader, read};
use super::source::Item;
use super::{Cut, Document, DocumentError, Documents, Emit, Options, Place, failure};
use memchr::{memchr_iter, memchr2, memrchr};
use std::mem::{replace, take};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Emits the articles of a file, in blocks of about [`BLOCK`] bytes.
pub(super) fn cut(item: Item, mut bytes: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    let name: Arc<str> = item.name.as_str().into();
    let mut cutter = Cutter::new(item.options.max_document_size);
    let mut buffer = vec![0; BLOCK];
    loop {
        let filled = match read(&mut bytes, &mut buffer) {
            Ok(filled) => filled,
            Err(source) => {
                let place = Place::line(&item.name, cutter.at.line);
                emit(Cut::Chunk(articles(cutter.take_block(), &name, &item.options)))?;
                return emit(failure(DocumentError::Unreadable { place, source }));
            }
        };
        let result = if filled == 0 { cutter.end() } else { cutter.push(&buffer[..filled]) };
        if filled == 0 || result.is_err() || cutter.whole() >= BLOCK {
            emit(Cut::Chunk(articles(cutter.take_block(), &name, &item.options)))?;
        }
        if let Err(reason) = result {
            let place = Place::line(&item.name, cutter.at.line);
            return emit(failure(DocumentError::NotList { place, reason }));
        }
        if filled == 0 {
            return ControlFlow::Continue(());
        }
    }
}

/// The documents of a block.
fn articles(block: Block, name: &Arc<str>, options: &Arc<Options>) -> Documents {
    let (name, options) = (name.clone(), options.clone());
    let Block { mut bytes, elements } = block;
    // Where in the block the bytes that are left begin, and the next element.
    let (mut left, mut begin) = (0, 0);
    Box::new(elements.into_iter().map(move |element| -> Result<Document, DocumentError> {
        if element.is_too_long {
            let place = Place::line(&*name, element.at.line);
            return Err(DocumentError::TooLarge { place, limit: options.max_document_size });
        }
        let json = begin - left..element.end - left;
        begin = element.end;
        let At { line, column, offset } = element.at;
        let start = Start { path: &name, line, column, offset };
        if json.len() >= LARGE {
            let rest = bytes.split_off(json.end);
            let mut bytes = replace(&mut bytes, rest);
            left = begin;
            bytes.drain(..json.start);
            return large::document(bytes, &start, &options);
        }
        jsonl::document(&bytes[json], &start, &options)
    }))
}

/// The names of the fields of the articles in `head`.
pub(super) fn field_names(head: &[u8]) -> Vec<String> {
    let mut cutter = Cutter::new(u64::MAX);
    // What is no list has no fields; its documents will tell.
    let result = cutter.push(head);
    if result.is_ok() && cutter.state == State::Single {
        let _ = cutter.end();
    }
    let mut begin = 0;
    let mut names = Vec::new();
    for element in &cutter.block.elements {
        names.extend(jsonl::names_of(&cutter.block.bytes[begin..element.end]));
        begin = element.end;
    }
    names
}

/// A place in a file.
#[derive(Debug, Clone, Copy)]
struct At {
    line: u64,
    /// Characters before it on the line.
    column: usize,
    offset: u64,
}

impl At {
    /// Moves on over `bytes`.
    fn pass(&mut self, bytes: &[u8]) {
        self.offset += bytes.len() as u64;
        let last = match memrchr(b'\n', bytes) {
            Some(end) => {
                self.line += memchr_iter(b'\n', bytes).count() as u64;
                self.column = 0;
                &bytes[end + 1..]
            }
            None => bytes,
        };
        self.column += last.iter().filter(|&&byte| !matches!(byte, 0x80..0xC0)).count();
    }
}

/// The bytes of some elements of a list, one after the other.
#[derive(Default)]
struct Block {
    bytes: Vec<u8>,
    elements: Vec<Element>,
}

struct Element {
    at: At,
    /// The end of its bytes in the block.
    end: usize,
    /// Whether it has more bytes than a document may have; they are not in the block.
    is_too_long: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was read but space.
    Start,
    /// All of the file is one article.
    Single,
    /// The list has just begun: it may be empty.
    Begin,
    /// An element must follow.
    Expected,
    /// In an element.
    Inside,
    /// The list has ended.
    After,
}

/// Cuts a list into its elements: at the commas that are in no bracket and no
/// string. Whether an element is JSON is for those who decode it.
struct Cutter {
    state: State,
    at: At,
    /// Brackets around the current byte, inside of the element.
    depth: usize,
    is_string: bool,
    is_escaped: bool,
    /// Where the current element begins, in the file and in the block.
    begin: (At, usize),
    /// Whether the current element is too long, and its bytes are dropped.
    is_dropped: bool,
    limit: u64,
    block: Block,
}

impl Cutter {
    fn new(limit: u64) -> Self {
        let at = At { line: 1, column: 0, offset: 0 };
        Cutter {
            state: State::Start,
            at,
            depth: 0,
            is_string: false,
            is_escaped: false,
            begin: (at, 0),
            is_dropped: false,
            limit,
            block: Block::default(),
        }
    }

    /// The bytes of the elements that are whole.
    fn whole(&self) -> usize {
        match self.state {
            State::Inside | State::Single => self.begin.1,
            _ => self.block.bytes.len(),
        }
    }

    /// The elements that are whole; the current one is kept.
    fn take_block(&mut self) -> Block {
        let rest = self.block.bytes.split_off(self.whole());
        self.begin.1 = 0;
        let mut block = take(&mut self.block);
        self.block.bytes = rest;
        block.bytes.shrink_to_fit();
        block
    }

    /// Takes the next bytes of the file.
    fn push(&mut self, bytes: &[u8]) -> Result<(), &'static str> {
        let mut rest = bytes;
        if self.at.offset == 0 {
            rest = rest.strip_prefix(BYTE_ORDER_MARK).unwrap_or(rest);
            self.at.offset = (bytes.len() - rest.len()) as u64;
        }
        while !rest.is_empty() {
            let passed = match self.state {
                State::Inside | State::Single => self.inside(rest),
                _ => self.between(rest)?,
            };
            rest = &rest[passed..];
        }
        Ok(())
    }

    /// Takes what is between elements: as many bytes as it returns.
    fn between(&mut self, bytes: &[u8]) -> Result<usize, &'static str> {
        let space = bytes.len() - bytes.trim_ascii_start().len();
        if space > 0 {
            self.at.pass(&bytes[..space]);
            return Ok(space);
        }
        match (self.state, bytes[0]) {
            (State::Start, b'[') => self.state = State::Begin,
            (State::Start, b'{') => {
                self.begin = (self.at, self.block.bytes.len());
                self.state = State::Single;
                return Ok(0);
            }
            (State::Start, _) => return Err("neither a list of JSON objects nor one"),
            (State::Begin, b']') => self.state = State::After,
            (State::Begin | State::Expected, _) => {
                self.begin = (self.at, self.block.bytes.len());
                self.state = State::Inside;
                return Ok(0);
            }
            _ => return Err("something follows the end of the list"),
        }
        self.at.pass(&bytes[..1]);
        Ok(1)
    }

    /// Takes the bytes of the current element, and returns how many they are.
    fn inside(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while at < bytes.len() {
            if self.is_escaped {
                self.is_escaped = false;
                at += 1;
                continue;
            }
            if self.is_string {
                let Some(next) = memchr2(b'"', b'\\', &bytes[at..]) else {
                    at = bytes.len();
                    break;
                };
                at += next + 1;
                if bytes[at - 1] == b'"' {
                    self.is_string = false;
                } else {
                    self.is_escaped = true;
                }
                continue;
            }
            match bytes[at] {
                b'"' => self.is_string = true,
                b'{' | b'[' => self.depth += 1,
                b',' | b']' if self.depth == 0 && self.state == State::Inside => {
                    self.add(&bytes[..at]);
                    let is_last = bytes[at] == b']';
                    self.close();
                    self.state = if is_last { State::After } else { State::Expected };
                    self.at.pass(&bytes[at..=at]);
                    return at + 1;
                }
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            at += 1;
        }
        self.add(&bytes[..at]);
        at
    }

    fn add(&mut self, bytes: &[u8]) {
        self.at.pass(bytes);
        let length = (self.block.bytes.len() - self.begin.1 + bytes.len()) as u64;
        // Space at its end does not count, and may be there.
        if self.is_dropped || length > self.limit.saturating_add(BLOCK as u64) {
            self.is_dropped = true;
            self.block.bytes.truncate(self.begin.1);
        } else {
            self.block.bytes.extend_from_slice(bytes);
        }
    }

    /// Ends the current element.
    fn close(&mut self) {
        let (at, begin) = self.begin;
        let length = self.block.bytes[begin..].trim_ascii_end().len();
        self.block.bytes.truncate(begin + length);
        let is_too_long = take(&mut self.is_dropped);
        self.block.elements.push(Element { at, end: begin + length, is_too_long });
        self.depth = 0;
    }

    /// Takes the end of the file.
    fn end(&mut self) -> Result<(), &'static str> {
        match self.state {
            State::Start | State::After => Ok(()),
            State::Single => {
                self.close();
                self.state = State::After;
                Ok(())
            }
            State::Begin | State::Expected | State::Inside => {
                self.state = State::Expected;
                self.block.bytes.truncate(self.begin.1.min(self.block.bytes.len()));
                Err("the file ends before the list does")
            }
        }
    }
}

/// Reading as much as there is, for tests.
#[cfg(test)]
mod tests {
    use super::Cutter;

    /// The elements of `json`, taken in pieces of `size` bytes, and how it ends.
    fn elements(json: &str, size: usize) -> (Vec<String>, Result<(), &'static str>) {
        let mut cutter = Cutter::new(u64::MAX);
        let pushed = json.as_bytes().chunks(size).try_for_each(|piece| cutter.push(piece));
        let result = pushed.and_then(|()| cutter.end());
        let mut begin = 0;
        let elements = cutter.block.elements.iter().map(|element| {
            let json = String::from_utf8(cutter.block.bytes[begin..element.end].to_vec()).unwrap();
            begin = element.end;
            format!("{}:{} {json}", element.at.line, element.at.column)
        });
        (elements.collect(), result)
    }

    #[test]
    fn a_list_is_cut_at_its_commas_however_it_is_read() {
        let cases: [(&str, &[&str], Result<(), &str>); 8] = [
            ("[]", &[], Ok(())),
            (" [ ] \n", &[], Ok(())),
            (r#"[{"a":"ủ,]\"\\"}, [1,{}] ,5]"#, &[r#"1:1 {"a":"ủ,]\"\\"}"#, "1:18 [1,{}]", "1:26 5"], Ok(())),
            ("[\n  {\"a\":\n1}\n,{} x\n]", &["2:2 {\"a\":\n1}", "4:1 {} x"], Ok(())),
            ("[1,]", &["1:1 1", "1:3 "], Ok(())),
            ("{\"a\":[1,2]}\n", &["1:0 {\"a\":[1,2]}"], Ok(())),
            ("[1,{\"a\":", &["1:1 1"], Err("the file ends before the list does")),
            ("[1] 2", &["1:1 1"], Err("something follows the end of the list")),
        ];
        for (json, expected, end) in cases {
            for size in [1, 2, 3, 1000] {
                let expected = expected.iter().map(|&element| element.to_owned()).collect::<Vec<_>>();
                assert_eq!(elements(json, size), (expected, end), "{json} in pieces of {size}");
            }
        }
    }
}
