//! Where the tone mark of a syllable stands.
use super::map::Rewrite;
use super::normalize::Counts;
/// x
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToneStyle {
    /// x
    #[default]
    Keep,
    /// x
    Old,
    /// x
    New,
}
pub(super) fn place(_text: &mut Rewrite, _marks: bool, _style: ToneStyle, _counts: &mut Counts) {}
