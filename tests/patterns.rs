//! What a pattern matches, and what it puts into the record.

#![cfg(feature = "patterns")]

use serde_json::{Value, json};
use trich::Extractor;
use trich::patterns::PatternFile;
use trich::record::{Fact, Record};

/// A file of one pattern with these lines, and what it finds in a text.
#[track_caller]
fn found(lines: &str, text: &str) -> Vec<Record> {
    let file = PatternFile::parse("a.toml", &format!("[[pattern]]\nname = 'p'\n{lines}"));
    let file = file.unwrap_or_else(|problems| panic!("{problems}"));
    let extractor = Extractor::new().with_patterns(file.patterns()).only(&["p"]).unwrap();
    extractor.extract("a", text)
}

/// The mentions that a pattern finds.
#[track_caller]
fn texts(pattern: &str, text: &str) -> Vec<String> {
    found(&format!("match = '{pattern}'"), text).into_iter().map(|record| record.text).collect()
}

/// The fields of the first record that a pattern finds.
#[track_caller]
fn fields(pattern: &str, text: &str) -> Value {
    let records = found(&format!("match = '{pattern}'"), text);
    let Some(Fact::Pattern(fields)) = records.first().map(|record| &record.fact) else {
        panic!("{pattern} finds nothing in {text}");
    };
    Value::Object(fields.clone())
}

#[test]
fn letters_match_in_either_case_and_tone_placement() {
    let cases: [(&str, &str, &[&str]); 13] = [
        ("hoà bình", "Hòa bình, HOÀ BÌNH, hòa Bình", &["Hòa bình", "HOÀ BÌNH", "hòa Bình"]),
        ("thuỷ|uỷ", "Thủy, UỶ", &["Thủy", "UỶ"]),
        ("ủy ban", "Uỷ ban", &["Uỷ ban"]),
        ("hoàn?", "hòa hoà hoàn", &["hòa", "hoà", "hoàn"]),
        ("(?:hoà|thuận) hợp", "hòa hợp", &["hòa hợp"]),
        ("kho[eẻ]|khoẻ", "khỏe", &["khỏe"]),
        ("quý", "Quý", &["Quý"]),
        ("xoẽ ra", "xõe ra và xoẽ ra", &["xõe ra", "xoẽ ra"]),
        ("ho\u{61}\u{300} nhạc", "hòa nhạc", &["hòa nhạc"]),
        ("ma", "mà má", &[]),
        (r"đ\w+g", "ĐƯỜNG đang", &["ĐƯỜNG", "đang"]),
        (r"(?-i:[A-Z]{2,})", "HN và Hà nội", &["HN"]),
        (r"a[]{x}]b|\{x\}|a\p{Lu}{2}", "a]b, a{b, {x}, aBC", &["a]b", "a{b", "{x}", "aBC"]),
    ];
    for (pattern, text, expected) in cases {
        assert_eq!(texts(pattern, text), expected, "{pattern}");
    }
}

#[test]
fn a_match_begins_and_ends_with_whole_words() {
    let cases: [(&str, &str, &[&str]); 7] = [
        ("hoa", "hoa, khoa hoan hoa", &["hoa", "hoa"]),
        ("ba|bà", "bàn ba bà", &["ba", "bà"]),
        ("[0-9]+", "15 4a 3", &["15", "3"]),
        ("tăng [0-9]+%", "tăng 5% tăng 6%", &["tăng 5%", "tăng 6%"]),
        ("a b", "a b a b a b", &["a b", "a b", "a b"]),
        ("%", "5%", &["%"]),
        ("^một", "một hai một", &["một"]),
    ];
    for (pattern, text, expected) in cases {
        assert_eq!(texts(pattern, text), expected, "{pattern}");
    }
}

#[test]
fn each_way_of_being_tolerant_can_be_switched_off() {
    let cases: [(&str, &str, &[&str]); 5] = [
        ("match = 'hoa'\nwhole_words = false", "khoan hoa", &["hoa", "hoa"]),
        ("match = 'hòa'\nany_case = false", "Hòa hòa hoà", &["hòa", "hoà"]),
        ("match = 'hoà'\nany_tone_style = false", "Hoà hòa", &["Hoà"]),
        ("match = 'hoà'\nwhole_words = false", "hoàn hòa", &["hoà", "hòa"]),
        ("match = 'ho'\nwhole_words = false\nany_tone_style = false", "hoẽ", &["ho"]),
    ];
    for (lines, text, expected) in cases {
        let texts: Vec<_> = found(lines, text).into_iter().map(|record| record.text).collect();
        assert_eq!(texts, expected, "{lines}");
    }
}

