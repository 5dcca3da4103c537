//! The words of the mapping dialog: the first records as read, what each column is taken for and why.

mod controls;
mod effect;

use serde::Serialize;

use super::settings::{Control, ControlOption};
use super::{Lang, Text, colon, format, ledger, role};
use crate::intake::Choices;
use crate::intake::preview::{ColumnPreview, FilePreview, RoleGuess, Why};

use crate::list::Listed;
pub use controls::{changed, column_changed};
pub use effect::{Effect, EffectLine, effect};

/// The dialog: all that the page needs to show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct MappingForm {
    /// File by file.
    pub files: Vec<FileForm>,
    /// What any column can be taken for, besides what it is taken for by itself.
    pub roles: Vec<ControlOption>,
    /// What is chosen for all files together.
    pub controls: Vec<Control>,
}

/// One file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct FileForm {
    /// Its name.
    pub name: String,
    /// What it is taken for: shop, encoding, separator.
    pub facts: String,
    /// The columns that are shown.
    pub columns: Vec<ColumnForm>,
    /// The first records, a cell for each of those columns.
    pub records: Vec<Vec<String>>,
    /// How many columns are not shown, in words.
    pub more: Option<String>,
}

/// One column and what can be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ColumnForm {
    /// Its name in [`Choices::columns`].
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Names the choice to those who do not see the column.
    pub label: String,
    /// What the merchant chose: the value of a role; empty for nothing.
    pub value: String,
    /// The choice of choosing nothing, with what the column is then.
    pub automatic: String,
    /// What it plays in the orders; `None` where it is not used.
    pub used_as: Option<String>,
    /// Why, and how sure that is.
    pub why: String,
    /// What its cells are like.
    pub facts: String,
    /// The second-best role.
    pub offer: Option<ControlOption>,
}

/// How many records are shown.
const RECORDS: usize = 8;
/// How many columns are shown; those in use are shown all the same.
const COLUMNS: usize = 150;
/// How many characters of a cell are shown.
const CELL: usize = 80;

/// A role is offered if it is so sure, 0..=100: cells of words could be almost anything.
const OFFERED: u8 = 20;

/// The value of a column that is not to be used.
const IGNORED: &str = "ignored";
const CHOSEN: Text = Text { zh: "由你指定", en: "you said so" };
const NOT_USED: Text = Text { zh: "不使用", en: "not used" };

/// The dialog for files and what was chosen so far.
pub fn form(previews: &[FilePreview], choices: &Choices, lang: Lang) -> MappingForm {
    let role = |(value, words): &(&str, Text)| option(value, words.get(lang));
    let ignored = option(IGNORED, NOT_USED.get(lang));
    MappingForm {
        files: previews.iter().map(|preview| file_form(preview, choices, lang)).listed(),
        roles: role::ALL.iter().map(role).chain([ignored]).listed(),
        controls: controls::controls(previews, choices, lang),
    }
}

fn option(value: &str, label: &str) -> ControlOption {
    ControlOption { value: value.to_string(), label: label.to_string() }
}

fn file_form(preview: &FilePreview, choices: &Choices, lang: Lang) -> FileForm {
    let is_shown = |at: usize| at < COLUMNS || preview.columns[at].is_used;
    let shown: Vec<usize> = (0..preview.columns.len()).filter(|&at| is_shown(at)).listed();
    let more = preview.columns.len() - shown.len();
    let columns = shown.iter().map(|&at| column_form(preview, at, choices, lang));
    let cell =
        |record: &Vec<String>, at: usize| record.get(at).map(|cell| shortened(cell)).unwrap_or_default();
    let record = |record| shown.iter().map(|&at| cell(record, at)).listed();
    FileForm {
        name: preview.name.clone(),
        facts: file_facts(preview, lang),
        columns: columns.listed(),
        records: preview.records.iter().take(RECORDS).map(record).listed(),
        more: (more > 0).then(|| match lang {
            Lang::Zh => format!("另有 {} 列没有显示。", format::count(more as u64)),
            Lang::En => format!("{} not shown.", format::plural(more as u64, "more column", "more columns")),
        }),
    }
}

fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(CELL) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_string(),
    }
}

fn file_facts(preview: &FilePreview, lang: Lang) -> String {
    if preview.columns.is_empty() {
        let words = Text {
            zh: "没能分出列。可以在下面改编码或分隔符再看。",
            en: "No columns could be told apart. Another encoding or separator, below, may show them.",
        };
        return words.get(lang).into();
    }
    let shop = ledger::shop_words(preview.shop.as_deref()).get(lang);
    let form = ledger::form_words(&preview.name, &preview.encoding, &preview.delimiter, lang);
    match (lang, preview.header_line) {
        (Lang::Zh, Some(line)) => format!("{shop}，{form}，表头在第 {line} 行。"),
        (Lang::Zh, None) => format!("{shop}，{form}，没有表头。"),
        (Lang::En, Some(line)) => format!("Read as {shop}: {form}, header on line {line}."),
        (Lang::En, None) => format!("Read as {shop}: {form}, no header."),
    }
}

