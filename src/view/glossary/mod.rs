//! What the words mean: in a panel of their own, and beside each panel that says one.

mod terms;

use serde::Serialize;

use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text, format};
use crate::list::Listed;
use crate::report::Report;
pub use terms::{BASIC, TECHNICAL};

const TITLE: Text = Text { zh: "术语表", en: "Glossary" };

/// A word in both languages.
pub struct Term {
    /// As a reader looks it up.
    pub word: Text,
    /// One or two sentences.
    pub meaning: Text,
    /// How texts write it; empty: as the word.
    written: Text,
}

/// A word that a panel says, and what it means.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Word {
    /// The word.
    pub word: String,
    /// Its meaning.
    pub meaning: String,
}

/// The panel of all words. A shared report leaves it out: it is about the panels that the reader chose.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    if report.provenance.is_none() {
        return Vec::new();
    }
    let mut panel = Panel::new("glossary", Group::Data, TITLE, lang);
    let words = format::count((BASIC.len() + TECHNICAL.len()) as u64);
    panel.finding = match lang {
        Lang::Zh => format!("这一页用到的 {words} 个词，各是什么意思。"),
        Lang::En => format!("The {words} words that this page uses, and what it means by them."),
    };
    panel.table = Some(table(lang));
    vec![panel]
}

fn table(lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
    let row = |term: &Term| {
        [term.word.get(lang), term.word.get(other), term.meaning.get(lang)].map(Cell::text).to_vec()
    };
    Table {
        caption: TITLE.get(lang).into(),
        columns: vec![
            column("词", "Word", false),
            column("英文", "In Chinese", false),
            column("意思", "Meaning", false),
        ],
        rows: BASIC.iter().chain(&TECHNICAL).map(row).listed(),
        ..Table::default()
    }
}

/// The technical words that a panel says where it tells how it is counted, in the order of the glossary.
pub fn words_of(panel: &Panel, lang: Lang) -> Vec<Word> {
    let mut said = [false; TECHNICAL.len()];
    mark(&panel.title, lang, &mut said);
    for paragraph in &panel.how {
        mark(paragraph, lang, &mut said);
    }
    let found = TECHNICAL.iter().zip(said).filter(|(_, said)| *said);
    found
        .map(|(term, _)| Word { word: term.word.get(lang).into(), meaning: term.meaning.get(lang).into() })
        .listed()
}

/// Goes through a text once. Of the words that begin at a place the longest is said there.
fn mark(text: &str, lang: Lang, said: &mut [bool; TECHNICAL.len()]) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let longest = if before.is_ascii_alphanumeric() { None } else { longest_at(rest, lang) };
        let mut step = first.len_utf8();
        if let Some((length, at)) = longest {
            said[at] = true;
            step = length;
        }
        let (passed, left) = rest.split_at(step);
        before = passed.chars().next_back().unwrap_or(' ');
        rest = left;
    }
}

/// The length and the place in the list of the longest word that a text begins with.
fn longest_at(text: &str, lang: Lang) -> Option<(usize, usize)> {
    let mut longest: Option<(usize, usize)> = None;
    for (at, term) in TECHNICAL.iter().enumerate() {
        let word = match term.written.get(lang) {
            "" => term.word.get(lang),
            written => written,
        };
        if begins(text, word) && longest.is_none_or(|(length, _)| word.len() > length) {
            longest = Some((word.len(), at));
        }
    }
    longest
}

/// Whether a text begins with a word, which ends there or takes an `s`.
fn begins(text: &str, word: &str) -> bool {
    let first = |words: &str| words.as_bytes().first().map(u8::to_ascii_lowercase);
    // Asked at every letter, and nearly always enough.
    if first(text) != first(word) {
        return false;
    }
    let Some(start) = text.get(..word.len()) else { return false };
    let mut after = text[word.len()..].chars();
    let next = after.next();
    let next = if next == Some('s') { after.next() } else { next };
    start.eq_ignore_ascii_case(word) && !next.is_some_and(|c| c.is_ascii_alphanumeric() && word.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang, how: &str) -> Vec<String> {
        let mut panel = Panel::new("x", Group::Data, Text { zh: "", en: "" }, lang);
        panel.how = vec![how.into()];
        words_of(&panel, lang).into_iter().map(|word| word.word).collect()
    }

    #[test]
    fn words_are_found_whole_and_the_longest_wins() {
        assert_eq!(said(Lang::En, "Cohorts by MBG/NBD; ordained, gapless."), ["cohort", "MBG/NBD"]);
        assert_eq!(
            said(Lang::En, "Kaplan and Meier; the X-order rate."),
            ["Kaplan-Meier estimate", "X-order rate"]
        );
        assert_eq!(said(Lang::Zh, "X 单复购率和 MBG/NBD。"), ["X 单复购率", "MBG/NBD"]);
        assert_eq!(said(Lang::Zh, "获客成本（CAC）"), ["获客成本", "CAC"]);
        assert!(said(Lang::En, "").is_empty());
    }

    #[test]
    fn no_word_stands_there_twice_and_each_has_its_meaning() {
        for lang in [Lang::Zh, Lang::En] {
            let mut words: Vec<&str> =
                BASIC.iter().chain(&TECHNICAL).map(|term| term.word.get(lang)).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), BASIC.len() + TECHNICAL.len());
            for term in BASIC.iter().chain(&TECHNICAL) {
                assert!(term.meaning.get(lang).ends_with(['.', '。']), "{}", term.word.en);
            }
        }
    }
}
