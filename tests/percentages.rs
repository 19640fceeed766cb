//! Percentages are found with value, trend, bound and period, and with what they
//! are about and what they are of.

#[path = "support/facts.rs"]
mod facts;

use facts::check;
use trich::record::{Bound, Fact, PercentUnit, Record, Trend};

/// `value[-max][pp] [/per] [up|down] [bound]`.
fn figure(record: &Record) -> Option<String> {
    let Fact::Percentage(percentage) = &record.fact else { return None };
    let mut summary = percentage.value.get().to_string();
    if let Some(max) = percentage.value_max {
        summary += &format!("-{}", max.get());
    }
    if percentage.unit == PercentUnit::PercentagePoint {
        summary += "pp";
    }
    if let Some(per) = &percentage.per {
        summary += &format!(" /{per}");
    }
    match percentage.trend {
        Some(Trend::Up) => summary += " up",
        Some(Trend::Down) => summary += " down",
        None => {}
    }
    if percentage.bound != Bound::Exact {
        summary += &format!(" {}", serde_json::to_string(&percentage.bound).unwrap().trim_matches('"'));
    }
    Some(summary)
}

/// `subject < base`.
fn links(record: &Record) -> Option<String> {
    let Fact::Percentage(percentage) = &record.fact else { return None };
    let name = |phrase: &Option<String>| phrase.clone().unwrap_or_else(|| "-".to_owned());
    Some(format!("{} < {}", name(&percentage.subject), name(&percentage.base)))
}

#[test]
fn values_ranges_units_and_periods() {
    check(
        figure,
        &[
            ("Tỷ lệ là 11,6% hay 11.6 %.", &["11.6", "11.6"]),
            ("Giá gấp bội, tới 1.200%.", &["1200"]),
            ("Độ ẩm từ 55 - 90%, có nơi 60-95%.", &["55-90", "60-95"]),
            ("Thuế suất 5% đến 10%, hoặc từ 10% đến dưới 30%.", &["5-10", "10-30"]),
            ("Tỷ lệ đạt hai mươi lăm phần trăm.", &["25"]),
            ("Lãi suất 6,8%/năm, tăng 2% mỗi tháng.", &["6.8 /năm", "2 /tháng up"]),
            ("Lãi suất giảm 0,5 điểm phần trăm và 0,25 điểm %.", &["0.5pp down", "0.25pp down"]),
            ("Bao nhiêu phần trăm cũng được, vài phần trăm thôi.", &[]),
            ("Liên kết a%20b%3F không phải số liệu.", &[]),
            ("Tổn thất chiếm gần 2% GDP mỗi năm.", &["2 /năm ~"]),
            ("Chi thường xuyên giảm mỗi năm 1%.", &["1 /năm down"]),
            ("Doanh số tăng 10-15% qua từng tháng.", &["10-15 /tháng up"]),
        ],
    );
}

