//! Where the customers of each group stood some time before.

use super::nobody;
use crate::analysis::Share;
use crate::analysis::rfm::{Migration, MigrationCuts, Octant, Rfm};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const TITLE: Text = Text { zh: "客户类型的变化", en: "From group to group" };
const NEWCOMERS: Text = Text { zh: "当时还没来", en: "Not there yet" };
const HOW: [Text; 3] = [
    Text {
        zh: "行是那一天的类型，列是现在的类型：每一行的人后来去了哪里。当时还没下过单的人单独一行。",
        en: "Rows are the groups of the earlier day, columns those of now: where the people of each row went. Who had not \
             ordered yet has a row of their own.",
    },
    Text {
        zh: "那一天的类型只看到那一天为止的订单，并以那一天自己的分界划分（可在设置里换成今天的分界）。退款按订单日期扣减，因此对过去的划分含有后来才知道的退款。",
        en: "The groups of the earlier day look at orders up to it alone, divided by what divided customers on that day (a \
             setting takes what divides them now). Refunds are taken off at their order's day, so the past is seen with \
             refunds that were known later.",
    },
    Text {
        zh: "分界是相对的：别人变好，不变的人也会换类型。",
        en: "The divides are relative: where others do better, people who do the same change groups.",
    },
];

pub(super) fn panel(report: &Report, rfm: &Rfm, lang: Lang) -> Panel {
    let mut panel = Panel::new("rfm_migration", Group::Segments, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding =
        nobody(report, rfm, lang).unwrap_or_else(|| view::none_or_few(report, too_early(lang), lang));
    if let Some(migration) = &rfm.migration {
        panel.finding = finding(migration, lang);
        panel.figures = vec![figure(report, migration, lang)];
        panel.table = Some(table(migration, lang));
        panel.notes = vec![note(report, migration, lang)];
    }
    panel
}

fn too_early(lang: Lang) -> String {
    match lang {
        Lang::Zh => "那一天还没有客户下过单，看不出变化。".into(),
        Lang::En => "Nobody had ordered by that earlier day, so there is no change to see.".into(),
    }
}

/// What became of the best of then.
fn finding(migration: &Migration, lang: Lang) -> String {
    let day = format::day(migration.from, lang);
    let best = migration.octants.first().map(Vec::as_slice).unwrap_or_default();
    let (stayed, all) = (best.first().copied().unwrap_or(0), best.iter().sum());
    if all == 0 {
        return match lang {
            Lang::Zh => format!("{day}还没有重要价值客户。"),
            Lang::En => format!("There were no champions on {day}."),
        };
    }
    let share = Share::of(stayed, all);
    let (rate, sure) = (format::rate(&share), format::sureness(&share, lang));
    let new_best: u64 = migration.octants.iter().skip(1).filter_map(|row| row.first()).sum();
    match lang {
        Lang::Zh => format!(
            "{day}的 {} 位重要价值客户里，现在仍是的有 {} 位：{rate}（{sure}）；从别处新成为重要价值客户的有 {} 位。",
            count(all),
            count(stayed),
            count(new_best)
        ),
        Lang::En => format!(
            "Of {} on {day} {} still {}: {rate} ({sure}). {} became one since.",
            plural(all, "champion", "champions"),
            count(stayed),
            if stayed == 1 { "is one" } else { "are champions" },
            plural(new_best, "other customer", "other customers")
        ),
    }
}

fn note(report: &Report, migration: &Migration, lang: Lang) -> String {
    let n: u64 = migration.octants.iter().flatten().sum();
    let window = view::window_words(report, lang);
    let day = format::day(migration.from, lang);
    let cuts = match (migration.cuts, lang) {
        (MigrationCuts::Then, Lang::Zh) => "按当时的分界",
        (MigrationCuts::Now, Lang::Zh) => "按现在的分界",
        (MigrationCuts::Then, Lang::En) => "divided as on that day",
        (MigrationCuts::Now, Lang::En) => "divided as now",
    };
    match lang {
        Lang::Zh => format!("n = {} 位客户，从{day}（{cuts}）到截止日。{window}", count(n)),
        Lang::En => format!(
            "n = {}, from {day} ({cuts}) to the as-of day. {window}",
            plural(n, "customer", "customers")
        ),
    }
}

/// Short: a column is narrow.
fn octant_name(octant: Octant, lang: Lang) -> String {
    let name = match octant {
        Octant::Champions => Text { zh: "重要价值", en: "Champions" },
        Octant::BigFirstOrders => Text { zh: "重要发展", en: "Big first" },
        Octant::AtRiskRegulars => Text { zh: "重要保持", en: "At risk" },
        Octant::LapsedSpenders => Text { zh: "重要挽留", en: "Lapsed" },
        Octant::LoyalSmall => Text { zh: "一般价值", en: "Loyal" },
        Octant::NewSmall => Text { zh: "一般发展", en: "New" },
        Octant::FadingSmall => Text { zh: "一般保持", en: "Fading" },
        Octant::LostSmall => Text { zh: "一般挽留", en: "Lost" },
    };
    name.get(lang).into()
}

fn row_name(row: usize, lang: Lang) -> String {
    Octant::ALL.get(row).map_or_else(|| NEWCOMERS.get(lang).into(), |octant| octant_name(*octant, lang))
}

fn figure(report: &Report, migration: &Migration, lang: Lang) -> Figure {
    let sizes = Migration::sizes(&migration.octants);
    let rows = migration.octants.iter().zip(&sizes).enumerate().map(|(at, (row, size))| HeatRow {
        label: row_name(at, lang),
        size: count(*size),
        cells: row.iter().enumerate().map(|(to, n)| heat_cell(at, to, *n, *size, lang)).listed(),
    });
    Figure::Heatmap(Heatmap {
        caption: Caption {
            title: Text {
                zh: "从当时的类型到现在的类型", en: "From the group of then to the group of now"
            }
            .get(lang)
            .into(),
            subtitle: note(report, migration, lang),
            description: finding(migration, lang),
        },
        row_title: Text { zh: "当时", en: "Then" }.get(lang).into(),
        size_title: Text { zh: "人数", en: "Customers" }.get(lang).into(),
        columns: StepAxis {
            title: Text { zh: "现在", en: "Now" }.get(lang).into(),
            labels: Octant::ALL.iter().map(|octant| octant_name(*octant, lang)).listed(),
        },
        rows: rows.listed(),
        max: 1.0,
    })
}

fn heat_cell(from: usize, to: usize, n: u64, size: u64, lang: Lang) -> Option<HeatCell> {
    let share = Share::of(n, size);
    let (from, to) = (row_name(from, lang), row_name(to, lang));
    let (rate, sure) = (format::rate(&share), format::sureness(&share, lang));
    let small = view::small_suffix(share.is_small(), lang);
    let people = match lang {
        Lang::Zh => format!("{} / {} 位客户", count(n), count(size)),
        Lang::En => format!("{} of {}", count(n), plural(size, "customer", "customers")),
    };
    Some(HeatCell {
        value: share.rate()?,
        label: format::percent_to(share.rate()?, 0),
        unfinished: false,
        tip: format!("{from} → {to}{}{rate}\n{sure}\n{people}{small}", view::colon(lang)),
    })
}

fn table(migration: &Migration, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let sizes = Migration::sizes(&migration.octants);
    let rows = migration.octants.iter().zip(sizes).enumerate().map(|(at, (row, size))| {
        let mut cells = vec![Cell::text(row_name(at, lang)), Cell::count(size)];
        cells.extend(row.iter().map(|n| Cell::count(*n)));
        cells
    });
    let mut columns = vec![column("当时", "Then", false), column("人数", "Customers", true)];
    columns.extend(Octant::ALL.iter().map(|octant| Column::new(&octant_name(*octant, lang), true)));
    Table { caption: TITLE.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
}
