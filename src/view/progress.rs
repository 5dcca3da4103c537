//! The words of reading: how far it has come, and how long it will take.

use super::Lang;
use super::format::{count, trimmed};
use crate::intake::Progress;

/// The longest that two signs of life lie apart, in seconds, while files are being read: whatever is longer was sleep, of
/// the machine or of the tab.
const LONGEST_WAIT: f64 = 10.0;

/// Up to here what is left is said in seconds.
const MOST_SECONDS: u64 = 90;

/// How long reading has taken, sleep not counted.
#[derive(Debug, Default)]
pub struct Pace {
    last: Option<f64>,
    awake: f64,
}

impl Pace {
    /// One line such as `12 of 106 MB, 120,000 rows, about 3 seconds left`.
    /// `total_bytes` is the size of all files; `now` is the caller's clock in seconds, from any beginning.
    pub fn words(&mut self, progress: Progress, total_bytes: u64, now: f64, lang: Lang) -> String {
        let since = now - self.last.unwrap_or(now);
        self.awake += since.clamp(0.0, LONGEST_WAIT);
        self.last = Some(now);
        sentence(progress, total_bytes, self.awake, lang)
    }
}

fn sentence(progress: Progress, total_bytes: u64, elapsed_seconds: f64, lang: Lang) -> String {
    let (done, total) = (megabytes(progress.bytes), megabytes(total_bytes));
    let rows = count(progress.rows);
    let left = seconds_left(progress.bytes, total_bytes, elapsed_seconds).map(|left| duration(left, lang));
    match (lang, left) {
        (Lang::Zh, Some(left)) => format!("已读 {done} / {total} MB，{rows} 行，约剩 {left}"),
        (Lang::Zh, None) => format!("已读 {done} / {total} MB，{rows} 行"),
        (Lang::En, Some(left)) => format!("{done} of {total} MB, {rows} rows, about {left} left"),
        (Lang::En, None) => format!("{done} of {total} MB, {rows} rows"),
    }
}

fn duration(seconds: u64, lang: Lang) -> String {
    let (number, zh, en) = match seconds {
        0..=MOST_SECONDS => (seconds, "秒", "second"),
        _ => (seconds.div_ceil(60), "分钟", "minute"),
    };
    let number_words = count(number);
    match lang {
        Lang::Zh => format!("{number_words} {zh}"),
        Lang::En if number == 1 => format!("{number_words} {en}"),
        Lang::En => format!("{number_words} {en}s"),
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

    const HALF: Progress = Progress { bytes: 50_000_000, rows: 1234 };
    const TOTAL: u64 = 100_000_000;

    #[test]
    fn time_left_is_said_when_it_is_known() {
        assert_eq!(sentence(HALF, TOTAL, 2.0, Lang::En), "50 of 100 MB, 1,234 rows, about 2 seconds left");
        assert_eq!(sentence(HALF, TOTAL, 2.0, Lang::Zh), "已读 50 / 100 MB，1,234 行，约剩 2 秒");
        assert_eq!(sentence(HALF, TOTAL, 1.0, Lang::En), "50 of 100 MB, 1,234 rows, about 1 second left");
        assert_eq!(sentence(HALF, TOTAL, 0.5, Lang::Zh), "已读 50 / 100 MB，1,234 行");
        assert_eq!(
            sentence(Progress { bytes: TOTAL, rows: 9 }, TOTAL, 9.0, Lang::En),
            "100 of 100 MB, 9 rows"
        );
        assert_eq!(sentence(Progress { bytes: 0, rows: 0 }, 0, 9.0, Lang::En), "0 of 0 MB, 0 rows");
    }

    #[test]
    fn what_takes_long_is_said_in_minutes() {
        assert_eq!(sentence(HALF, TOTAL, 90.0, Lang::En), "50 of 100 MB, 1,234 rows, about 90 seconds left");
        assert_eq!(sentence(HALF, TOTAL, 90.5, Lang::En), "50 of 100 MB, 1,234 rows, about 2 minutes left");
        assert_eq!(sentence(HALF, TOTAL, 600.0, Lang::Zh), "已读 50 / 100 MB，1,234 行，约剩 10 分钟");
    }

    /// A clock that went on while the machine slept, and one that was set back, change the time left by seconds.
    #[test]
    fn a_night_asleep_is_no_time_of_reading() {
        let mut pace = Pace::default();
        let mut at = |bytes, now| pace.words(Progress { bytes, rows: 1234 }, TOTAL, now, Lang::En);
        assert_eq!(at(0, 100.0), "0 of 100 MB, 1,234 rows");
        assert_eq!(at(25_000_000, 105.0), "25 of 100 MB, 1,234 rows, about 15 seconds left");
        assert_eq!(at(25_000_000, 30_000.0), "25 of 100 MB, 1,234 rows, about 45 seconds left");
        assert_eq!(at(75_000_000, 30_003.0), "75 of 100 MB, 1,234 rows, about 6 seconds left");
        assert_eq!(at(75_000_000, 5.0), "75 of 100 MB, 1,234 rows, about 6 seconds left");
    }
}
