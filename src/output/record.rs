//! A record as JSON, the same as its [`Serialize`] gives, in half of the instructions: names
//! of members are written as they are, and strings looked through by vectors.

use crate::Record;
use crate::record::{Fact, Official, Percentage, Ratio, Role};
use json_escape_simd::escape_into;
use serde::Serialize;

/// Adds a record.
pub(super) fn write(record: &Record, out: &mut Vec<u8>) {
    let Record { doc, kind, text, start, end, fact, sentence, rule } = record;
    string(r#"{"doc":"#, doc, out);
    string(r#","kind":"#, kind, out);
    string(r#","text":"#, text, out);
    value(r#","start":"#, start, out);
    value(r#","end":"#, end, out);
    match fact {
        Fact::Ratio(ratio) => write_ratio(ratio, out),
        Fact::Percentage(percentage) => write_percentage(percentage, out),
        Fact::Official(official) => write_official(official, out),
        Fact::Pattern(fields) => {
            for (name, field) in fields {
                string(",", name, out);
                value(":", field, out);
            }
        }
    }
    string(r#","sentence":"#, sentence, out);
    string(r#","rule":"#, rule, out);
    out.push(b'}');
}

fn write_ratio(ratio: &Ratio, out: &mut Vec<u8>) {
    let Ratio { numerator, denominator, value: quotient, unit, rank, bound } = ratio;
    value(r#","numerator":"#, numerator, out);
    value(r#","denominator":"#, denominator, out);
    value(r#","value":"#, quotient, out);
    optional(r#","unit":"#, unit, out);
    value(r#","rank":"#, rank, out);
    value(r#","bound":"#, bound, out);
}

fn write_percentage(percentage: &Percentage, out: &mut Vec<u8>) {
    let Percentage { value: size, value_max, unit, per, trend, bound, subject, base } = percentage;
    value(r#","value":"#, size, out);
    value(r#","value_max":"#, value_max, out);
    value(r#","unit":"#, unit, out);
    optional(r#","per":"#, per, out);
    value(r#","trend":"#, trend, out);
    value(r#","bound":"#, bound, out);
    optional(r#","subject":"#, subject, out);
    optional(r#","base":"#, base, out);
}

fn write_official(official: &Official, out: &mut Vec<u8>) {
    let Official { name, honorific, roles } = official;
    string(r#","name":"#, name, out);
    optional(r#","honorific":"#, honorific, out);
    out.extend_from_slice(br#","roles":["#);
    for (index, role) in roles.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        let Role { role, title, organization, status } = role;
        string(r#"{"role":"#, role, out);
        string(r#","title":"#, title, out);
        optional(r#","organization":"#, organization, out);
        value(r#","status":"#, status, out);
        out.push(b'}');
    }
    out.push(b']');
}

/// Adds a member that is a string, behind what stands before it.
fn string(before: &str, text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(before.as_bytes());
    escape_into(text, out);
}

fn optional(before: &str, text: &Option<String>, out: &mut Vec<u8>) {
    match text {
        Some(text) => string(before, text, out),
        None => value(before, &(), out),
    }
}

fn value(before: &str, value: &impl Serialize, out: &mut Vec<u8>) {
    out.extend_from_slice(before.as_bytes());
    to_json(value, out);
}

/// Adds what serde makes of a value.
pub(super) fn to_json(value: &impl Serialize, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, value).expect("it is JSON and memory takes it");
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::Extractor;
    use crate::record::{Fact, Ratio, Record};

    fn assert_same(record: &Record) {
        let mut written = Vec::new();
        write(record, &mut written);
        assert_eq!(String::from_utf8(written).unwrap(), serde_json::to_string(record).unwrap());
    }

    #[test]
    fn every_kind_is_written_as_serde_writes_it() {
        let texts = [
            "Có ít nhất 7/10 xã đạt chuẩn và xếp thứ 5/63.",
            "Thu ngân sách tăng 7,5% so với năm 2019, lãi suất từ 6 đến 7%/năm, giảm 2 điểm %.",
            "Ông Trần Văn Minh, nguyên Bí thư, Chủ tịch UBND tỉnh Phú Thọ; Bộ trưởng Lê An.",
        ];
        let records = texts.iter().flat_map(|text| Extractor::new().extract("a", text));
        let records: Vec<Record> = records.collect();
        assert_eq!(records.len(), 7, "{records:#?}");
        records.iter().for_each(assert_same);

        let Fact::Ratio(ratio) = records[0].fact.clone() else { panic!() };
        let fact = Fact::Ratio(Ratio { value: None, unit: None, ..ratio });
        assert_same(&Record { fact, ..records[0].clone() });

        let own = r#"{"a \"b\"":[1,{"c":null}],"d":0.5,"e":"\n"}"#;
        let fact = Fact::Pattern(serde_json::from_str(own).unwrap());
        assert_same(&Record { kind: "own".into(), fact, ..records[0].clone() });
    }

    #[test]
    fn every_character_is_written_as_serde_writes_it() {
        let [record] = Extractor::new().extract("a", "Có 7/10 xã.").try_into().unwrap();
        for c in (0..0x300).chain([0x2028, 0xfeff, 0xffff, 0x1f600]).filter_map(char::from_u32) {
            for len in 0..70 {
                let sentence = format!("{}{c}{c}ệ", "a".repeat(len));
                assert_same(&Record { sentence, ..record.clone() });
            }
        }
    }
}
