//! The language of `match`: a regular expression with pieces in braces. Here it
//! becomes one syntax tree, with the pieces and fragments put in.

use super::compile::Options;
use super::piece::{MARKS, PIECES, Piece, names_scale};
use super::problem::Fault;
use crate::text::old_style;
use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::ast::{
    Alternation, Ast, Concat, Flags, Group, GroupKind, Literal, LiteralKind, Position, Span,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How deep groups may be nested.
const NEST_LIMIT: u32 = 64;

/// How deep fragments may be nested.
const FRAGMENT_LIMIT: usize = 16;

/// Most nodes of a tree with all fragments put in.
const NODE_LIMIT: usize = 20_000;

/// Most bytes of a pattern.
const LENGTH_LIMIT: usize = 16 * 1024;

/// Stands in the tree for the first piece of a pattern; those after it follow.
const FIRST_HOLE: char = '\u{10f900}';

/// Most pieces of one pattern.
const MOST_HOLES: usize = 128;

/// A piece in braces: `{number:amount}`.
#[derive(Debug, Clone)]
struct Hole {
    name: String,
    field: Option<String>,
    /// Its bytes in the pattern.
    span: Range<usize>,
}

/// A pattern or fragment as it was written, parsed.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// The expression with a character in the place of each piece.
    text: String,
    holes: Vec<Hole>,
    ast: Ast,
}

/// The fragments of a file by name.
pub(super) type Fragments = BTreeMap<String, Template>;

/// A field of the records of a pattern.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub name: String,
    /// `None` for a group of the regular expression, whose value is its text.
    pub piece: Option<Piece>,
}

/// A pattern with all pieces put in.
#[derive(Debug)]
pub(super) struct Expanded {
    pub ast: Ast,
    /// The fields; the group of each has its place, from [`FIRST_GROUP`] on, as number.
    pub fields: Vec<Option<Field>>,
}

/// The number of the first group in the tree; those before are of the compiler.
pub(super) const FIRST_GROUP: u32 = 2;

impl Template {
    /// Parses a pattern. `fragments` are the names that pieces may have beside
    /// those of the typed pieces.
    pub fn parse(source: &str, fragments: &[String]) -> Result<Self, Vec<Fault>> {
        if source.len() > LENGTH_LIMIT {
            let message = format!("the pattern has more than {LENGTH_LIMIT} bytes");
            return Err(vec![
                Fault::new(0..source.len(), message, "this is too long").with_help("make several of it"),
            ]);
        }
        if let Some((at, c)) = source.char_indices().find(|(_, c)| MARKS.contains(c) || is_hole(*c)) {
            let message = format!("the character U+{:X} cannot be matched", c as u32);
            return Err(vec![Fault::new(at..at + c.len_utf8(), message, "it is for private use")]);
        }
        let (text, holes) = cut(source)?;
        let unknown: Vec<Fault> =
            holes.iter().filter_map(|hole| unknown_piece(hole, source, fragments)).collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let template = Template { text, holes, ast: Ast::empty(point()) };
        match ParserBuilder::new().nest_limit(NEST_LIMIT).build().parse(&template.text) {
            Ok(ast) => Ok(Template { ast, ..template }),
            Err(error) => {
                let span = template.source_span(error.span());
                let message = error.kind().to_string();
                Err(vec![Fault::new(span, format!("no regular expression: {message}"), "here")])
            }
        }
    }

    /// The expression with a character in the place of each piece.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names of the pieces and fragments in it.
    pub fn pieces(&self) -> impl Iterator<Item = &str> {
        self.holes.iter().map(|hole| hole.name.as_str())
    }

    /// The bytes of the pattern behind a span of the tree.
    pub fn source_span(&self, span: &Span) -> Range<usize> {
        let start = self.source_offset(span.start.offset);
        let end = self.source_offset(span.end.offset);
        start..end.max(start)
    }

    fn source_offset(&self, offset: usize) -> usize {
        // Bytes of the text, and of the pattern, up to behind the last piece before.
        let (mut text, mut source) = (0, 0);
        for hole in &self.holes {
            let start = text + (hole.span.start - source);
            if offset <= start {
                break;
            }
            (text, source) = (start + FIRST_HOLE.len_utf8(), hole.span.end);
        }
        source + offset.saturating_sub(text)
    }

