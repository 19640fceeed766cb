//! Officials are found with all their offices, in every way of attaching an
//! office to a name, and nothing else is taken for one.

#[path = "support/facts.rs"]
mod facts;

use facts::check;
use trich::record::{Fact, Record, Status};

/// `name: role, role (former)`.
fn official(record: &Record) -> Option<String> {
    let Fact::Official(official) = &record.fact else { return None };
    let roles = official.roles.iter().map(|role| match role.status {
        Status::Current => role.role.clone(),
        Status::Former => format!("{} (former)", role.role),
        Status::Acting => format!("{} (acting)", role.role),
    });
    Some(format!("{}: {}", official.name, roles.collect::<Vec<_>>().join(", ")))
}

/// `honorific | title | organization` of the first office.
fn parts(record: &Record) -> Option<String> {
    let Fact::Official(official) = &record.fact else { return None };
    let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let role = &official.roles[0];
    Some(format!("{} | {} | {}", part(&official.honorific), role.title, part(&role.organization)))
}

#[test]
fn the_office_before_the_name() {
    check(
        official,
        &[
            ("Thủ tướng Lê Hoài Sơn đã đến.", &["Lê Hoài Sơn: Thủ tướng"]),
            (
                "Chủ tịch UBND TP Hải Phòng Trần Quốc Khải chủ trì.",
                &["Trần Quốc Khải: Chủ tịch UBND TP Hải Phòng"],
            ),
            (
                "Phó Chủ tịch UBND phường Hòa Bình Lê Minh Tâm nói.",
                &["Lê Minh Tâm: Phó Chủ tịch UBND phường Hòa Bình"],
            ),
            ("Chủ tịch UBND quận Đoàn Văn Khải nói.", &["Đoàn Văn Khải: Chủ tịch UBND quận"]),
            ("Chủ tịch UBND tỉnh Tăng Vũ Khanh nói.", &["Tăng Vũ Khanh: Chủ tịch UBND tỉnh"]),
            (
                "Giám đốc Sở Nông nghiệp và Môi trường tỉnh Lào Cai Giàng A Tủa cho biết.",
                &["Giàng A Tủa: Giám đốc Sở Nông nghiệp và Môi trường tỉnh Lào Cai"],
            ),
            ("Trưởng thôn Đông An Vĩnh Nguyễn Thị Lụa kể.", &["Nguyễn Thị Lụa: Trưởng thôn Đông An Vĩnh"]),
            (
                "Tổ trưởng tổ dân phố số 14 Hồ Thị Bưởi vận động.",
                &["Hồ Thị Bưởi: Tổ trưởng tổ dân phố số 14"],
            ),
            (
                "cựu Chủ tịch HĐQT Công ty Bất động sản Thiên Phú Lương Gia Bảo hầu tòa",
                &["Lương Gia Bảo: Chủ tịch HĐQT Công ty Bất động sản Thiên Phú (former)"],
            ),
            ("Phó Tổng thư ký Hội Cà phê Lê Bộ Sáng nói.", &["Lê Bộ Sáng: Phó Tổng thư ký Hội Cà phê"]),
            ("Đại biểu Hoàng Huy Được (Ba Vì) nêu.", &["Hoàng Huy Được: Đại biểu"]),
            ("Chủ tịch xã Nguyễn Đức Giá cho biết.", &["Nguyễn Đức Giá: Chủ tịch xã"]),
            ("Lời của Chủ tịch Tập được nhắc lại.", &["Tập: Chủ tịch"]),
            ("Ông Hưng (45 tuổi) - hiện giữ chức vụ Phó chủ tịch UBND xã.", &["Hưng: Phó chủ tịch UBND xã"]),
            ("Trước khi giữ chức Phó Chủ tịch huyện, ông Lê Việt Dũng làm giáo viên.", &[]),
            (
                "Ông Trần Văn Tớp, Phó Hiệu trưởng Trường Bách khoa Hà Nội thông tin.",
                &["Trần Văn Tớp: Phó Hiệu trưởng Trường Bách khoa Hà Nội"],
            ),
            ("Có Phó Thủ tướng Lê Văn Dũng, cùng 4 Bộ trưởng các bộ khác.", &["Lê Văn Dũng: Phó Thủ tướng"]),
            ("Thông báo của văn phòng tổng tư lệnh quân đội, Tướng Lê Văn Oanh, nêu.", &[]),
            ("Đội trưởng TTGT Q.Ninh Kiều có mặt.", &[]),
            ("Chủ tịch HĐND tỉnh Y Blăk Niê Kđăm đề nghị rà soát.", &["Y Blăk Niê Kđăm: Chủ tịch HĐND tỉnh"]),
        ],
    );
}

