//! From files, folders, archives and standard input to documents.
//!
//! An [`Input`] hands out [`Chunk`]s, and a chunk hands out documents. Cutting
//! the input into chunks is cheap and happens in one place: a file of JSON lines is
//! cut where the next chunk is asked for, all else in a thread of its own. Decoding a
//! chunk is the work, and chunks can be decoded in any order by as many threads as
//! there are. No more than the chunks in hand are ever in memory.
//!
//! ```
//! use trich::input::{Fields, Input};
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("a.txt"), "Có 7/10 xã đạt chuẩn.")?;
//! std::fs::write(folder.path().join("b.jsonl"), r#"{"id": 5, "text": "Thu tăng 3%."}"#)?;
//!
//! let documents: Vec<_> =
//!     Input::open([folder.path()], Fields::default())?.documents().collect::<Result<_, _>>()?;
//! assert!(documents[0].id.ends_with("a.txt"));
//! assert_eq!(documents[1].id, "5");
//! assert_eq!(documents[1].text, "Thu tăng 3%.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::text::{Characters, Encoding, NotText, characters, has_old_encoding, into_characters};
use memchr::memchr_iter;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::mem::take;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver, SendError, SyncSender};
use std::thread::{self, JoinHandle};
use std::vec;

mod archive;
mod argument;
mod compression;
mod error;
mod fields;
mod folder;
mod format;
mod html;
mod json;
mod jsonl;
mod large;
mod lines;
mod meter;
#[cfg(feature = "parquet")]
mod pages;
mod parquet;
mod pool;
mod reader;
mod sorted;
mod source;
mod table;
mod text;

use argument::Argument;
use source::Source;

pub use error::{DocumentError, OpenError, Place};
pub use fields::Fields;
pub use format::{Format, UnknownFormat};
pub use meter::Meter;

/// One article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The identifier that its records carry.
    pub id: String,
    /// Its text as it came out of its container, before any normalization. Bytes
    /// that are no Unicode are one character each.
    pub text: String,
    /// The encoding of Unicode that the text was in; `None` for bytes that are in
    /// none, which [`text`](crate::text) finds the encoding of.
    pub encoding: Option<Encoding>,
    /// The values of [`Fields::keep`], as JSON on one line; `null` for those that
    /// it has not.
    pub kept: Vec<String>,
}

/// How input is read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The fields that make a document.
    pub fields: Fields,
    /// The encoding of all bytes; `None` to tell Unicode from other bytes by
    /// themselves.
    pub encoding: Option<Encoding>,
    /// The format of everything, inside its compression and archives; `None` to
    /// tell it by name and content.
    pub format: Option<Format>,
    /// The bytes that a document may have in its container. One that is longer is
    /// an error and is never in memory as a whole.
    pub max_document_size: u64,
    /// Files and folders that are left out where they lie in a folder that is read,
    /// as full paths without links ([`std::fs::canonicalize`]).
    pub exclude: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            fields: Fields::default(),
            encoding: None,
            format: None,
            max_document_size: 64_000_000,
            exclude: Vec::new(),
        }
    }
}

/// The characters of a document. Bytes that are neither Unicode nor surely in an
/// old encoding are an error: whatever they were read as would be a guess.
fn decode(bytes: &[u8], named: Option<Encoding>) -> Result<Characters<'_>, NotText> {
    let read = characters(bytes, named)?;
    if named.is_none()
        && read.encoding.is_none()
        && !has_old_encoding(&read.text)
        && let Err(error) = simdutf8::compat::from_utf8(bytes)
    {
        return Err(NotText::Invalid { encoding: Encoding::Utf8, byte: error.valid_up_to() });
    }
    Ok(read)
}