#[test]
fn trends() {
    check(
        figure,
        &[
            ("Xuất khẩu tăng 5%, nhập khẩu giảm 3%.", &["5 up", "3 down"]),
            ("Giá vé tăng thêm 5%, phí cao hơn 3%, cước thấp hơn 2%.", &["5 up", "3 up", "2 down"]),
            (
                "Chỉ số nhích lên 0,2% (+0,2%), rồi hạ 0,3% (-0,3%).",
                &["0.2", "0.2 up", "0.3 down", "0.3 down"],
            ),
            ("Tỷ lệ tăng lên 60%, rồi giảm còn 3,9%.", &["60", "3.9"]),
            ("Tỷ lệ tăng từ 45% lên 60%.", &["45", "60"]),
            ("Tốc độ tăng trưởng đạt 6,7%.", &["6.7 up"]),
            ("Thu ngân sách vượt 12% dự toán.", &["12 up"]),
            ("Giá dầu tăng 25 xu, hay 0,5%, lên 50 USD.", &["0.5 up"]),
            ("Chỉ số mất 3,2 điểm (0,4%).", &["0.4 down"]),
            ("Quán giảm giá vé 20% cho học sinh.", &["20 down"]),
            ("Vàng và bạc lần lượt tăng 1,6% và 0,6%.", &["1.6 up", "0.6 up"]),
            ("Tỷ giá có biên độ +/-3%.", &["3"]),
            ("Nghề gốm duy trì tốc độ tăng trưởng hơn 20%/năm.", &["20 /năm up >"]),
            ("Lãi suất giảm còn 4%, thấp hơn so với mức 5% của năm trước.", &["4", "5"]),
            ("Thu ngân sách vượt chỉ tiêu tỉnh giao tối thiểu 5%.", &["5 up >="]),
            ("Giá thầu thấp hơn dự toán có khi chưa đầy 2%.", &["2 down <"]),
            ("Xã rút ngắn ít nhất 30% thời gian chờ.", &["30 down >="]),
            ("Bưởi và cam tăng tương ứng 3% và 4%.", &["3 up", "4 up"]),
            ("Giá cam giảm mạnh nhất (5,4%).", &["5.4 down"]),
            ("Tỷ lệ hồ sơ trễ hạn dưới 2%.", &["2 <"]),
            ("Lãi suất tiết kiệm hiện ở mức 5%/năm, thấp hơn 0,3 điểm %.", &["5 /năm", "0.3pp down"]),
            ("Thu phí tăng bình quân 8%/năm, ít nhất 85% khu phố đạt chuẩn.", &["8 /năm up", "85 >="]),
            ("Tăng trưởng tín dụng toàn ngành đạt 13% so với cuối năm 2020.", &["13 up"]),
            ("Công ty nâng trần sở hữu lên 49% từ mức 30%.", &["49", "30"]),
            ("Mức đóng tăng 1% vào năm 2023, từ 3% lên 4%.", &["1 up", "3", "4"]),
            ("Năm nay tăng 50% sản lượng và sẽ thêm 40% nữa vào năm sau.", &["50 up", "40 up"]),
            ("Khối ngoại tăng mua 26%, giảm bán 46%.", &["26 up", "46 down"]),
        ],
    );
}

#[test]
fn bounds() {
    check(
        figure,
        &[
            ("Khoảng 5%, gần 6%, xấp xỉ 7%.", &["5 ~", "6 ~", "7 ~"]),
            ("Ước tính sẽ tăng 4%.", &["4 up ~"]),
            ("Hơn 5%, trên 6%, quá 7%.", &["5 >", "6 >", "7 >"]),
            ("Ít nhất 5%, không dưới 6%, từ 7% trở lên.", &["5 >=", "6 >=", "7 >="]),
            ("Dưới 5%, chưa đến 6%, chưa đầy 7%.", &["5 <", "6 <", "7 <"]),
            ("Tối đa 5%, không quá 6%, từ 7% trở xuống.", &["5 <=", "6 <=", "7 <="]),
            ("Có tới 85% hộ dân hài lòng.", &["85"]),
            ("Tỷ lệ đạt chừng 25%-30%.", &["25-30 ~"]),
            ("Mức hỗ trợ tối thiểu bằng 70% mức đóng.", &["70 >="]),
            ("Các em đạt từ 50% số điểm trở lên.", &["50 >="]),
            ("Tỷ lệ đạt trên dưới 70%.", &["70 ~"]),
            ("Lãi suất neo quanh 5%.", &["5 ~"]),
            ("Ứng dụng chiếm nhiều hơn 80% bộ nhớ.", &["80 >"]),
            ("Giá nhà tăng mạnh ở Huế (10%), Vinh (8%) và Đà Lạt (7%).", &["10 up", "8 up", "7 up"]),
            ("Liên danh A giành tổng cộng 5 triệu phiếu, tương đương 41%.", &["41"]),
            ("Tỷ lệ tăng huyết áp của người lớn là 25,4%.", &["25.4"]),
            ("Tỷ lệ này cao hơn Huế (10%), Vinh (8%).", &["10", "8"]),
            ("Tham gia có Huế (10%), Vinh (8%).", &["10", "8"]),
            ("Dư nợ của xã thấp hơn nhiều mức trần 60%.", &["60"]),
            ("Có 12 xã đạt chuẩn nâng cao (29%).", &["29"]),
            ("Giá đất Huế tăng 12% so với vụ trước, Vinh 9%.", &["12 up", "9 up"]),
            ("Giá thuê tăng 3% so với quý trước, tỷ lệ trống 24%.", &["3 up", "24"]),
            ("Lương được đề xuất tăng 8,3 hoặc 9,2%.", &["9.2 up"]),
            ("Mức tăng của các nước như Lào (10%), Thái Lan (8%).", &["10 up", "8 up"]),
            ("Xuất khẩu vào Mỹ tăng 4%, châu Âu 5% và Hàn Quốc 6%.", &["4 up", "5 up", "6 up"]),
        ],
    );
}

