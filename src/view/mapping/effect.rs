//! What a mapping does to the numbers, beside those that stood before.

use serde::Serialize;

use crate::intake::ledger::{Ledger, Reason};
use crate::list::Listed;
use crate::report::Report;
use crate::view::ledger::reason_words;
use crate::view::{Lang, Text, colon, format};

/// The numbers under a mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Effect {
    /// Number by number.
    pub lines: Vec<EffectLine>,
    /// What has changed, in one sentence to be read out.
    pub sentence: String,
}

/// One number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct EffectLine {
    /// What it is.
    pub label: String,
    /// As people write it.
    pub value: String,
    /// What it was before, in words; `None` where it is the same.
    pub before: Option<String>,
}

/// The numbers of a report that has an overview and a ledger, beside those of another; without one there is
/// nothing to compare with.
pub fn effect(now: &Report, before: Option<&Report>, lang: Lang) -> Effect {
    let past = before.map(|before| numbers(before, lang));
    let mut all = numbers(now, lang);
    // A reason that holds no row any more is a change too.
    let gone = past.iter().flatten().filter(|(label, _)| all.iter().all(|(known, _)| known != label));
    let gone: Vec<(String, String)> = gone.map(|(label, _)| (label.clone(), format::count(0))).listed();
    all.extend(gone);
    let lines: Vec<EffectLine> = all.into_iter().map(|number| line(number, past.as_deref(), lang)).listed();
    Effect { sentence: sentence(&lines, lang), lines }
}

fn line((label, value): (String, String), past: Option<&[(String, String)]>, lang: Lang) -> EffectLine {
    let was = past.map(|past| {
        let found = past.iter().find(|(known, _)| *known == label);
        found.map_or_else(|| format::count(0), |(_, value)| value.clone())
    });
    let before = was.filter(|was| *was != value).map(|was| match lang {
        Lang::Zh => format!("原为 {was}"),
        Lang::En => format!("was {was}"),
    });
    EffectLine { label, value, before }
}

fn sentence(lines: &[EffectLine], lang: Lang) -> String {
    let changed = lines.iter().filter(|line| line.before.is_some());
    let words = changed.map(|line| {
        let EffectLine { label, value, before } = line;
        format!("{label}{}{value} ({})", colon(lang), before.as_deref().unwrap_or_default())
    });
    let words: Vec<String> = words.listed();
    match (words.is_empty(), lang) {
        (true, Lang::Zh) => "数字没有变化。".into(),
        (true, Lang::En) => "No number changes.".into(),
        (false, Lang::Zh) => format!("{}。", words.join("；")),
        (false, Lang::En) => format!("{}.", words.join("; ")),
    }
}

/// Labels and values.
fn numbers(report: &Report, lang: Lang) -> Vec<(String, String)> {
    let mut all: Vec<(Text, String)> = Vec::new();
    if let Some(ledger) = &report.provenance {
        all.push((Text { zh: "读到的行", en: "Rows read" }, format::count(ledger.rows)));
        all.push((Text { zh: "有效订单", en: "Valid orders" }, format::count(ledger.orders)));
    }
    if let Some(overview) = &report.results.overview {
        let revenue = format::money(overview.revenue, &report.results.currency);
        all.push((Text { zh: "客户", en: "Customers" }, format::count(overview.customers)));
        all.push((Text { zh: "净销售额", en: "Net revenue" }, revenue));
    }
    let mut all: Vec<_> = all.into_iter().map(|(label, value)| (label.get(lang).to_string(), value)).listed();
    if let Some(ledger) = &report.provenance {
        let label = Text { zh: "能认出客户的订单", en: "Orders with a known customer" };
        all.push((label.get(lang).to_string(), coverage(ledger)));
        let aside = ledger.set_aside.iter();
        all.extend(aside.map(|aside| (aside_label(aside.reason, lang), format::count(aside.rows))));
    }
    all
}

fn coverage(ledger: &Ledger) -> String {
    match ledger.orders {
        0 => format::undefined(),
        orders => format::percent(ledger.orders_with_key as f64 / orders as f64),
    }
}

fn aside_label(reason: Reason, lang: Lang) -> String {
    let words = reason_words(reason).get(lang);
    match lang {
        Lang::Zh => format!("未计入的行：{words}"),
        Lang::En => format!("Rows set aside: {words}"),
    }
}