/// The same in the memory of the bytes wherever that can be, with the encoding of
/// Unicode. An error comes with the number of line ends before it.
fn decode_in_place(
    bytes: Vec<u8>,
    named: Option<Encoding>,
) -> Result<(String, Option<Encoding>), (NotText, u64)> {
    let valid = simdutf8::compat::from_utf8(&bytes).map_err(|error| error.valid_up_to());
    let lines = valid.map_or_else(|end| memchr_iter(b'\n', &bytes[..end]).count() as u64, |_| 0);
    let invalid = valid.err();
    let (text, encoding) = into_characters(bytes, named).map_err(|error| (error, lines))?;
    match invalid {
        Some(byte) if named.is_none() && encoding.is_none() && !has_old_encoding(&text) => {
            Err((NotText::Invalid { encoding: Encoding::Utf8, byte }, lines))
        }
        _ => Ok((text, encoding)),
    }
}

/// Documents that are not decoded yet: a block of JSON lines, or one text file.
pub struct Chunk {
    position: Position,
    documents: Documents,
}

impl Chunk {
    /// Where in the input it stands.
    pub fn position(&self) -> Position {
        self.position
    }
}

impl Iterator for Chunk {
    type Item = Result<Document, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.documents.next()
    }
}

/// The place of a [`Chunk`] in the input, which is the same in every run over the
/// same files with the same [`Options`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// How many files come before the one that it is in.
    pub source: u64,
    /// How many chunks of the file come before it.
    pub chunk: u64,
}

/// What a chunk holds.
type Documents = Box<dyn Iterator<Item = Result<Document, DocumentError>> + Send>;

/// What a source is cut into.
enum Cut {
    Chunk(Documents),
    /// The one chunk of a file that is read when it is decoded, and can wait for those of
    /// others.
    File(Documents),
    /// All chunks that are left, to be cut when they are asked for.
    Rest(Box<dyn Iterator<Item = Documents> + Send>),
}

/// Takes what a source is cut into, one after the other, and breaks when no more is
/// wanted.
type Emit<'a> = dyn FnMut(Cut) -> ControlFlow<()> + 'a;

/// The chunk that holds nothing but an error.
fn failure(error: DocumentError) -> Cut {
    Cut::Chunk(failed(error))
}

/// Nothing but an error.
fn failed(error: DocumentError) -> Documents {
    Box::new(std::iter::once(Err(error)))
}

/// What the thread that cuts the input has to say.
enum Message {
    Chunks(Vec<Chunk>),
    Rest(Rest),
    /// There is no more.
    End,
    /// No more is wanted.
    Stop,
}

/// Files, folders, archives and standard input, read one chunk after the other.
///
/// A folder is read with all folders in it, in the order of their paths, files
/// with a known ending only ([`Format`]); hidden files and folders and symbolic
/// links in it are skipped. A path that names nothing and has `*`, `?`, `[` or `{`
/// in it is a pattern of paths: `news/**/*.jsonl`. A file named outright is read
/// whatever its ending. `-` is standard input.
///
/// Compressed files (gzip, zstd, bzip2, xz) and tar archives are recognized by
/// their first bytes, whatever their names; the files in an archive are read like
/// those in a folder.
pub struct Input {
    /// What is to be cut, until the first chunk is asked for.
    plan: Option<Plan>,
    sender: SyncSender<Message>,
    messages: Receiver<Message>,
    cutter: Option<JoinHandle<()>>,
    /// What was cut already.
    ready: vec::IntoIter<Chunk>,
    /// The file that is cut here at the moment.
    rest: Option<Rest>,
    meter: Arc<Meter>,
    has_ended: Arc<AtomicBool>,
}

/// What the thread that cuts the input needs to know.
struct Plan {
    sources: Box<dyn Iterator<Item = Result<Source, DocumentError>> + Send>,
    options: Options,
    start: Position,
    meter: Arc<Meter>,
}

impl Input {
    /// Opens `paths` for reading, in this order.
    ///
    /// # Errors
    ///
    /// Where nothing should be read because the call is wrong: a path leads
    /// nowhere, a folder holds no article, or a field of `fields` is not in the
    /// beginning of the first file with fields.
    ///
    /// ```
    /// use trich::input::{Fields, Input};
    ///
    /// let error = Input::open(["nowhere.txt"], Fields::default()).err().unwrap();
    /// assert_eq!(error.to_string(), "nowhere.txt: no such file or folder");
    /// ```
    pub fn open<P: Into<PathBuf>>(
        paths: impl IntoIterator<Item = P>,
        fields: Fields,
    ) -> Result<Self, OpenError> {
        Input::open_with(paths, Options { fields, ..Options::default() })
    }