#[test]
fn pieces_put_their_values_into_the_record() {
    let official = json!({
        "text": "Trần Văn Minh", "name": "Trần Văn Minh", "honorific": null,
        "roles": [{ "role": "Giám đốc Sở Y tế", "title": "Giám đốc", "organization": "Sở Y tế", "status": "current" }],
    });
    let percentage = json!({
        "text": "5%", "value": 5, "value_max": null, "unit": "percent", "per": null, "trend": "up", "bound": "=",
        "subject": "Giá vàng", "base": null,
    });
    let ratio = json!({
        "text": "12/12", "numerator": 12, "denominator": 12, "value": 1, "unit": "chỉ tiêu", "rank": false, "bound": "=",
    });
    let cases = [
        (
            "đầu tư {bound}?{number:amount} (?<scale>tỷ|nghìn tỷ) đồng",
            "Đầu tư hơn 1.250 tỷ đồng.",
            json!({ "bound": ">", "amount": 1250, "scale": "tỷ" }),
        ),
        ("đầu tư {bound}?{number}", "Đầu tư 11,6 triệu.", json!({ "bound": "=", "number": 11_600_000 })),
        (
            "đầu tư {number:n} (?<scale>triệu|tỷ|nghìn tỷ) đồng",
            "Đầu tư 36 nghìn tỷ đồng.",
            json!({ "n": 36, "scale": "nghìn tỷ" }),
        ),
        ("{number:n} tỷ đồng", "36 nghìn tỷ đồng", json!({ "n": 36_000 })),
        ("{number:n} (?:tỷ đồng|phiếu)", "22,8 triệu phiếu", json!({ "n": 22_800_000 })),
        ("{bound} {number:_} xã", "Ít nhất 3 xã", json!({ "bound": ">=" })),
        (
            "{official:who} (?:nói|cho biết)",
            "Giám đốc Sở Y tế Trần Văn Minh cho biết.",
            json!({ "who": official }),
        ),
        ("{official:who},? nói", "Trần Văn Minh, Giám đốc Sở Y tế, nói thế.", json!({ "who": official })),
        ("tăng {percentage}", "Giá vàng tăng 5%.", json!({ "percentage": percentage })),
        ("đạt {ratio}", "Đạt 12/12 chỉ tiêu.", json!({ "ratio": ratio })),
        ("gặp {name}", "Ông gặp bà Lê Thị Hoà.", json!({ "name": "Lê Thị Hoà" })),
        ("gặp bà {name}", "Ông gặp bà Lê Thị Hoà.", json!({ "name": "Lê Thị Hoà" })),
        ("tại {place}", "Họp tại tỉnh Phú Thọ.", json!({ "place": "tỉnh Phú Thọ" })),
        ("ở {place:where},", "Sống ở Hà Nội, gần hồ.", json!({ "where": "Hà Nội" })),
        (
            "của {organization}",
            "Báo cáo của Sở Y tế tỉnh Phú Yên cho biết.",
            json!({ "organization": "Sở Y tế tỉnh Phú Yên" }),
        ),
        (
            "từ {date:from} đến {date:to}",
            "Từ ngày 7/6/2017 đến tháng 8 năm 2018.",
            json!({
                "from": { "text": "ngày 7/6/2017", "year": 2017, "month": 6, "day": 7 },
                "to": { "text": "tháng 8 năm 2018", "year": 2018, "month": 8, "day": null },
            }),
        ),
        (
            "giá {money}",
            "Giá 36,5 triệu đồng/lượng",
            json!({ "money": { "text": "36,5 triệu đồng", "amount": 36_500_000, "currency": "VND" } }),
        ),
        ("(?:đạt {number:a}|giảm {number:b}) tấn", "Giảm 5 tấn", json!({ "a": null, "b": 5 })),
        // One thing beside or inside of another.
        (
            "{name:who} của {organization:body} tại {place:where}",
            "Ông Trần Văn Minh của Sở Y tế tại Hà Nội.",
            json!({ "who": "Trần Văn Minh", "body": "Sở Y tế", "where": "Hà Nội" }),
        ),
        (
            "{name:who},? Giám đốc {organization:body}",
            "Trần Văn Minh, Giám đốc Sở Y tế",
            json!({
                "who": "Trần Văn Minh", "body": "Sở Y tế",
            }),
        ),
    ];
    for (pattern, text, expected) in cases {
        let found = fields(pattern, text);
        assert_eq!(found, expected, "{pattern}");
        let order = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(order(&found), order(&expected), "{pattern}");
    }
}