    /// The alternatives of the pattern, each as the ends of its parts in the pattern:
    /// words, groups, pieces.
    pub fn parts(&self) -> Vec<(usize, Vec<usize>)> {
        let branches = match &self.ast {
            Ast::Alternation(alternation) => alternation.asts.iter().collect(),
            ast => vec![ast],
        };
        let of_branch = |ast: &Ast| {
            let single = std::slice::from_ref(ast);
            let items = if let Ast::Concat(concat) = ast { &concat.asts } else { single };
            let mut ends = Vec::new();
            for (i, item) in items.iter().enumerate() {
                let letter = |ast: Option<&Ast>| ast.and_then(letter_of).is_some();
                if letter(Some(item)) && letter(items.get(i + 1)) || is_space(item) {
                    continue;
                }
                // What goes on inside of a word is one part with it.
                if letter(Some(item)) && matches!(items.get(i + 1), Some(Ast::Repetition(_))) {
                    continue;
                }
                ends.push(self.source_span(item.span()).end);
            }
            (self.source_span(ast.span()).start, ends)
        };
        branches.into_iter().map(of_branch).collect()
    }
}

/// Whether a character stands for a piece.
fn is_hole(c: char) -> bool {
    (FIRST_HOLE as u32..FIRST_HOLE as u32 + MOST_HOLES as u32).contains(&(c as u32))
}

fn hole_of(c: char) -> Option<usize> {
    is_hole(c).then(|| (c as u32 - FIRST_HOLE as u32) as usize)
}

fn unknown_piece(hole: &Hole, source: &str, fragments: &[String]) -> Option<Fault> {
    let is_fragment = fragments.contains(&hole.name);
    if is_fragment && hole.field.is_some() {
        let message = format!("the fragment `{}` cannot be put under a field", hole.name);
        let help = format!("write (?<name>{{{}}})", hole.name);
        return Some(Fault::new(hole.span.clone(), message, "a fragment is mere text").with_help(help));
    }
    if is_fragment || Piece::by_name(&hole.name).is_some() {
        return None;
    }
    let written = &source[hole.span.clone()];
    let fault = Fault::new(hole.span.clone(), format!("unknown piece `{written}`"), "no such piece");
    let known = PIECES.iter().map(|&(name, _)| name).chain(fragments.iter().map(String::as_str));
    let near = crate::near::nearest(&hole.name, known).map(str::to_owned);
    Some(match (near, &hole.field) {
        (Some(near), Some(field)) => fault.with_help(format!("did you mean `{{{near}:{field}}}`?")),
        (Some(near), None) => fault.with_help(format!("did you mean `{{{near}}}`?")),
        (None, _) => {
            let names: Vec<_> = PIECES.iter().map(|(name, _)| format!("{{{name}}}")).collect();
            fault.with_help(format!("the pieces are {}; write \\{{ for a brace", names.join(" ")))
        }
    })
}

/// Cuts the pieces out of a pattern.
fn cut(source: &str) -> Result<(String, Vec<Hole>), Vec<Fault>> {
    let mut text = String::with_capacity(source.len());
    let mut holes = Vec::new();
    let mut faults = Vec::new();
    let mut class_depth = 0_usize;
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let mut len = c.len_utf8();
        match c {
            '\\' => {
                let next = rest[1..].chars().next();
                len += next.map_or(0, char::len_utf8);
                // `\p{L}`, `\x{20}`, `\b{start}`
                if matches!(next, Some('p' | 'P' | 'x' | 'u' | 'U' | 'b' | 'B'))
                    && rest[len..].starts_with('{')
                {
                    len += rest[len..].find('}').map_or(0, |end| end + 1);
                }
            }
            '[' => {
                class_depth += 1;
                // A bracket at the front of a class is one of its characters: `[]a]`.
                let inner = rest[1..].strip_prefix('^').unwrap_or(&rest[1..]);
                let front = rest.len() - inner.len();
                len = if inner.starts_with(']') { front + 1 } else { front };
            }
            ']' => class_depth = class_depth.saturating_sub(1),
            '{' if class_depth == 0 && rest[1..].starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                match hole(rest, at) {
                    Ok(hole) if holes.len() < MOST_HOLES => {
                        let stand_in = char::from_u32(FIRST_HOLE as u32 + holes.len() as u32);
                        text.extend(stand_in);
                        at = hole.span.end;
                        holes.push(hole);
                        continue;
                    }
                    Ok(hole) => {
                        let message = format!("more than {MOST_HOLES} pieces in one pattern");
                        return Err(vec![Fault::new(hole.span, message, "one too many")]);
                    }
                    Err(fault) => faults.push(fault),
                }
            }
            _ => {}
        }
        text.push_str(&rest[..len]);
        at += len;
    }
    if faults.is_empty() { Ok((text, holes)) } else { Err(faults) }
}