    /// Opens `paths` for reading in a way of your own.
    ///
    /// # Errors
    ///
    /// Those of [`Input::open`].
    ///
    /// ```
    /// use trich::input::{Format, Input, Options};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("export");
    /// std::fs::write(&path, "id;text\n7;Thu tăng 3%.\n")?;
    ///
    /// let options = Options { format: Some(Format::Csv), ..Options::default() };
    /// let document = Input::open_with([path], options)?.documents().next().unwrap()?;
    /// assert_eq!((document.id.as_str(), document.text.as_str()), ("7", "Thu tăng 3%."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_with<P: Into<PathBuf>>(
        paths: impl IntoIterator<Item = P>,
        options: Options,
    ) -> Result<Self, OpenError> {
        let meter = Arc::new(Meter::default());
        let arguments = argument::open(paths.into_iter().map(Into::into), &options, &meter)?;
        let sources = Box::new(arguments.into_iter().flat_map(Argument::into_sources));
        let plan = Plan { sources, options, start: Position::default(), meter: meter.clone() };
        // Two messages ready and one in the making keep the workers busy.
        let (sender, messages) = mpsc::sync_channel(2);
        Ok(Input {
            plan: Some(plan),
            sender,
            messages,
            cutter: None,
            ready: Vec::new().into_iter(),
            rest: None,
            meter,
            has_ended: Arc::default(),
        })
    }

    /// Reads all bytes as `encoding`; `None`, as without this call, to tell Unicode
    /// from other bytes by themselves.
    pub fn with_encoding(mut self, encoding: Option<Encoding>) -> Self {
        if let Some(plan) = &mut self.plan {
            plan.options.encoding = encoding;
        }
        self
    }

    /// Leaves out all chunks before `position`, without decoding them; files before
    /// its file are not opened.
    pub fn starting_at(mut self, position: Position) -> Self {
        if let Some(plan) = &mut self.plan {
            plan.start = position;
        }
        self
    }

    /// The documents one after the other, for those who need no threads. One
    /// that cannot be read is an error in its place, and the next one follows.
    pub fn documents(self) -> impl Iterator<Item = Result<Document, DocumentError>> {
        self.flatten()
    }

    /// The files, in the order in which they are read, instead of what is in them.
    /// Standard input is `-`.
    pub fn files(mut self) -> impl Iterator<Item = Result<PathBuf, DocumentError>> {
        let sources = self.plan.take().into_iter().flat_map(|plan| plan.sources);
        sources.map(|source| source.map(Source::into_path))
    }

    /// What the input has come to so far.
    pub fn meter(&self) -> Arc<Meter> {
        self.meter.clone()
    }

    /// What ends the input before its last chunk.
    pub fn stopper(&self) -> Stopper {
        Stopper { sender: self.sender.clone(), has_ended: self.has_ended.clone() }
    }
}

/// Ends an [`Input`] from another thread.
pub struct Stopper {
    sender: SyncSender<Message>,
    has_ended: Arc<AtomicBool>,
}

impl Stopper {
    /// Lets the input end.
    pub fn stop(&self) {
        self.has_ended.store(true, Relaxed);
        // Where there is no room nobody waits for a message.
        let _ = self.sender.try_send(Message::Stop);
    }
}

impl Iterator for Input {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        if let Some(plan) = self.plan.take() {
            let sender = self.sender.clone();
            self.cutter = Some(thread::spawn(move || plan.cut(&sender)));
        }
        while !self.has_ended.load(Relaxed) {
            let ready = self.ready.next();
            if let Some(chunk) = ready.or_else(|| self.rest.as_mut().and_then(Rest::next)) {
                return Some(chunk);
            }
            self.rest = None;
            match self.messages.recv() {
                Ok(Message::Chunks(chunks)) => self.ready = chunks.into_iter(),
                Ok(Message::Rest(rest)) => self.rest = Some(rest),
                Ok(Message::Stop) | Err(_) => self.has_ended.store(true, Relaxed),
                Ok(Message::End) => {
                    self.has_ended.store(true, Relaxed);
                    // A panic must not pass for an end.
                    if let Some(Err(panic)) = self.cutter.take().map(JoinHandle::join) {
                        resume_unwind(panic);
                    }
                }
            }
        }
        None
    }
}