#[test]
fn what_only_looks_like_a_piece_is_none() {
    let cases = [
        ("ngày {number}", "ngày 7.6.2017"),
        ("trong {number}", "trong năm 2017"),
        ("số {date}", "số 45/60"),
        ("gặp {name}", "gặp Hà Nội"),
        ("{official} nói", "Giám đốc nói"),
    ];
    for (pattern, text) in cases {
        assert_eq!(texts(pattern, text), [""; 0], "{pattern}");
    }
}

#[test]
fn fragments_are_put_in() {
    let file = "[define]\nverb = 'nói|{other}'\nother = 'cho biết'\n\
        [[pattern]]\nname = 'p'\nmatch = '{name} {verb}'\n";
    let file = PatternFile::parse("a.toml", file).unwrap();
    let extractor = Extractor::new().with_patterns(file.patterns());
    let records = extractor.extract("a", "Ông Lê An cho biết. Ông Lê An nói.");
    assert_eq!(
        records.iter().map(|r| r.text.as_str()).collect::<Vec<_>>(),
        ["Ông Lê An cho biết", "Ông Lê An nói"]
    );
}

#[test]
fn offsets_are_those_of_the_original() {
    let raw = "\u{feff}Dự án\u{a0}có tô\u{309}ng vo\u{302}\u{301}n hoà 1.250 tỷ đồng";
    let records = found("match = 'tổng vốn hòa {number}'", raw);
    let record = &records[0];
    let written: String = raw.chars().skip(record.start).take(record.end - record.start).collect();
    assert_eq!(written, "tô\u{309}ng vo\u{302}\u{301}n hoà 1.250 tỷ");
    assert_eq!(record.text, "tổng vốn hoà 1.250 tỷ");
    assert_eq!(record.sentence, "Dự án có tổng vốn hoà 1.250 tỷ đồng");
}

#[test]
fn records_stand_among_those_of_built_in_kinds_in_the_order_of_the_text() {
    let file = "[[pattern]]\nname = 'b'\nmatch = 'tăng'\n[[pattern]]\nname = 'a'\nmatch = 'chỉ tiêu|quý'\n";
    let extractor = Extractor::new().with_patterns(PatternFile::parse("a.toml", file).unwrap().patterns());
    let records = extractor.extract("a", "Đạt 12/12 chỉ tiêu, tăng 5% trong quý.");
    let kinds: Vec<_> = records.iter().map(|record| &*record.kind).collect();
    assert_eq!(kinds, ["ratio", "a", "b", "percentage", "a"]);
}

#[test]
fn a_record_is_the_same_after_a_way_through_json() {
    // Its fields look like those of a ratio.
    let lines = "match = '(?<denominator>x) {number:numerator}(?<value>z)?(?<unit>u)?(?<rank>r)?{bound}?'";
    let text = "x 5 và đạt 12/12 chỉ tiêu, Giám đốc Sở Y tế Trần Văn Minh nói tăng 5%";
    let mut records = found(lines, text);
    records.extend(Extractor::new().extract("a", text));
    assert_eq!(records.len(), 4);
    for record in records {
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
    }
}

#[test]
fn many_patterns_find_what_each_finds() {
    let words = ["tỷ", "đồng", "xã", "huyện", "năm", "tháng"];
    let pairs = words.iter().flat_map(|a| words.iter().map(move |b| (a, b)));
    let patterns: Vec<String> = pairs.map(|(a, b)| format!("{{number:n}} (?:{a}|{b})")).collect();
    let text = "Có 5 xã, 12 huyện, 3 tháng, 7 năm, 1.250 tỷ. Tăng 4 quý. 2 tỉnh, 9 đồng.";
    let pattern = |(n, text): (usize, &String)| format!("[[pattern]]\nname = 'p{n}'\nmatch = '{text}'\n");
    let toml: String = patterns.iter().enumerate().map(pattern).collect();
    let file = PatternFile::parse("a.toml", &toml).unwrap();
    let together = Extractor::new().with_patterns(file.patterns()).extract("a", text);
    for (n, pattern) in patterns.iter().enumerate() {
        let name = format!("p{n}");
        let mine: Vec<_> = together.iter().filter(|r| r.kind == name).map(|r| r.text.clone()).collect();
        assert_eq!(mine, texts(pattern, text), "{pattern}");
    }
}