#[test]
fn foreign_names_after_a_country_or_a_firm() {
    check(
        official,
        &[
            ("Thủ tướng Nhật Bản Kenji Morita từ chức.", &["Kenji Morita: Thủ tướng Nhật Bản"]),
            ("Thủ tướng Anh Margaret Hill gặp báo chí.", &["Margaret Hill: Thủ tướng Anh"]),
            ("Bộ trưởng Quốc phòng Nga Ivan Orlov tới thăm.", &["Ivan Orlov: Bộ trưởng Quốc phòng Nga"]),
            ("Bộ trưởng Quốc phòng Orlov tới thăm.", &["Orlov: Bộ trưởng Quốc phòng"]),
            ("Tổng thống Syria Bashar al-Assad có mặt.", &["Bashar al-Assad: Tổng thống Syria"]),
            ("cố vấn an ninh quốc gia J.R. McAllen cho biết", &["J.R. McAllen: cố vấn an ninh quốc gia"]),
            ("Tổng thống Luiz da Souza phát biểu.", &["Luiz da Souza: Tổng thống"]),
            (
                "Chủ tịch Ủy ban châu Âu Ursula von der Leyen hoan nghênh.",
                &["Ursula von der Leyen: Chủ tịch Ủy ban châu Âu"],
            ),
            ("CEO Apple Tim Cook ra mắt sản phẩm.", &["Tim Cook: CEO Apple"]),
            ("Chủ tịch Ủy ban châu Âu Ingrid Berg thông báo.", &["Ingrid Berg: Chủ tịch Ủy ban châu Âu"]),
        ],
    );
}

#[test]
fn the_office_after_the_name() {
    check(
        official,
        &[
            (
                "Ông Phạm Văn Tuất, Giám đốc Công an tỉnh Thái Bình, trả lời.",
                &["Phạm Văn Tuất: Giám đốc Công an tỉnh Thái Bình"],
            ),
            ("Bà Lan Hương (Trưởng phòng Kinh tế quận 3) ký.", &["Lan Hương: Trưởng phòng Kinh tế quận 3"]),
            (
                "Ông Lê Tuấn (44 tuổi, quê Nam Định) – Giám đốc Công ty Minh Phát bị bắt.",
                &["Lê Tuấn: Giám đốc Công ty Minh Phát"],
            ),
            (
                "Bà Triệu Thị Chi, sinh năm 1988, dân tộc Dao, Phó Hiệu trưởng Trường THCS Bảo Yên.",
                &["Triệu Thị Chi: Phó Hiệu trưởng Trường THCS Bảo Yên"],
            ),
            (
                "Ông Lê Văn Sử, Hiệu trưởng Trường THPT Nguyễn Huệ cho hay.",
                &["Lê Văn Sử: Hiệu trưởng Trường THPT Nguyễn Huệ"],
            ),
            (
                "Bà Đỗ Thị Mây-Trưởng phòng Tổ chức của trường thừa nhận.",
                &["Đỗ Thị Mây: Trưởng phòng Tổ chức của trường"],
            ),
            (
                "Ông Lê Văn Tám, hiện là Chủ tịch Hội Nông dân xã, góp ý.",
                &["Lê Văn Tám: Chủ tịch Hội Nông dân xã"],
            ),
            (
                "Luật sư Đặng Quang Thái – Trưởng Văn phòng luật sư Bảo Minh nhận định.",
                &["Đặng Quang Thái: Trưởng Văn phòng luật sư Bảo Minh"],
            ),
            (
                "Theo ông Phan Công Chánh, Tổng giám đốc Phú Vinh Investment, giá đất sẽ hạ.",
                &["Phan Công Chánh: Tổng giám đốc Phú Vinh Investment"],
            ),
            (
                "Theo thiếu tá Trần An Ninh, Phó phòng Cảnh sát giao thông cho biết, đường đã thông.",
                &["Trần An Ninh: Phó phòng Cảnh sát giao thông"],
            ),
            ("Theo ông Trần An, Chủ tịch xã đã đến.", &[]),
            (
                "Ông Lê Xuân Phương, Chủ tịch UBND xã Ngọc Lâm Ông Phương cho biết trại gà đã đóng cửa.",
                &["Lê Xuân Phương: Chủ tịch UBND xã Ngọc Lâm"],
            ),
            ("Hà Văn Tiên-nguyên phó phòng Nội vụ; khai.", &["Hà Văn Tiên: phó phòng Nội vụ (former)"]),
            ("Ông Huỳnh Bài, Chủ tịch UBND huyện này, ký.", &["Huỳnh Bài: Chủ tịch UBND huyện này"]),
            (
                "Thiếu tướng Trần Đức Thắng Lợi, Chính ủy Bộ Chỉ huy quân sự tỉnh.",
                &["Trần Đức Thắng Lợi: Chính ủy Bộ Chỉ huy quân sự tỉnh"],
            ),
        ],
    );
}

