//! Text in an old encoding is read as it was meant, as bytes and as the characters
//! that an export without knowledge of fonts made of them; good text is never
//! changed.

#[path = "support/old.rs"]
mod old;
mod support;

use old::{LETTERS, OLD, encode, plain, unaware};
use std::fs;
use std::path::Path;
use support::{Folder, Run};
use trich::text::{Doubt, Encoding, Normalizer, Text, characters};
use trich::{Extractor, Record};

/// The sample articles.
fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// The letters of the alphabet in both cases, each in a syllable.
fn alphabet() -> String {
    let syllable = |c: char| match c {
        'đ' => "đi".to_owned(),
        // These two vowels never end a syllable.
        c if "ăắằẳẵặâấầẩẫậ".contains(c) => format!("h{c}n"),
        c => format!("h{c}"),
    };
    let lower = LETTERS.chars().map(|c| syllable(c).to_lowercase());
    let upper = LETTERS.chars().map(|c| syllable(c).to_uppercase());
    lower.chain(upper).collect::<Vec<_>>().join(" ")
}

fn forced(encoding: Encoding) -> Normalizer {
    Normalizer { encoding: Some(encoding), ..Normalizer::default() }
}

#[test]
fn every_letter_comes_back_from_every_encoding() {
    let alphabet = alphabet();
    assert_eq!(alphabet.chars().filter(|c| !c.is_ascii()).count(), 134);
    for encoding in OLD {
        let bytes = encode(encoding, &alphabet);
        let read = characters(&bytes, Some(encoding)).unwrap();
        assert_eq!(forced(encoding).normalize(&read.text).as_str(), alphabet, "{encoding}");
        let unaware = unaware(encoding, &alphabet);
        assert_eq!(forced(encoding).normalize(&unaware).as_str(), alphabet, "{encoding}");
    }
}

#[test]
fn every_sample_comes_back_from_every_encoding_and_gives_the_same_facts() {
    let extractor = Extractor::new();
    for sample in samples() {
        for encoding in OLD {
            let expected = plain(encoding, &sample);
            let bytes = encode(encoding, &sample);
            let read = characters(&bytes, None).unwrap();
            assert_eq!(read.encoding, None);
            for raw in [read.text.into_owned(), unaware(encoding, &sample)] {
                let text = Text::new(&raw);
                assert_eq!(text.report().encoding, encoding);
                assert_eq!(text.as_str(), expected, "{encoding}");
                let records = extractor.extract_text("a", &text).collect::<Vec<_>>();
                same_facts(&records, &extractor.extract("a", &expected));
                lead_back(&records, &raw, encoding);
            }
        }
    }
}

#[track_caller]
fn same_facts(found: &[Record], expected: &[Record]) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert_eq!((&a.text, &a.fact, &a.sentence, &a.rule), (&b.text, &b.fact, &b.sentence, &b.rule));
    }
}

/// The characters from `start` to `end` are what the mention was decoded from.
fn lead_back(records: &[Record], raw: &str, encoding: Encoding) {
    let chars: Vec<char> = raw.chars().collect();
    for record in records {
        let written: String = chars[record.start..record.end].iter().collect();
        assert_eq!(written, unaware(encoding, &record.text));
    }
}

#[test]
fn utf_16_is_read_by_its_mark() {
    for (encoding, bytes) in [
        (Encoding::Utf16Le, "\u{feff}Hà Nội".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()),
        (Encoding::Utf16Be, "\u{feff}Hà Nội".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()),
    ] {
        let read = characters(&bytes, None).unwrap();
        assert_eq!((read.text.as_ref(), read.encoding), ("\u{feff}Hà Nội", Some(encoding)));
        assert!(characters(&bytes[..bytes.len() - 1], None).is_err(), "half a character");
        let without_mark = characters(&bytes[2..], Some(encoding)).unwrap();
        assert_eq!(without_mark.text, "Hà Nội");
    }
}