/// The chunks of a file from a position on.
struct Rest {
    position: Position,
    /// How many chunks of the file are left out.
    first: u64,
    chunks: Box<dyn Iterator<Item = Documents> + Send>,
    /// Goes with the value, which tells that the next file may be opened.
    _alive: mpsc::Sender<Infallible>,
}

impl Rest {
    /// The next chunk that is not left out.
    fn next(&mut self) -> Option<Chunk> {
        loop {
            let chunk = Chunk { position: self.position, documents: self.chunks.next()? };
            self.position.chunk += 1;
            if chunk.position.chunk >= self.first {
                return Some(chunk);
            }
        }
    }
}

impl Plan {
    /// Sends the chunks of all sources, and then the end.
    fn cut(self, sender: &SyncSender<Message>) {
        let mut outbox = Outbox { sender, chunks: Vec::new() };
        let options = Arc::new(self.options);
        for (index, source) in (0..).zip(self.sources) {
            if index < self.start.source {
                continue;
            }
            let first = if index == self.start.source { self.start.chunk } else { 0 };
            let mut position = Position { source: index, chunk: 0 };
            if source.as_ref().is_ok_and(Source::is_stream) && outbox.send_chunks().is_break() {
                return;
            }
            let mut emit = |cut| {
                let (documents, can_wait) = match cut {
                    Cut::Chunk(documents) => (documents, false),
                    Cut::File(documents) => (documents, true),
                    Cut::Rest(chunks) => {
                        let (alive, ended) = mpsc::channel();
                        let rest = Rest { position, first, chunks, _alive: alive };
                        let flow = outbox.send(Message::Rest(rest));
                        // No file is opened before its turn.
                        let _ = ended.recv();
                        return flow;
                    }
                };
                let chunk = Chunk { position, documents };
                position.chunk += 1;
                if chunk.position.chunk < first {
                    return ControlFlow::Continue(());
                }
                outbox.add(chunk, can_wait)
            };
            let flow = match source {
                Ok(source) => source.cut(&options, &self.meter, &mut emit),
                Err(error) => emit(failure(error)),
            };
            if flow.is_break() {
                return;
            }
        }
    }
}

/// What was cut and not sent yet.
struct Outbox<'a> {
    sender: &'a SyncSender<Message>,
    chunks: Vec<Chunk>,
}

impl Outbox<'_> {
    /// Sends a chunk, or lets it wait for others: to wake a thread for each small file would
    /// take longer than to read it.
    fn add(&mut self, chunk: Chunk, can_wait: bool) -> ControlFlow<()> {
        /// Chunks that are sent together. Each is an open file, of which up to four times as
        /// many are on their way.
        const TOGETHER: usize = 8;
        self.chunks.push(chunk);
        if can_wait && self.chunks.len() < TOGETHER { ControlFlow::Continue(()) } else { self.send_chunks() }
    }

    /// Sends all that waits.
    fn send_chunks(&mut self) -> ControlFlow<()> {
        match take(&mut self.chunks) {
            chunks if chunks.is_empty() => ControlFlow::Continue(()),
            chunks => flow(self.sender.send(Message::Chunks(chunks))),
        }
    }

    /// Sends a message behind all that waits.
    fn send(&mut self, message: Message) -> ControlFlow<()> {
        self.send_chunks()?;
        flow(self.sender.send(message))
    }
}

/// Whether there is somebody who wants more.
fn flow(sent: Result<(), SendError<Message>>) -> ControlFlow<()> {
    if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

impl Drop for Outbox<'_> {
    /// Sends the end, even if there is a panic, so that nobody waits.
    fn drop(&mut self) {
        let _ = self.send(Message::End);
    }
}

/// A path as it is shown to people and used in identifiers.
fn name(path: &Path) -> String {
    path.display().to_string()
}