fn column_form(preview: &FilePreview, at: usize, choices: &Choices, lang: Lang) -> ColumnForm {
    let column = &preview.columns[at];
    let title = title(column, at, lang);
    let chosen = chosen(column, choices);
    let used = column.roles.first().filter(|_| column.is_used);
    let label = match lang {
        Lang::Zh => format!("“{title}”列作为"),
        Lang::En => format!("Column \"{title}\" is taken for"),
    };
    let by_itself = used.map_or(NOT_USED.get(lang), |guess| role_words(&guess.role, lang));
    let automatic = match lang {
        // What it would be is not known while something else is said.
        _ if chosen.is_some() => controls::AUTOMATIC.get(lang).to_string(),
        Lang::Zh => format!("{by_itself}（自动）"),
        Lang::En => format!("{by_itself} (auto)"),
    };
    ColumnForm {
        name: column.name.clone(),
        value: chosen.unwrap_or_default().to_string(),
        automatic,
        used_as: used.map(|guess| format!("{}{}{title}", role_words(&guess.role, lang), colon(lang))),
        why: if chosen.is_some() { CHOSEN.get(lang).into() } else { why(column, lang) },
        facts: cell_facts(column, preview.first_rows, lang),
        offer: offer(column, lang),
        label,
        title,
    }
}

/// What was said of a column, by itself or as the answer to a question.
fn chosen<'a>(column: &'a ColumnPreview, choices: &'a Choices) -> Option<&'a str> {
    let answered = || column.roles.first().filter(|guess| guess.why == Why::Chosen).map(|guess| &guess.role);
    choices.columns.get(&column.name).or_else(answered).map(String::as_str)
}

fn title(column: &ColumnPreview, at: usize, lang: Lang) -> String {
    match (column.name.trim(), lang) {
        ("", Lang::Zh) => format!("第 {} 列（无名）", at + 1),
        ("", Lang::En) => format!("column {}, unnamed", at + 1),
        (name, _) => shortened(name),
    }
}

fn role_words(role: &str, lang: Lang) -> &str {
    match role::words(role) {
        Some(words) => words.get(lang),
        None if role == IGNORED => NOT_USED.get(lang),
        None => role,
    }
}

/// Why the column is what it is, and how sure that is.
fn why(column: &ColumnPreview, lang: Lang) -> String {
    let Some(guess) = column.roles.first() else {
        return Text { zh: "看不出是什么", en: "nothing speaks for any use" }.get(lang).into();
    };
    let by = match guess.why {
        Why::Chosen => CHOSEN,
        Why::Shop => Text { zh: "这家店铺的导出就是这样", en: "known from this shop's exports" },
        Why::Name => Text { zh: "按列名", en: "by its name" },
        Why::Cells => Text { zh: "按单元格的内容", en: "by its cells" },
    };
    let (by, sure, role) = (by.get(lang), guess.confidence, role_words(&guess.role, lang));
    match (lang, column.is_used) {
        (Lang::Zh, true) => format!("{by}，把握 {sure}%"),
        (Lang::Zh, false) => format!("也许是{role}（{by}，把握 {sure}%），没有用到"),
        (Lang::En, true) => format!("{by}, {sure}% sure"),
        (Lang::En, false) => format!("perhaps {role} ({by}, {sure}% sure), but not used"),
    }
}

/// `first_rows` is how many they are of, where there are more.
fn cell_facts(column: &ColumnPreview, first_rows: Option<u32>, lang: Lang) -> String {
    let (filled, distinct) = (column.filled_percent, u64::from(column.distinct));
    let facts = match lang {
        _ if filled == 0 && distinct == 0 => Text { zh: "全空", en: "empty" }.get(lang).into(),
        Lang::Zh => format!("{filled}% 有值，{} 种", format::count(distinct)),
        Lang::En => format!("{filled}% filled, {}", format::plural(distinct, "value", "values")),
    };
    match (first_rows, lang) {
        (None, _) => facts,
        (Some(rows), Lang::Zh) => format!("前 {} 行：{facts}", format::count(rows.into())),
        (Some(rows), Lang::En) => format!("First {} rows: {facts}", format::count(rows.into())),
    }
}

/// The surest role that the column does not play yet.
fn offer(column: &ColumnPreview, lang: Lang) -> Option<ControlOption> {
    let played = column.roles.first().filter(|_| column.is_used).map(|guess| &guess.role);
    let other = |guess: &&RoleGuess| {
        Some(&guess.role) != played && guess.role != IGNORED && guess.confidence >= OFFERED
    };
    let guess = column.roles.iter().find(other)?;
    let words = role_words(&guess.role, lang);
    let label = match lang {
        Lang::Zh => format!("改为：{words}"),
        Lang::En => format!("or: {words}"),
    };
    Some(option(&guess.role, &label))
}
