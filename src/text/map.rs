//! A text made from another one, with the way back from every place in it.

use std::borrow::Cow;
use std::ops::Range;

/// One place where a text differs from the one it was made from. What lies
/// between two edits was copied.
#[derive(Debug)]
struct Edit {
    new: Range<usize>,
    old: Range<usize>,
}

/// The way from a text back to the one it was made from.
#[derive(Debug, Default)]
pub(super) struct Map {
    /// In order, and none touches another's bytes.
    edits: Vec<Edit>,
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
        let next = self.edits.partition_point(|edit| edit.new.start <= at);
        let Some(edit) = next.checked_sub(1).map(|last| &self.edits[last]) else {
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
    map: Map,
    /// Bytes of `old` that are in `new` already.
    copied: usize,
}

impl<'a> Rewrite<'a> {
    pub fn of(old: &'a str) -> Self {
        Rewrite { old, new: String::new(), map: Map::default(), copied: 0 }
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
        if self.map.edits.is_empty() {
            self.new.reserve(self.old.len());
        }
        self.new.push_str(&self.old[self.copied..old.start]);
        let start = self.new.len();
        push(&mut self.new);
        self.copied = old.end;
        self.map.edits.push(Edit { new: start..self.new.len(), old });
    }

    /// The new text, borrowed where nothing was replaced, and the way back.
    pub fn finish(mut self) -> (Cow<'a, str>, Map) {
        if self.map.edits.is_empty() {
            return (Cow::Borrowed(self.old), self.map);
        }
        self.new.push_str(&self.old[self.copied..]);
        (Cow::Owned(self.new), self.map)
    }
}
