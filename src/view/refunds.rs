//! Refunds and cancellations: how many rows they take away, and where they are.

mod by;
mod measure;
mod months;

use super::figure::{Bar, Bars, Caption};
use super::format::{self, count, percent, plural};
use super::ledger::reason_words;
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text};
use crate::intake::ledger::{Ledger, Note, Reason};
use crate::list::Listed;
use crate::report::Report;

pub(super) use by::panels as by_panels;

const TITLE: Text = Text { zh: "退款与取消", en: "Refunds and cancellations" };
const HOW: [Text; 2] = [
    Text {
        zh: "按行计：因已取消或关闭、全额退款、未付款而不进入任何指标的行，除以这些行与用上的行之和。部分退款从它所属的订单里减去，按订单计。不随筛选变化。",
        en: "In rows: those that enter no number because their order was cancelled or closed, refunded in full or never paid, \
             over these and the rows that were used. A refund in part is taken off its order, and is counted in orders. \
             Filters change nothing.",
    },
    Text {
        zh: "有退款或取消时，下面几块分商品、渠道、地区和月份来看；“数据账”可以存下这些行的位置，在原表里查看。",
        en: "Where there are any, which products, channels, regions and months have them is told below. The ledger saves the places of \
             these rows, to look at in the file.",
    },
];
const REASONS: [Reason; 3] = [Reason::Cancelled, Reason::Refunded, Reason::Unpaid];

/// One panel, where the files are known.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(ledger) = &report.provenance else { return Vec::new() };
    let lost = Lost::of(ledger);
    let mut panel = Panel::new("refunds", Group::Why, TITLE, lang);
    panel.how = super::paragraphs(&HOW, lang);
    panel.finding = lost.finding(lang);
    if lost.rows.iter().any(|rows| *rows > 0) {
        let caption = Caption {
            title: Text { zh: "不算数的行", en: "Rows that do not count" }.get(lang).into(),
            subtitle: lost.note(lang),
            description: panel.finding.clone(),
        };
        let name = |reason: &Reason| reason_words(*reason).get(lang).to_string();
        let most = lost.rows.iter().copied().max().unwrap_or(0);
        let bars = REASONS.iter().zip(lost.rows).map(|(reason, rows)| Bar {
            values: vec![rows as f64],
            label: count(rows),
            unfinished: false,
            tip: format!("{}{}{}", name(reason), super::colon(lang), lost.share(rows)),
        });
        let labels = REASONS.iter().map(name).listed();
        let axis = format::number_axis(most as f64, lang);
        panel.figures = vec![Bars::plain(caption, "", labels, axis, bars.listed())];
        panel.table = Some(lost.table(lang));
    }
    panel.notes = vec![lost.note(lang)];
    vec![panel]
}

/// What the ledger tells.
struct Lost {
    /// Rows of each reason.
    rows: [u64; 3],
    /// These, and those that were used.
    whole: u64,
    /// Orders with a refund in part, or a credit.
    in_part: u64,
}

impl Lost {
    fn of(ledger: &Ledger) -> Lost {
        let of = |reason| {
            let rows = ledger.set_aside.iter().filter(|aside| aside.reason == reason).map(|aside| aside.rows);
            rows.fold(0, u64::saturating_add)
        };
        let in_part = ledger.notes.iter().map(|note| match note {
            Note::RefundsSubtracted { orders } | Note::RefundsAlreadyNet { orders } => *orders,
            Note::CreditsMatched { credits } => *credits,
            _ => 0,
        });
        let rows = REASONS.map(of);
        Lost {
            rows,
            whole: rows.iter().copied().fold(ledger.rows_used, u64::saturating_add),
            in_part: in_part.fold(0, u64::saturating_add),
        }
    }

    fn share(&self, rows: u64) -> String {
        if self.whole == 0 { format::undefined() } else { percent(rows as f64 / self.whole as f64) }
    }

    fn finding(&self, lang: Lang) -> String {
        let [cancelled, refunded, unpaid] = self.rows;
        let some =
            |rows: u64| format!("{}{}{}", count(rows), opening(lang), self.share(rows)) + closing(lang);
        let lost = match lang {
            Lang::Zh if self.rows == [0; 3] => {
                "没有一行写明订单被取消、全额退款或未付款：导出里只有有效订单，或者没有这类信息。".into()
            }
            Lang::En if self.rows == [0; 3] => {
                "No row says that its order was cancelled, refunded in full or never paid: the export holds only orders that \
                 stand, or does not tell."
                    .into()
            }
            Lang::Zh => format!(
                "{} 行里，已取消或关闭的 {}，全额退款的 {}，未付款的 {}，都不进入任何指标。",
                count(self.whole),
                some(cancelled),
                some(refunded),
                some(unpaid)
            ),
            Lang::En => format!(
                "Of {} {} cancelled or closed, {} refunded in full and {} never paid; they enter no number.",
                plural(self.whole, "row", "rows"),
                some(cancelled) + if cancelled == 1 { " was" } else { " were" },
                some(refunded),
                some(unpaid)
            ),
        };
        let part = match (lang, self.in_part) {
            (_, 0) => String::new(),
            (Lang::Zh, n) => format!("另有 {} 单退了一部分，金额已减去。", count(n)),
            (Lang::En, 1) => " 1 more was refunded in part; its amount is what was left.".into(),
            (Lang::En, n) => {
                format!(
                    " {} more were refunded in part; their amounts are what was left.",
                    plural(n, "order", "orders")
                )
            }
        };
        lost + &part
    }

    fn note(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("n = {} 行。", count(self.whole)),
            Lang::En => format!("n = {}.", plural(self.whole, "row", "rows")),
        }
    }

    fn table(&self, lang: Lang) -> Table {
        let column = Column::in_language(lang);
        let rows = REASONS.iter().zip(self.rows).map(|(reason, rows)| {
            let share = (self.whole > 0).then(|| rows as f64 / self.whole as f64);
            vec![Cell::text(reason_words(*reason).get(lang)), Cell::count(rows), Cell::part(share)]
        });
        let columns =
            vec![column("原因", "Reason", false), column("行", "Rows", true), column("占比", "Share", true)];
        Table { caption: TITLE.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
    }
}

fn opening(lang: Lang) -> &'static str {
    if lang == Lang::Zh { " 行（" } else { " (" }
}

fn closing(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "）" } else { ")" }
}
