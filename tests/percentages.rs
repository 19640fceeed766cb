//! Percentages are found with value, trend, bound and period.

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
            ("Mỗi năm lượng khách tăng 30%.", &["30 /năm up"]),
            ("Tiền thuê mỗi năm tăng 15%.", &["15 /năm up"]),
            ("Phí thuê giảm 12% năm.", &["12 /năm down"]),
            ("Với tốc độ tăng trưởng hàng năm khoảng 7%, chợ đã lớn.", &["7 /năm up ~"]),
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
            ("Doanh thu ghi nhận mức tăng mạnh 52%.", &["52 up"]),
            ("Giá rau tăng dao động từ 5 - 15%.", &["5-15 up"]),
            ("Hai mã lần lượt tiến 2% và 3%.", &["2 up", "3 up"]),
            ("Doanh thu quý này tăng mạnh nhất với gần 3%.", &["3 up ~"]),
            ("Phòng Cộng Hòa của ngân hàng 100% vốn nước ngoài.", &["100"]),
            ("Sản lượng tăng trưởng cao, đạt 8%.", &["8 up"]),
            ("CPI bình quân có mức tăng là 5%.", &["5 up"]),
            ("Chi phí vượt quá 50% so với dự toán.", &["50 up"]),
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
            ("Nồng độ ≥ 5% là cao, ≤ 3% là thấp.", &["5 >=", "3 <="]),
            ("Hai bến nhỏ (>30%, <20%) và một bến lớn (~ 69%).", &["30 >", "20 <", "69 ~"]),
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
