//! Lists of customers: which there are, what can be asked of one, and the table that the merchant saves.

use serde::{Deserialize, Serialize};

use super::settings::{ControlOption, group_of, period_kind, period_value};
use super::table::{Cell, Column, Table};
use super::{Lang, Panel, Text, format};
use crate::analysis::Settings;
use crate::analysis::audience::{AudienceOf, is_held_out};
use crate::intake::key_value;
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::report::{Audience, Report};
use crate::time::{Day, Period};

/// What can be asked of a list beside the keys of its customers, with what is asked where nobody says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AudienceForm {
    /// Columns that can be had; the first one is asked for by default.
    pub columns: Vec<ControlOption>,
    /// How many in a hundred are held out; nobody by default.
    pub shares: Vec<ControlOption>,
    /// What the draw begins with by default.
    pub seed: String,
    /// The day that the campaign is dated by default.
    pub day: String,
    /// What the law asks of whoever writes to customers.
    pub lawful: String,
}

/// What is asked of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AudienceWish {
    /// The columns beside the key, by their values in [`AudienceForm`].
    pub columns: Vec<String>,
    /// How many in a hundred are held out.
    pub held_out_percent: u32,
    /// What the draw begins with.
    pub seed: String,
    /// The day of the campaign, `2024-03-09`.
    pub day: String,
}

impl AudienceWish {
    /// Whether what a model says of customers is asked for: it takes long where it is not known yet.
    pub fn asks_what_is_expected(&self) -> bool {
        self.columns.iter().any(|column| OUTLOOK.contains(&column.as_str()))
    }
}

const COLUMNS: [(&str, Text); 9] = [
    ("reason", Text { zh: "原因", en: "Reason" }),
    ("recency", Text { zh: "距最后购买天数", en: "Days since last order" }),
    ("orders", Text { zh: "订单", en: "Orders" }),
    ("revenue", Text { zh: "净销售额", en: "Net revenue" }),
    ("due", Text { zh: "到期日", en: "Due date" }),
    ("alive", Text { zh: "活跃概率", en: "Chance not to have stopped" }),
    ("order_days", Text { zh: "未来 365 天预计购买日", en: "Order days expected in 365 days" }),
    ("value", Text { zh: "未来 365 天预计金额", en: "Value expected in 365 days" }),
    ("date", Text { zh: "日期", en: "Date" }),
];
/// What stands in the columns that a model makes.
const OUTLOOK: [&str; Audience::OUTLOOK] = ["alive", "order_days", "value"];
const KEY: Text = Text { zh: "客户", en: "Customer" };
const GROUP: Text = Text { zh: "分组", en: "Group" };
const SEED: Text = Text { zh: "种子", en: "Seed" };
const TREATED: Text = Text { zh: "触达", en: "treated" };
const CONTROL: Text = Text { zh: "对照", en: "control" };
const LAWFUL: Text = Text {
    zh: "只联系同意接收营销信息的人，每条信息都给出退订方式，退订的人先从名单里去掉（个人信息保护法、GDPR 等）。",
    en: "Write only to people who agreed to it, say in every message how to opt out, and take out of the list who has \
         (GDPR, CAN-SPAM and their like).",
};
/// Percent.
const SHARES: [u32; 6] = [0, 5, 10, 20, 30, 50];
/// Offsets at which it can be asked of a cohort who came back.
const OFFSETS: u32 = 12;

/// The customers that the value of a list names, with that of its part behind.
pub fn audience_of(value: &str) -> Option<AudienceOf> {
    let cohort = |kind: &str, day: &str, came_back| {
        let first = Period::of(day.parse().ok()?, period_kind(kind)?);
        Some(AudienceOf::Cohort { first, came_back })
    };
    match value.split(':').listed()[..] {
        ["scores", recency, frequency] => {
            Some(AudienceOf::Scores { recency: recency.parse().ok()?, frequency: frequency.parse().ok()? })
        }
        ["tier", at] => at.parse().ok().map(|at| AudienceOf::Tier { at, near: false }),
        ["tier", at, "near"] => at.parse().ok().map(|at| AudienceOf::Tier { at, near: true }),
        ["due", day] => day.parse().ok().map(AudienceOf::DueWeek),
        ["row", at] => at.parse().ok().map(|at| AudienceOf::CohortRow { at, came_back: None }),
        ["row", at, back, offset] => {
            let came_back = Some(came_back(back, offset)?);
            at.parse().ok().map(|at| AudienceOf::CohortRow { at, came_back })
        }
        ["cohort", kind, day] => cohort(kind, day, None),
        ["cohort", kind, day, back, offset] => cohort(kind, day, Some(came_back(back, offset)?)),
        _ => group_of(value).map(AudienceOf::Group),
    }
}

