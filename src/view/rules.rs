//! The same files under other rules: how the headline numbers would differ.
//!
//! Each other rule is a pair of choices and settings that differ in one thing from those in force. Whoever has the files
//! reads them under each and hands the reports in; the first is of the rules in force, of the same bytes.

mod turns;

use serde::Serialize;

use super::comparison::points;
use super::format::{self, count};
use super::table::{Cell, Column, Table};
use super::{Lang, Text, value};
use crate::analysis::{Settings, Share};
use crate::intake::Choices;
use crate::list::Listed;
use crate::money::Money;
use crate::report::{Report, Section};
use turns::turned;

/// How files are read and counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Rules {
    /// How files are read.
    pub choices: Choices,
    /// What is counted.
    pub settings: Settings,
    /// What is asked for to compare them.
    pub sections: Vec<Section>,
}

impl Rules {
    /// The rules of these choices and settings.
    pub fn of(choices: Choices, settings: Settings) -> Rules {
        Rules {
            choices,
            settings,
            sections: vec![Section::Overview, Section::Repurchase, Section::Retention],
        }
    }
}

/// What other rules would change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct RulesCompared {
    /// In a sentence.
    pub sentence: String,
    /// How it is to be read.
    pub note: String,
    /// A row a rule.
    pub table: Table,
}

/// The rules in force, and behind them each with one thing turned; empty where the report has no ledger.
pub fn other_rules(report: &Report, force: &Rules) -> Vec<Rules> {
    let others = turned(report, force).into_iter().map(|(rules, _)| rules);
    std::iter::once(force.clone()).chain(others).filter(|_| report.provenance.is_some()).listed()
}

/// The headline numbers.
struct Numbers {
    orders: u64,
    /// Orders whose customer is known, of all.
    covered: Option<Share>,
    customers: u64,
    revenue: Money,
    repurchase: Option<Share>,
    retention: Option<Share>,
}

impl Numbers {
    /// Of a report with overview, repurchase and retention.
    fn of(report: &Report) -> Option<Numbers> {
        let overview = report.results.overview.as_ref()?;
        let curve = report.results.retention.iter().flat_map(|retention| &retention.curve);
        Some(Numbers {
            orders: overview.orders,
            covered: Some(Share::of(
                overview.orders.saturating_sub(overview.anonymous_orders),
                overview.orders,
            )),
            customers: overview.customers,
            revenue: overview.revenue,
            repurchase: report.results.repurchase.as_ref().map(|repurchase| repurchase.rate),
            retention: curve.into_iter().find(|point| point.offset == 1).map(|point| point.retained),
        })
    }

    /// The first period after the own of all cohorts, over or not.
    fn with_unfinished(&self, report: &Report) -> Option<Numbers> {
        let cells =
            report.results.retention.as_ref()?.cohorts.iter().filter_map(|cohort| cohort.cells.first());
        let add = |sum: (u64, u64), share: &Share| {
            (sum.0.saturating_add(share.part), sum.1.saturating_add(share.whole))
        };
        let (part, whole) = cells.map(|cell| &cell.retained).fold((0, 0), add);
        Some(Numbers { retention: Some(Share::of(part, whole)), ..*self })
    }
}

const UNFINISHED: Text = Text {
    zh: "未走完的周期和所有同期群都计入留存",
    en: "Unfinished periods and all cohorts count in retention",
};
const IN_FORCE: Text = Text { zh: "现在的规则", en: "The rules in force" };

/// The numbers under other rules: reports in the order of [`other_rules`], `None` where the files cannot be read so.
pub fn rules_compared(
    report: &Report,
    force: &Rules,
    reports: &[Option<Report>],
    is_cut: bool,
    lang: Lang,
) -> Option<RulesCompared> {
    let now_report = reports.first()?.as_ref()?;
    let now = Numbers::of(now_report)?;
    let keys = report.provenance.iter().flat_map(|ledger| &ledger.keys).listed();
    let keys = keys.as_slice();
    let mut rows = vec![(IN_FORCE.get(lang).to_string(), Numbers::of(now_report))];
    for ((rules, name), other) in turned(report, force).into_iter().zip(&reports[1..]) {
        let day = rules.settings.as_of.map(|day| format::day(day, lang)).unwrap_or_default();
        let mut name = name.get(lang).replace("{day}", &day);
        for (at, key) in ["{0}", "{1}"].iter().zip(keys) {
            name = name.replace(at, key.name.trim());
        }
        rows.push((name, other.as_ref().and_then(Numbers::of)));
    }
    rows.push((UNFINISHED.get(lang).into(), now.with_unfinished(now_report)));
    let writer = Writer { report: now_report, now: &now, lang };
    Some(RulesCompared {
        sentence: writer.sentence(&rows[1..]),
        note: note(is_cut, lang),
        table: writer.table(&rows),
    })
}