/// Text that must stay as it is.
const GOOD: [&str; 13] = [
    "The café's naïve façade — a “déjà vu” — cost £20 and 5 °C; see § 3, ¶ 2, © 2016 Zoë & Noël ® ½.",
    "Où est l'été déjà passé ? Élève à l'école, la fenêtre était fermée ; « ça va très bien », où ça ? \
     Le maïs, l'hôpital, le cœur, la naïveté, le garçon français, la Corée, après-demain, où là-bas.",
    "Die größte Straße führt über Köln, Düsseldorf und München; schöne Grüße an Jürgen und Käthe. Öl für \
     fünf Mädchen, Ärzte hören Bücher – „natürlich“, sagte Müller.",
    "El niño comió maíz en el jardín; ¿cuándo volverá José? ¡Mañana será otro día! La señora Muñoz y el \
     señor Núñez pidieron más café, té y limón según el menú. Río, país, él, sí, aún, qué, aquí.",
    "¿Un día más? ¡No! ¿Para qué? Mi radio aún funciona. ¿Y tú? ¡Sé que aún no es así! ¿Un café?",
    "Det er gått på ei øy; blåbærsyltetøy, smørbrød og kjøttkaker. Göteborg, Malmö, Åre, får, så, nå.",
    "A situação é difícil, não há solução; as eleições são amanhã. Avó, avô, você, três, mãe, pão.",
    "Sáng nay, bà ấy mua gà, cá, cà chua, táo và bánh mì ở chợ; trời đã có mưa to.",
    "Bánh mì, gà, cá, cháo, táo, sò, cà, mía, bí, ngô, khô, tôi, ông, bà, cô, chú, là, và, có, mô tô.",
    "É ótimo: é à tarde, é à noite, é já.",
    "È così, è già là: è più su, è giù, là, lì.",
    "Từ 1° đến 5°, 3 m² và 4 m³; cộng ± 2, × 3, ½ và ¼.",
    "Hola, ça va? Está aquí: Tuấn Anh (Đắk Lắk), 40°C, 5m², H₂O, São Paulo, Atlético Madrid, Müller.",
];

#[test]
fn good_text_stays_as_it_is() {
    for text in GOOD.into_iter().map(str::to_owned).chain(samples()) {
        let clean = Text::new(&text);
        assert_eq!(clean.as_str(), text);
        assert_eq!((clean.report().encoding, &clean.report().doubt), (Encoding::Utf8, &None), "{text}");
        // Each line by itself, where less speaks for it.
        for line in text.lines() {
            assert_eq!(Text::new(line).as_str(), line);
        }
    }
}

#[test]
fn good_text_in_bytes_is_no_old_vietnamese_either() {
    for text in &GOOD[..7] {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let read = characters(&bytes, None).unwrap();
        let clean = Normalizer::default().normalize_read(&read.text, read.encoding);
        assert_eq!(clean.as_str(), *text);
        assert_eq!(clean.report().doubt, Some(Doubt::Bytes));
    }
}

const HEAD: &str = "Sáng nay, Thủ tướng chủ trì phiên họp thường kỳ của Chính phủ tại trụ sở.";
const BODY: &str = "Chủ tịch Ủy ban nhân dân tỉnh cho biết đã hoàn thành 12/12 chỉ tiêu được giao.";

#[test]
fn a_text_in_two_encodings_is_read_run_by_run() {
    for first in OLD {
        for second in OLD.into_iter().filter(|&second| second != first) {
            let raw = format!("{}\n{}\n{HEAD}\n", unaware(first, HEAD), unaware(second, BODY));
            let text = Text::new(&raw);
            assert_eq!(text.as_str(), format!("{HEAD}\n{BODY}\n{HEAD}\n"), "{first} and {second}");
        }
        // The bytes of one line are UTF-8, those of the other are not.
        let bytes = [BODY.as_bytes(), b"\n", &encode(first, HEAD)].concat();
        let read = characters(&bytes, None).unwrap();
        assert_eq!(Text::new(&read.text).as_str(), format!("{BODY}\n{HEAD}"), "UTF-8 and {first}");
    }
}

