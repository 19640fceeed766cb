//! Tables as bytes: one after the other, each with the number of its items before it.

/// Adds a table of items of so many bytes.
pub(super) fn pack<const SIZE: usize>(items: impl ExactSizeIterator<Item = [u8; SIZE]>, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&(items.len() as u32).to_le_bytes());
    items.for_each(|item| bytes.extend_from_slice(&item));
}

/// Tables to be read in the order in which they were packed.
pub(super) struct Packed<'a>(pub &'a [u8]);

impl<'a> Packed<'a> {
    /// The next table.
    ///
    /// # Panics
    ///
    /// If it is not there, which cannot be of what the build script packed.
    pub fn next<const SIZE: usize>(&mut self) -> &'a [[u8; SIZE]] {
        let (&count, rest) = self.0.split_first_chunk().expect("a table has a count");
        let (items, rest) = rest.split_at(u32::from_le_bytes(count) as usize * SIZE);
        self.0 = rest;
        items.as_chunks().0
    }

    /// The next table, of the bytes of a text.
    pub fn next_text(&mut self) -> &'a str {
        std::str::from_utf8(self.next::<1>().as_flattened()).expect("a text was packed")
    }
}
