//! Sizes as people write them: `64MB`.

use serde::Serialize;

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Size(pub u64);

/// Reads a number of bytes: `500`, `64MB`, `1.5 GB`, `64MiB`.
pub fn size(text: &str) -> Result<Size, String> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return Err("a size is a number with a unit, such as 500KB, 64MB or 1.5GB".to_owned()),
    };
    let bytes = number.parse::<f64>().ok().map(|number| number * factor as f64).filter(|&bytes| bytes >= 1.0);
    bytes.map(|bytes| Size(bytes as u64)).ok_or_else(|| "a size is a number above zero".to_owned())
}

/// A number of bytes for people: `57.1 MB`.
pub fn show(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, size};

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let cases = [("500", 500), ("64MB", 64_000_000), ("1.5 gb", 1_500_000_000), ("2KiB", 2048)];
        for (text, bytes) in cases {
            assert_eq!(size(text), Ok(Size(bytes)), "{text}");
        }
        for text in ["", "0", "MB", "-1", "5 apples", "0.1"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