/// The piece at the front of `rest`, which begins at the byte `at` of the pattern.
fn hole(rest: &str, at: usize) -> Result<Hole, Fault> {
    let help = "a piece is {name} or {name:field}; write \\{ for a brace";
    let Some(len) = rest.find('}') else {
        return Err(Fault::new(at..at + 1, "a brace that is not closed", "opened here").with_help(help));
    };
    let span = at..at + len + 1;
    let inner = &rest[1..len];
    let (name, field) = match inner.split_once(':') {
        Some((name, field)) => (name, Some(field)),
        None => (inner, None),
    };
    let is_word = |word: &str| {
        word.chars().all(|c| c.is_alphanumeric() || c == '_')
            && word.starts_with(|c: char| !c.is_ascii_digit())
    };
    if !is_word(name) || !field.is_none_or(is_word) {
        return Err(Fault::new(span, "no piece", "not a name, or a name and a field").with_help(help));
    }
    Ok(Hole { name: name.to_owned(), field: field.map(str::to_owned), span })
}

/// Puts pieces and fragments into a pattern. Faults are at bytes of the pattern, also
/// those of the fragments in it.
pub(super) fn expand(
    template: &Template,
    fragments: &Fragments,
    options: Options,
) -> Result<Expanded, Fault> {
    let any_tone = options.any_tone_style;
    let names_scale = names_scale(&template.text) || uses_scale(template, fragments);
    let mut expander =
        Expander { fragments, any_tone, names_scale, fields: Vec::new(), nodes: 0, open: Vec::new() };
    let mut ast = template.ast.clone();
    expander.expand(&mut ast, template, None, options.whole_words)?;
    Ok(Expanded { ast, fields: expander.fields })
}

/// Whether a fragment in a pattern names scale words.
fn uses_scale(template: &Template, fragments: &Fragments) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = template.pieces().collect();
    while let Some(name) = open.pop() {
        if let Some(fragment) = fragments.get(name).filter(|_| seen.insert(name)) {
            if names_scale(&fragment.text) {
                return true;
            }
            open.extend(fragment.pieces());
        }
    }
    false
}

struct Expander<'a> {
    fragments: &'a Fragments,
    any_tone: bool,
    /// Whether the pattern or a fragment in it names scale words.
    names_scale: bool,
    fields: Vec<Option<Field>>,
    nodes: usize,
    /// The fragments that are being put in.
    open: Vec<String>,
}

