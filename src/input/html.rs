//! Web pages: the main text of each is one article.

use super::Emit;
use super::reader::Reader;
use super::source::Item;
use std::ops::ControlFlow;

/// Emits the one chunk of a page.
#[cfg(feature = "html")]
pub(super) fn cut(item: Item, bytes: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    use super::{Document, DocumentError, Place, text};

    text::cut_whole(item, bytes, emit, |item, content| {
        let (page, encoding) = text::characters(&item, content)?;
        if is_too_deep(&page) {
            let (place, reason) = (Place::file(&item.name), "its tags are nested too deep for a web page");
            return Err(DocumentError::NotList { place, reason });
        }
        Ok(Document { text: main_text(&page), encoding, kept: item.nothing_kept(), id: item.name })
    })
}

#[cfg(not(feature = "html"))]
pub(super) fn cut(item: Item, _: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    use super::{DocumentError, Place, failure};

    let place = Place::file(&item.name);
    emit(failure(DocumentError::NotBuilt { place, kind: "web pages", feature: "html" }))
}

/// The main text of a page, a paragraph a line; empty where there is none.
#[cfg(feature = "html")]
fn main_text(page: &str) -> String {
    use dom_smoothie::{Config, Readability, TextMode};

    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).and_then(|mut page| page.parse());
    article.map(|article| article.text_content.to_string()).unwrap_or_default()
}

/// Whether the tags of a page are nested so deep that reading it could take all of
/// the stack. No page for people is.
#[cfg(feature = "html")]
fn is_too_deep(page: &str) -> bool {
    const DEEPEST: usize = 500;
    /// Tags that have no end, or need none.
    const OPEN: [&str; 24] = [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
        "option", "p", "param", "source", "tbody", "td", "th", "thead", "tr", "track", "wbr",
    ];
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', page.as_bytes()) {
        let rest = &page.as_bytes()[at + 1..];
        let end = rest.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'a'..=b'z' | b'A'..=b'Z') => {
                depth +=
                    usize::from(!OPEN.iter().any(|tag| rest[..end].eq_ignore_ascii_case(tag.as_bytes())));
            }
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}
