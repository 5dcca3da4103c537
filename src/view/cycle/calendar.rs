//! Who will be due in the next weeks.

use super::due::note;
use super::no_week;
use crate::analysis::campaign_days::Campaign;
use crate::analysis::cycle::{Cycle, DueWeek};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure};
use crate::view::format::{self, count, plural};
use crate::view::settings::ControlOption;
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, audience, campaigns};

const CALENDAR: Text = Text { zh: "到期日历", en: "Calendar of who is due" };
const HOW: [Text; 2] = [
    Text {
        zh: "到期日 = 最后一个购买日 + 客户自己的周期（四舍五入到整天）；过半日用周期的一半。每周从截止日的次日起算 7 天，\
             一位客户只在自己到期的那一周出现一次。",
        en: "The due date is the last order day and the customer's own cycle, rounded to whole days; the half-way date goes by \
             half of it. Weeks are seven days from the day after the as-of day on; a customer stands in the week of their \
             due date, once.",
    },
    Text {
        zh: "这不是预测会有多少人购买，而是在什么时候联系谁最合适；到期日已过的客户在“谁该回来了”里。",
        en: "This is no forecast of who will buy: it says when whom to write to. Who is past the due date stands in \
             “Who is due”.",
    },
];

pub(super) fn panel(report: &Report, cycle: &Cycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("due_calendar", Group::Cycle, CALENDAR, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = no_week(report, cycle, lang).unwrap_or_else(|| finding(cycle, lang));
    if !cycle.calendar.is_empty() {
        panel.figures = vec![figure(report, cycle, lang)];
        panel.notes = vec![note(report, cycle, lang)];
        panel.notes.extend(campaigns::days_note(&all_campaigns(cycle), lang));
        panel.table = Some(table(cycle, lang));
        let list = |week: &DueWeek| ControlOption {
            value: audience::due_value(week.first_day),
            label: week_words(week, lang),
        };
        panel.lists = cycle.calendar.iter().filter(|week| week.due > 0).map(list).listed();
    }
    panel
}

fn campaigns_of(week: &DueWeek) -> Vec<Campaign> {
    Campaign::between(week.first_day, week.first_day.plus(6))
}

fn all_campaigns(cycle: &Cycle) -> Vec<Campaign> {
    cycle.calendar.iter().flat_map(campaigns_of).listed()
}

fn finding(cycle: &Cycle, lang: Lang) -> String {
    let within = |weeks: usize| cycle.calendar.iter().take(weeks).map(|week| week.due).sum::<u64>();
    let (month, all) = (within(4), within(cycle.calendar.len()));
    match lang {
        Lang::Zh => format!(
            "截止日之后 4 周内有 {} 位客户到期，{} 周内共 {} 位。",
            count(month),
            cycle.calendar.len(),
            count(all)
        ),
        Lang::En => format!(
            "{} due in the 4 weeks after the as-of day, {} in {} weeks.",
            match month {
                0 => "No customer becomes".into(),
                1 => "1 customer becomes".into(),
                n => format!("{} customers become", count(n)),
            },
            count(all),
            cycle.calendar.len()
        ),
    }
}

fn week_words(week: &DueWeek, lang: Lang) -> String {
    let (first, last) = (format::day(week.first_day, lang), format::day(week.first_day.plus(6), lang));
    match lang {
        Lang::Zh => format!("{first}至{last}"),
        Lang::En => format!("{first} – {last}"),
    }
}

fn figure(report: &Report, cycle: &Cycle, lang: Lang) -> Figure {
    let most = cycle.calendar.iter().map(|week| week.due).max().unwrap_or(0);
    let bars = cycle.calendar.iter().map(|week| Bar {
        values: vec![week.due as f64],
        label: count(week.due),
        unfinished: false,
        tip: tip(week, lang) + &campaigns::line_of(&campaigns_of(week), lang),
    });
    let title = Text { zh: "今后每周到期的客户", en: "Customers due in each of the next weeks" };
    let caption = Caption {
        title: title.get(lang).into(),
        subtitle: note(report, cycle, lang)
            + &campaigns::days_note(&all_campaigns(cycle), lang)
                .map_or_else(String::new, |flag| if lang == Lang::Zh { flag } else { format!(" {flag}") }),
        description: finding(cycle, lang),
    };
    let labels = cycle
        .calendar
        .iter()
        .map(|week| campaigns::flagged(week.first_day.to_string(), &campaigns_of(week)))
        .listed();
    Bars::plain(
        caption,
        Text { zh: "该周第一天", en: "first day of the week" }.get(lang),
        labels,
        format::number_axis((most as f64).max(4.0), lang),
        bars.listed(),
    )
}

fn tip(week: &DueWeek, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!(
                "{}\n到期 {} 位，过半 {} 位",
                week_words(week, lang),
                count(week.due),
                count(week.half_way)
            )
        }
        Lang::En => format!(
            "{}\n{} due, {} half-way",
            week_words(week, lang),
            plural(week.due, "customer", "customers"),
            count(week.half_way)
        ),
    }
}

fn table(cycle: &Cycle, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = cycle.calendar.iter().map(|week| {
        vec![Cell::text(week_words(week, lang)), Cell::count(week.due), Cell::count(week.half_way)]
    });
    Table {
        caption: CALENDAR.get(lang).into(),
        columns: vec![
            column("一周", "Week", false),
            column("到期的客户", "Due", true),
            column("过半的客户", "Half-way", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