/// At which offset, and whether they did.
fn came_back(back: &str, offset: &str) -> Option<(u32, bool)> {
    let offset = offset.parse().ok().filter(|offset| (1..=OFFSETS).contains(offset))?;
    Some((offset, back == "back"))
}

/// The value of a cell of the scores.
pub(super) fn scores_value(recency: u8, frequency: u8) -> String {
    format!("scores:{recency}:{frequency}")
}

/// The value of a week of due dates.
pub(super) fn due_value(first: Day) -> String {
    format!("due:{first}")
}

/// The value of a member tier.
pub(super) fn tier_value(at: usize) -> String {
    format!("tier:{at}")
}

/// The parts of a member tier: all of it, who is nearly in the next one.
pub(super) fn tier_parts(lang: Lang) -> Vec<ControlOption> {
    let near = Text { zh: "快到下一级的", en: "nearly in the next one" };
    vec![everybody(lang), option(":near", near.get(lang))]
}

fn everybody(lang: Lang) -> ControlOption {
    option("", Text { zh: "全部", en: "everybody" }.get(lang))
}

/// The value of a cohort.
pub(super) fn cohort_value(first: Period) -> String {
    format!("cohort:{}:{}", period_value(first.kind), first.first_day())
}

/// The value of a cohort that is no period's, by its place in the matrix.
pub(super) fn row_value(at: usize) -> String {
    format!("row:{at}")
}

/// The parts of a cohort: all of it, who came back in a later period, who did not.
pub(super) fn cohort_parts(report: &Report, lang: Lang) -> Vec<ControlOption> {
    let unit = |n: u32| format::period_unit(report.settings.period, n.into(), lang);
    let mut parts = vec![everybody(lang)];
    for n in 1..=OFFSETS {
        let [back, not] = match lang {
            Lang::Zh => ["买过", "没有买"].map(|what| format!("第 {n} {}{what}", unit(n))),
            Lang::En => ["who", "who did not"].map(|who| {
                let bought = if who == "who" { "bought" } else { "buy" };
                format!("{who} {bought} {n} {} later", unit(n))
            }),
        };
        parts.extend([option(&format!(":back:{n}"), &back), option(&format!(":not:{n}"), &not)]);
    }
    parts
}

fn option(value: &str, label: &str) -> ControlOption {
    ControlOption { value: value.into(), label: label.into() }
}

/// The words of a list among those of panels.
pub fn list_words(parts: &[Vec<Panel>], value: &str) -> String {
    let words = |panel: &Panel| {
        let list = panel.lists.iter().filter(|list| value.starts_with(&list.value));
        let (list, rest) =
            list.map(|list| (list, &value[list.value.len()..])).min_by_key(|(_, rest)| rest.len())?;
        let part = panel.list_parts.iter().find(|part| part.value == rest && !rest.is_empty());
        (rest.is_empty() || part.is_some()).then(|| {
            part.map_or_else(|| list.label.clone(), |part| format!("{}, {}", list.label, part.label))
        })
    };
    parts.iter().flatten().find_map(words).unwrap_or_default()
}

/// What the file of a list is called: after the list, in letters and digits, which every system takes.
pub fn list_file(words: &str, lang: Lang) -> String {
    const LONGEST: usize = 60;
    let words: String = words.to_ascii_lowercase().chars().take(LONGEST).collect();
    let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let kind = Text { zh: "客户名单", en: "customers" }.get(lang);
    [kind].into_iter().chain(parts).listed().join("-") + ".csv"
}

/// What can be asked of a list under settings.
pub fn audience_form(report: &Report, set: &Settings, lang: Lang) -> AudienceForm {
    let as_of = set.as_of.or(report.results.span.map(|span| span.as_of)).map(|day| day.to_string());
    let day = as_of.unwrap_or_default();
    let share = |percent: u32| ControlOption {
        value: percent.to_string(),
        label: match (percent, lang) {
            (0, Lang::Zh) => "不留对照组".into(),
            (0, Lang::En) => "nobody".into(),
            _ => format!("{percent}%"),
        },
    };
    AudienceForm {
        columns: COLUMNS.map(|(name, words)| option(name, words.get(lang))).into(),
        shares: SHARES.map(share).into(),
        seed: day.clone(),
        day,
        lawful: LAWFUL.get(lang).into(),
    }
}

