//! A text made from another one, with the way back from every place in it.

use std::borrow::Cow;
use std::ops::Range;

/// One place where a text differs from the one it was made from. What lies
/// between two edits was copied.
#[derive(Debug)]
pub(super) struct Edit {
    new: Range<usize>,
    old: Range<usize>,
}

/// The way from a text back to the one it was made from.
#[derive(Debug)]
pub(super) enum Map {
    /// The few places that differ, in order; none touches another's bytes.
    Edits(Vec<Edit>),
    /// The characters of a text of which each may differ.
    Steps(Steps),
}

impl Map {
    /// The bytes of the old text that a span of bytes of the new one came from.
    pub fn old_span(&self, new: Range<usize>) -> Range<usize> {
        let start = self.old_bounds(new.start).start;
        if new.is_empty() {
            return start..start;
        }
        start..self.old_bounds(new.end - 1).end
    }

    /// The bytes of the old text behind one byte of the new: all that it was made
    /// from if it was edited, else the one byte.
    fn old_bounds(&self, at: usize) -> Range<usize> {
        let edits = match self {
            Map::Edits(edits) => edits,
            Map::Steps(steps) => return steps.old_bounds(at),
        };
        let next = edits.partition_point(|edit| edit.new.start <= at);
        let Some(edit) = next.checked_sub(1).map(|last| &edits[last]) else {
            return at..at + 1;
        };
        if at < edit.new.end {
            return edit.old.clone();
        }
        let old = edit.old.end + (at - edit.new.end);
        old..old + 1
    }
}

/// Writes a new text, from the first place on that differs from the old one.
pub(super) struct Rewrite<'a> {
    old: &'a str,
    new: String,
    edits: Vec<Edit>,
    /// Bytes of `old` that are in `new` already.
    copied: usize,
}

impl<'a> Rewrite<'a> {
    pub fn of(old: &'a str) -> Self {
        Rewrite { old, new: String::new(), edits: Vec::new(), copied: 0 }
    }

    /// The text that is rewritten.
    pub fn old(&self) -> &'a str {
        self.old
    }

    /// Puts `new` in the place of the bytes `old` of the old text, which come after
    /// all that was replaced before. Says whether that is a change.
    pub fn replace(&mut self, old: Range<usize>, new: &str) -> bool {
        if &self.old[old.clone()] == new {
            return false;
        }
        self.put(old, |text| text.push_str(new));
        true
    }

    /// Puts a character in the place of other ones.
    pub fn replace_by(&mut self, old: Range<usize>, new: char) {
        self.put(old, |text| text.push(new));
    }

    fn put(&mut self, old: Range<usize>, push: impl FnOnce(&mut String)) {
        if self.edits.is_empty() {
            self.new.reserve(self.old.len());
        }
        self.new.push_str(&self.old[self.copied..old.start]);
        let start = self.new.len();
        push(&mut self.new);
        self.copied = old.end;
        self.edits.push(Edit { new: start..self.new.len(), old });
    }

    /// The new text, borrowed where nothing was replaced, and the way back.
    pub fn finish(mut self) -> (Cow<'a, str>, Map) {
        if self.edits.is_empty() {
            return (Cow::Borrowed(self.old), Map::Edits(self.edits));
        }
        self.new.push_str(&self.old[self.copied..]);
        (Cow::Owned(self.new), Map::Edits(self.edits))
    }
}

/// How many bytes each character of a new text has, and those that it was made
/// from had: a byte for a character, where an [`Edit`] takes thirty-two.
#[derive(Debug)]
pub(super) struct Steps {
    /// The bytes of the old text in the upper half, those of the new in the lower.
    steps: Vec<u8>,
    /// Where every [`STRIDE`]th character begins, in the new text and in the old.
    starts: Vec<(usize, usize)>,
}

/// Characters from one known start to the next.
const STRIDE: usize = 64;

impl Steps {
    fn of(steps: Vec<u8>) -> Self {
        let mut start = (0, 0);
        let starts = steps.chunks(STRIDE).map(|chunk| {
            // Sixty-four times fifteen at most.
            let sum = |half: fn(u8) -> u8| chunk.iter().map(|&step| u16::from(half(step))).sum::<u16>();
            let old = sum(|step| step >> 4);
            let new = sum(|step| step & 0xf);
            let here = start;
            start = (start.0 + usize::from(new), start.1 + usize::from(old));
            here
        });
        Steps { starts: starts.collect(), steps }
    }

