//! The next twelve months.

use super::{FORECAST, REPEATS, checked, each, name, note, off, order_days, range, refused, whole};
use crate::analysis::expected_value::{ExpectedValue, Forecast, ForecastRow, Model, YEAR_DAYS};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Lang, Panel, Text};

const HOW: [Text; 4] = [
    Text {
        zh: "每位客户用三个数来描述：首单之后有几个购买日、首单到最后一个购买日有几周、首单到截止日有几周。BG/NBD、MBG/NBD 和 Pareto/NBD \
             三个模型都假定：客户还在时按各自的频率购买，并在某个看不见的时候离开。参数用最大似然估计。",
        en: "Each customer is told by three numbers: order days after the first, weeks from the first to the last of them, weeks \
             from the first to the as-of day. Three models, BG/NBD, MBG/NBD and Pareto/NBD, take it that customers buy at a rate \
             of their own while they last, and stop at a moment that nobody sees. Parameters are those of the highest likelihood.",
    },
    Text {
        zh: "先用前三分之二的时间拟合，看谁对后三分之一的预测误差（每位客户的均方根误差）最小；相差 1% 以内的，取全程似然更高的一个，\
             再用全部数据重新拟合。预期价值 = 未来 365 天的预期购买日 × 每个购买日的预期金额（Gamma-Gamma 模型），不折现，也没有扣除成本。",
        en: "The models are fitted on the first two thirds of the window, and the one with the smallest error in the last third is \
             taken (root of the mean squared error a customer); within 1 % the one with the higher likelihood of the whole \
             window. It is then fitted on all of it. Expected value is the order days expected in 365 days times what one is \
             expected to be worth (Gamma-Gamma model): not discounted, no costs taken off.",
    },
    Text {
        zh: "这是对今天已有客户的估计，不含以后的新客。它假定以后与过去一样：大促、换季和涨价都不在里面。单个客户的预测很粗，一群客户的合计才可靠。",
        en: "It is about the customers there are today, not those to come. It takes it that things go on as they did: campaigns, \
             seasons and new prices are not in it. Of a single customer it says little; sums over many are what it is for.",
    },
    Text {
        zh: "来源：Schmittlein、Morrison、Colombo（1987），Fader、Hardie、Lee（2005），Batislam 等（2007），Fader、Hardie（2013）。",
        en: "Sources: Schmittlein, Morrison and Colombo (1987), Fader, Hardie and Lee (2005), Batislam et al. (2007), Fader and \
             Hardie (2013).",
    },
];

pub(super) fn fill(panel: &mut Panel, report: &Report, expected: &ExpectedValue, lang: Lang) {
    panel.how = view::paragraphs(&HOW, lang);
    let refused = refused(report, expected, lang);
    let (None, Some(forecast)) = (&refused, &expected.forecast) else {
        panel.finding = refused.unwrap_or_default();
        return;
    };
    panel.finding = finding(report, expected, forecast, lang) + &sureness(expected, lang);
    panel.figures = vec![figure(report, expected, forecast, lang)];
    panel.how.push(fitted(forecast, lang));
    panel.notes = vec![note(report, expected.customers, lang)];
    if forecast.model == Model::BgNbd && forecast.rows.iter().any(|row| row.alive.is_none()) {
        let words = Text {
            zh: "BG/NBD 把只买过一次的客户一律看作还在，所以不给出他们的活跃概率。",
            en: "BG/NBD takes it that who bought once has not stopped, so that chance is not shown for them.",
        };
        panel.notes.push(words.get(lang).into());
    }
    panel.table = Some(table(report, forecast, lang));
}

fn all_order_days(forecast: &Forecast) -> f64 {
    forecast.rows.iter().map(|row| row.order_days).sum()
}

/// `None` where it is not told what an order day is worth.
fn all_value(forecast: &Forecast) -> Option<Money> {
    forecast.rows.iter().map(|row| row.value).sum()
}

fn finding(report: &Report, expected: &ExpectedValue, forecast: &Forecast, lang: Lang) -> String {
    let (sum, customers) = (all_order_days(forecast), expected.customers);
    let (days, each_days) = (order_days(whole(sum), lang), each(sum, customers));
    let Some(value) = all_value(forecast) else {
        return match lang {
            Lang::Zh => format!(
                "今天的 {} 位客户，未来 {YEAR_DAYS} 天预计还有 {days}，人均 {each_days} 个；金额之间的差别不足以估计每次值多少。",
                count(customers)
            ),
            Lang::En => format!(
                "Today's {} are expected to have {days} in the next {YEAR_DAYS} days, {each_days} each; their amounts do not \
                 tell what an order will be worth.",
                plural(customers, "customer", "customers")
            ),
        };
    };
    let currency = &report.results.currency;
    let one = Money::ratio(value.0.into(), customers.into()).unwrap_or_default();
    let (written, one) = (format::money_compact(value, currency, lang), format::money(one, currency));
    match lang {
        Lang::Zh => format!(
            "今天的 {} 位客户，未来 {YEAR_DAYS} 天预计还会带来 {written}：{days}，人均 {each_days} 个、{one}。",
            count(customers)
        ),
        Lang::En => format!(
            "Today's {} are expected to bring {written} in the next {YEAR_DAYS} days: {days}, {each_days} and {one} each.",
            plural(customers, "customer", "customers")
        ),
    }
}

