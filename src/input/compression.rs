//! Compressed bytes, recognized by how they begin.

use super::DocumentError;
use super::reader::Reader;

/// A compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

/// The compression of what begins with `head`.
pub(super) fn of(head: &[u8]) -> Option<Compression> {
    match head {
        [0x1F, 0x8B, 8, ..] => Some(Compression::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
        // A frame to be skipped comes before the first one.
        [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Compression::Zstd),
        // The mark of a block, or that of the end, follows.
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => Some(Compression::Bzip2),
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Compression::Xz),
        _ => None,
    }
}

impl Compression {
    /// What `bytes` are without the compression, as a stream. Parts that follow
    /// each other are read as one.
    #[cfg(feature = "compression")]
    pub fn decode<'a>(self, bytes: Reader<'a>, name: &str) -> Result<Reader<'a>, DocumentError> {
        /// The dictionary of `xz -9` takes 64 MB; what asks for more is no honest file.
        const XZ_MEMORY: u64 = 128 << 20;
        let unreadable = |source| DocumentError::Unreadable { place: super::Place::file(name), source };
        let kind = self.name();
        Ok(match self {
            Compression::Gzip => named(kind, flate2::read::MultiGzDecoder::new(bytes)),
            Compression::Zstd => named(kind, zstd::stream::read::Decoder::new(bytes).map_err(unreadable)?),
            Compression::Bzip2 => named(kind, bzip2::read::MultiBzDecoder::new(bytes)),
            Compression::Xz => {
                let stream =
                    liblzma::stream::Stream::new_stream_decoder(XZ_MEMORY, liblzma::stream::CONCATENATED)
                        .map_err(|error| unreadable(error.into()))?;
                named(kind, liblzma::read::XzDecoder::new_stream(bytes, stream))
            }
        })
    }

    #[cfg(not(feature = "compression"))]
    pub fn decode<'a>(self, _: Reader<'a>, name: &str) -> Result<Reader<'a>, DocumentError> {
        let (place, kind) = (super::Place::file(name), self.name());
        Err(DocumentError::NotBuilt { place, kind, feature: "compression" })
    }

    fn name(self) -> &'static str {
        match self {
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
            Compression::Bzip2 => "bzip2",
            Compression::Xz => "xz",
        }
    }
}

/// What `bytes` give; errors say what they were taken for.
#[cfg(feature = "compression")]
fn named<'a>(kind: &'static str, bytes: impl std::io::Read + 'a) -> Reader<'a> {
    struct Named<R>(&'static str, R);

    impl<R: std::io::Read> std::io::Read for Named<R> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let describe = |error: std::io::Error| {
                if error.kind() == std::io::ErrorKind::Interrupted {
                    return error;
                }
                std::io::Error::new(error.kind(), format!("{} data is broken or cut short: {error}", self.0))
            };
            self.1.read(buffer).map_err(describe)
        }
    }

    Reader::stream(Vec::new(), Named(kind, bytes))
}
