//! The second-order curve.

use super::{axis, cell, note, note_hollow, nothing, points, quoted, rate, sure_words};
use crate::analysis::second_order::{Chance, Chances, SecondOrder};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, Line, Lines, Point, StepAxis};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const CURVE: Text = Text { zh: "第二单曲线", en: "Second-order curve" };
const HOW: [Text; 3] = [
    Text {
        zh: "从首个购买日到第二个购买日的天数；还没回来的客户，记到截止日为止。曲线是 Kaplan-Meier 估计的 1 − S(t)：\
             每位客户只在被观察到的那段时间里参与计算。",
        en: "Days from the first order day to the second; who has not come back counts up to the as-of day. The curve is \
             1 − S(t) of Kaplan and Meier: every customer counts for as long as they have been watched.",
    },
    Text {
        zh: "“目前已回来”是已在 t 天内回来的客户 ÷ 全部客户。新来的客户还没来得及回来，所以它偏低；对外说复购率时应引用估计值。",
        en: "The plain share is who has come back within t days so far, over all customers. Young customers have had no \
             time yet, so it is too low; the estimate is the one to quote.",
    },
    Text {
        zh: "色带是 95% 区间（Greenwood 方差，双对数变换）。超过最长观察天数后没有定义。\
             来源：Kaplan 与 Meier（1958）；Kalbfleisch 与 Prentice（1980）。",
        en: "The band is the 95% interval (Greenwood's variance, complementary log-log). Undefined after the longest wait. \
             Sources: Kaplan and Meier (1958); Kalbfleisch and Prentice (1980).",
    },
];
/// Shares that differ by less are written alike.
const SAME: f64 = 0.0005;

pub(super) fn panel(report: &Report, second: &SecondOrder, lang: Lang) -> Panel {
    let mut panel = Panel::new("second_order_curve", Group::Retention, CURVE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(report, second, lang);
    let Some(first) = second.order_days.first() else { return panel };
    if second.curve.len() > 1 {
        panel.figures = vec![figure(report, second, first, lang)];
        panel.notes = vec![note(report, first.customers, lang)];
        note_hollow(&mut panel, lang);
        panel.table = Some(table(second, first, lang));
    }
    panel
}

fn finding(report: &Report, second: &SecondOrder, lang: Lang) -> String {
    if let Some(sentence) = nothing(report, second, lang) {
        return sentence;
    }
    let Some((first, chance)) = second.order_days.first().and_then(|first| Some((first, quoted(first)?)))
    else {
        return view::none_or_few(report, too_young(second, lang), lang);
    };
    let words = sure_words(chance, lang);
    let mut sentence = match lang {
        Lang::Zh => format!("新客户在首单后 {} 天内再次购买的概率是 {words}", chance.days),
        Lang::En => format!("A new customer buys again within {} days with a chance of {words}", chance.days),
    };
    let later = first.within.iter().rfind(|later| later.days > chance.days && !later.is_small());
    if let Some(later) = later.filter(|later| later.chance.is_some()) {
        sentence += &match lang {
            Lang::Zh => format!("，{} 天内是 {}", later.days, rate(later)),
            Lang::En => format!(", and within {} days with {}", later.days, rate(later)),
        };
    }
    sentence + &median_words(first, lang) + &difference(first, chance, lang) + small_words(chance, lang)
}

fn median_words(first: &Chances, lang: Lang) -> String {
    match (first.median_days, lang) {
        (None, Lang::Zh) => "。".into(),
        (None, Lang::En) => ".".into(),
        (Some(days), Lang::Zh) => format!("；一半客户在 {days} 天内回来。"),
        (Some(days), Lang::En) => {
            format!("; half are back within {}.", plural(days.into(), "day", "days"))
        }
    }
}

/// The plain share beside the estimate.
fn difference(first: &Chances, chance: &Chance, lang: Lang) -> String {
    let plain = first.plain(chance);
    let lower = chance.chance.zip(plain.rate()).map_or(0.0, |(chance, plain)| chance - plain);
    let (days, points) = (chance.days, format::trimmed(lower * 100.0, 1));
    match lang {
        Lang::Zh if lower < SAME => {
            format!("目前已回来的占比也是这个数：没有客户在满 {days} 天之前就观察到头。")
        }
        Lang::En if lower < SAME => {
            format!(" The plain share so far is the same: nobody's {days} days are cut short.")
        }
        Lang::Zh => format!(
            "目前已在 {days} 天内回来的占 {}，低 {points} 个百分点：有些客户的 {days} 天还没走完。引用前者。",
            format::rate(&plain)
        ),
        Lang::En => format!(
            " The plain share so far is {}, lower by {points} percentage points, since the {days} days of some customers \
             are not over: quote the former.",
            format::rate(&plain)
        ),
    }
}

pub(super) fn small_words(chance: &Chance, lang: Lang) -> &'static str {
    match lang {
        _ if !chance.is_small() => "",
        Lang::Zh => "观察满这么久的客户不足 30 位，只作参考。",
        Lang::En => " Fewer than 30 customers have been watched for so long: take it as a hint.",
    }
}

