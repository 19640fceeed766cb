//! Atoms: what a pattern can name as one thing, found in a sentence.

use super::bound::bound_of;
use super::number::number_at;
use super::token::Sentence;
use super::{Finding, official, percentage, ratio};
use crate::lexicon::BOUNDS;
use crate::record::{Bound, Fact};
use std::ops::Range;

/// The kinds of atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtomKind {
    Official,
    Name,
    Percentage,
    Ratio,
    Organization,
    Place,
}

impl AtomKind {
    /// All kinds.
    pub const ALL: [AtomKind; 6] = [
        AtomKind::Official,
        AtomKind::Name,
        AtomKind::Percentage,
        AtomKind::Ratio,
        AtomKind::Organization,
        AtomKind::Place,
    ];
}

/// One thing in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    pub kind: AtomKind,
    /// Its first byte in the clean text, forms of address included.
    pub lead: usize,
    /// Its bytes in the clean text.
    pub span: Range<usize>,
    /// The mention as written.
    pub text: String,
    /// What is known of it beside its text.
    pub fact: Option<Fact>,
}

/// The atoms of one kind in a sentence, in order, none over another.
pub(crate) fn atoms(sentence: &Sentence, kind: AtomKind) -> Vec<Atom> {
    let mut found = match kind {
        AtomKind::Official => official::whole(sentence)
            .into_iter()
            .map(|(lead, span, finding)| Atom {
                kind,
                lead,
                span,
                text: sentence.slice(finding.span).to_owned(),
                fact: Some(finding.fact),
            })
            .collect(),
        AtomKind::Percentage => facts(sentence, kind, percentage::find),
        AtomKind::Ratio => facts(sentence, kind, ratio::find),
        AtomKind::Name => plain(sentence, kind, official::names(sentence)),
        AtomKind::Organization => plain(sentence, kind, official::organizations(sentence)),
        AtomKind::Place => plain(sentence, kind, official::places(sentence)),
    };
    found.sort_by_key(|atom| atom.lead);
    let mut end = 0;
    found.retain_mut(|atom| {
        if atom.lead < end {
            atom.lead = atom.span.start;
        }
        let free = atom.lead >= end;
        if free {
            end = atom.span.end;
        }
        free
    });
    found
}

fn facts(sentence: &Sentence, kind: AtomKind, find: fn(&Sentence, &mut Vec<Finding>)) -> Vec<Atom> {
    let mut findings = Vec::new();
    find(sentence, &mut findings);
    let atom = |finding: Finding| Atom {
        kind,
        lead: finding.span.start,
        text: sentence.slice(finding.span.clone()).to_owned(),
        span: finding.span,
        fact: Some(finding.fact),
    };
    findings.into_iter().map(atom).collect()
}

/// Atoms without a fact, from tokens with the first token of what leads them.
fn plain(sentence: &Sentence, kind: AtomKind, found: Vec<(usize, Range<usize>)>) -> Vec<Atom> {
    let atom = |(lead, tokens): (usize, Range<usize>)| Atom {
        kind,
        lead: sentence.tokens[lead].start,
        span: sentence.bytes(tokens.clone()),
        text: sentence.written(tokens).to_owned(),
        fact: None,
    };
    found.into_iter().map(atom).collect()
}

/// The value of a text that is a number from its beginning to its end.
pub(crate) fn number(text: &str) -> Option<f64> {
    let sentence = Sentence::new(text, 0..text.len());
    let numeral = number_at(&sentence, 0)?;
    (numeral.tokens.end == sentence.len()).then_some(numeral.value)
}

/// The bound that a text states which is nothing but bound words.
pub(crate) fn bound(text: &str) -> Option<Bound> {
    let sentence = Sentence::new(text, 0..text.len());
    BOUNDS.get(sentence.phrase(0..sentence.len())).map(bound_of)
}