#[test]
fn a_form_of_address_or_a_mark_between_office_and_name() {
    check(
        official,
        &[
            (
                "Phó Chủ tịch UBND huyện, ông Trương Văn Lộc giải thích.",
                &["Trương Văn Lộc: Phó Chủ tịch UBND huyện"],
            ),
            (
                "Tổng giám đốc Whole Foods, ông John Miller ở lại.",
                &["John Miller: Tổng giám đốc Whole Foods"],
            ),
            (
                "Giám đốc công ty Thái Hà Hưng, ông Lê Xuân Kiều, đã cho thuê đất.",
                &["Lê Xuân Kiều: Giám đốc công ty Thái Hà Hưng"],
            ),
            (
                "Giám đốc Bệnh viện Thanh Nhàn Đào Quang Mẫn, chị Lan và người nhà có mặt.",
                &["Đào Quang Mẫn: Giám đốc Bệnh viện Thanh Nhàn"],
            ),
            (
                "Tổng giám đốc đương nhiệm – ông Nguyễn Xuân Bình nhận bàn giao.",
                &["Nguyễn Xuân Bình: Tổng giám đốc"],
            ),
            (
                "Chiều 7/2 Trưởng phòng Giáo dục quận 3, bà Trần Lưu Hoa đến trường.",
                &["Trần Lưu Hoa: Trưởng phòng Giáo dục quận 3"],
            ),
            (
                "Có Bộ trưởng Trần Hồng Minh, Thứ trưởng Bộ Nội vụ - bà Lê Thị Hà.",
                &["Trần Hồng Minh: Bộ trưởng", "Lê Thị Hà: Thứ trưởng Bộ Nội vụ"],
            ),
            ("Giám đốc Cục Điều tra (FBI) James Corden mất chức.", &["James Corden: Giám đốc Cục Điều tra"]),
            ("Chủ tịch Real Madrid, Florentino Sanz, nói.", &["Florentino Sanz: Chủ tịch Real Madrid"]),
            ("Tổng thống (Donald Trump) phủ nhận.", &["Donald Trump: Tổng thống"]),
        ],
    );
}

#[test]
fn several_offices_of_one_person() {
    check(
        official,
        &[
            (
                "Bí thư Quận ủy, Chủ tịch HĐND quận Hà Đông Trịnh Khắc Thành kết luận.",
                &["Trịnh Khắc Thành: Bí thư Quận ủy, Chủ tịch HĐND quận Hà Đông"],
            ),
            ("Thứ trưởng Lê Văn Bảng, Trưởng ban chỉ đạo.", &["Lê Văn Bảng: Thứ trưởng, Trưởng ban chỉ đạo"]),
            (
                "Ông Vũ Huy, Phó Chủ tịch kiêm Tổng thư ký Hội Võ thuật Hà Nội, tham dự.",
                &["Vũ Huy: Phó Chủ tịch, Tổng thư ký Hội Võ thuật Hà Nội"],
            ),
            (
                "GS.TS Trần Văn Thuần, Thứ trưởng Bộ Y tế, nguyên Giám đốc Bệnh viện K trả lời.",
                &["Trần Văn Thuần: Thứ trưởng Bộ Y tế, Giám đốc Bệnh viện K (former)"],
            ),
            (
                "Ông Thái Mưu - Chánh án TAND tỉnh, và Viện trưởng VKSND tỉnh Nghiêm Thị Xoan dự.",
                &["Thái Mưu: Chánh án TAND tỉnh", "Nghiêm Thị Xoan: Viện trưởng VKSND tỉnh"],
            ),
            (
                "Bà Tạ Thị Ngọc, Hiệu trưởng và bà Lê Thị Hương, Phó hiệu trưởng Trường Nam Sơn cùng ký.",
                &["Tạ Thị Ngọc: Hiệu trưởng", "Lê Thị Hương: Phó hiệu trưởng Trường Nam Sơn"],
            ),
        ],
    );
}

