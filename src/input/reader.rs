//! Bytes from a file or a stream, with a look at their beginning.

use super::Meter;
use memchr::memchr;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::sync::Arc;

/// Bytes that are asked for at once: enough that handing a block to a thread
/// costs nothing beside decoding it, and little enough to stay in the cache.
pub(super) const BLOCK: usize = 256 * 1024;

/// Enough bytes to tell formats apart; the mark of a tar archive is at byte 257.
const HEAD: usize = 512;

/// Bytes whose beginning can be looked at before they are read.
pub(super) struct Reader<'a> {
    head: Vec<u8>,
    /// How much of the head was read.
    at: usize,
    inner: Inner<'a>,
}

enum Inner<'a> {
    /// A file as it lies on the disk.
    File(Counted<File>),
    Stream(Box<dyn Read + 'a>),
}

impl<'a> Reader<'a> {
    pub fn file(file: File, meter: &Arc<Meter>) -> Self {
        Reader { head: Vec::new(), at: 0, inner: Inner::File(Counted::file(file, meter)) }
    }

    /// What comes out of `bytes`, after `head`.
    pub fn stream(head: Vec<u8>, bytes: impl Read + 'a) -> Self {
        Reader { head, at: 0, inner: Inner::Stream(Box::new(bytes)) }
    }

    /// The beginning: enough to tell formats apart.
    pub fn peek(&mut self) -> io::Result<&[u8]> {
        self.peek_until(|head| head.len() >= HEAD || has_line(head))
    }

    /// The beginning: at least its first line that is not blank, and `least` bytes
    /// where there are so many; a few blocks at most.
    pub fn peek_lines(&mut self, least: usize) -> io::Result<&[u8]> {
        self.peek_until(|head| head.len() >= 4 * BLOCK || head.len() >= least && has_line(head))
    }

    fn peek_until(&mut self, is_enough: impl Fn(&[u8]) -> bool) -> io::Result<&[u8]> {
        while !is_enough(&self.head) {
            let filled = self.head.len();
            let more = (2 * filled).clamp(HEAD, BLOCK);
            self.head.resize(filled + more, 0);
            let read = read(&mut self.inner, &mut self.head[filled..]);
            self.head.truncate(filled + *read.as_ref().unwrap_or(&0));
            if read? == 0 {
                break;
            }
        }
        Ok(&self.head)
    }

    /// The bytes for another thread, where they come from a regular file as it is, so that
    /// nobody has to wait for them.
    pub fn into_file(self) -> Result<impl Read + Send + 'static, Self> {
        match self.inner {
            Inner::File(file) if file.expected.is_some() => Ok(io::Cursor::new(self.head).chain(file)),
            inner => Err(Reader { inner, ..self }),
        }
    }

    /// A file with these bytes that can be read in any order: the file itself, or
    /// one that has no name and goes with the value.
    #[cfg(feature = "parquet")]
    pub fn into_seekable(mut self) -> io::Result<File> {
        use std::io::Seek;

        if let Inner::File(Counted { mut bytes, expected: Some(_), .. }) = self.inner {
            bytes.rewind()?;
            return Ok(bytes);
        }
        let mut copy = tempfile::tempfile()?;
        io::copy(&mut self, &mut copy)?;
        copy.rewind()?;
        Ok(copy)
    }
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at < self.head.len() {
            let read = (&self.head[self.at..]).read(buffer)?;
            self.at += read;
            return Ok(read);
        }
        self.inner.read(buffer)
    }
}

impl Read for Inner<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Inner::File(file) => file.read(buffer),
            Inner::Stream(bytes) => bytes.read(buffer),
        }
    }
}

/// Whether there is a whole line that is not blank.
fn has_line(head: &[u8]) -> bool {
    memchr(b'\n', head.trim_ascii_start()).is_some()
}

/// Reads once, whatever is there.
pub(super) fn read(bytes: &mut (impl Read + ?Sized), buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match bytes.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// Counts the bytes that are read, and misses those that a file had at first.
pub(super) struct Counted<R> {
    bytes: R,
    meter: Arc<Meter>,
    read: u64,
    /// The size of a regular file when it was opened.
    expected: Option<u64>,
}

impl Counted<File> {
    fn file(file: File, meter: &Arc<Meter>) -> Self {
        let metadata = file.metadata().ok().filter(|metadata| metadata.is_file());
        let expected = metadata.map(|metadata| metadata.len());
        Counted { bytes: file, meter: meter.clone(), read: 0, expected }
    }
}

impl<R> Counted<R> {
    pub fn stream(bytes: R, meter: &Arc<Meter>) -> Self {
        Counted { bytes, meter: meter.clone(), read: 0, expected: None }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.read += read as u64;
        self.meter.add_bytes(read as u64);
        match self.expected {
            Some(expected) if read == 0 && !buffer.is_empty() && self.read < expected => {
                let (read, message) = (self.read, "it was cut short while it was read");
                Err(io::Error::new(
                    ErrorKind::UnexpectedEof,
                    format!("{message}: it had {expected} bytes, only {read} are left"),
                ))
            }
            _ => Ok(read),
        }
    }
}
