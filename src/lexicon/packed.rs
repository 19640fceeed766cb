//! Tables as bytes: one after the other, each with the number of its items before it.

/// Where items begin is a multiple of it, so that none of a power of two of bytes lies in two
/// lines of the cache.
const ALIGNMENT: usize = 32;

/// Adds a table of items of so many bytes.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script packs the lists"))]
pub(super) fn pack<const SIZE: usize>(items: impl ExactSizeIterator<Item = [u8; SIZE]>, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&(items.len() as u32).to_le_bytes());
    bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
    items.for_each(|item| bytes.extend_from_slice(&item));
}

/// Tables to be read in the order in which they were packed.
pub(super) struct Packed {
    bytes: &'static [u8],
    at: usize,
}

impl Packed {
    /// The tables in `bytes`.
    pub fn new(bytes: &'static [u8]) -> Self {
        Packed { bytes, at: 0 }
    }

    /// The next table.
    ///
    /// # Panics
    ///
    /// If it is not there, which cannot be of what the build script packed.
    pub fn next<const SIZE: usize>(&mut self) -> &'static [[u8; SIZE]] {
        let count = self.bytes[self.at..].first_chunk().expect("a table has a count");
        let start = (self.at + count.len()).next_multiple_of(ALIGNMENT);
        self.at = start + u32::from_le_bytes(*count) as usize * SIZE;
        self.bytes[start..self.at].as_chunks().0
    }

    /// The next table, of the bytes of lines.
    pub fn next_lines(&mut self) -> impl Iterator<Item = &'static str> {
        let text = std::str::from_utf8(self.next::<1>().as_flattened()).expect("a text was packed");
        text.split('\n')
    }
}
