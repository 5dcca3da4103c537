//! One worked example: its words, and its orders as a file.

use huitou::analysis::{Settings, Share};
use huitou::intake::{self, Choices};
use huitou::report::{Report, Results};
use huitou::time::Day;

use super::{blocks, read};

/// The section of a page under a heading.
pub fn section(name: &str, heading: &str) -> String {
    let text = read(name);
    let found = text.split("\n## ").find(|section| section.starts_with(&format!("{heading}\n")));
    found.unwrap_or_else(|| panic!("{name} has no section {heading}")).to_string()
}

/// One example in one language.
pub struct Example {
    /// Its words: the paragraph above its orders.
    pub words: String,
    /// Its orders as a file.
    pub file: String,
    pub is_english: bool,
}

impl Example {
    /// The n-th example with orders under a heading, in English and in Chinese.
    pub fn both([english, chinese]: [&str; 2], n: usize) -> [Example; 2] {
        [("docs/metrics.md", english), ("docs/metrics.zh.md", chinese)].map(|(name, heading)| {
            let text = section(name, heading);
            let file = blocks(&text, "csv")[n].to_string();
            let before = text.split("```csv\n").nth(n).unwrap().trim_end();
            let words = before.rsplit("\n\n").next().unwrap().to_string();
            Example { words, file, is_english: name == "docs/metrics.md" }
        })
    }

    pub fn results(&self, settings: &Settings) -> Results {
        let intake = intake::read(&[("orders.csv", self.file.as_bytes())], &Choices::default()).unwrap();
        assert!(intake.questions.is_empty() && intake.ledger.balances(), "{:?}", intake.questions);
        Report::of(&intake.orders, settings, &[]).results
    }

    /// Fails where these numbers do not stand in its words.
    pub fn says(&self, english: &str, chinese: &str) {
        let said = if self.is_english { english } else { chinese };
        assert!(self.words.contains(said), "the numbers are: {said}\nthe example says: {}", self.words);
    }
}

pub fn as_of(year: i32, month: u32, day: u32) -> Settings {
    Settings { as_of: Day::from_ymd(year, month, day), ..Settings::default() }
}

pub fn of(share: &Share) -> String {
    format!("{}/{}", share.part, share.whole)
}

/// Money of two decimals.
pub fn money(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

/// A difference of shares in percentage points.
pub fn points(difference: f64) -> String {
    format!("{:.1}", 100.0 * difference).replace('-', "−")
}
