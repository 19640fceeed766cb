//! Memory that is used again, so that the system need not clear and map it for each block.

use super::reader::BLOCK;
use std::mem::take;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex};

/// The memory of blocks that are worked off.
#[derive(Clone, Default)]
pub(super) struct Pool(Arc<Mutex<Vec<Vec<u8>>>>);

impl Pool {
    /// Bytes that mean nothing, as many as there are, to be written over.
    pub fn take(&self) -> Pooled {
        let bytes = self.0.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default();
        Pooled { bytes, pool: self.clone() }
    }
}

/// Bytes that go back to the pool with the value.
pub(super) struct Pooled {
    bytes: Vec<u8>,
    pool: Pool,
}

impl Pooled {
    /// Makes it so many bytes long, with no more memory than that takes.
    pub fn grow(&mut self, len: usize) {
        self.bytes.reserve_exact(len.saturating_sub(self.bytes.len()));
        self.bytes.resize(len, 0);
    }
}

impl Deref for Pooled {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.bytes
    }
}

impl DerefMut for Pooled {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }
}

impl Drop for Pooled {
    fn drop(&mut self) {
        // What is longer is that of a rare document, and less is not worth the trouble.
        if (BLOCK..=2 * BLOCK).contains(&self.bytes.capacity())
            && let Ok(mut spare) = self.pool.0.lock()
        {
            spare.push(take(&mut self.bytes));
        }
    }
}
