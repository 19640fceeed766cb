//! From a pattern to the machine that matches it: pieces put in, marks of atoms made
//! transparent, edges put around, size bounded.

use super::literal;
use super::piece::{MARKS, Marks};
use super::problem::Fault;
use super::syntax::{self, Field, Fragments, Template};
use super::working::fold_into;
use crate::facts::AtomKind;
use regex_automata::meta::{self, Regex};
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

/// Bytes that a compiled pattern may take.
const SIZE_LIMIT: usize = 2 << 20;

/// Bytes that the tables of a pattern may grow to while it is run.
const CACHE_LIMIT: usize = 1 << 20;

/// How a pattern is matched. The default is the widest.
///
/// ```
/// use trich::patterns::Options;
/// let exact_case = Options { any_case: false, ..Options::default() };
/// assert!(exact_case.whole_words && exact_case.any_tone_style);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// A match begins and ends at the edge of a word.
    pub whole_words: bool,
    /// `quốc hội` matches `QUỐC HỘI`.
    pub any_case: bool,
    /// `hòa` matches `hoà`.
    pub any_tone_style: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { whole_words: true, any_case: true, any_tone_style: true }
    }
}

/// A pattern ready to be matched.
#[derive(Debug)]
pub(super) struct Compiled {
    pub name: String,
    pub regex: Regex,
    /// The fields, with the number of the group of each.
    pub fields: Vec<(usize, Field)>,
    /// The kinds of atom that it speaks of.
    pub atoms: Vec<AtomKind>,
    pub options: Options,
    /// Sets of strings: a sentence must hold one of each, folded.
    pub required: Vec<Vec<String>>,
}

impl Compiled {
    /// Compiles a pattern with the fragments of its file. A fault is at bytes of the
    /// pattern.
    pub fn new(
        name: &str,
        template: &Template,
        fragments: &Fragments,
        options: Options,
    ) -> Result<Self, Fault> {
        let whole = || 0..template.source_span(&whole_span(template)).end;
        let expanded = syntax::expand(template, fragments, options)?;
        let mut translator =
            TranslatorBuilder::new().case_insensitive(options.any_case).unicode(true).utf8(true).build();
        let hir = translator.translate(template.text(), &expanded.ast).map_err(|error| {
            let message = format!("no regular expression: {}", error.kind());
            Fault::new(template.source_span(error.span()), message, "here")
        })?;
        match hir.properties().minimum_len() {
            None => {
                return Err(Fault::new(whole(), "the pattern can match nothing", "no text is like this"));
            }
            Some(0) => {
                let fault =
                    Fault::new(whole(), "the pattern can match the empty string", "all may be missing");
                return Err(fault.with_help("at least one part must be there: one without `?` or `*`"));
            }
            Some(_) => {}
        }
        let mut required = literal::required(&hir);
        if !options.any_tone_style {
            // The words are looked up in folded text, which may have other ones.
            required.retain(|set| set.iter().all(|word| is_folded(word)));
        }
        let edges = (begins_in_mark(&hir), ends_in_mark(&hir));
        let fields = expanded.fields.into_iter().zip(syntax::FIRST_GROUP as usize..);
        let fields: Vec<(usize, Field)> = fields.filter_map(|(field, group)| Some((group, field?))).collect();
        let mut atoms = atoms_in(&hir);
        atoms.sort_by_key(|&kind| kind as usize);
        atoms.dedup();
        let core = if atoms.is_empty() { hir } else { transparent(hir) };
        let core = Hir::capture(Capture { index: CORE as u32, name: None, sub: Box::new(core) });
        let framed = if options.whole_words { within_words(core, edges) } else { core };
        let config = meta::Config::new()
            .nfa_size_limit(Some(SIZE_LIMIT))
            .onepass_size_limit(Some(CACHE_LIMIT))
            .hybrid_cache_capacity(CACHE_LIMIT);
        let regex = meta::Builder::new().configure(config).build_from_hir(&framed).map_err(|error| {
            let message = match error.size_limit() {
                Some(limit) => format!("the pattern takes more than {} MiB when it is compiled", limit >> 20),
                None => error.to_string(),
            };
            let fault = Fault::new(whole(), message, "this is too large")
                .with_help("repeat less often: `{1,20}` of a large class takes much");
            Fault { is_size: true, ..fault }
        })?;
        Ok(Compiled { name: name.to_owned(), regex, fields, atoms, options, required })
    }
}

/// The group around the whole pattern without its edges.
pub(super) const CORE: usize = 1;

fn whole_span(template: &Template) -> regex_syntax::ast::Span {
    use regex_syntax::ast::{Position, Span};
    let at = |offset| Position::new(offset, 1, 1);
    Span::new(at(0), at(template.text().len()))
}

