//! From files, folders and standard input to documents.
//!
//! An [`Input`] hands out [`Chunk`]s, and a chunk hands out documents. Cutting
//! the input into chunks is cheap and happens in one place; decoding a chunk is
//! the work, and chunks can be decoded in any order by as many threads as there
//! are. No more than the chunks in hand are ever in memory.
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

use crate::text::{Characters, Encoding, NotText, characters, has_old_encoding};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod error;
mod folder;
mod jsonl;
mod text;

pub use error::{DocumentError, OpenError, Place};

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
}

/// Which fields of a record in the input, such as a JSON line, make a document.
///
/// A field that is named here must be found in the beginning of the first file
/// that has fields; the defaults need not.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// The field of the identifier; `id` where none is named. A document without
    /// it is identified by its place, `PATH:LINE`.
    pub id: Option<String>,
    /// The fields of the text, which are joined in this order with line feeds;
    /// `text` where none is named. A document may lack some of them, not all.
    pub text: Vec<String>,
}

impl Fields {
    fn id(&self) -> &str {
        self.id.as_deref().unwrap_or("id")
    }

    /// Whether the user named any.
    fn are_named(&self) -> bool {
        self.id.is_some() || !self.text.is_empty()
    }

    fn text(&self) -> impl Iterator<Item = &str> {
        let default = self.text.is_empty().then_some("text");
        self.text.iter().map(String::as_str).chain(default)
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

/// Documents that are not decoded yet: a block of JSON lines, or one text file.
pub type Chunk = Box<dyn Iterator<Item = Result<Document, DocumentError>> + Send>;

/// The chunks of one source.
type Chunks = Box<dyn Iterator<Item = Chunk> + Send>;

/// Bytes to be decoded, from wherever they come.
type Bytes = Box<dyn Read + Send>;

/// Files, folders and standard input, read one chunk after the other.
///
/// A folder is read with all folders in it, in the order of their paths, files
/// with a known ending only (`.txt`, `.jsonl`, `.ndjson`); hidden files and
/// folders and symbolic links in it are skipped. A file named outright is read
/// whatever its ending: as JSON lines where it is `.jsonl` or `.ndjson`, else as
/// one article. `-` is standard input: JSON lines where its first character is
/// `{`, else one article.
pub struct Input {
    sources: Box<dyn Iterator<Item = Result<Source, DocumentError>> + Send>,
    /// What is left of the source being read.
    chunks: Chunks,
    fields: Arc<Fields>,
    encoding: Option<Encoding>,
}

impl Input {
    /// Opens `paths` for reading, in this order.
    ///
    /// # Errors
    ///
    /// Where nothing should be read because the call is wrong: a path leads
    /// nowhere, a folder holds no article, or a field of `fields` is not in the
    /// beginning of the first file of JSON lines.
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
        // Looking for fields takes more than telling formats apart.
        let head = if fields.are_named() { jsonl::BLOCK } else { 1 };
        let mut arguments = Vec::new();
        for path in paths {
            let argument = Argument::new(path.into(), head)?;
            if matches!(argument, Argument::Stdin(_))
                && arguments.iter().any(|a| matches!(a, Argument::Stdin(_)))
            {
                return Err(OpenError::StdinTwice);
            }
            arguments.push(argument);
        }
        check_fields(&arguments, &fields)?;
        Ok(Input {
            sources: Box::new(arguments.into_iter().flat_map(Argument::into_sources)),
            chunks: Box::new(std::iter::empty()),
            fields: Arc::new(fields),
            encoding: None,
        })
    }

    /// Reads all bytes as `encoding`; `None`, as without this call, to tell Unicode
    /// from other bytes by themselves.
    pub fn with_encoding(self, encoding: Option<Encoding>) -> Self {
        Input { encoding, ..self }
    }

    /// The documents one after the other, for those who need no threads. One
    /// that cannot be read is an error in its place, and the next one follows.
    pub fn documents(self) -> impl Iterator<Item = Result<Document, DocumentError>> {
        self.flatten()
    }
}

impl Iterator for Input {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            if let Some(chunk) = self.chunks.next() {
                return Some(chunk);
            }
            let source = self.sources.next()?;
            match source.and_then(|source| source.chunks(self.fields.clone(), self.encoding)) {
                Ok(chunks) => self.chunks = chunks,
                Err(error) => return Some(failure(error)),
            }
        }
    }
}

/// A chunk that holds nothing but an error.
fn failure(error: DocumentError) -> Chunk {
    Box::new(std::iter::once(Err(error)))
}

