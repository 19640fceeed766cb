//! The things that the user named, looked at before anything is read.

use super::reader::{BLOCK, Reader};
use super::source::{self, Source};
use super::{DocumentError, Format, Meter, OpenError, Options, folder, name};
use std::fs::{self, File};
use std::io;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many files of a folder are looked at for one with fields.
const LOOK_AT: usize = 10_000;

/// One of the things that the user named.
pub(super) enum Argument {
    File(PathBuf),
    Files(PathBuf, Box<Peekable<folder::Files>>),
    /// Standard input, with its beginning.
    Stdin(Vec<u8>),
}

/// Looks at what each of `paths` names.
pub(super) fn open(
    paths: impl Iterator<Item = PathBuf>,
    options: &Options,
    meter: &Arc<Meter>,
) -> Result<Vec<Argument>, OpenError> {
    let mut arguments = Vec::new();
    for path in paths {
        let argument = Argument::new(path, options, meter)?;
        let is_stdin = |argument: &Argument| matches!(argument, Argument::Stdin(_));
        if is_stdin(&argument) && arguments.iter().any(is_stdin) {
            return Err(OpenError::StdinTwice);
        }
        arguments.push(argument);
    }
    check_fields(&mut arguments, options)?;
    Ok(arguments)
}

impl Argument {
    fn new(path: PathBuf, options: &Options, meter: &Arc<Meter>) -> Result<Self, OpenError> {
        if path.as_os_str() == "-" {
            return Ok(Argument::Stdin(Vec::new()));
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                let mut files = folder::Files::of(&path, options, meter).peekable();
                // An entry that cannot be read is no reason to stop here: it is
                // reported when its turn comes.
                match files.peek() {
                    Some(_) => Ok(Argument::Files(path, Box::new(files))),
                    None => Err(OpenError::EmptyFolder { path: name(&path) }),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder::is_pattern(&path) => {
                let mut files = folder::Files::like(&path, options, meter)
                    .map_err(|reason| OpenError::BadGlob { path: name(&path), reason })?
                    .peekable();
                match files.peek() {
                    Some(_) => Ok(Argument::Files(path, Box::new(files))),
                    None => Err(OpenError::NoMatch { path: name(&path) }),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenError::NotFound { path: name(&path) })
            }
            _ => Ok(Argument::File(path)),
        }
    }

    pub fn into_sources(self) -> Box<dyn Iterator<Item = Result<Source, DocumentError>> + Send> {
        match self {
            Argument::File(path) => Box::new(std::iter::once(Ok(Source::File(path)))),
            Argument::Files(_, files) => Box::new(files.map(|file| file.map(Source::File))),
            Argument::Stdin(head) => Box::new(std::iter::once(Ok(Source::Stdin(head)))),
        }
    }
}

/// Looks for the fields that the user named in the beginning of the first source
/// that has fields, so that a slip of the pen does not cost a long run.
fn check_fields(arguments: &mut [Argument], options: &Options) -> Result<(), OpenError> {
    if options.fields.named().next().is_none() {
        return Ok(());
    }
    for argument in arguments {
        let Some((path, known)) = first_names(argument, options)? else { continue };
        let unknown = options.fields.named().find(|&field| !known.contains(field));
        return match unknown {
            Some(field) if !known.is_empty() => {
                Err(OpenError::UnknownField { path, field: field.clone(), known })
            }
            _ => Ok(()),
        };
    }
    Ok(())
}

/// Name and fields of the first source with fields among those of `argument`.
fn first_names(
    argument: &mut Argument,
    options: &Options,
) -> Result<Option<(String, Vec<String>)>, OpenError> {
    let path = match argument {
        Argument::Stdin(head) => {
            let path = "-".to_owned();
            let mut reader = Reader::stream(Vec::new(), io::stdin());
            match reader.peek_lines(BLOCK) {
                Ok(bytes) => *head = bytes.to_vec(),
                Err(source) => return Err(OpenError::Unreadable { path, source }),
            }
            let reader = Reader::stream(head.clone(), io::empty());
            return Ok(source::field_names(&path, reader, options).map(|names| (path, names)));
        }
        Argument::File(path) => Some(path.clone()),
        Argument::Files(path, _) => {
            let meter = Arc::default();
            let files = match folder::is_pattern(path) {
                true => folder::Files::like(path, options, &meter).ok(),
                false => Some(folder::Files::of(path, options, &meter)),
            };
            let may_have_fields =
                |path: &PathBuf| options.format.or_else(|| Format::of(path)).is_some_and(Format::has_fields);
            files.and_then(|files| files.take(LOOK_AT).flatten().find(may_have_fields))
        }
    };
    Ok(path.and_then(|path| Some((name(&path), names_of(&path, options)?))))
}

fn names_of(path: &Path, options: &Options) -> Option<Vec<String>> {
    // What was read from a pipe could not be read again.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    source::field_names(&name(path), Reader::file(File::open(path).ok()?, &Arc::default()), options)
}