/// The kinds of atom that marks in an expression speak of.
fn atoms_in(hir: &Hir) -> Vec<AtomKind> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let of = |c: char| AtomKind::ALL.into_iter().filter(move |&kind| Marks::of(kind).open == c);
            text.chars().flat_map(of).collect()
        }
        HirKind::Capture(capture) => atoms_in(&capture.sub),
        HirKind::Repetition(repetition) => atoms_in(&repetition.sub),
        HirKind::Concat(subs) | HirKind::Alternation(subs) => subs.iter().flat_map(atoms_in).collect(),
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) => Vec::new(),
    }
}

/// Any number of marks.
fn marks() -> Hir {
    let range = ClassUnicodeRange::new(*MARKS.start(), *MARKS.end());
    let class = Hir::class(Class::Unicode(ClassUnicode::new([range])));
    Hir::repetition(Repetition { min: 0, max: None, greedy: true, sub: Box::new(class) })
}

/// The expression for a text in which marks may stand beside all that is no word.
fn transparent(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => Hir::concat(text.chars().flat_map(beside_marks).collect()),
            Err(_) => Hir::literal(literal.0),
        },
        HirKind::Class(class) => {
            if is_wordless(&class) {
                Hir::concat(vec![marks(), Hir::class(class), marks()])
            } else {
                Hir::class(class)
            }
        }
        HirKind::Look(look) => match look {
            Look::Start => Hir::concat(vec![Hir::look(look), marks()]),
            Look::End => Hir::concat(vec![marks(), Hir::look(look)]),
            _ => Hir::look(look),
        },
        HirKind::Repetition(repetition) => {
            let sub = transparent((*repetition.sub).clone());
            Hir::repetition(repetition.with(sub))
        }
        HirKind::Capture(Capture { index, name, sub }) => {
            Hir::capture(Capture { index, name, sub: Box::new(transparent(*sub)) })
        }
        HirKind::Concat(subs) => Hir::concat(subs.into_iter().map(transparent).collect()),
        HirKind::Alternation(subs) => Hir::alternation(subs.into_iter().map(transparent).collect()),
    }
}

/// A character, with marks beside it if it is part of no word.
fn beside_marks(c: char) -> Vec<Hir> {
    let literal = Hir::literal(c.to_string().into_bytes());
    if MARKS.contains(&c) {
        // The marks of an atom, with those of others that begin or end where it does.
        vec![literal, marks()]
    } else if is_word(c) {
        vec![literal]
    } else {
        vec![marks(), literal, marks()]
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a class is a small one without any part of a word: `\s`, `[,;]`.
fn is_wordless(class: &Class) -> bool {
    /// Characters of a class that are looked at.
    const MOST: usize = 64;
    let Class::Unicode(class) = class else { return false };
    let len: usize = class.iter().map(|range| range.len()).sum();
    len <= MOST
        && class
            .iter()
            .flat_map(|range| range.start()..=range.end())
            .all(|c| !is_word(c) && !MARKS.contains(&c))
}

/// Whether a word is the same in a text with its tone marks in one style.
fn is_folded(word: &str) -> bool {
    let mut folded = String::new();
    fold_into(word, &mut folded);
    folded == word
}

/// Whether all that an expression matches begins with a character of no word.
fn begins_in_mark(hir: &Hir) -> bool {
    at_edge(hir, |text| text.chars().next(), |subs| subs.iter().find(|sub| !is_empty(sub)))
}

/// Whether all that an expression matches ends with a character of no word.
fn ends_in_mark(hir: &Hir) -> bool {
    at_edge(hir, |text| text.chars().next_back(), |subs| subs.iter().rfind(|sub| !is_empty(sub)))
}

fn is_empty(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Empty | HirKind::Look(_))
}

fn at_edge(hir: &Hir, edge: fn(&str) -> Option<char>, side: fn(&[Hir]) -> Option<&Hir>) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => {
            let c = std::str::from_utf8(&literal.0).ok().and_then(edge);
            c.is_some_and(|c| !is_word(c) && !MARKS.contains(&c))
        }
        HirKind::Class(class) => is_wordless(class),
        HirKind::Repetition(repetition) => repetition.min > 0 && at_edge(&repetition.sub, edge, side),
        HirKind::Capture(capture) => at_edge(&capture.sub, edge, side),
        HirKind::Concat(subs) => side(subs).is_some_and(|sub| at_edge(sub, edge, side)),
        HirKind::Alternation(subs) => subs.iter().all(|sub| at_edge(sub, edge, side)),
    }
}

/// The expression between the edges of words; none on a side that is no word itself.
/// The neighbours are consumed, since looking at them would keep the fast machines
/// from being used.
fn within_words(core: Hir, (begins_in_mark, ends_in_mark): (bool, bool)) -> Hir {
    let others = || regex_syntax::parse(r"\W").expect("the expression is right");
    let edge = |look| Hir::alternation(vec![Hir::look(look), others()]);
    let mut parts = Vec::new();
    if !begins_in_mark {
        parts.extend([edge(Look::Start), marks()]);
    }
    parts.push(core);
    if !ends_in_mark {
        parts.extend([marks(), edge(Look::End)]);
    }
    Hir::concat(parts)
}
