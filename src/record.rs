//! The record: the contract between `trich` and whoever reads its output.
//!
//! One record is one mention of one fact. As JSON its fields are always present
//! and always in the order in which they are declared here; a field without a
//! value is `null`. A change of these types is a change of the crate's version.

#[cfg(feature = "tools")]
use schemars::{JsonSchema, Schema, json_schema, schema_for};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// One fact found in a document, with the place where it stands.
///
/// ```
/// let extractor = trich::Extractor::new();
/// let records = extractor.extract("samples/a.txt", "Quận hoàn thành 12/12 chỉ tiêu.");
/// assert_eq!(
///     serde_json::to_string(&records[0]).unwrap(),
///     concat!(
///         r#"{"doc":"samples/a.txt","kind":"ratio","text":"12/12","start":16,"end":21,"#,
///         r#""numerator":12,"denominator":12,"value":1,"unit":"chỉ tiêu","rank":false,"#,
///         r#""bound":"=","sentence":"Quận hoàn thành 12/12 chỉ tiêu.","rule":"slash"}"#,
///     ),
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
#[cfg_attr(
    feature = "tools",
    schemars(description = "One fact found in a document, with the place where it stands.")
)]
pub struct Record {
    /// Identifier of the document.
    pub doc: String,
    /// Which kind of fact this is: `ratio`, `percentage`, `official`, or the name of a
    /// pattern of one's own.
    pub kind: Cow<'static, str>,
    /// The mention as written, in NFC; decoded, where the document is in an old
    /// encoding.
    pub text: String,
    /// First character of the mention, counted in Unicode code points of the
    /// document's text before any normalization. Of bytes that are no Unicode each
    /// is one: a marked vowel counts once in TCVN3, VISCII and VPS, and twice where
    /// VNI and Windows-1258 write it with two.
    pub start: usize,
    /// The character after the mention, counted like `start`.
    pub end: usize,
    /// The fields of the kind.
    #[serde(flatten)]
    pub fact: Fact,
    /// The sentence that holds the mention, normalized.
    pub sentence: String,
    /// Name of the rule that found the mention.
    pub rule: Cow<'static, str>,
}

impl<'de> Deserialize<'de> for Record {
    /// Reads the fields that belong to the kind.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Flat {
            doc: String,
            kind: String,
            text: String,
            start: usize,
            end: usize,
            sentence: String,
            rule: String,
            #[serde(flatten)]
            own: Map<String, Value>,
        }
        let Flat { doc, kind, text, start, end, sentence, rule, own } = Flat::deserialize(deserializer)?;
        let own_fields = Value::Object(own);
        let fact = match Kind::of(&kind) {
            Kind::Ratio => serde_json::from_value(own_fields).map(Fact::Ratio),
            Kind::Percentage => serde_json::from_value(own_fields).map(Fact::Percentage),
            Kind::Official => serde_json::from_value(own_fields).map(Fact::Official),
            Kind::Pattern => serde_json::from_value(own_fields).map(Fact::Pattern),
        };
        let (kind, rule, fact) = (kind.into(), rule.into(), fact.map_err(de::Error::custom)?);
        Ok(Record { doc, kind, text, start, end, fact, sentence, rule })
    }
}

/// The kinds of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A part of a whole, as two numbers.
    Ratio,
    /// A percentage or a number of percentage points.
    Percentage,
    /// A named person with an office.
    Official,
    /// What a pattern of one's own describes.
    Pattern,
}

impl Kind {
    /// The kinds that need no pattern.
    pub const BUILT_IN: [Kind; 3] = [Kind::Ratio, Kind::Percentage, Kind::Official];

    /// The name of the kind in records; those of a pattern bear the pattern's name.
    ///
    /// ```
    /// assert_eq!(trich::record::Kind::Ratio.name(), "ratio");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Kind::Ratio => "ratio",
            Kind::Percentage => "percentage",
            Kind::Official => "official",
            Kind::Pattern => "pattern",
        }
    }

    /// The kind of the records with this name.
    ///
    /// ```
    /// use trich::record::Kind;
    /// assert_eq!(Kind::of("ratio"), Kind::Ratio);
    /// assert_eq!(Kind::of("investment"), Kind::Pattern);
    /// ```
    pub fn of(name: &str) -> Self {
        Kind::BUILT_IN.into_iter().find(|kind| kind.name() == name).unwrap_or(Kind::Pattern)
    }
}

/// The fields of a fact, by kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
#[serde(untagged)]
#[cfg_attr(feature = "tools", schemars(transform = by_kind))]
pub enum Fact {
    /// A part of a whole.
    Ratio(Ratio),
    /// A percentage.
    Percentage(Percentage),
    /// A named person with an office.
    Official(Official),
    /// What a pattern of one's own describes: its fields in its order.
    Pattern(Map<String, Value>),
}

impl Fact {
    /// The kind that the fields belong to.
    pub fn kind(&self) -> Kind {
        match self {
            Fact::Ratio(_) => Kind::Ratio,
            Fact::Percentage(_) => Kind::Percentage,
            Fact::Official(_) => Kind::Official,
            Fact::Pattern(_) => Kind::Pattern,
        }
    }
}

