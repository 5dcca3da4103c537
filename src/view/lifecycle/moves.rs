//! How customers moved between stages in the last month that is over.

use super::{names, note_of, nothing};
use crate::analysis::Share;
use crate::analysis::lifecycle::{Lifecycle, Moves, Stage};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const MOVES: Text = Text { zh: "阶段之间的流动", en: "Moves between stages" };
const HOW: [Text; 1] = [Text {
    zh: "每一行是上月末在某个阶段的客户（最后一行是当月首次购买的客户），各格是他们在该月末所在的阶段，占该行客户的比例。取最近一个走完的月份。",
    en: "Each row is the customers of one stage at the end of the month before, the last row those who first bought in the \
         month; its cells are their stages at the month's end, over the customers of the row. Of the last month that is over.",
}];

pub(super) fn panel(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("lifecycle_moves", Group::Segments, MOVES, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding =
        nothing(report, lifecycle, lang).unwrap_or_else(|| finding(report, lifecycle.moves.as_ref(), lang));
    if let Some(moves) = &lifecycle.moves {
        panel.figures = vec![figure(report, lifecycle, moves, lang)];
        panel.notes = vec![note(report, lifecycle, moves, lang)];
        panel.table = Some(table(moves, lang));
    }
    panel
}

fn finding(report: &Report, moves: Option<&Moves>, lang: Lang) -> String {
    let Some(moves) = moves else {
        let words = Text {
            zh: "走完的月份还不足两个，看不出流动。",
            en: "Fewer than two months are over, so there are no moves to show.",
        };
        return view::none_or_few(report, words.get(lang).into(), lang);
    };
    let sum = |from: &[Stage], to: &[Stage]| {
        let row =
            |from: &Stage| to.iter().map(|to| moves.customers[*from as usize][*to as usize]).sum::<u64>();
        from.iter().map(row).sum::<u64>()
    };
    let (active, away) = ([Stage::New, Stage::Growing, Stage::Mature], [Stage::Dormant, Stage::Lost]);
    let (fell, woke) = (sum(&active, &away), sum(&away, &active));
    let month = format::period(moves.period, lang);
    match lang {
        Lang::Zh => {
            format!(
                "{month}，{} 位活跃客户转入休眠或流失，{} 位从休眠或流失中回来。",
                count(fell),
                count(woke)
            )
        }
        Lang::En => format!(
            "In {month}, {} became dormant or lost, and {} who had been dormant or lost came back.",
            plural(fell, "active customer", "active customers"),
            count(woke)
        ),
    }
}

fn figure(report: &Report, lifecycle: &Lifecycle, moves: &Moves, lang: Lang) -> Figure {
    let names = names(lang);
    let rows = names.iter().zip(&moves.customers).map(|(name, row)| {
        let size = row.iter().sum();
        let cell = |(to, part): (&String, &u64)| {
            let share = Share::of(*part, size);
            share.rate().map(|value| HeatCell {
                value,
                label: format::percent(value),
                unfinished: false,
                tip: tip(name, to, &share, lang),
            })
        };
        HeatRow { label: name.clone(), size: count(size), cells: names.iter().zip(row).map(cell).listed() }
    });
    let words = |zh, en| Text { zh, en }.get(lang).to_string();
    let month = format::period(moves.period, lang);
    Figure::Heatmap(Heatmap {
        caption: Caption {
            title: match lang {
                Lang::Zh => format!("{month}客户在各阶段之间的流动"),
                Lang::En => format!("Moves between stages in {month}"),
            },
            subtitle: note(report, lifecycle, moves, lang),
            description: finding(report, Some(moves), lang),
        },
        row_title: words("上月末", "Month before"),
        size_title: words("客户", "Customers"),
        columns: StepAxis {
            title: words("该月末所在阶段", "stage at the month's end"),
            labels: names[..Stage::ALL.len()].to_vec(),
        },
        rows: rows.listed(),
        max: 1.0,
    })
}

/// Of those who were customers at the month's end.
fn note(report: &Report, lifecycle: &Lifecycle, moves: &Moves, lang: Lang) -> String {
    note_of(moves.customers.iter().flatten().sum(), report, lifecycle, lang)
}

fn tip(from: &str, to: &str, share: &Share, lang: Lang) -> String {
    let (rate, sure) = (format::rate(share), format::sureness(share, lang));
    let small = view::small_suffix(share.is_small(), lang);
    match lang {
        Lang::Zh => format!(
            "{from} → {to}：{rate}\n{} / {} 位客户{small}\n{sure}",
            count(share.part),
            count(share.whole)
        ),
        Lang::En => format!(
            "{from} → {to}: {rate}\n{} of {}{small}\n{sure}",
            count(share.part),
            plural(share.whole, "customer", "customers")
        ),
    }
}

fn table(moves: &Moves, lang: Lang) -> Table {
    let names = names(lang);
    let column = Column::in_language(lang);
    let rows = names.iter().zip(&moves.customers).map(|(name, row)| {
        let size = row.iter().sum::<u64>();
        let small = view::small_suffix(size < Share::SMALL, lang);
        let mut cells = vec![Cell::text(name.clone() + small), Cell::count(size)];
        cells.extend(row.iter().map(|n| Cell::count(*n)));
        cells
    });
    let mut columns = vec![column("上月末", "Month before", false), column("客户", "Customers", true)];
    columns.extend(names[..Stage::ALL.len()].iter().map(|name| Column::new(name, true)));
    Table { caption: MOVES.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
}
