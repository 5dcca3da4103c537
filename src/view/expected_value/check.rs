//! What the models would have told of days that they did not see.

use super::{CHECK, REPEATS, checked, each, name, note, off, order_days, range, refused, whole};
use crate::analysis::Share;
use crate::analysis::expected_value::{CheckRow, ExpectedValue, HoldOut, Model, ModelCheck};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, Line, Lines, Point, StepAxis};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Lang, Panel, Text};

const HOW: [Text; 2] = [
    Text {
        zh: "模型只看窗口的前三分之二，然后预测后三分之一里这些客户会有几个购买日，与真正发生的对照。客户按截止时已有的购买日数分组；\
             线靠得越近，预测越可信。",
        en: "The models see the first two thirds of the window only and say on how many days these customers will order in the last \
             third; that is held against what came. Customers are grouped by the order days they had by then: the nearer the two \
             lines, the better the forecast.",
    },
    Text {
        zh: "误差是每位客户预测与实际之差的均方根，以购买日计。大促落在其中一段里，会让所有模型同时偏高或偏低。",
        en: "The error is the root of the mean squared difference a customer, in order days. A campaign in one of the two parts makes \
             all models too high or too low together.",
    },
];

pub(super) fn fill(panel: &mut Panel, report: &Report, expected: &ExpectedValue, lang: Lang) {
    panel.how = view::paragraphs(&HOW, lang);
    let refused = refused(report, expected, lang);
    let (None, Some((hold_out, check))) = (&refused, checked(expected)) else {
        panel.finding = refused.unwrap_or_default();
        return;
    };
    panel.finding = finding(hold_out, check, lang);
    panel.figures = vec![figure(report, hold_out, check, lang)];
    panel.how.push(models(hold_out, check.model, lang));
    panel.notes = vec![note(report, hold_out.customers, lang)];
    if hold_out.rows.iter().any(|row| (1..Share::SMALL).contains(&row.customers)) {
        let words = Text {
            zh: "虚线、空心点：不足 30 位客户，只作参考。",
            en: "Dashed and hollow: fewer than 30 customers; a hint, no more.",
        };
        panel.notes.push(words.get(lang).into());
    }
    panel.table = Some(table(hold_out, lang));
}

fn finding(hold_out: &HoldOut, check: &ModelCheck, lang: Lang) -> String {
    let (came, expected) = (hold_out.order_days, whole(check.expected));
    let (model, until) = (name(check.model), format::day(hold_out.seen_until, lang));
    let (came, off) = (order_days(came, lang), off(hold_out, check, lang));
    match lang {
        Lang::Zh => format!(
            "用到{until}为止的数据拟合，{model} 预测之后 {} 天有 {}，实际 {came}{}。",
            count(hold_out.days.into()),
            order_days(expected, lang),
            off.map(|off| format!("，{off}")).unwrap_or_default()
        ),
        Lang::En => format!(
            "Fitted on the days up to {until}, {model} expected {} in the {} after it, and {came} came{}.",
            order_days(expected, lang),
            plural(hold_out.days.into(), "day", "days"),
            off.map(|off| format!(": the forecast was {off}")).unwrap_or_default()
        ),
    }
}

/// All models with their errors, the one that was taken marked.
fn models(hold_out: &HoldOut, chosen: Model, lang: Lang) -> String {
    let told = hold_out.models.iter().map(|check| {
        let taken = match (check.model == chosen, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（采用）",
            (true, Lang::En) => " (taken)",
        };
        let (model, days) = (name(check.model), order_days(whole(check.expected), lang));
        match lang {
            Lang::Zh => format!("{model}{taken} 预测 {days}，误差为每位客户 {:.3} 个购买日", check.rmse),
            Lang::En => {
                format!("{model}{taken} expected {days}, error {:.3} order days a customer", check.rmse)
            }
        }
    });
    let told = told.listed().join(if lang == Lang::Zh { "；" } else { "; " });
    told + if lang == Lang::Zh { "。" } else { "." }
}

fn to(row: &CheckRow, last: &[CheckRow]) -> Option<u32> {
    last.last().filter(|last| last.repeats != row.repeats).map(|_| row.repeats)
}

fn figure(report: &Report, hold_out: &HoldOut, check: &ModelCheck, lang: Lang) -> Figure {
    let told = || (0..).zip(&hold_out.rows).filter(|(_, row)| row.customers > 0);
    let point = |value: fn(&CheckRow) -> f64| {
        let point = move |(step, row): (u32, &CheckRow)| Point {
            step,
            value: value(row) / row.customers as f64,
            band: None,
            unfinished: row.customers < Share::SMALL,
            tip: tip(row, &range(row.repeats, to(row, &hold_out.rows)), lang),
        };
        told().map(point).listed()
    };
    let line = |label: Text, series, points| Line { label: label.get(lang).into(), series, points };
    let main = vec![
        line(Text { zh: "实际", en: "Fact" }, 0, point(|row| row.order_days as f64)),
        line(Text { zh: "预测", en: "Forecast" }, 1, point(|row| row.expected)),
    ];
    let top = main.iter().flat_map(|line| &line.points).map(|point| point.value).fold(0.0, f64::max);
    let title = Text {
        zh: "后三分之一时间里人均购买日：预测与实际",
        en: "Order days a customer in the last third: forecast and fact",
    };
    Figure::Lines(Lines {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note(report, hold_out.customers, lang),
            description: finding(hold_out, check, lang),
        },
        x: StepAxis {
            title: REPEATS.get(lang).into(),
            labels: hold_out.rows.iter().map(|row| range(row.repeats, to(row, &hold_out.rows))).listed(),
        },
        y: format::number_axis(top, lang),
        faint: Vec::new(),
        main,
    })
}

fn tip(row: &CheckRow, group: &str, lang: Lang) -> String {
    let small = view::small_suffix(row.customers < Share::SMALL, lang);
    let (came, expected) = (each(row.order_days as f64, row.customers), each(row.expected, row.customers));
    match lang {
        Lang::Zh => format!(
            "此前 {group} 个购买日：{} 位客户{small}\n实际人均 {came}\n预测人均 {expected}",
            count(row.customers)
        ),
        Lang::En => format!(
            "order days before: {group}; {}{small}\nfact {came} each\nforecast {expected} each",
            plural(row.customers, "customer", "customers")
        ),
    }
}

fn table(hold_out: &HoldOut, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = hold_out.rows.iter().map(|row| {
        let one = |sum: f64| match row.customers {
            0 => Cell::text(format::undefined()),
            n => Cell::number(each(sum, n), sum / n as f64),
        };
        vec![
            Cell::number(range(row.repeats, to(row, &hold_out.rows)), f64::from(row.repeats)),
            Cell::count(row.customers),
            Cell::count(row.order_days),
            Cell::number(count(whole(row.expected)), row.expected),
            one(row.order_days as f64),
            one(row.expected),
        ]
    });
    Table {
        caption: CHECK.get(lang).into(),
        columns: vec![
            Column::new(REPEATS.get(lang), true),
            column("客户", "Customers", true),
            column("实际购买日", "Order days", true),
            column("预测购买日", "Forecast", true),
            column("实际人均", "Order days each", true),
            column("预测人均", "Forecast each", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