#[test]
fn one_office_of_several_persons() {
    check(
        official,
        &[
            (
                "Sở có 2 Phó Giám đốc gồm các ông bà: Lê Ngọc Việt và bà Trần Thị Thùy.",
                &["Lê Ngọc Việt: Phó Giám đốc", "Trần Thị Thùy: Phó Giám đốc"],
            ),
            (
                "các Phó Chủ tịch UBND tỉnh: Lê Văn An, Trần Thị Bình và Hồ Minh",
                &[
                    "Lê Văn An: Phó Chủ tịch UBND tỉnh",
                    "Trần Thị Bình: Phó Chủ tịch UBND tỉnh",
                    "Hồ Minh: Phó Chủ tịch UBND tỉnh",
                ],
            ),
            (
                "các Ủy viên Trung ương Đảng: Nguyễn Đức Lộc, Tổng Giám đốc Đài Truyền hình; Lê Kỳ, Bộ trưởng Bộ Y tế",
                &[
                    "Nguyễn Đức Lộc: Ủy viên Trung ương Đảng, Tổng Giám đốc Đài Truyền hình",
                    "Lê Kỳ: Ủy viên Trung ương Đảng, Bộ trưởng Bộ Y tế",
                ],
            ),
        ],
    );
}

#[test]
fn former_acting_and_short_forms() {
    check(
        official,
        &[
            ("Cựu Tổng thống Alejandro Torres của Peru bị bắt.", &["Alejandro Torres: Tổng thống (former)"]),
            ("quyền Chủ tịch UBND tỉnh Lê Hà nói", &["Lê Hà: Chủ tịch UBND tỉnh (acting)"]),
            ("chính quyền Tổng thống Trump ra lệnh", &["Trump: Tổng thống"]),
            ("Giám đốc FBI bị sa thải James Corden ra điều trần.", &["James Corden: Giám đốc FBI (former)"]),
            ("tân Bộ trưởng Nhạc phát biểu", &["Nhạc: Bộ trưởng"]),
            ("Chủ tịch Laporta xưa nay kín tiếng.", &["Laporta: Chủ tịch"]),
            ("Bà Hoa, Đồng chủ tịch Hội Cà phê, nói.", &["Hoa: Đồng chủ tịch Hội Cà phê"]),
            ("ĐB Nghĩa nói, TT Trump đáp.", &["Nghĩa: ĐB", "Trump: TT"]),
            ("Tổng thống đắc cử Emmanuel Martin đến.", &["Emmanuel Martin: Tổng thống đắc cử"]),
            ("CHỦ TỊCH UBND TỈNH NGUYỄN VĂN AN LÀM VIỆC VỚI BÀ CON", &["NGUYỄN VĂN AN: CHỦ TỊCH UBND TỈNH"]),
        ],
    );
}

#[test]
fn aides_of_office_holders() {
    check(
        official,
        &[
            (
                "cố vấn đối ngoại của Tổng thống Putin, Yuri Sokolov, cho biết",
                &["Putin: Tổng thống", "Yuri Sokolov: cố vấn đối ngoại của Tổng thống Putin"],
            ),
            (
                "Đặc phái viên của Tổng thư ký Liên Hợp Quốc, bà Maria Kovac, tới nơi",
                &["Maria Kovac: Đặc phái viên của Tổng thư ký Liên Hợp Quốc"],
            ),
            ("Trợ lý Nguyễn Văn Bách ghi bàn.", &[]),
        ],
    );
}