impl Expander<'_> {
    /// `outer` is where in the pattern the fragment is put in that this is a part of;
    /// `top` says that no word goes on at its edges.
    fn expand(
        &mut self,
        ast: &mut Ast,
        template: &Template,
        outer: Option<&Range<usize>>,
        top: bool,
    ) -> Result<(), Fault> {
        let place = |span: &Span| outer.cloned().unwrap_or_else(|| template.source_span(span));
        self.nodes += 1;
        if self.nodes > NODE_LIMIT {
            let message = "the pattern is too large with its fragments put in";
            return Err(Fault::new(place(ast.span()), message, "here it grows too large"));
        }
        match ast {
            Ast::Literal(literal) => {
                // An escape that makes the same character is none.
                let is_verbatim = literal.kind == LiteralKind::Verbatim;
                if let Some(hole) = hole_of(literal.c).filter(|_| is_verbatim) {
                    *ast = self.fill(&template.holes[hole], &place(&literal.span))?;
                }
            }
            Ast::Group(group) => {
                match &group.kind {
                    GroupKind::CaptureName { name, .. } => {
                        let number = self.field(&name.name, None, &place(&name.span))?;
                        group.kind = GroupKind::CaptureIndex(number);
                    }
                    GroupKind::CaptureIndex(_) => group.kind = no_capture(),
                    GroupKind::NonCapturing(_) => {}
                }
                self.expand(&mut group.ast, template, outer, false)?;
            }
            Ast::Repetition(repetition) => self.expand(&mut repetition.ast, template, outer, false)?,
            Ast::Alternation(alternation) => {
                for ast in &mut alternation.asts {
                    self.expand(ast, template, outer, top)?;
                }
            }
            Ast::Concat(concat) => {
                for ast in &mut concat.asts {
                    self.expand(ast, template, outer, false)?;
                }
                if self.any_tone {
                    fold_concat(&mut concat.asts, top);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What stands for a piece.
    fn fill(&mut self, hole: &Hole, place: &Range<usize>) -> Result<Ast, Fault> {
        if let Some(fragment) = self.fragments.get(&hole.name) {
            if self.open.contains(&hole.name) || self.open.len() >= FRAGMENT_LIMIT {
                let message = if self.open.contains(&hole.name) {
                    format!("the fragment `{}` is a part of itself", hole.name)
                } else {
                    format!("fragments in fragments, more than {FRAGMENT_LIMIT} deep")
                };
                return Err(Fault::new(place.clone(), message, "put in here"));
            }
            self.open.push(hole.name.clone());
            let mut ast = fragment.ast.clone();
            self.expand(&mut ast, fragment, Some(place), false)?;
            self.open.pop();
            return Ok(group(no_capture(), ast));
        }
        let Some(piece) = Piece::by_name(&hole.name) else {
            return Err(Fault::new(place.clone(), format!("unknown piece `{}`", hole.name), "put in here"));
        };
        let ast =
            ParserBuilder::new().build().parse(piece.expression(self.names_scale)).map_err(|error| {
                Fault::new(place.clone(), format!("no regular expression: {}", error.kind()), "put in here")
            })?;
        // The expressions of pieces are large, and need no look inside.
        self.nodes += piece.expression(self.names_scale).len() / 16;
        let field = hole.field.as_deref().unwrap_or(&hole.name);
        let number = self.field(field, Some(piece), place)?;
        Ok(group(GroupKind::CaptureIndex(number), ast))
    }

    /// Adds a field, and gives the number of its group. What is named `_` has a group
    /// and no field.
    fn field(&mut self, name: &str, piece: Option<Piece>, place: &Range<usize>) -> Result<u32, Fault> {
        if RESERVED.contains(&name) {
            let message = format!("every record has a field `{name}` already");
            return Err(Fault::new(place.clone(), message, "take another name"));
        }
        if self.fields.iter().flatten().any(|field| field.name == name) {
            let fault = Fault::new(place.clone(), format!("the field `{name}` is there twice"), "the second");
            return Err(match piece {
                Some(_) => {
                    let kind = PIECES.iter().find(|(_, known)| Some(*known) == piece).map_or("", |p| p.0);
                    fault.with_help(format!(
                        "name it: {{{kind}:other_{kind}}}, or {{{kind}:_}} where it needs no field"
                    ))
                }
                None => fault.with_help("take another name, or (?:…) where it needs no field"),
            });
        }
        self.fields.push((name != "_").then(|| Field { name: name.to_owned(), piece }));
        Ok(FIRST_GROUP + self.fields.len() as u32 - 1)
    }
}

/// The fields that every record has.
pub(super) const RESERVED: [&str; 8] = ["doc", "kind", "text", "start", "end", "sentence", "rule", "why"];

fn point() -> Span {
    Span::splat(Position::new(0, 1, 1))
}

fn no_capture() -> GroupKind {
    GroupKind::NonCapturing(Flags { span: point(), items: Vec::new() })
}

fn group(kind: GroupKind, ast: Ast) -> Ast {
    Ast::group(Group { span: point(), kind, ast: Box::new(ast) })
}

/// The letter that a node is.
fn letter_of(ast: &Ast) -> Option<char> {
    match ast {
        Ast::Literal(literal) if literal.c.is_alphabetic() => Some(literal.c),
        _ => None,
    }
}

fn is_space(ast: &Ast) -> bool {
    matches!(ast, Ast::Literal(literal) if literal.c == ' ')
}

/// Puts the tone marks of the syllables that a row of nodes spells out in the old
/// style, as in the working text; where a syllable may go on, both ways remain.
fn fold_concat(asts: &mut Vec<Ast>, top: bool) {
    let mut at = 0;
    while at + 1 < asts.len() {
        let (Some(a), Some(b)) = (letter_of(&asts[at]), letter_of(&asts[at + 1])) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).map(|before| &asts[before]);
        let after = asts.get(at + 2);
        let ends = |ast: Option<&Ast>| match ast {
            None => top,
            Some(Ast::Literal(literal)) => !literal.c.is_alphabetic(),
            Some(Ast::Assertion(_)) => true,
            Some(_) => false,
        };
        let goes_on = after.is_some_and(|ast| letter_of(ast).is_some());
        let moved = old_style(before.and_then(letter_of), a, b).filter(|_| !goes_on);
        let Some((first, second)) = moved else {
            at += 1;
            continue;
        };
        let pair = |a: char, b: char| [literal(a), literal(b)];
        if ends(after) && (before.and_then(letter_of).is_some() || ends(before)) {
            asts.splice(at..at + 2, pair(first, second));
            at += 2;
        } else {
            let row = |asts: [Ast; 2]| Ast::concat(Concat { span: point(), asts: asts.into() });
            let both = vec![row(pair(first, second)), row(pair(a, b))];
            let both = Ast::alternation(Alternation { span: point(), asts: both });
            asts.splice(at..at + 2, [group(no_capture(), both)]);
            at += 1;
        }
    }
}

fn literal(c: char) -> Ast {
    Ast::literal(Literal { span: point(), kind: LiteralKind::Verbatim, c })
}
