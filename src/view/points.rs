//! The words and pictures of [`Points`]: what points cost, and what is owed.

use super::figure::{Bar, Bars, Caption, Figure, Part, StepAxis};
use super::format::{self, count, percent, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text, settings};
use crate::analysis::points::{Points, PointsMonth};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;

const POINTS: Text = Text { zh: "积分预算", en: "Points budget" };
const HOW: [Text; 4] = [
    Text {
        zh: "这些都是假设，不在文件里，请在设置里改成自己的：每消费 100 得多少积分、100 积分抵多少钱、多大比例会被兑换、多少天过期、毛利率、预算。",
        en: "Nothing of this is in the files; all are assumptions to be set to your own: points per 100 spent, what 100 points \
             pay, the share that is redeemed, days until they expire, gross margin, budget.",
    },
    Text {
        zh: "每笔订单的积分 = ⌊净额 × 每 100 得分 ÷ 100⌋，净额不为正的没有积分。成本 = 积分 × 每分价值 × 兑换比例，记在得到积分的那个月；毛利 = 全部净销售额（含匿名订单）× 毛利率。",
        en: "An order earns ⌊net amount × points per 100 ÷ 100⌋, none where it is not positive. Cost is points × value × share \
             redeemed, in the month in which they are earned; margin is all net revenue, anonymous orders included, × gross \
             margin.",
    },
    Text {
        zh: "余额：客户在有效期内得到的积分，假设一分没兑换过，所以是可能持有的上限。负债：全部余额的价值（上限），以及乘以兑换比例后的预期。",
        en: "A balance is what a customer earned within the days until expiry, as if nothing had been redeemed: the most they \
             may hold. Owed is the value of all balances at most, and expected as far as points are redeemed.",
    },
    Text {
        zh: "是否超出预算按完整的月份合计判断，默认预算是毛利的 2%。",
        en: "Whether the budget is exceeded is judged over all complete months together; it is 2 % of margin unless set.",
    },
];

/// The panel of points.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(points) = &report.results.points else { return Vec::new() };
    let mut panel = Panel::new("points_budget", Group::Act, POINTS, lang);
    panel.how = super::paragraphs(&HOW, lang);
    panel.finding = finding(report, points, lang);
    if !points.months.is_empty() && report.results.has_customers {
        panel.figures = vec![figure(report, points, lang)];
        panel.notes = vec![owed(report, points, lang), assumed(report, points, lang)];
        if points.months.iter().any(|month| !month.complete) {
            panel.notes.push(super::unfinished_note(lang));
        }
        panel.notes.push(note(report, points, lang));
        panel.table = Some(table(report, points, lang));
    }
    vec![panel]
}

fn finding(report: &Report, points: &Points, lang: Lang) -> String {
    if !report.results.has_customers {
        return super::no_key_sentence(lang);
    }
    if report.least_group.is_some() && points.months.is_empty() {
        return super::left_out_sentence(lang);
    }
    let budget = percent(f64::from(points.rule.budget_per_mille) / 1_000.0);
    let (Some(share), Some(is_over)) = (points.total.cost_share(), points.total.is_over(&points.rule)) else {
        return match lang {
            Lang::Zh => "没有一个完整的月份有毛利，积分成本占比没有定义。".into(),
            Lang::En => "No complete month has a margin, so the cost of points has no share of it.".into(),
        };
    };
    let (share, cost) =
        (percent(share), format::money_compact(points.total.cost, &report.results.currency, lang));
    match (lang, is_over) {
        (Lang::Zh, true) => {
            format!("注意：按这些假设，积分要花掉毛利的 {share}（{cost}），超出预算 {budget}。")
        }
        (Lang::Zh, false) => format!("按这些假设，积分花掉毛利的 {share}（{cost}），在预算 {budget} 之内。"),
        (Lang::En, true) => format!(
            "Mind: under these assumptions points cost {share} of the margin ({cost}), more than the budget of {budget}."
        ),
        (Lang::En, false) => format!(
            "Under these assumptions points cost {share} of the margin ({cost}), within the budget of {budget}."
        ),
    }
}

fn owed(report: &Report, points: &Points, lang: Lang) -> String {
    let money = |amount: Money| format::money(amount, &report.results.currency);
    let (expected, most) = (money(points.owed), money(points.owed_at_most));
    let holders = points.holders;
    let held = match (points.balances, lang) {
        (None, _) => String::new(),
        (Some([fewest, most]), Lang::Zh) => {
            format!("持有最少 {} 分，最多 {} 分。", count(fewest), count(most))
        }
        (Some([fewest, most]), Lang::En) => {
            format!(" The smallest balance is {}, the largest {}.", count(fewest), count(most))
        }
    };
    match lang {
        Lang::Zh => format!(
            "截止日负债：{} 位客户共 {} 分，预期要付 {expected}，全部兑换则是 {most}。{held}",
            count(holders),
            count(points.outstanding)
        ),
        Lang::En => format!(
            "Owed on the as-of day: {} of {}, {expected} as expected, {most} at most.{held}",
            plural(points.outstanding, "point", "points"),
            plural(holders, "customer", "customers")
        ),
    }
}