/// The customers of a list, with their keys as the merchant knows them and what is asked for, and nothing else. Where
/// some are held out, their group, what they were drawn by and the campaign's day stand there too.
pub fn audience_table(
    audience: &Audience,
    words: &str,
    wish: &AudienceWish,
    currency: &Currency,
    lang: Lang,
) -> Table {
    let is_drawn = wish.held_out_percent > 0;
    let asked = |name: &str| wish.columns.iter().any(|column| column == name);
    let asked = COLUMNS.iter().filter(|(name, _)| asked(name) || (is_drawn && *name == "date")).listed();
    let mut columns = vec![Column::new(KEY.get(lang), false)];
    let is_number = |name: &str| ["recency", "orders", "revenue"].contains(&name) || OUTLOOK.contains(&name);
    columns.extend(asked.iter().map(|(name, words)| Column::new(words.get(lang), is_number(name))));
    if is_drawn {
        columns.extend([GROUP, SEED].map(|words| Column::new(words.get(lang), false)));
    }
    let row = |(at, key): (usize, String)| {
        let key = key_value(&key);
        let mut cells = vec![Cell::text(key)];
        cells.extend(asked.iter().map(|(name, _)| cell(audience, at, name, words, wish, currency)));
        if is_drawn {
            let is_held_out = is_held_out(&wish.seed, key, wish.held_out_percent);
            let group = if is_held_out { CONTROL } else { TREATED };
            cells.extend([Cell::text(group.get(lang)), Cell::text(wish.seed.as_str())]);
        }
        cells
    };
    let rows = audience.keys().into_iter().enumerate().map(row).listed();
    Table { columns, rows, ..Table::default() }
}

/// How many customers a table of them has, and how many of these are held out.
pub fn saved_words(table: &Table, lang: Lang) -> String {
    let group = table.columns.iter().position(|column| column.title == GROUP.get(lang));
    let is_held_out = |cells: &&Vec<Cell>| group.is_some_and(|at| cells[at].text == CONTROL.get(lang));
    let (n, held_out) = (table.rows.len() as u64, table.rows.iter().filter(is_held_out).count() as u64);
    match (group, lang) {
        _ if n == 0 => Text { zh: "这份名单里没有人。", en: "Nobody is in this list." }.get(lang).into(),
        (None, Lang::Zh) => format!("已保存 {} 位客户。", format::count(n)),
        (None, Lang::En) => format!("{} saved.", format::plural(n, "customer", "customers")),
        (Some(_), Lang::Zh) => {
            format!("已保存 {} 位客户，其中 {} 位留作对照。", format::count(n), format::count(held_out))
        }
        (Some(_), Lang::En) => format!(
            "{} saved, {} of them held out.",
            format::plural(n, "customer", "customers"),
            format::count(held_out)
        ),
    }
}

fn cell(
    audience: &Audience,
    at: usize,
    name: &str,
    words: &str,
    wish: &AudienceWish,
    currency: &Currency,
) -> Cell {
    let number = |value: f64| Cell::number(String::new(), value);
    match name {
        "reason" => Cell::text(words),
        "recency" => number(audience.recency_days.get(at).copied().unwrap_or_default().into()),
        "orders" => number(audience.orders.get(at).copied().unwrap_or_default().into()),
        "revenue" => {
            let amount = Money(audience.amounts.get(at).copied().unwrap_or_default() as i64);
            number(format::major(amount, currency))
        }
        "due" => Cell::text(due_day(audience, at)),
        "alive" => outlook(audience, at, 0, 1),
        "order_days" => outlook(audience, at, 1, 1),
        "value" => outlook(audience, at, 2, currency.minor_per_major()),
        _ => Cell::text(wish.day.as_str()),
    }
}

/// What a model says of a customer, to three decimals; empty where it says nothing.
fn outlook(audience: &Audience, at: usize, which: usize, unit: i64) -> Cell {
    let number = audience.outlooks.get(at * Audience::OUTLOOK + which).filter(|number| **number >= 0.0);
    let value = number.map(|number| (number / unit as f64 * 1_000.0).round() / 1_000.0);
    Cell { value, ..Cell::text("") }
}

/// As programs read it; empty where nobody came back.
fn due_day(audience: &Audience, at: usize) -> String {
    let day = audience.due_days.get(at).filter(|day| **day != Audience::NO_DAY);
    day.map(|day| Day(*day).to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_list_is_named_after_it() {
        assert_eq!(list_file("R 5, F 1 (3)", Lang::En), "customers-r-5-f-1-3.csv");
        assert_eq!(list_file("逾期", Lang::Zh), "客户名单-逾期.csv");
        // What stands in a file of orders may stand in the name of a cohort.
        assert_eq!(list_file("../CON: \u{202E}“茶/壶”?", Lang::Zh), "客户名单-con-茶-壶.csv");
        assert_eq!(list_file("", Lang::En), "customers.csv");
        assert_eq!(list_file(&"茶".repeat(999), Lang::Zh).chars().count(), 69);
    }
}