/// Nobody has been watched for thirty days.
fn too_young(second: &SecondOrder, lang: Lang) -> String {
    let (customers, returned) =
        second.order_days.first().map_or((0, 0), |first| (first.customers, first.returned));
    match lang {
        Lang::Zh => format!(
            "还没有客户的首单过去满 30 天，第二单的概率还说不了；目前 {} 位客户中有 {} 位在另一天又买过。",
            count(customers),
            count(returned)
        ),
        Lang::En => format!(
            "Nobody's first order is 30 days old yet, so the chance of a second one cannot be told; so far {} of {} bought \
             again on another day.",
            count(returned),
            plural(customers, "customer", "customers")
        ),
    }
}

fn figure(report: &Report, second: &SecondOrder, first: &Chances, lang: Lang) -> Figure {
    let estimate = points(first, &second.curve, "", true, lang);
    let plain = plain_points(first, &second.curve, &estimate);
    let differs = estimate.iter().zip(&plain).any(|(a, b)| a.value - b.value >= SAME);
    let title = Text {
        zh: "首单之后多少天内再次购买：估计与目前已回来的占比",
        en: "Back within so many days of the first order: estimate and plain share so far",
    };
    let line = |label: Text, series, points| Line { label: label.get(lang).into(), series, points };
    let y = axis(estimate.iter());
    let mut main = vec![line(Text { zh: "估计", en: "Estimate" }, 0, estimate)];
    if differs {
        main.push(line(Text { zh: "目前已回来", en: "So far" }, 1, plain));
    }
    Figure::Lines(Lines {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note(report, first.customers, lang),
            description: finding(report, second, lang),
        },
        x: StepAxis {
            title: Text { zh: "首单后的天数", en: "days after the first order" }.get(lang).into(),
            labels: second.curve.iter().map(|chance| chance.days.to_string()).listed(),
        },
        y,
        faint: Vec::new(),
        main,
    })
}

/// The plain share wherever there is an estimate.
fn plain_points(first: &Chances, curve: &[Chance], estimate: &[Point]) -> Vec<Point> {
    let share = |point: &Point| first.plain(&curve[point.step as usize]).rate().unwrap_or(0.0);
    estimate.iter().map(|point| Point { value: share(point), band: None, ..point.clone() }).listed()
}

fn table(second: &SecondOrder, first: &Chances, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = second.curve.iter().map(|chance| {
        vec![
            Cell::count(chance.days.into()),
            cell(chance),
            Cell::share(&first.plain(chance)),
            Cell::count(chance.returned),
            Cell::count(chance.at_risk),
        ]
    });
    Table {
        caption: CURVE.get(lang).into(),
        columns: vec![
            column("天数", "Days", true),
            column("估计", "Estimate", true),
            column("目前已回来", "So far", true),
            column("已回来的客户", "Customers back", true),
            column("仍在等的客户", "Still waiting", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
