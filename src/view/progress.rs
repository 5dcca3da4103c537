//! The words of reading: how far it has come, and how long it will take.

use super::Lang;
use super::format::{count, trimmed};
use crate::intake::Progress;

/// One line such as `12 of 106 MB, 120,000 rows, 3 seconds left`.
/// `total_bytes` is the size of all files; `elapsed_seconds` is measured by the caller.
pub fn sentence(progress: Progress, total_bytes: u64, elapsed_seconds: f64, lang: Lang) -> String {
    let (done, total) = (megabytes(progress.bytes), megabytes(total_bytes));
    let left = seconds_left(progress.bytes, total_bytes, elapsed_seconds);
    match (lang, left) {
        (Lang::Zh, Some(left)) => {
            format!("已读 {done} / {total} MB，{} 行，约剩 {left} 秒", count(progress.rows))
        }
        (Lang::Zh, None) => format!("已读 {done} / {total} MB，{} 行", count(progress.rows)),
        (Lang::En, Some(left)) => {
            let unit = if left == 1 { "second" } else { "seconds" };
            format!("{done} of {total} MB, {} rows, about {left} {unit} left", count(progress.rows))
        }
        (Lang::En, None) => format!("{done} of {total} MB, {} rows", count(progress.rows)),
    }
}

fn megabytes(bytes: u64) -> String {
    trimmed(bytes as f64 / 1e6, 1)
}

/// Only said once a second has passed and a hundredth is read: before, it would be a guess.
fn seconds_left(bytes: u64, total: u64, elapsed: f64) -> Option<u64> {
    if elapsed < 1.0 || bytes == 0 || bytes * 100 < total || bytes >= total {
        return None;
    }
    Some((elapsed * (total - bytes) as f64 / bytes as f64).ceil() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_said_when_it_is_known() {
        let progress = Progress { bytes: 50_000_000, rows: 1234 };
        assert_eq!(
            sentence(progress, 100_000_000, 2.0, Lang::En),
            "50 of 100 MB, 1,234 rows, about 2 seconds left"
        );
        assert_eq!(sentence(progress, 100_000_000, 0.5, Lang::Zh), "已读 50 / 100 MB，1,234 行");
    }
}