#[test]
fn what_is_no_official() {
    let none = [
        "Chủ tịch UBND tỉnh cho biết, Bí thư Thành ủy Hà Nội đã chỉ đạo.",
        "Ông Tuấn và bà Hoa ra về.",
        "Đoàn viếng Lăng Chủ tịch Hồ Chí Minh, qua đường Tổng Bí thư Trường Chinh.",
        "Ông Trần Bình được bầu làm Chủ tịch hội.",
        "Ông Lê Hải là Giám đốc Công ty Xuân Mai.",
        "Đại tá Nguyễn Văn Bình và luật sư Lê Thu.",
        "HLV trưởng Nguyễn Bảo Long, đội trưởng Hồ Khắc Hiệp thất vọng.",
        "Ứng cử viên tổng thống Marine Dupont vận động.",
        "Bà Phan Thị Gấm, tiểu thương chợ Đầm.",
        "Tổng chưởng lý Peru, Bộ trưởng Quốc phòng Hàn Quốc lên tiếng.",
        "Giám đốc Ngân hàng Nam Á (Nam A Bank) vắng mặt.",
        "Công ty có 5 Phó Tổng giám đốc là ông Lê Thiện Phú, bà Trần Tố Dung.",
        "Dự lễ trên cương vị Chủ tịch hội, bà Trần Tố Dung ngồi hàng đầu.",
    ];
    for text in none {
        check(official, &[(text, &[])]);
    }
}

#[test]
fn a_role_is_post_and_body_and_the_name_bare() {
    check(
        parts,
        &[
            (
                "PGS.TS Lê Vân, Phó Chủ tịch Thường trực UBND tỉnh Quảng Ninh, nói.",
                &["PGS.TS | Phó Chủ tịch Thường trực | UBND tỉnh Quảng Ninh"],
            ),
            ("Chủ tịch HĐQT Lê Vân nói.", &["- | Chủ tịch | HĐQT"]),
            (
                "Bộ trưởng Quốc phòng Philippines Carlo Reyes nói.",
                &["- | Bộ trưởng Quốc phòng | Philippines"],
            ),
            ("Chánh Văn phòng UBND tỉnh, ông Lê Vân nói.", &["ông | Chánh Văn phòng | UBND tỉnh"]),
            ("Ông Lê Vân, cố vấn của Văn phòng Thủ tướng, nói.", &["Ông | cố vấn | Văn phòng Thủ tướng"]),
            ("Trả lời phóng viên, ông Lê Vân, Giám đốc Sở Y tế, nói.", &["ông | Giám đốc | Sở Y tế"]),
        ],
    );
}

#[test]
fn both_tone_placements_and_decomposed_letters_give_the_same() {
    let text = "Ủy viên Thường vụ Tỉnh ủy Lê Thị Thủy và Chánh tòa Hòa.";
    let moved = text.replace("Ủy", "Uỷ").replace("ủy", "uỷ").replace("òa", "oà");
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(text).collect();
    let extractor = trich::Extractor::new();
    let places = |text: &str| -> Vec<_> {
        extractor
            .extract("a", text)
            .iter()
            .map(|record| (record.rule.clone(), record.sentence.len()))
            .collect()
    };
    assert_eq!(places(text).len(), 2);
    assert_eq!(places(text), places(&moved));
    assert_eq!(places(text), places(&decomposed));
}

#[test]
fn words_that_hold_an_office_are_none() {
    check(
        official,
        &[
            ("Số liệu tăng trưởng thiết bị Minh Long Plus được nêu ra.", &[]),
            (
                "Giám đốc cơ quan ứng phó khẩn cấp hạt Weston Peter Hale xác nhận.",
                &["Peter Hale: Giám đốc cơ quan ứng phó khẩn cấp hạt Weston"],
            ),
            (
                "Ông Lê Văn Hùng, Giám đốc Trung tâm chỉ huy điều hành giao thông Hà Nội, cho biết.",
                &["Lê Văn Hùng: Giám đốc Trung tâm chỉ huy điều hành giao thông Hà Nội"],
            ),
        ],
    );
}