#[test]
fn what_is_not_sure_is_left_and_said() {
    let raw = "ÑAÏI HOÄI ÑAÛNG";
    let text = Text::new(raw);
    assert_eq!(text.as_str(), raw);
    assert!(matches!(text.report().doubt, Some(Doubt::Encoding { encoding: Encoding::Vni, .. })));
    assert_eq!(forced(Encoding::Vni).normalize(raw).as_str(), "ĐẠI HỘI ĐẢNG");
}

#[test]
fn capitals_of_second_fonts_are_capitals() {
    let cases = [
        ("B¸O C¸O TµI CHÝNH", "BÁO CÁO TÀI CHÍNH"),
        ("§¶NG Vµ NHµ N¦íC", "ĐẢNG VÀ NHÀ NƯỚC"),
        ("UBND Hµ Néi, Lµo, ¸o", "UBND Hà Nội, Lào, áo"),
        ("“§¹i héi” – «ng nãi…", "“Đại hội” – ông nói…"),
        ("„i héi nãi", "Ại hội nói"),
    ];
    for (raw, expected) in cases {
        assert_eq!(forced(Encoding::Tcvn3).normalize(raw).as_str(), expected);
    }
}

/// Keyboards put small letters for the capitals that are at the places of control
/// characters.
#[test]
fn small_letters_for_capitals_that_cannot_be_typed_are_capitals() {
    for (encoding, typed, meant) in [
        (Encoding::Vps, "HộI HọP ở SỞ TộI, hội họp", "HỘI HỌP ở SỞ TỘI, hội họp"),
        (Encoding::Viscii, "MẫU ở MỸ, QUỹ, mẫu", "MẪU ở MỸ, QUỸ, mẫu"),
    ] {
        assert_eq!(forced(encoding).normalize(&unaware(encoding, typed)).as_str(), meant, "{encoding}");
    }
}

#[test]
fn a_short_line_with_a_capital_at_the_place_of_a_control_character_is_read() {
    let text = format!("{HEAD}\nHỮU\n{BODY}");
    for encoding in [Encoding::Tcvn3, Encoding::Vps] {
        assert_eq!(Text::new(&unaware(encoding, &text)).as_str(), text, "{encoding}");
    }
}

#[test]
fn normalize_writes_text_or_lines() {
    let folder = Folder::of([
        ("a/old.txt", &*encode(Encoding::Vps, BODY)),
        ("a/unaware.txt", unaware(Encoding::Tcvn3, HEAD).as_bytes()),
        ("a/utf.txt", "Qu\u{ad}ận&nbsp;u\u{309}y".as_bytes()),
    ]);
    let run = folder.run("normalize a");
    assert_eq!(run, Run { code: Some(0), out: format!("{BODY}\n{HEAD}\nQuận ủy\n"), err: String::new() });

    assert_eq!(folder.pipe("normalize --tone-style old", "Hoà".as_bytes()).out, "Hòa\n");
    assert_eq!(folder.pipe("normalize --tone-style new", "Hòa".as_bytes()).out, "Hoà\n");
    assert_eq!(folder.pipe("normalize", "Hòa, hoà".as_bytes()).out, "Hòa, hoà\n");

    let lines = folder.run("normalize --format jsonl a").out;
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["encoding"], &lines[1]["encoding"]), (&"vps".into(), &"tcvn3".into()));
    assert!(lines[0]["confidence"].as_f64().unwrap() > 0.95);
    let expected = r#"{"id":"a/utf.txt","text":"Quận ủy","encoding":"utf-8","confidence":1.0,"repairs":{"entities":1,"composition":1,"spaces":1,"invisible":1,"look_alikes":0,"marks":0,"tone_style":0}}"#;
    assert_eq!(lines[2], serde_json::from_str::<serde_json::Value>(expected).unwrap());
}

