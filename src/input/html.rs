//! Web pages: the main text of each is one article.

use super::Emit;
use super::reader::Reader;
use super::source::Item;
use std::ops::ControlFlow;

/// Emits the one chunk of a page.
#[cfg(feature = "html")]
pub(super) fn cut(item: Item, bytes: Reader<'_>, emit: &mut Emit) -> ControlFlow<()> {
    use super::{Document, text};

    text::cut_whole(item, bytes, emit, |item, content| {
        let (page, encoding) = text::characters(&item, content)?;
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
