//! `trich try`: what one pattern matches, and how far it gets where it matches nothing.

use super::articles::Articles;
use super::{Error, Outcome, test::counted};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use trich::Extractor;
use trich::patterns::{LoadError, Match, Progress, Reach, Trial};
use trich::text::Normalizer;

/// Show what a pattern matches in articles
///
/// Each sentence with a match is shown with its fields. Where nothing matches, the longest beginning of
/// the pattern is shown that does, and the part that stops it.
#[derive(Debug, clap::Args)]
pub struct Try {
    /// The pattern, as `match` in a pattern file
    pattern: String,

    #[command(flatten)]
    articles: Articles,

    /// Stop after N sentences; with --json, after N records
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,

    /// Write records as JSON lines instead
    #[arg(long)]
    json: bool,
}

const MATCH: Style = AnsiColor::Green.on_default().bold();
const FIELD: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// Ends a block of the output, which is one sentence or record. No clean text has it.
const BLOCK_END: u8 = 0x1e;

#[derive(Default)]
struct Counts {
    matches: AtomicUsize,
    sentences: AtomicUsize,
    documents: AtomicUsize,
    read: AtomicUsize,
}

impl Try {
    pub fn run(self) -> Result<Outcome, Error> {
        let trial = Trial::new(&self.pattern).map_err(LoadError::from)?;
        let progress = Progress::new(&trial);
        let extractor = Extractor::new().with_patterns(trial.patterns().clone()).only(&["try"])?;
        let counts = Counts::default();
        let has_matched = AtomicBool::new(false);
        let mut out = Blocks {
            out: anstream::stdout(),
            left: self.limit.map_or(usize::MAX, NonZeroUsize::get),
            is_full: false,
        };
        let json = self.json;
        let done = self.articles.each_to(&mut out, Normalizer::default(), |document, pieces, output| {
            counts.read.fetch_add(1, Ordering::Relaxed);
            let mut has_match = false;
            for text in pieces {
                let clean = text.as_str();
                let mut found = Vec::new();
                trial.patterns().find(clean, |one| found.push(one));
                if found.is_empty() {
                    if !has_matched.load(Ordering::Relaxed) {
                        progress.look(clean);
                    }
                    continue;
                }
                has_match = true;
                has_matched.store(true, Ordering::Relaxed);
                let sentences = found.chunk_by(|a, b| a.sentence == b.sentence);
                counts.matches.fetch_add(found.len(), Ordering::Relaxed);
                counts.sentences.fetch_add(sentences.clone().count(), Ordering::Relaxed);
                if json {
                    for record in extractor.extract_text(&document.id, &text) {
                        serde_json::to_writer(&mut *output, &record)
                            .expect("a record is JSON and memory takes it");
                        output.extend([b'\n', BLOCK_END]);
                    }
                } else {
                    for matches in sentences {
                        // Writing to memory does not fail.
                        let _ = show(output, &document.id, clean, matches);
                        output.push(BLOCK_END);
                    }
                }
            }
            counts.documents.fetch_add(usize::from(has_match), Ordering::Relaxed);
        });
        let is_full = out.is_full;
        let outcome = match done {
            Err(Error::Output(_)) if is_full => Outcome::Done,
            done => done?,
        };
        let mut stderr = anstream::stderr().lock();
        let count = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        if is_full {
            writeln!(stderr, "stopped at the limit; there may be more")?;
        } else if count(&counts.matches) > 0 {
            writeln!(
                stderr,
                "{} in {} of {}; {} read",
                matches(count(&counts.matches)),
                counted(count(&counts.sentences), "sentence"),
                counted(count(&counts.documents), "document"),
                count(&counts.read),
            )?;
        } else {
            writeln!(stderr, "nothing matches in {}", counted(count(&counts.read), "document"))?;
            for reach in progress.reached() {
                show_reach(&mut stderr, &self.pattern, &reach)?;
            }
        }
        Ok(outcome)
    }
}

fn matches(count: usize) -> String {
    if count == 1 { "1 match".to_owned() } else { format!("{count} matches") }
}

/// Writes a sentence with its matches, and the fields of each.
fn show(out: &mut impl Write, doc: &str, clean: &str, matches: &[Match]) -> io::Result<()> {
    let Some(first) = matches.first() else { return Ok(()) };
    writeln!(out, "{FAINT}{}{FAINT:#}", doc.replace(char::from(BLOCK_END), ""))?;
    write!(out, "  ")?;
    let mut at = first.sentence.start;
    for one in matches {
        write!(out, "{}", &clean[at..one.span.start])?;
        at = one.span.start;
        // Fields in one another are shown as the outer one.
        let mut places: Vec<&Range<usize>> = one.places.iter().map(|(_, span)| span).collect();
        places.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        for place in places {
            if place.start >= at && place.end <= one.span.end {
                write!(out, "{MATCH}{}{MATCH:#}", &clean[at..place.start])?;
                write!(out, "{FIELD}{}{FIELD:#}", &clean[place.clone()])?;
                at = place.end;
            }
        }
        write!(out, "{MATCH}{}{MATCH:#}", &clean[at..one.span.end])?;
        at = one.span.end;
    }
    writeln!(out, "{}", &clean[at..first.sentence.end])?;
    for one in matches {
        write!(out, "  {MATCH}“{}”{MATCH:#}", &clean[one.span.clone()])?;
        for (name, value) in &one.fields {
            write!(out, "  {FIELD}{name}{FIELD:#} = {value}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes how far a pattern got.
fn show_reach(out: &mut impl Write, pattern: &str, reach: &Reach) -> io::Result<()> {
    let Reach { matched, stop, example } = reach;
    let pad = |part: &str| " ".repeat(part.chars().count());
    let line = |span: &Range<usize>| "^".repeat(pattern[span.clone()].chars().count());
    writeln!(out, "  {pattern}")?;
    let before = pad(&pattern[..matched.start]);
    if !matched.is_empty() {
        writeln!(out, "  {before}{MATCH}{} matches somewhere{MATCH:#}", line(matched))?;
    }
    let what = if matched.is_empty() { "is found nowhere" } else { "is never found behind that" };
    writeln!(out, "  {}{BAD}{} {what}{BAD:#}", pad(&pattern[..stop.start]), line(stop))?;
    if let Some((sentence, span)) = example {
        let (head, tail) = (&sentence[..span.start], &sentence[span.end..]);
        writeln!(out, "  as in: {head}{MATCH}{}{MATCH:#}{tail}", &sentence[span.clone()])?;
    }
    Ok(())
}

/// Passes on as many blocks as are wanted.
struct Blocks<W> {
    out: W,
    left: usize,
    is_full: bool,
}

impl<W: Write> Write for Blocks<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for block in bytes.split_inclusive(|&byte| byte == BLOCK_END) {
            self.out.write_all(block.strip_suffix(&[BLOCK_END]).unwrap_or(block))?;
            if block.ends_with(&[BLOCK_END]) {
                self.left -= 1;
            }
            if self.left == 0 {
                self.is_full = true;
                return Err(io::Error::other("there is enough"));
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
