//! New, returning and reactivated customers of each period.

use super::{last_complete, nobody, notes, subtitle};
use crate::analysis::Share;
use crate::analysis::activity::{ActivePeriod, Activity};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure, Part, StepAxis};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, campaigns};

const TITLE: Text = Text { zh: "新客、连续与唤回", en: "New, returning, reactivated" };
const HOW: [Text; 2] = [
    Text {
        zh: "新客：首单落在该周期的客户。连续：上一周期也下过单。唤回：更早下过单，但上一周期没有。老客 = 连续 + 唤回。",
        en: "New: the very first order lies in the period. Returning: ordered in the period before too. Reactivated: ordered \
             earlier, but not in the period before. Existing customers are returning and reactivated ones.",
    },
    Text {
        zh: "谁是新客按全部订单判断，不受筛选影响；文件开始之前就买过的人会被当作新客，因此头几个周期的新客偏多。",
        en: "Who is new is decided on all orders, whatever is filtered. Who bought before the file begins is taken for new, \
             so the first periods show too many.",
    },
];

pub(super) fn panel(report: &Report, activity: &Activity, lang: Lang) -> Panel {
    let mut panel = Panel::new("active_customers", Group::Retention, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = nobody(report, activity, lang).unwrap_or_else(|| finding(report, activity, lang));
    if activity.periods.iter().any(|period| period.active() > 0) {
        panel.figures = vec![figure(report, activity, lang, &panel.finding)];
        panel.table = Some(table(activity, lang));
        panel.notes = notes(report, activity, lang);
    }
    panel
}

fn finding(report: &Report, activity: &Activity, lang: Lang) -> String {
    let Some(last) = last_complete(activity) else {
        let none = Text {
            zh: "还没有一个有客户的周期走完。", en: "No period with customers is over yet."
        };
        return view::none_or_few(report, none.get(lang).into(), lang);
    };
    let name = format::period(last.period, lang);
    let existing = last.existing();
    let (rate, sure) = (format::rate(&existing), format::sureness(&existing, lang));
    match lang {
        Lang::Zh => format!(
            "{name}有 {} 位客户下单：新客 {} 位，连续 {} 位，唤回 {} 位；老客占 {rate}（{sure}）。",
            count(last.active()),
            count(last.new),
            count(last.returning),
            count(last.reactivated)
        ),
        Lang::En => format!(
            "{} ordered in {name}: {} new, {} returning, {} reactivated; {rate} had ordered before ({sure}).",
            plural(last.active(), "customer", "customers"),
            count(last.new),
            count(last.returning),
            count(last.reactivated)
        ),
    }
}

fn figure(report: &Report, activity: &Activity, lang: Lang, finding: &str) -> Figure {
    let most = activity.periods.iter().map(ActivePeriod::active).max().unwrap_or(0);
    let part = |zh, en, series| Part { label: Text { zh, en }.get(lang).into(), series };
    let bars = activity.periods.iter().map(|period| Bar {
        values: vec![period.returning as f64, period.reactivated as f64, period.new as f64],
        label: String::new(),
        unfinished: !period.complete,
        tip: tip(period, lang) + &campaigns::line(period.period, lang),
    });
    Figure::Bars(Bars {
        caption: Caption {
            title: Text { zh: "每个周期下单的客户", en: "Customers who ordered, by period" }.get(lang).into(),
            subtitle: subtitle(report, activity, lang),
            description: finding.into(),
        },
        x: StepAxis {
            title: String::new(),
            labels: activity.periods.iter().map(|period| campaigns::step(period.period, lang)).listed(),
        },
        y: format::axis_from_zero(String::new(), (most as f64).max(4.0), |v| format::compact(v, lang)),
        parts: vec![part("连续", "Returning", 0), part("唤回", "Reactivated", 2), part("新客", "New", 1)],
        bars: bars.listed(),
    })
}

fn tip(period: &ActivePeriod, lang: Lang) -> String {
    let name = format::period(period.period, lang);
    let share = |n: u64| format::rate(&Share::of(n, period.active()));
    let (new, returning, away) = (period.new, period.returning, period.reactivated);
    let state = view::unfinished_suffix(!period.complete, lang);
    match lang {
        Lang::Zh => format!(
            "{name}：{} 位客户{state}\n新客 {}（{}）\n连续 {}（{}）\n唤回 {}（{}）",
            count(period.active()),
            count(new),
            share(new),
            count(returning),
            share(returning),
            count(away),
            share(away)
        ),
        Lang::En => format!(
            "{name}: {}{state}\nnew {} ({})\nreturning {} ({})\nreactivated {} ({})",
            plural(period.active(), "customer", "customers"),
            count(new),
            share(new),
            count(returning),
            share(returning),
            count(away),
            share(away)
        ),
    }
}

fn table(activity: &Activity, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = activity.periods.iter().map(|period| {
        let star = if period.cut_at_start { " *" } else { "" };
        let mut cells = vec![
            Cell::text(format!("{}{star}", format::period(period.period, lang))),
            Cell::count(period.active()),
            Cell::count(period.new),
            Cell::count(period.returning),
            Cell::count(period.reactivated),
            Cell::share(&period.existing()),
            Cell::text(period.existing().interval.map_or_else(format::undefined, format::interval)),
        ];
        cells.iter_mut().skip(1).for_each(|cell| cell.unfinished = !period.complete);
        cells
    });
    Table {
        caption: TITLE.get(lang).into(),
        columns: vec![
            column("周期", "Period", false),
            column("客户", "Customers", true),
            column("新客", "New", true),
            column("连续", "Returning", true),
            column("唤回", "Reactivated", true),
            column("老客占比", "Share of existing", true),
            column("95% 区间", "95% interval", false),
        ],
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