/// How far off the model was when it was tried.
fn sureness(expected: &ExpectedValue, lang: Lang) -> String {
    let tried =
        checked(expected).and_then(|(hold_out, check)| Some((hold_out.days, off(hold_out, check, lang)?)));
    match (tried, lang) {
        (None, _) => String::new(),
        (Some((days, off)), Lang::Zh) => format!("先拿最近 {} 天试过：购买日{off}。", count(days.into())),
        (Some((days, off)), Lang::En) => {
            let days = plural(days.into(), "day", "days");
            format!(" Tried on the last {days}, which it had not seen, the model was {off}.")
        }
    }
}

/// The model with its parameters.
fn fitted(forecast: &Forecast, lang: Lang) -> String {
    let names = match forecast.model {
        Model::BgNbd | Model::MbgNbd => ["r", "α", "a", "b"],
        Model::ParetoNbd => ["r", "α", "s", "β"],
    };
    let number = |(name, value): (&str, &f64)| format!("{name} {}", format::trimmed(*value, 3));
    let told = names.into_iter().zip(&forecast.parameters).map(number).listed().join(", ");
    let model = name(forecast.model);
    let spend = forecast.spend.map(|spend| {
        let (p, q) = (format::trimmed(spend.p, 3), format::trimmed(spend.q, 3));
        format!("Gamma-Gamma: p {p}, q {q}")
    });
    let spend = spend.unwrap_or_default();
    match (lang, forecast.every) {
        (Lang::Zh, 0 | 1) => format!("{model}：{told}（以周计）。{spend}"),
        (Lang::Zh, every) => format!("{model}：{told}（以周计；每 {every} 位客户取一位拟合）。{spend}"),
        (Lang::En, 0 | 1) => format!("{model}: {told}, in weeks. {spend}"),
        (Lang::En, every) => {
            format!("{model}: {told}, in weeks; fitted on one of every {every} customers. {spend}")
        }
    }
}

/// What the bar of a row shows: money, or order days where money is not told.
fn height(report: &Report, row: &ForecastRow) -> f64 {
    row.value.map_or(row.order_days, |value| format::major(value, &report.results.currency))
}

fn alive(row: &ForecastRow) -> String {
    row.alive.map_or_else(format::undefined, format::percent)
}

fn figure(report: &Report, expected: &ExpectedValue, forecast: &Forecast, lang: Lang) -> Figure {
    let currency = &report.results.currency;
    let bar = |row: &ForecastRow| {
        let (group, days) = (range(row.from, row.to), order_days(whole(row.order_days), lang));
        let value =
            row.value.map_or_else(format::undefined, |value| format::money_compact(value, currency, lang));
        Bar {
            values: vec![height(report, row)],
            label: if row.value.is_some() { value.clone() } else { count(whole(row.order_days)) },
            unfinished: false,
            tip: match lang {
                Lang::Zh => format!(
                    "首单之后 {group} 个购买日：{} 位客户\n预计 {days}，人均 {}\n预期价值 {value}\n活跃概率 {}",
                    count(row.customers),
                    each(row.order_days, row.customers),
                    alive(row)
                ),
                Lang::En => format!(
                    "order days after the first: {group}; {}\nexpected {days}, {} each\nexpected value {value}\nchance not to \
                     have stopped {}",
                    plural(row.customers, "customer", "customers"),
                    each(row.order_days, row.customers),
                    alive(row)
                ),
            },
        }
    };
    let title = match (lang, forecast.spend.is_some()) {
        (Lang::Zh, true) => "未来 12 个月的价值从谁那里来",
        (Lang::Zh, false) => "未来 12 个月的购买日从谁那里来",
        (Lang::En, true) => "From whom the value of the next 12 months comes",
        (Lang::En, false) => "From whom the order days of the next 12 months come",
    };
    let caption = Caption {
        title: title.into(),
        subtitle: note(report, expected.customers, lang),
        description: finding(report, expected, forecast, lang),
    };
    let top = forecast.rows.iter().map(|row| height(report, row)).fold(0.0, f64::max);
    let labels = forecast.rows.iter().map(|row| range(row.from, row.to)).listed();
    let axis = match forecast.spend {
        Some(_) => format::money_axis([0.0, top], currency, lang),
        None => format::number_axis(top, lang),
    };
    Bars::plain(caption, REPEATS.get(lang), labels, axis, forecast.rows.iter().map(bar).listed())
}

fn table(report: &Report, forecast: &Forecast, lang: Lang) -> Table {
    let (column, currency) = (Column::in_language(lang), &report.results.currency);
    let mean = |row: &ForecastRow, value: Money| Money::ratio(value.0.into(), row.customers.into());
    let money =
        |value: Option<Money>| value.map_or(Cell::text(format::undefined()), |v| Cell::money(v, currency));
    let rows = forecast.rows.iter().map(|row| {
        let one = row.order_days / row.customers.max(1) as f64;
        vec![
            Cell::number(range(row.from, row.to), f64::from(row.from)),
            Cell::count(row.customers),
            Cell::part(row.alive),
            Cell::number(count(whole(row.order_days)), row.order_days),
            Cell::number(each(row.order_days, row.customers), one),
            money(row.value),
            money(row.value.and_then(|value| mean(row, value))),
        ]
    });
    Table {
        caption: FORECAST.get(lang).into(),
        columns: vec![
            Column::new(REPEATS.get(lang), true),
            column("客户", "Customers", true),
            column("活跃概率", "Chance not to have stopped", true),
            column("预期购买日", "Expected order days", true),
            column("人均", "Each", true),
            column("预期价值", "Expected value", true),
            column("人均价值", "Value each", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