/// Says in the schema of [`Fact`] which fields go with which name of a kind.
#[cfg(feature = "tools")]
fn by_kind(schema: &mut Schema) {
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else { return };
    let names = Kind::BUILT_IN.map(Kind::name);
    for (choice, name) in choices.iter_mut().zip(names) {
        let kind = json_schema!({ "properties": { "kind": { "const": name } } });
        *choice = json_schema!({ "allOf": [kind, choice.clone()] }).to_value();
    }
    let other = json_schema!({
        "description": "The fields of a pattern of one's own.",
        "properties": { "kind": { "not": { "enum": names } } },
    });
    if let Some(pattern) = choices.get_mut(names.len()) {
        *pattern = other.to_value();
    }
}

/// A part of a whole, as two numbers: `12/12 chỉ tiêu`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
pub struct Ratio {
    /// The part.
    pub numerator: Number,
    /// The whole.
    pub denominator: Number,
    /// `numerator / denominator`; null where the denominator is zero.
    pub value: Option<Number>,
    /// The counted noun without its modifiers; null where none follows.
    pub unit: Option<String>,
    /// True where the pair is a place in an order: `xếp thứ 5/63`.
    pub rank: bool,
    /// How the number bounds the true one.
    pub bound: Bound,
}

/// A percentage: `vượt 11,6% dự toán năm`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
pub struct Percentage {
    /// The number, never negative; the lower end of a range.
    pub value: Number,
    /// The upper end of a range; null where there is no range.
    pub value_max: Option<Number>,
    /// Percent or percentage points.
    pub unit: PercentUnit,
    /// The period or thing of a rate: `năm` in `7%/năm`.
    pub per: Option<String>,
    /// Whether the number is itself the size of an increase or a decrease;
    /// null where it is a level or a share.
    pub trend: Option<Trend>,
    /// How the number bounds the true one.
    pub bound: Bound,
    /// The noun phrase whose quantity is stated.
    pub subject: Option<String>,
    /// The noun phrase that the percentage is of, or is compared with.
    pub base: Option<String>,
}

/// A named person with at least one office:
/// `Bí thư Quận ủy, Chủ tịch HĐND quận Hoàn Kiếm Vũ Đăng Định`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
pub struct Official {
    /// The name as written, without forms of address.
    pub name: String,
    /// What stands before the name and is no office: `Ông`, `PGS.TS`.
    pub honorific: Option<String>,
    /// The offices in the order of the text; never empty.
    #[cfg_attr(feature = "tools", schemars(length(min = 1)))]
    pub roles: Vec<Role>,
}

/// One office of an official.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
pub struct Role {
    /// The whole phrase: post, organization and area.
    pub role: String,
    /// The post with its own words: `Phó Chủ tịch Thường trực`.
    pub title: String,
    /// The body and area after the post: `UBND tỉnh Quảng Ninh`.
    pub organization: Option<String>,
    /// Whether the person holds, held or acts in the office.
    pub status: Status,
}

/// Whether an office is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Held now, or nothing else is said.
    Current,
    /// No longer held: `nguyên`, `cựu`.
    Former,
    /// Held in place of another: `quyền`.
    Acting,
}

/// Unit of a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PercentUnit {
    /// `%`, `phần trăm`.
    Percent,
    /// `điểm phần trăm`, `điểm %`.
    PercentagePoint,
}

/// Direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// An increase.
    Up,
    /// A decrease.
    Down,
}

/// How a number in the text bounds the true number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
pub enum Bound {
    /// Nothing is said.
    #[default]
    #[serde(rename = "=")]
    Exact,
    /// About: `khoảng`, `gần`.
    #[serde(rename = "~")]
    About,
    /// More than: `hơn`, `trên`.
    #[serde(rename = ">")]
    Above,
    /// At least: `ít nhất`, `từ … trở lên`.
    #[serde(rename = ">=")]
    AtLeast,
    /// Less than: `dưới`, `chưa đến`.
    #[serde(rename = "<")]
    Below,
    /// At most: `tối đa`, `không quá`.
    #[serde(rename = "<=")]
    AtMost,
}

/// A finite number that prints as people write it: `12`, not `12.0`.
///
/// ```
/// # use trich::record::Number;
/// assert_eq!(serde_json::to_string(&Number::from(12.0)).unwrap(), "12");
/// assert_eq!(serde_json::to_string(&Number::from(11.6)).unwrap(), "11.6");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize)]
#[cfg_attr(feature = "tools", derive(JsonSchema))]
#[serde(transparent)]
#[cfg_attr(feature = "tools", schemars(description = "A finite number."))]
pub struct Number(f64);

impl Number {
    /// The number as a float.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Number(value)
    }
}

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Whole numbers up to here are exact in an `f64`.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// The fields of a built-in kind beside those that all records have.
#[cfg(feature = "patterns")]
pub(crate) fn fields(kind: Kind) -> Vec<String> {
    let schema = match kind {
        Kind::Ratio => schema_for!(Ratio),
        Kind::Percentage => schema_for!(Percentage),
        Kind::Official => schema_for!(Official),
        Kind::Pattern => return Vec::new(),
    };
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flat_map(Map::keys).cloned().collect()
}

/// The JSON Schema of [`Record`].
///
/// ```
/// let schema = trich::record::schema();
/// assert!(schema.as_value()["properties"]["doc"].is_object());
/// ```
#[cfg(feature = "tools")]
pub fn schema() -> Schema {
    schema_for!(Record)
}
