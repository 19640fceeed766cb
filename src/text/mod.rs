//! From a document's text to clean text that the rules can read, with a map back.

mod abbreviation;
mod classes;
mod clean;
mod encoding;
mod entities;
mod fold;
mod letters;
mod look_alike;
mod map;
mod normalize;
mod pieces;
mod placement;
mod scan;
mod sentences;
mod syllable;
mod tone;
#[cfg(target_arch = "x86_64")]
pub(crate) mod vectors;

pub(crate) use abbreviation::is_abbreviation;
pub(crate) use classes::{BLOCK, Classes};
pub use encoding::{Characters, Encoding, NotText, UnknownEncoding, characters};
pub(crate) use encoding::{binary, has_old_encoding, into_characters};
pub use fold::fold;
pub(crate) use letters::{Letter, is_of_word, marked_letter};
pub use normalize::{Counts, Doubt, Normalizer, Repairs, Report, Text};
pub use pieces::Pieces;
pub(crate) use placement::{fold_case, old_style};
pub(crate) use sentences::Sentences;
pub use sentences::sentences;
pub use syllable::is_syllable;
pub use tone::ToneStyle;