fn note(is_cut: bool, lang: Lang) -> String {
    let mut note = Text {
        zh: "每行只改一条规则，其余照旧；括号里是与现在的差（比率的差是百分点），没有括号就是没有变化。留存是首单后第一个周期的。",
        en: "Each row turns one rule and leaves the others; in brackets is the difference to now (of rates in percentage \
             points), and where there is none nothing changes. Retention is that of the first period after the first order.",
    }
    .get(lang)
    .to_string();
    if is_cut {
        note.push_str(match lang {
            Lang::Zh => "文件很大，这里只用了开头的一部分：看差别，不看总数。",
            Lang::En => {
                " The files are large and only their beginning was used: look at differences, not at totals."
            }
        });
    }
    note
}

/// Writes numbers beside those in force.
struct Writer<'a> {
    report: &'a Report,
    now: &'a Numbers,
    lang: Lang,
}

impl Writer<'_> {
    fn cells(&self, numbers: &Numbers) -> [Cell; 6] {
        let (now, currency) = (self.now, &self.report.results.currency);
        let counted = |n: u64, was: u64| {
            let more = (n != was).then(|| {
                let sign = if n > was { "+" } else { "−" };
                sign.to_string() + &count(n.abs_diff(was))
            });
            Cell::number(format::count(n) + &bracketed(more), n as f64)
        };
        let rated = |share: &Option<Share>, was: &Option<Share>| {
            let [rate, was] = [share, was].map(|share| share.as_ref().and_then(Share::rate));
            let Some(rate) = rate else { return Cell::text(format::undefined()) };
            let more = was.filter(|was| format::percent(*was) != format::percent(rate)).map(|was| rate - was);
            let more =
                more.map(|more| if more > 0.0 { "+".to_string() + &points(more) } else { points(more) });
            Cell { value: Some(rate), ..Cell::text(format::percent(rate) + &bracketed(more)) }
        };
        let revenue = numbers.revenue;
        let more =
            (revenue != now.revenue).then(|| value::signed(revenue - now.revenue, currency, self.lang));
        [
            counted(numbers.orders, now.orders),
            rated(&numbers.covered, &now.covered),
            counted(numbers.customers, now.customers),
            Cell {
                value: Some(format::major(revenue, currency)),
                ..Cell::text(format::money(revenue, currency) + &bracketed(more))
            },
            rated(&numbers.repurchase, &now.repurchase),
            rated(&numbers.retention, &now.retention),
        ]
    }

    fn table(&self, rows: &[(String, Option<Numbers>)]) -> Table {
        let column = Column::in_language(self.lang);
        let row = |(name, numbers): &(String, Option<Numbers>)| {
            let cells = numbers
                .as_ref()
                .map_or_else(|| [(); 6].map(|()| Cell::text(format::undefined())), |it| self.cells(it));
            std::iter::once(Cell::text(name)).chain(cells).listed()
        };
        Table {
            caption: Text { zh: "换一条规则，数字变多少", en: "What other rules would change" }
                .get(self.lang)
                .into(),
            columns: vec![
                column("规则", "Rule", false),
                column("有效订单", "Valid orders", true),
                column("有客户标识", "Customer known", true),
                column("客户", "Customers", true),
                column("净销售额", "Net revenue", true),
                column("复购率", "Repurchase rate", true),
                column("留存率", "Retention", true),
            ],
            rows: rows.iter().map(row).listed(),
            ..Table::default()
        }
    }

    /// How many rules matter here, and which one most for the repurchase rate.
    fn sentence(&self, others: &[(String, Option<Numbers>)]) -> String {
        let told = || others.iter().filter_map(|(name, numbers)| Some((name, numbers.as_ref()?)));
        let same = self.cells(self.now);
        let n = told().count() as u64;
        let other_rules = |n: u64| format::plural(n, "other rule", "other rules");
        let matter = told().filter(|(_, numbers)| self.cells(numbers) != same).count();
        let rate = |numbers: &Numbers| numbers.repurchase.and_then(|share| share.rate());
        let distance = |numbers: &Numbers| {
            rate(numbers).zip(rate(self.now)).map_or(0.0, |(rate, now)| (rate - now).abs())
        };
        let most = told().max_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        let most = most.filter(|(_, numbers)| distance(numbers) >= 0.0005);
        let mut sentence = match (self.lang, matter) {
            (Lang::Zh, 0) => format!("换掉其中任何一条，这些文件的数字都不变（共 {n} 条）。"),
            (Lang::Zh, _) => format!("{n} 条规则里，有 {matter} 条会改变这些文件的数字。"),
            (Lang::En, 0) => format!("None of {} would change a number of these files.", other_rules(n)),
            (Lang::En, _) => format!("Of {} {matter} would change a number of these files.", other_rules(n)),
        };
        if let Some((name, numbers)) = most {
            let [now, then] = [self.now, numbers].map(|numbers| {
                numbers.repurchase.map_or_else(format::undefined, |share| format::rate(&share))
            });
            sentence += &match self.lang {
                Lang::Zh => format!("对复购率影响最大的是“{name}”：{now} 变为 {then}。"),
                Lang::En => {
                    format!(" For the repurchase rate the largest is “{name}”: {now} becomes {then}.")
                }
            };
        }
        sentence
    }
}

/// ` (+12)`; nothing where there is no difference.
fn bracketed(difference: Option<String>) -> String {
    difference.map(|difference| format!(" ({difference})")).unwrap_or_default()
}
