//! Values of options that are one of several names, which shells complete.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::fmt::Debug;
use std::str::FromStr;

/// Reads a value that has one of `names`.
pub fn one_of<T>(names: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err: Debug> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).map(|name| name.parse().expect("it is one of the names"))
}
