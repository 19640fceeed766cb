//! From a document's text to clean text that the rules can read, with a map back.

mod abbreviation;
mod clean;
mod fold;
mod letters;
mod look_alike;
mod sentences;
mod syllable;

pub(crate) use abbreviation::is_abbreviation;
pub use clean::Text;
pub use fold::fold;
pub use sentences::sentences;
pub use syllable::is_syllable;