#[test]
fn what_a_reader_sees_is_changed_only_when_asked() {
    let slips = "Ông Qúy, nguời huyện Gìa, thưòng nói: “Tòan t\u{ad}ỉnh\u{200b} đạt 5/7 chỉ tiêu” – HÐND.\n";
    let folder = Folder::of([]);
    let faithful = "Ông Qúy, nguời huyện Gìa, thưòng nói: “Tòan tỉnh đạt 5/7 chỉ tiêu” – HĐND.\n";
    assert_eq!(folder.pipe("normalize", slips.as_bytes()).out, faithful);
    let repaired = "Ông Quý, người huyện Già, thường nói: “Toàn tỉnh đạt 5/7 chỉ tiêu” – HĐND.\n";
    assert_eq!(folder.pipe("normalize --repair-marks", slips.as_bytes()).out, repaired);
}

#[test]
fn facts_are_found_through_misplaced_marks() {
    let extractor = Extractor::new();
    let right = "Giám đốc Sở Giáo dục và Đào tạo Trần Văn Quý cho biết, số người trúng tuyển tăng 5%.";
    let slips = "Gíam đốc Sở Gíao dục và Đào tạo Trần Văn Qúy cho biết, số nguời trúng tuyển tăng 5%.";
    let (expected, found) = (extractor.extract("a", right), extractor.extract("a", slips));
    assert_eq!(found.len(), 2);
    for (a, b) in found.iter().zip(&expected) {
        assert_eq!((&a.fact, &a.sentence, &a.rule), (&b.fact, &b.sentence, &b.rule));
        assert_eq!((a.start, a.end), (b.start, b.end));
        let written: String = slips.chars().skip(a.start).take(a.end - a.start).collect();
        assert_eq!(a.text, written, "as it was written");
    }
}

#[test]
fn extract_reads_old_encodings() {
    let folder = Folder::of([
        ("a.txt", &*encode(Encoding::Viscii, BODY)),
        ("b.jsonl", format!("{{\"id\":1,\"text\":\"{}\"}}", unaware(Encoding::Vni, BODY)).as_bytes()),
        ("c.jsonl", &[b"{\"id\":2,\"text\":\"", &*encode(Encoding::Tcvn3, BODY), b"\"}"].concat()),
        ("d.txt", unaware(Encoding::Vni, "Ñaït 12/12 chỉ tieâu").as_bytes()),
    ]);
    let run = folder.run("extract a.txt b.jsonl c.jsonl");
    let records: Vec<Record> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 3, "{run:?}");
    assert!(records.iter().all(|record| record.text == "12/12" && record.sentence == BODY));
    // Each character of the bytes counts.
    assert_eq!(records[0].start, BODY.find("12/12").map(|at| BODY[..at].chars().count()).unwrap());
    assert_eq!(records[2].start, records[0].start);
    assert!(records[1].start > records[0].start);

    let wrong = folder.run("extract --encoding koi8 a.txt");
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("[possible values: auto, utf-8, utf-16le"), "{}", wrong.err);
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let zip = b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x03\xed\x9d\x5b\x6f\x1c\n\x07\x76\xfe";
    let png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x06";
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let utf_16: Vec<u8> = BODY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = Folder::of([
        ("a.txt", zip.as_slice()),
        ("b.jsonl", zip),
        ("c.txt", png),
        ("d.txt", &noise),
        ("e.txt", &utf_16),
        ("f.txt", b"caf\xe9"),
    ]);
    let run = folder.run("normalize .");
    assert_eq!(run.code, Some(1));
    let kind =
        |path: &str, kind: &str| format!("trich: ./{path}: no text, it looks like {kind}; it is skipped\n");
    let expected = [
        kind("a.txt", "application/zip"),
        kind("b.jsonl", "application/zip"),
        kind("c.txt", "image/png"),
        kind("d.txt", "binary data"),
        kind("e.txt", "UTF-16 without a byte-order mark (utf-16le)"),
        "trich: ./f.txt:1: not UTF-8 at byte 3 of the file; the document is skipped; \
         name its encoding with --encoding if you know it\n"
            .to_owned(),
    ];
    assert_eq!(run.err, expected.concat());
    assert_eq!(run.out, "");
}
