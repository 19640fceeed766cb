//! `trich extract`: from articles to records.

use super::articles::Articles;
use super::{Error, Outcome};
use trich::Extractor;
use trich::text::Normalizer;

/// Write the facts in articles as JSON records, one a line
///
/// Records come in the order of the input. A document that cannot be read is reported on standard
/// error and skipped.
#[derive(Debug, clap::Args)]
pub struct Extract {
    #[command(flatten)]
    articles: Articles,
}

impl Extract {
    pub fn run(self) -> Result<Outcome, Error> {
        let extractor = Extractor::new();
        self.articles.each(Normalizer::default(), |document, text, output| {
            for record in extractor.extract_text(&document.id, text) {
                serde_json::to_writer(&mut *output, &record).expect("a record is JSON and memory takes it");
                output.push(b'\n');
            }
        })
    }
}