#[test]
fn subjects_and_bases() {
    check(
        links,
        &[
            ("Năm 2024, thu ngân sách vượt 12% dự toán năm.", &["thu ngân sách < dự toán năm"]),
            ("Theo báo cáo, tỷ lệ hộ nghèo còn 3,9%.", &["tỷ lệ hộ nghèo < -"]),
            (
                "Kim ngạch xuất khẩu đạt 5 tỷ USD, tăng 8% so với cùng kỳ năm 2016.",
                &["Kim ngạch xuất khẩu < cùng kỳ năm 2016"],
            ),
            ("Có 80% hộ dân có nước sạch.", &["- < hộ dân"]),
            ("Ông An nắm 30% cổ phần của công ty.", &["Ông An < cổ phần của công ty"]),
            ("Cổ phiếu A giảm 11%, cổ phiếu B giảm 13%.", &["Cổ phiếu A < -", "cổ phiếu B < -"]),
            ("Giá cam và chanh dây lần lượt tăng 2% và 3%.", &["Giá cam < -", "chanh dây < -"]),
            (
                "Xuất khẩu gạo tăng 12% về lượng nhưng giảm 7% về giá trị.",
                &["Xuất khẩu gạo < -", "Xuất khẩu gạo < -"],
            ),
            (
                "Ông An được 45% phiếu bầu, hơn ông Bình (30%) và bà Chi (25%).",
                &["Ông An < phiếu bầu", "ông Bình < phiếu bầu", "bà Chi < phiếu bầu"],
            ),
            (
                "Doanh thu tăng 8% và lợi nhuận giảm 2% so với năm 2016.",
                &["Doanh thu < năm 2016", "lợi nhuận < năm 2016"],
            ),
            ("Số vụ cháy giảm 24% từ năm 2014.", &["Số vụ cháy < năm 2014"]),
            ("Lương của chị cao hơn mức trung bình 15%.", &["Lương của chị < mức trung bình"]),
            ("Sở cắt giảm 30% số biên chế.", &["- < số biên chế"]),
            ("Thành công thì 30% do năng khiếu, 70% do rèn luyện.", &["năng khiếu < -", "rèn luyện < -"]),
            ("Công ty có lợi nhuận 15 tỷ đồng, tăng 17% so với năm 2015.", &["lợi nhuận < năm 2015"]),
            ("Trong số 40 hộ được hỏi, 90% dùng nước giếng.", &["- < 40 hộ"]),
            (
                "60% số cây mắc bệnh sẽ hồi phục, 30% sẽ có sẹo.",
                &["- < số cây mắc bệnh", "- < số cây mắc bệnh"],
            ),
            ("Tỷ lệ bệnh nhân có hút thuốc là 90%.", &["Tỷ lệ bệnh nhân có hút thuốc < -"]),
            ("Lượng gạo do hợp tác xã nắm giữ đã giảm 2%.", &["Lượng gạo < -"]),
            ("Trong số các hộ, 60% của nhóm nghèo đã vay vốn.", &["- < nhóm nghèo"]),
            ("Thu ngân sách vượt chỉ tiêu tỉnh giao tối thiểu 5%.", &["Thu ngân sách < chỉ tiêu tỉnh giao"]),
            ("Tỷ lệ đường làng được cứng hóa từ 80%.", &["Tỷ lệ đường làng được cứng hóa < -"]),
            ("Tỷ lệ trẻ đến lớp đạt 99%.", &["Tỷ lệ trẻ đến lớp < -"]),
            ("Tỷ lệ cho vay với mã này là 30%.", &["Tỷ lệ cho vay với mã này < -"]),
            ("Chất béo không quá 25% năng lượng.", &["Chất béo < năng lượng"]),
            ("Nhà máy chỉ hoạt động 40% công suất.", &["Nhà máy < công suất"]),
            ("Giải ngân cao hơn 5% so với bình quân cả nước.", &["Giải ngân < bình quân cả nước"]),
            (
                "Ông Lực nâng tỷ lệ sở hữu từ 4% lên 6% vốn điều lệ.",
                &["tỷ lệ sở hữu < vốn điều lệ", "tỷ lệ sở hữu < vốn điều lệ"],
            ),
            ("Thành phố nâng thuế lên 30%, thay vì mức 25%.", &["thuế < -", "thuế < -"]),
            ("Hải Phòng, nơi chiếm 40% lượng gỗ, gặp khó.", &["Hải Phòng < lượng gỗ"]),
            ("So với năm 2020 giảm 24 vụ (giảm 5%).", &["vụ < năm 2020"]),
            ("Giá rau giảm 9% so tháng trước.", &["Giá rau < tháng trước"]),
            ("Doanh số đạt 300 chiếc, tăng 13%.", &["Doanh số < -"]),
            ("Quý này tăng 3 vụ cháy (60%).", &["vụ cháy < -"]),
            ("Khối ngoại tăng mua 26%.", &["Khối ngoại < -"]),
            ("Trong doanh thu, vé chiếm 60%.", &["vé < doanh thu"]),
            ("Lãi ròng tăng 9% với cùng kỳ năm trước.", &["Lãi ròng < cùng kỳ năm trước"]),
            ("Giá rau giảm 9% so với năm trước như dự tính.", &["Giá rau < năm trước"]),
            ("Về lãi suất với nông dân ở mức 5%.", &["lãi suất với nông dân < -"]),
            ("Hơn 90% đơn thuộc lĩnh vực đất đai.", &["- < đơn"]),
            ("Chỉ 62% tổ hoạt động hiệu quả.", &["- < tổ"]),
            (
                "Thời gian sử dụng máy cày đã tăng 9% so với cùng kì.",
                &["Thời gian sử dụng máy cày < cùng kì"],
            ),
            ("Lương cơ bản của thợ đang cao hơn 15%.", &["Lương cơ bản của thợ < -"]),
            ("Tổng sản phẩm (GRDP) của tỉnh tăng 8%.", &["Tổng sản phẩm (GRDP) của tỉnh < -"]),
            ("Vốn vào bất động sản đạt 15% kế hoạch.", &["Vốn vào bất động sản < kế hoạch"]),
            ("Tây Nguyên có lượng mưa cao hơn 20% so với năm trước.", &["lượng mưa < năm trước"]),
            ("Cần đạt mục tiêu tăng trưởng 8%.", &["tăng trưởng < -"]),
            ("Nhà nước nắm giữ 5 triệu cổ phần, tương ứng chiếm 51% vốn.", &["Nhà nước < vốn"]),
            (
                "Cà Mau chỉ chiếm 2% dân số, nhưng là nơi chứa 40% diện tích nuôi tôm.",
                &["Cà Mau < dân số", "Cà Mau < diện tích nuôi tôm"],
            ),
            ("Kết quả khả quan (90% diện tích đã có nước).", &["- < diện tích"]),
            (
                "Hộ khá thu về 60% lợi nhuận, 40% còn lại về tay hộ nghèo.",
                &["Hộ khá < lợi nhuận", "- < lợi nhuận"],
            ),
            (
                "Tiêu dùng tăng 2% so với mức giảm 1% của tháng trước.",
                &["Tiêu dùng < mức giảm 1% của tháng trước", "Tiêu dùng < -"],
            ),
            (
                "Có 15.000 doanh nghiệp mới (so cùng kỳ tăng 10% về số doanh nghiệp).",
                &["số doanh nghiệp < cùng kỳ"],
            ),
            (
                "Chủ nhà 2 Sút trúng đích 5 47% Thời gian kiểm soát bóng 53% Đội khách",
                &["Thời gian kiểm soát bóng < -", "Thời gian kiểm soát bóng < -"],
            ),
            ("Thuế là 7%, trong khi tại Huế chỉ là 6%.", &["Thuế < -", "Thuế < -"]),
            ("Liên danh A dẫn trước liên danh B 8 điểm phần trăm.", &["Liên danh A < liên danh B"]),
            ("Đồng yên tăng 1% giá trị.", &["Đồng yên < giá trị"]),
            ("Hội đề xuất mức tăng khoảng 2%.", &["mức tăng < -"]),
            ("Chỉ số giá rau, phản ánh nhiều hơn mùa vụ, giảm 0,6%.", &["Chỉ số giá rau < -"]),
            (
                "Tổng lượng nước về hồ nhỏ hơn trung bình nhiều năm 30 - 40%.",
                &["Tổng lượng nước về hồ < trung bình nhiều năm"],
            ),
            (
                "7/21 (33%) Điểm đập bóng 6/7 (86%) 80% (4/5) Cứu bóng 20% (1/5)",
                &["Điểm đập bóng < -", "Điểm đập bóng < -", "Cứu bóng < -", "Cứu bóng < -"],
            ),
            ("Độ ẩm: 66% Hướng gió: Đông Nam", &["Độ ẩm < -"]),
            ("Con tàu sẽ lọt 24% hành trình vào vùng bão.", &["Con tàu < hành trình"]),
            ("Đoàn kiểm tra ghi nhận 90% hộ dân đã có nước.", &["- < hộ dân"]),
            ("Công ty bỏ ra 5 tỷ đồng để mua 30% số máy.", &["Công ty < số máy"]),
            (
                "Như vậy, so với quý trước, giá cam tăng 8%; trong khi đó giá chanh giảm 6%.",
                &["giá cam < quý trước", "giá chanh < quý trước"],
            ),
            (
                "Xe con (tăng 10%) và xe tải (giảm 20%) so với tháng trước.",
                &["Xe con < tháng trước", "xe tải < tháng trước"],
            ),
            ("Giá cam tăng 23%, tương ứng tăng 3 nghìn đồng so với năm trước.", &["Giá cam < năm trước"]),
            (
                "Lượng khách tăng 11% so với tháng 4 (cùng kỳ năm ngoái tăng 8%).",
                &["Lượng khách < tháng 4", "Lượng khách < -"],
            ),
            ("Ngành may, thêu tăng 4%.", &["Ngành may, thêu < -"]),
            (
                "Tăng tỷ lệ điện từ các nguồn sạch và tái tạo lên 20%.",
                &["tỷ lệ điện từ các nguồn sạch và tái tạo < -"],
            ),
            ("Ông An, Chủ tịch HĐQT Công ty Hải Âu góp 8% vốn điều lệ.", &["Ông An < vốn điều lệ"]),
            ("Ông Bình, 54 tuổi, đã giành được 50% số phiếu.", &["Ông Bình < số phiếu"]),
            ("Xếp thứ hai là công ty Hải Âu, chiếm 20%.", &["công ty Hải Âu < -"]),
            ("Xếp sau là bà Chi với 21%.", &["bà Chi < -"]),
            ("Với 17% thị phần, Hải Âu đứng đầu.", &["Hải Âu < thị phần"]),
            ("Lượng khách đạt 5 triệu người, ước đạt 6 triệu người (tăng 20%).", &["Lượng khách < -"]),
            ("Công ty mua phần vốn góp 30 tỷ đồng, tương đương 12% vốn.", &["phần vốn góp < vốn"]),
            ("Máy ảnh Hải Âu có màn hình chiếm 98% mặt sau.", &["màn hình < mặt"]),
            ("Ngân hàng giảm 0,25% lãi suất cho vay.", &["lãi suất cho vay < -"]),
            (
                "Toàn tỉnh giảm 20% số vụ, giảm 30% số người bị nạn so với cùng kỳ.",
                &["số vụ < cùng kỳ", "số người < cùng kỳ"],
            ),
            ("Phần lớn người được hỏi (84%) cho rằng giá còn tăng.", &["- < người được hỏi"]),
            ("Tổng số vé là 5.000, trong đó vé mời khoảng 6%.", &["vé mời < Tổng số vé"]),
            (
                "Thực phẩm chức năng (chiếm 83% doanh thu) bán chạy nhất.",
                &["Thực phẩm chức năng < doanh thu"],
            ),
            ("Số vốn tăng 12% về số doanh nghiệp.", &["số doanh nghiệp < -"]),
            ("Giá vàng trong quỹ A – quỹ lớn nhất – đã tăng 1%.", &["Giá vàng trong quỹ A < -"]),
            ("Dòng máy chạy pin vẫn chiếm 84% doanh thu.", &["Dòng máy chạy pin < doanh thu"]),
            (
                "Hiệp hội lớn nhất vùng, bao trùm 23% diện tích, chiếm 45% dân số.",
                &["Hiệp hội lớn nhất vùng < diện tích", "Hiệp hội lớn nhất vùng < dân số"],
            ),
            ("Hơn 50% vốn góp của xã viên đã chuyển nhượng.", &["- < vốn góp của xã viên"]),
            ("Khoảng 70% hộ bị ngập được hỏi đều đã khám.", &["- < hộ bị ngập"]),
            ("Tỷ lệ cây sống trên 5 năm xấp xỉ 40%.", &["Tỷ lệ cây sống trên 5 năm < -"]),
            ("Ảnh: Lê An/TTX Chỉ số tồn kho tăng 10%.", &["Chỉ số tồn kho < -"]),
            ("Thuế muối là 20%, đường - 15%, bột ngô - 12%.", &["Thuế muối < -", "đường < -", "bột ngô < -"]),
            ("Bãi bồi mất 10% diện tích.", &["Bãi bồi < diện tích"]),
            ("Đoàn khách hủy khoảng 30%.", &["Đoàn khách < -"]),
            ("Hãng đạt doanh số bán hàng 300 xe, tăng 6%.", &["doanh số bán hàng < -"]),
            ("Chợ hoa đạt 5 triệu khách, tăng 6%.", &["Chợ hoa < -"]),
            ("Trong 66% trường hợp, các thủ kho đã báo trước.", &["- < trường hợp"]),
            ("Tỷ lệ này tăng nhanh, từ 35% lên 54%.", &["Tỷ lệ này < -", "Tỷ lệ này < -"]),
            ("Khoảng 8% người bị đau lưng bỏ việc.", &["- < người bị đau lưng"]),
            (
                "Cam chiếm 25%, bưởi 20% còn chanh xếp cuối với 9%.",
                &["Cam < -", "bưởi < -", "chanh xếp cuối < -"],
            ),
        ],
    );
}