    /// The bytes of the old text behind one byte of the new.
    fn old_bounds(&self, at: usize) -> Range<usize> {
        let block = self.starts.partition_point(|start| start.0 <= at).saturating_sub(1);
        let (mut new, mut old) = self.starts.get(block).copied().unwrap_or_default();
        for step in &self.steps[block * STRIDE..] {
            let end = old + usize::from(step >> 4);
            new += usize::from(step & 0xf);
            if at < new {
                return old..end;
            }
            old = end;
        }
        old..old
    }
}

/// Writes a new text of which each character may differ from the old one.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    /// UTF-8.
    new: Vec<u8>,
    steps: Vec<u8>,
}

/// A character in UTF-8, at a fixed length that is quick to copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    utf_8: [u8; Glyph::SIZE],
    len: u8,
}

impl Glyph {
    /// Bytes of the longest character.
    pub const SIZE: usize = 4;

    /// No character.
    pub const NONE: Glyph = Glyph { utf_8: [0; Glyph::SIZE], len: 0 };

    pub fn of(c: char) -> Self {
        let mut utf_8 = [0; Glyph::SIZE];
        let len = c.encode_utf8(&mut utf_8).len() as u8;
        Glyph { utf_8, len }
    }

    pub fn is_none(self) -> bool {
        self.len == 0
    }

    /// Bytes of the character.
    pub fn len(self) -> usize {
        usize::from(self.len)
    }

    /// Writes the character at a place in a text in UTF-8, and what means nothing
    /// behind it. Returns how many bytes it has.
    #[inline]
    pub fn write_at(self, text: &mut [u8], at: usize) -> usize {
        text[at..at + Glyph::SIZE].copy_from_slice(&self.utf_8);
        self.len()
    }

    /// Writes the character at the end of a text in UTF-8.
    #[inline]
    fn write(self, text: &mut Vec<u8>) {
        let end = text.len() + self.len();
        text.extend_from_slice(&self.utf_8);
        text.truncate(end);
    }
}

impl Transcript {
    /// A transcript of a text of so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        // Decoded letters may be longer, but there are fewer of them.
        Transcript { new: Vec::with_capacity(bytes + bytes / 8 + 4), steps: Vec::with_capacity(bytes) }
    }

    /// Forgets all that was written.
    pub fn clear(&mut self) {
        self.new.clear();
        self.steps.clear();
    }

    /// The characters written so far.
    pub fn chars(&self) -> usize {
        self.steps.len()
    }

    /// Writes a character that `old` bytes stood for.
    #[inline]
    pub fn put(&mut self, old: usize, glyph: Glyph) {
        self.put_or_join(old, glyph, false);
    }

    /// Writes a character that `old` bytes stood for; if it `joins` the last one, in
    /// the place of that. Without a branch, since marks come as they like.
    #[inline]
    pub fn put_or_join(&mut self, old: usize, glyph: Glyph, joins: bool) {
        let last = if joins { self.steps.last().copied().unwrap_or_default() } else { 0 };
        self.new.truncate(self.new.len() - usize::from(last & 0xf));
        glyph.write(&mut self.new);
        self.steps.truncate(self.steps.len() - usize::from(joins));
        self.steps.push((last & 0xf0) + ((old as u8) << 4 | glyph.len));
    }

    /// Writes the printable characters of ASCII that `text` begins with. Returns how
    /// many there are.
    #[inline]
    pub fn copy_ascii(&mut self, text: &[u8; 8]) -> usize {
        const ALL: u64 = u64::from_ne_bytes([1; 8]);
        let bytes = u64::from_le_bytes(*text);
        // The highest bit of each byte that is a control character or no ASCII; a
        // borrow can only touch bytes behind one that is.
        let others = (bytes | bytes.wrapping_sub(ALL * 0x20)) & (ALL * 0x80);
        let len = others.trailing_zeros() as usize / 8;
        let (new, steps) = (self.new.len() + len, self.steps.len() + len);
        self.new.extend_from_slice(text);
        self.new.truncate(new);
        self.steps.extend_from_slice(&[0x11; 8]);
        self.steps.truncate(steps);
        len
    }

    /// The last character.
    pub fn last(&self) -> Option<char> {
        let len = usize::from(self.steps.last()? & 0xf);
        if len == 1 {
            return self.new.last().copied().map(char::from);
        }
        std::str::from_utf8(&self.new[self.new.len() - len..]).ok()?.chars().next()
    }

    /// What is written.
    pub fn as_str(&self) -> &str {
        simdutf8::basic::from_utf8(&self.new).expect("characters are written whole")
    }

    /// The new text and the way back.
    pub fn finish(self) -> (String, Map) {
        (self.as_str().to_owned(), Map::Steps(Steps::of(self.steps)))
    }
}