/// What was assumed.
fn assumed(report: &Report, points: &Points, lang: Lang) -> String {
    let rule = &points.rule;
    let unit = report.results.currency.minor_per_major();
    let value = Money::ratio(i128::from(rule.value_of_100) * i128::from(unit), 100).unwrap_or_default();
    let value = format::money(value, &report.results.currency);
    let days = format::days(Some(rule.expiry_days.into()), lang);
    let (per, redeemed, margin) =
        (rule.points_per_100, rule.redeemed_percent, settings::margin_words(points.margin));
    match lang {
        Lang::Zh => format!(
            "假设：每消费 100 得 {per} 分，100 分抵 {value}，{redeemed}% 会兑换，{days}过期，毛利率 {margin}%。"
        ),
        Lang::En => format!(
            "Assumed: {per} for 100 spent, 100 points pay {value}, {redeemed}% are redeemed, the others expire after {days}; \
             gross margin {margin}%."
        ),
    }
}

fn note(report: &Report, points: &Points, lang: Lang) -> String {
    let n: u64 = points.months.iter().map(|month| month.orders).sum();
    let window = super::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 笔客户订单。{window}", count(n)),
        Lang::En => format!("n = {}. {window}", plural(n, "order of a customer", "orders of customers")),
    }
}

/// Months that are drawn; the table has all of them.
const SHOWN: usize = 36;

fn figure(report: &Report, points: &Points, lang: Lang) -> Figure {
    let months = &points.months[points.months.len().saturating_sub(SHOWN)..];
    let share = |month: &PointsMonth| month.sum.cost_share().unwrap_or(0.0).max(0.0);
    let bar = |month: &PointsMonth| Bar {
        values: vec![share(month)],
        label: month.sum.cost_share().map_or_else(format::undefined, percent),
        unfinished: !month.complete,
        tip: tip(report, month, lang),
    };
    let highest = months.iter().map(share).fold(f64::from(points.rule.budget_per_mille) / 1_000.0, f64::max);
    let title = Text {
        zh: "积分成本占毛利的比例，按月",
        en: "Cost of points as a share of margin, by month",
    };
    Figure::Bars(Bars {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note(report, points, lang),
            description: finding(report, points, lang),
        },
        x: StepAxis {
            title: String::new(),
            labels: months.iter().map(|month| format::period(month.month, lang)).listed(),
        },
        y: format::share_axis(highest.max(0.001)),
        parts: vec![Part { label: String::new(), series: 0 }],
        bars: months.iter().map(bar).listed(),
    })
}

fn tip(report: &Report, month: &PointsMonth, lang: Lang) -> String {
    let (name, currency) = (format::period(month.month, lang), &report.results.currency);
    let unfinished = super::unfinished_suffix(!month.complete, lang);
    let share = month.sum.cost_share().map_or_else(format::undefined, percent);
    let cost = format::money(month.sum.cost, currency);
    match lang {
        Lang::Zh => {
            format!("{name}{unfinished}：{} 分，成本 {cost}，占毛利 {share}", count(month.sum.points))
        }
        Lang::En => {
            format!("{name}{unfinished}: {} earned, cost {cost}, {share} of margin", count(month.sum.points))
        }
    }
}

fn table(report: &Report, points: &Points, lang: Lang) -> Table {
    let (column, currency) = (Column::in_language(lang), &report.results.currency);
    let rows = points.months.iter().map(|month| {
        let cells = vec![
            Cell::text(format::period(month.month, lang)),
            Cell::count(month.sum.points),
            Cell::money(month.sum.revenue, currency),
            Cell::money(month.sum.margin, currency),
            Cell::money(month.sum.cost, currency),
            Cell::part(month.sum.cost_share()),
        ];
        let unfinished = |cell| Cell { unfinished: !month.complete, ..cell };
        cells.into_iter().map(unfinished).listed()
    });
    Table {
        caption: POINTS.get(lang).into(),
        columns: vec![
            column("月份", "Month", false),
            column("积分", "Points", true),
            column("净销售额", "Net revenue", true),
            column("毛利", "Margin", true),
            column("积分成本", "Cost of points", true),
            column("占毛利", "Share of margin", true),
        ],
        rows: rows.listed(),
        unfinished_title: super::UNFINISHED.get(lang).into(),
    }
}
