//! How many customers of one period order again in the next.

use super::{nobody, notes, subtitle};
use crate::analysis::Share;
use crate::analysis::activity::{ActivePeriod, Activity};
use crate::list::Listed;
use crate::report::Report;
use crate::time::PeriodKind;
use crate::view::figure::{Caption, Figure, Line, Lines, StepAxis};
use crate::view::format::{self, count, plural, trimmed};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, campaigns, period_rate};

const TITLE: Text = Text { zh: "次期复购率", en: "Again in the next period" };
const HOW: [Text; 3] = [
    Text {
        zh: "次期（次月）复购率 = 上一周期下过单、这一周期又下单的客户 ÷ 上一周期下过单的客户。B(m) 是周期 m 下过单的客户：|B(m−1) ∩ B(m)| ÷ |B(m−1)|。",
        en: "The next-period rate is the customers with an order both in the period before and in this one, over those with \
             one in the period before: |B(m−1) ∩ B(m)| / |B(m−1)|, B(m) being the customers of period m.",
    },
    Text {
        zh: "次两期（次两月）复购率有两种口径：以前两期为基数 |(B(m−2) ∪ B(m−1)) ∩ B(m)| ÷ |B(m−2) ∪ B(m−1)|；以 m−2 期为基数 |B(m−2) ∩ (B(m−1) ∪ B(m))| ÷ |B(m−2)|。两种都在表里。",
        en: "The two-period rate is defined in two ways. On the base of both periods: |(B(m−2) ∪ B(m−1)) ∩ B(m)| / \
             |B(m−2) ∪ B(m−1)|; on the base of m−2: |B(m−2) ∩ (B(m−1) ∪ B(m))| / |B(m−2)|. The table has both.",
    },
    Text {
        zh: "每个比例附 95% Wilson 区间；不同周期的客户有重叠，因此前后的差别不作检验。",
        en: "Each share carries its 95% Wilson interval. Customers of two periods overlap, so the change from one to \
             another is not tested.",
    },
];

pub(super) fn panel(report: &Report, activity: &Activity, lang: Lang) -> Panel {
    let mut panel = Panel::new("next_period_rate", Group::Retention, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = nobody(report, activity, lang).unwrap_or_else(|| finding(report, activity, lang));
    if activity.periods.iter().any(|period| period.next.whole > 0) {
        panel.figures = vec![figure(report, activity, lang, &panel.finding)];
        panel.table = Some(table(activity, lang));
        panel.notes = notes(report, activity, lang);
    }
    panel
}

/// The last period with a rate, and the one a year before where there is one, since seasons differ.
pub(in crate::view) fn last_and_year_before(
    activity: &Activity,
) -> Option<(&ActivePeriod, Option<&ActivePeriod>)> {
    let last = activity.periods.iter().rfind(|period| period.complete && period.next.whole > 0)?;
    let year_before = periods_a_year(activity.period).and_then(|steps| {
        let year_before = last.period.plus(-steps);
        activity.periods.iter().find(|period| period.period == year_before)
    });
    Some((last, year_before.filter(|year| year.next.whole > 0)))
}

fn finding(report: &Report, activity: &Activity, lang: Lang) -> String {
    let Some((last, year_before)) = last_and_year_before(activity) else {
        let none = Text {
            zh: "还没有两个相邻的周期走完，算不出次期复购率。",
            en: "No two periods that follow each other are over yet, so there is no such rate.",
        };
        return view::none_or_few(report, none.get(lang).into(), lang);
    };
    let before = format::period(last.period.plus(-1), lang);
    let (name, rate) = (format::period(last.period, lang), format::rate(&last.next));
    let sure = format::sureness(&last.next, lang);
    let people = (count(last.next.part), count(last.next.whole));
    let sentence = match lang {
        Lang::Zh => format!(
            "{before}下过单的 {} 位客户里，有 {} 位在{name}又下了单：{rate}（{sure}）。",
            people.1, people.0
        ),
        Lang::En => format!(
            "Of {} of {before}, {} ordered again in {name}: {rate} ({sure}).",
            plural(last.next.whole, "customer", "customers"),
            people.0
        ),
    };
    match year_before {
        Some(year) => sentence + &against(year, lang),
        None => sentence,
    }
}

fn against(year: &ActivePeriod, lang: Lang) -> String {
    let (name, rate) = (format::period(year.period, lang), format::rate(&year.next));
    match lang {
        Lang::Zh => format!("一年前（{name}）是 {rate}。"),
        Lang::En => format!(" A year before ({name}) it was {rate}."),
    }
}

fn periods_a_year(kind: PeriodKind) -> Option<i32> {
    match kind {
        PeriodKind::Month => Some(12),
        PeriodKind::Quarter => Some(4),
        _ => None,
    }
}

fn figure(report: &Report, activity: &Activity, lang: Lang, finding: &str) -> Figure {
    let line = |zh, en, series, share: fn(&ActivePeriod) -> &Share| Line {
        label: Text { zh, en }.get(lang).into(),
        series,
        points: activity
            .periods
            .iter()
            .enumerate()
            .filter_map(|(at, p)| period_rate::point(at, p.period, p.complete, share(p), lang))
            .listed(),
    };
    let main = vec![
        line("次期", "Next period", 0, |period| &period.next),
        line("次两期", "Two periods", 1, |period| &period.two),
    ];
    let tops = main.iter().flat_map(|line| &line.points).filter_map(|point| Some(point.band?[1]));
    let top = tops.fold(0.0_f64, f64::max).min(1.0);
    Figure::Lines(Lines {
        caption: Caption {
            title: Text {
                zh: "前一期（前两期）的客户里，这一期又下单的占比",
                en: "Customers of the period (two periods) before who ordered again",
            }
            .get(lang)
            .into(),
            subtitle: subtitle(report, activity, lang),
            description: finding.into(),
        },
        x: StepAxis {
            title: String::new(),
            labels: activity.periods.iter().map(|period| campaigns::step(period.period, lang)).listed(),
        },
        y: format::axis_from_zero(String::new(), top, |v| format!("{}%", trimmed(v * 100.0, 1))),
        faint: Vec::new(),
        main,
    })
}

fn table(activity: &Activity, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = activity.periods.iter().map(|period| {
        let mut cells = vec![Cell::text(format::period(period.period, lang))];
        for share in [&period.next, &period.two, &period.two_from] {
            cells.extend([
                Cell::share(share),
                Cell::text(share.interval.map_or_else(format::undefined, format::interval)),
                Cell::text(format!("{} / {}", count(share.part), count(share.whole))),
            ]);
        }
        cells.iter_mut().skip(1).for_each(|cell| cell.unfinished = !period.complete);
        cells
    });
    let of = |zh: &str, en: &str| {
        [column(zh, en, true), column("95% 区间", "95% interval", false), column("客户", "Customers", false)]
    };
    let mut columns = vec![column("周期", "Period", false)];
    columns.extend(of("次期", "Next period"));
    columns.extend(of("次两期（前两期为基数）", "Two periods, base both"));
    columns.extend(of("次两期（m−2 期为基数）", "Two periods, base m−2"));
    Table {
        caption: TITLE.get(lang).into(),
        columns,
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
