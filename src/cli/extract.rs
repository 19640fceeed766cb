//! `trich extract`: from articles to records.

use super::articles::Articles;
use super::kinds::Kinds;
use super::{Error, Outcome};
use trich::Record;
use trich::facts::Explanation;
use trich::text::Normalizer;

/// Write the facts in articles as JSON records, one a line
///
/// Records come in the order of the input. A document that cannot be read is reported on standard
/// error and skipped.
#[derive(Debug, clap::Args)]
pub struct Extract {
    #[command(flatten)]
    articles: Articles,

    #[command(flatten)]
    kinds: Kinds,

    /// Add to each record why it was found: rule, trigger words, readings that lost
    #[arg(long)]
    explain: bool,
}

/// A record with what led to it.
#[derive(serde::Serialize)]
struct Explained {
    #[serde(flatten)]
    record: Record,
    why: Explanation,
}

impl Extract {
    pub fn run(self) -> Result<Outcome, Error> {
        let extractor = self.kinds.extractor()?;
        let explain = self.explain;
        self.articles.each(Normalizer::default(), |document, text, output| {
            if explain {
                for (record, why) in extractor.explain_text(&document.id, text) {
                    write(output, &Explained { record, why });
                }
            } else {
                for record in extractor.extract_text(&document.id, text) {
                    write(output, &record);
                }
            }
        })
    }
}

/// Adds a record as one line of JSON.
fn write(output: &mut Vec<u8>, record: &impl serde::Serialize) {
    serde_json::to_writer(&mut *output, record).expect("a record is JSON and memory takes it");
    output.push(b'\n');
}