/// The formats that are read. A new one needs a file with a function `chunks`,
/// and a line in each of the functions below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    JsonLines,
}

impl Format {
    /// The format that the ending of `path` stands for, if it is a known one.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Format::Text),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            _ => None,
        }
    }

    fn chunks(self, name: String, bytes: Bytes, fields: Arc<Fields>, encoding: Option<Encoding>) -> Chunks {
        match self {
            Format::Text => Box::new(text::chunks(name, bytes, encoding)),
            Format::JsonLines => Box::new(jsonl::chunks(name, bytes, fields, encoding)),
        }
    }
}

/// One of the things that the user named.
enum Argument {
    File(PathBuf),
    Folder(PathBuf),
    /// Standard input, with its beginning.
    Stdin(Vec<u8>),
}

impl Argument {
    /// Looks at what `path` names; of standard input, at the first `head` bytes.
    fn new(path: PathBuf, head: usize) -> Result<Self, OpenError> {
        if path.as_os_str() == "-" {
            let head = jsonl::head(&mut io::stdin(), head)
                .map_err(|source| OpenError::Unreadable { path: name(&path), source })?;
            return Ok(Argument::Stdin(head));
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                // An entry that cannot be read is no reason to stop here: it is
                // reported when its turn comes.
                match folder::files(&path).next() {
                    Some(_) => Ok(Argument::Folder(path)),
                    None => Err(OpenError::EmptyFolder { path: name(&path) }),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenError::NotFound { path: name(&path) })
            }
            _ => Ok(Argument::File(path)),
        }
    }

    fn into_sources(self) -> Box<dyn Iterator<Item = Result<Source, DocumentError>> + Send> {
        match self {
            Argument::File(path) => Box::new(std::iter::once(Ok(Source::File(path)))),
            Argument::Folder(path) => Box::new(folder::files(&path).map(|file| file.map(Source::File))),
            Argument::Stdin(head) => Box::new(std::iter::once(Ok(Source::Stdin(head)))),
        }
    }
}

/// A place that bytes of one format come from.
enum Source {
    File(PathBuf),
    Stdin(Vec<u8>),
}

impl Source {
    fn chunks(self, fields: Arc<Fields>, encoding: Option<Encoding>) -> Result<Chunks, DocumentError> {
        let (name, format, bytes): (_, _, Bytes) = match self {
            Source::File(path) => {
                let name = name(&path);
                match File::open(&path) {
                    Ok(file) => (name, Format::of(&path).unwrap_or(Format::Text), Box::new(file)),
                    Err(source) => return Err(DocumentError::Unreadable { path: name, source }),
                }
            }
            Source::Stdin(head) => {
                let format = if jsonl::sniff(&head) { Format::JsonLines } else { Format::Text };
                ("-".to_owned(), format, Box::new(io::Cursor::new(head).chain(io::stdin())))
            }
        };
        Ok(format.chunks(name, bytes, fields, encoding))
    }
}

/// A path as it is shown to people and used in identifiers.
fn name(path: &Path) -> String {
    path.display().to_string()
}

/// Looks for the fields that the user named in the beginning of the first source
/// that has fields, so that a slip of the pen does not cost a long run.
fn check_fields(arguments: &[Argument], fields: &Fields) -> Result<(), OpenError> {
    if !fields.are_named() {
        return Ok(());
    }
    let Some((path, head)) = arguments.iter().find_map(first_head) else { return Ok(()) };
    let known = jsonl::field_names(&head);
    let unknown = fields.id.iter().chain(&fields.text).find(|&field| !known.contains(field));
    match unknown {
        Some(field) if !known.is_empty() => {
            Err(OpenError::UnknownField { path, field: field.clone(), known })
        }
        _ => Ok(()),
    }
}

/// Name and beginning of the first source with fields among those of `argument`.
fn first_head(argument: &Argument) -> Option<(String, Vec<u8>)> {
    let path = match argument {
        Argument::Stdin(head) => return jsonl::sniff(head).then(|| ("-".to_owned(), head.clone())),
        Argument::File(path) => path.clone(),
        Argument::Folder(path) => {
            folder::files(path).flatten().find(|file| Format::of(file) == Some(Format::JsonLines))?
        }
    };
    // What was read from a pipe could not be read again.
    let seekable = fs::metadata(&path).is_ok_and(|metadata| metadata.is_file());
    if Format::of(&path) != Some(Format::JsonLines) || !seekable {
        return None;
    }
    let head = jsonl::head(&mut File::open(&path).ok()?, jsonl::BLOCK).ok()?;
    Some((name(&path), head))
}
