//! How far a pattern gets that matches nothing: the longest beginning of it that
//! matches somewhere, and the part that stops it.

use super::compile::{Compiled, Options};
use super::matcher::Patterns;
use super::problem::{Problem, Problems, Source};
use super::syntax::{Fragments, Template};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A pattern to be tried, without a file: compiled whole, and as far as each of its
/// parts.
#[derive(Debug)]
pub struct Trial {
    pattern: String,
    patterns: Patterns,
    branches: Vec<Branch>,
}

/// One of the alternatives of a pattern.
#[derive(Debug)]
struct Branch {
    /// Its first byte in the pattern.
    start: usize,
    /// The parts: where each ends in the pattern, and the pattern up to there.
    parts: Vec<(usize, Patterns)>,
}

/// How far the alternatives of a pattern got so far, in all texts that were looked at
/// from any thread.
#[derive(Debug)]
pub struct Progress<'a> {
    trial: &'a Trial,
    branches: Vec<Furthest>,
}

#[derive(Debug, Default)]
struct Furthest {
    /// How many parts matched in a row.
    parts: AtomicUsize,
    /// Where: of the shortest sentences the first by its letters, so that it is the same
    /// in every run.
    place: Mutex<Option<(usize, String, Range<usize>)>>,
}

/// How far one alternative of a pattern got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The bytes of the pattern that matched together somewhere; empty if none did.
    pub matched: Range<usize>,
    /// The bytes of the part after them, which never matched behind them.
    pub stop: Range<usize>,
    /// A sentence that they matched in, and their bytes in it.
    pub example: Option<(String, Range<usize>)>,
}

impl Trial {
    /// A pattern with all its parts. Its records have the kind `try`.
    ///
    /// # Errors
    ///
    /// What is wrong with the pattern.
    ///
    /// ```
    /// use trich::patterns::{Progress, Trial};
    ///
    /// let trial = Trial::new("tổng mức {number} đô la")?;
    /// let progress = Progress::new(&trial);
    /// progress.look("Tổng mức 5 tỷ đồng.");
    /// let reach = &progress.reached()[0];
    /// assert_eq!(&"tổng mức {number} đô la"[reach.matched.clone()], "tổng mức {number}");
    /// assert_eq!(&"tổng mức {number} đô la"[reach.stop.clone()], "đô");
    /// # Ok::<(), trich::patterns::Problems>(())
    /// ```
    pub fn new(pattern: &str) -> Result<Self, Problems> {
        let source = Arc::new(Source { name: "PATTERN".to_owned(), text: pattern.to_owned() });
        let wrong = |faults: Vec<super::problem::Fault>| {
            let problem = |fault: super::problem::Fault| Problem {
                source: source.clone(),
                span: fault.span,
                pattern: None,
                message: fault.message,
                label: fault.label,
                help: fault.help,
            };
            Problems(faults.into_iter().map(problem).collect())
        };
        let template = Template::parse(pattern, &[]).map_err(wrong)?;
        let whole = compile(&template).map_err(|fault| wrong(vec![fault]))?;
        let branch = |(start, ends): (usize, Vec<usize>)| {
            let part = |end: usize| {
                // A beginning that cannot stand alone, such as one that may be empty, is one
                // with what follows.
                let template = Template::parse(&pattern[start..end], &[]).ok()?;
                Some((end, Patterns::new(vec![Arc::new(compile(&template).ok()?)])))
            };
            Branch { start, parts: ends.into_iter().filter_map(part).collect() }
        };
        let branches = template.parts().into_iter().map(branch).collect();
        Ok(Trial { pattern: pattern.to_owned(), patterns: Patterns::new(vec![Arc::new(whole)]), branches })
    }

    /// The whole pattern.
    pub fn patterns(&self) -> &Patterns {
        &self.patterns
    }
}

fn compile(template: &Template) -> Result<Compiled, super::problem::Fault> {
    Compiled::new("try", template, &Fragments::new(), Options::default())
}

impl<'a> Progress<'a> {
    /// Nothing has matched so far.
    pub fn new(trial: &'a Trial) -> Self {
        Progress { trial, branches: trial.branches.iter().map(|_| Furthest::default()).collect() }
    }

    /// Looks how far the alternatives get in a clean text.
    pub fn look(&self, clean: &str) {
        for (branch, furthest) in self.trial.branches.iter().zip(&self.branches) {
            let mut next = furthest.parts.load(Ordering::Relaxed);
            let mut advanced = false;
            while let Some((_, patterns)) = branch.parts.get(next) {
                let Some((sentence, span)) = shortest(patterns, clean) else { break };
                next += 1;
                advanced = true;
                furthest.reach(next, sentence, span);
            }
            let before = next.checked_sub(1).and_then(|last| branch.parts.get(last));
            if let Some((_, patterns)) = before.filter(|_| !advanced)
                && let Some((sentence, span)) = shortest(patterns, clean)
            {
                furthest.reach(next, sentence, span);
            }
        }
    }

    /// How far each alternative got.
    pub fn reached(&self) -> Vec<Reach> {
        let branches = self.trial.branches.iter().zip(&self.branches);
        let reach = |(branch, furthest): (&Branch, &Furthest)| {
            let parts = furthest.parts.load(Ordering::Relaxed);
            let end_of = |part: Option<usize>| {
                part.and_then(|part| branch.parts.get(part)).map_or(branch.start, |&(end, _)| end)
            };
            let matched = branch.start..end_of(parts.checked_sub(1));
            let place = furthest.place.lock().map(|place| place.clone()).unwrap_or_default();
            let example = place.map(|(_, sentence, span)| (sentence, span));
            let last = branch.parts.len().saturating_sub(1);
            let end = end_of(Some(parts.min(last)));
            // The space before the part is none of it.
            let stop = self.trial.pattern[matched.end..end].trim_start();
            Reach { stop: end - stop.len()..end, matched, example }
        };
        branches.map(reach).collect()
    }
}

impl Furthest {
    fn reach(&self, parts: usize, sentence: &str, span: Range<usize>) {
        self.parts.fetch_max(parts, Ordering::Relaxed);
        let Ok(mut place) = self.place.lock() else { return };
        let is_better = place.as_ref().is_none_or(|(best, text, _)| {
            parts > *best || parts == *best && (sentence.len(), sentence) < (text.len(), text.as_str())
        });
        if is_better {
            *place = Some((parts, sentence.to_owned(), span));
        }
    }
}

/// The shortest sentence with a match, and the bytes of the match in it.
fn shortest<'t>(patterns: &Patterns, clean: &'t str) -> Option<(&'t str, Range<usize>)> {
    let mut best: Option<(&str, Range<usize>)> = None;
    patterns.find(clean, |found| {
        let sentence = &clean[found.sentence.clone()];
        if best.as_ref().is_none_or(|(text, _)| (sentence.len(), sentence) < (text.len(), *text)) {
            let start = found.sentence.start;
            best = Some((sentence, found.span.start - start..found.span.end - start));
        }
    });
    best
}
