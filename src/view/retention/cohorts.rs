//! The cohort matrix.

use super::measure::{self, Measured};
use super::{customers_note, file_start, finding, words};
use crate::analysis::Share;
use crate::analysis::campaign_days::Campaign;
use crate::analysis::retention::{
    Cohort, CohortBy, CohortMeasure, CohortName, Retention, RetentionMode, Sums,
};
use crate::list::Listed;
use crate::report::Report;
use crate::time::Period;
use crate::view::figure::{Caption, Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use crate::view::format::{self, count, plural};
use crate::view::settings::{ControlOption, mode_name};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, audience, campaigns};

const COHORTS: Text = Text { zh: "同期群留存", en: "Repurchase cohorts" };

const HOW: [Text; 4] = [
    Text {
        zh: "每行是一个同期群，“人数”是群规模（即第 0 期）。格子里默认是留存率；也可以在设置里换成订单数、净销售额、每位获客净销售额或客单价，这时第 0 列是首单当期（或首单当天起、第 1 列之前）的数。",
        en: "Each row is one cohort with its size (which is what offset 0 would show). A cell is its retention; a setting \
             shows orders, net revenue, net revenue per customer or the average order instead, and then column 0 is the \
             first order's own period, or the days before column 1.",
    },
    Text {
        zh: "斜线格：该周期到截止日还没有走完，数字还会变化，因此不进入平均；提示里写明已观察满的客户占多少。",
        en: "Hatched cells: the period is not over on the as-of day. The number can still change, and stays out of averages; \
             the words of the cell say how many of the cohort have been observed so long.",
    },
    Text {
        zh: "第一个同期群标有 * 时：文件（或所选时间）从该周期中间开始；文件开始之前买过的人会被当作“新客户”。",
        en: "A first cohort marked * begins before the file, or the chosen time, does. Who bought before the file begins is taken \
             for new in it.",
    },
    Text {
        zh: "按首单的渠道、商品、品类、优惠或地区分群时，每行含各个周期的新客户，每格只算已观察满的客户；首单有多种商品时取最贵的一种。",
        en: "Where cohorts are told apart by their first order's channel, product, category, price or region, a row holds new \
             customers of all periods, and a cell those who have been observed so long. Of several products of a first \
             order the dearest one counts.",
    },
];

pub(super) fn panel(report: &Report, retention: &Retention, lang: Lang) -> Panel {
    let mut panel = Panel::new("retention_cohorts", Group::Retention, COHORTS, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.how.insert(1, words::how(retention.mode).get(lang).into());
    panel.finding = finding::finding(report, retention, lang);
    if retention.cohorts.iter().any(|cohort| !cohort.cells.is_empty()) {
        panel.figures = vec![figure(report, retention, lang)];
        panel.notes = vec![customers_note(report, retention, lang)];
        if has_unfinished(retention) {
            panel.notes.push(view::unfinished_note(lang));
        }
        panel.notes.extend(file_start::note(report, retention, true, lang));
        panel.notes.extend(campaigns::rows_note(periods(retention), lang));
        panel.notes.extend(earlier_note(retention, lang));
    }
    if !retention.cohorts.is_empty() {
        panel.table = Some(table(report, retention, lang));
        panel.lists = lists(report, retention, lang);
        if !panel.lists.is_empty() {
            panel.list_parts = audience::cohort_parts(report, lang);
        }
    }
    panel
}

fn periods(retention: &Retention) -> impl Iterator<Item = Period> {
    retention.cohorts.iter().filter_map(Cohort::period)
}

/// The customers of each cohort, to be saved: of periods the latest first.
fn lists(report: &Report, retention: &Retention, lang: Lang) -> Vec<ControlOption> {
    let by = report.settings.cohort_by;
    let values =
        retention.cohorts.iter().filter(|cohort| matches!(cohort.name, CohortName::Value(_))).count();
    let list = |(at, cohort): (usize, &Cohort)| {
        let name = || words::named(&cohort.name, false, by, lang);
        let of_row = |at: usize| ControlOption {
            value: audience::row_value(at),
            label: format!("{}{}{}", words::row_title(by).get(lang), view::colon(lang), name()),
        };
        match cohort.name {
            CohortName::Period(period) => ControlOption {
                value: audience::cohort_value(period),
                label: match lang {
                    Lang::Zh => format!("{}的新客户", name()),
                    Lang::En => format!("New in {}", name()),
                },
            },
            CohortName::Value(_) => of_row(at),
            CohortName::Other => of_row(values),
            CohortName::Missing => of_row(values + 1),
        }
    };
    let mut lists = retention.cohorts.iter().enumerate().map(list).listed();
    if by == CohortBy::Period {
        lists.reverse();
    }
    lists
}

/// With a dagger where many of its customers had bought before the file begins.
fn row_name(report: &Report, cohort: &Cohort, lang: Lang) -> String {
    let name = words::cohort(&cohort.name, cohort.cut_at_start, report.settings.cohort_by, lang);
    if cohort.is_doubtful() { format!("{name} †") } else { name }
}

/// Those in the period of a cohort's first orders.
fn campaigns_of(cohort: &Cohort) -> Vec<Campaign> {
    cohort.period().map_or_else(Vec::new, Campaign::inside)
}

fn has_unfinished(retention: &Retention) -> bool {
    retention.cohorts.iter().flat_map(|cohort| &cohort.cells).any(|cell| !cell.complete)
}

fn earlier_note(retention: &Retention, lang: Lang) -> Option<String> {
    let n = Some(retention.earlier_cohorts).filter(|n| *n > 0)?;
    Some(match lang {
        Lang::Zh => format!("更早的 {} 个同期群没有列出，但计入留存曲线。", count(n)),
        Lang::En => format!(
            "{} not listed here, but part of the curve.",
            plural(n, "earlier cohort is", "earlier cohorts are")
        ),
    })
}

/// With what hatching and the star mean: a saved picture must stand alone.
fn matrix_note(report: &Report, retention: &Retention, lang: Lang) -> String {
    let mut note = customers_note(report, retention, lang);
    if has_unfinished(retention) {
        note.push_str(view::unfinished_short(lang));
    }
    if retention.cohorts.iter().any(|cohort| cohort.cut_at_start) {
        note.push_str(match lang {
            Lang::Zh => "* 数据从该周期中间开始。",
            Lang::En => " * The data begin inside this period.",
        });
    }
    if retention.cohorts.iter().any(Cohort::is_doubtful) {
        note.push_str(match lang {
            Lang::Zh => "† 其中不少人在文件开始之前可能就买过。",
            Lang::En => " † Many of these may have bought before the file begins.",
        });
    }
    if let Some(flag) = campaigns::rows_note(periods(retention), lang) {
        note.push_str(if lang == Lang::Zh { "" } else { " " });
        note.push_str(&flag);
    }
    note
}

/// A cell of the matrix, offset 0 among them where it is no size.
struct Entry {
    offset: u32,
    customers: Share,
    sums: Option<Sums>,
    complete: bool,
}

/// The cells of a row: from offset 0 where the measure has one there.
fn entries(cohort: &Cohort) -> Vec<Entry> {
    let start = cohort.start.map(|sums| Entry {
        offset: 0,
        customers: Share::of(cohort.size, cohort.size),
        sums: Some(sums),
        complete: true,
    });
    let cells = cohort.cells.iter().map(|cell| Entry {
        offset: cell.offset,
        customers: cell.retained,
        sums: cell.sums,
        complete: cell.complete,
    });
    start.into_iter().chain(cells).listed()
}

fn columns(retention: &Retention) -> usize {
    retention.cohorts.iter().map(|cohort| cohort.cells.len()).max().unwrap_or(0)
}

fn figure(report: &Report, retention: &Retention, lang: Lang) -> Figure {
    let measured = |entry: &Entry| measured(report, entry, lang);
    let complete = retention.cohorts.iter().flat_map(entries).filter(|entry| {
        entry.complete && entry.offset > 0 && (entry.sums.is_some() || !entry.customers.is_small())
    });
    let highest = complete.filter_map(|entry| measured(&entry).value).fold(0.0_f64, f64::max);
    let max = if highest > 0.0 { highest } else { 1.0 };
    let rows = retention.cohorts.iter().map(|cohort| HeatRow {
        label: campaigns::flagged(row_name(report, cohort, lang), &campaigns_of(cohort)),
        size: count(cohort.size),
        cells: entries(cohort)
            .iter()
            .map(|entry| Some(heat_cell(report, retention, cohort, entry, max, lang)))
            .listed(),
    });
    let mut labels = words::labels(retention, columns(retention));
    if report.settings.measure != CohortMeasure::Customers {
        labels.insert(0, "0".into());
    }
    Figure::Heatmap(Heatmap {
        caption: Caption {
            title: title(report, lang),
            subtitle: matrix_note(report, retention, lang),
            description: finding::finding(report, retention, lang),
        },
        row_title: words::row_title(report.settings.cohort_by).get(lang).into(),
        size_title: Text { zh: "人数", en: "Customers" }.get(lang).into(),
        columns: StepAxis { title: words::axis(retention, lang), labels },
        rows: rows.listed(),
        max,
    })
}

fn title(report: &Report, lang: Lang) -> String {
    let (measure, code) = (report.settings.measure, &report.results.currency.code);
    let mut name = measure::name(measure).get(lang).to_string();
    if report.settings.retention != RetentionMode::Period {
        let mode = mode_name(report.settings.retention).get(lang);
        name = match lang {
            Lang::Zh => format!("{name}（{mode}）"),
            Lang::En => format!("{name} ({})", mode.to_lowercase()),
        };
    }
    let is_money = !matches!(measure, CohortMeasure::Customers | CohortMeasure::Orders) && !code.is_empty();
    match (lang, is_money) {
        (Lang::Zh, false) => format!("各同期群在首单之后的{name}"),
        (Lang::Zh, true) => format!("各同期群在首单之后的{name}（{code}）"),
        (Lang::En, false) => format!("{name} of each cohort after its first orders"),
        (Lang::En, true) => format!("{name} of each cohort after its first orders ({code})"),
    }
}

fn measured(report: &Report, entry: &Entry, lang: Lang) -> Measured {
    Measured::of(report.settings.measure, &entry.customers, entry.sums, &report.results.currency, lang)
}

fn heat_cell(
    report: &Report,
    retention: &Retention,
    cohort: &Cohort,
    entry: &Entry,
    max: f64,
    lang: Lang,
) -> HeatCell {
    let measured = measured(report, entry, lang);
    HeatCell {
        value: measured.value.unwrap_or(0.0).clamp(0.0, max),
        tip: tip(report, retention, cohort, entry, &measured.text, lang),
        label: measured.label,
        unfinished: !entry.complete,
    }
}

fn tip(
    report: &Report,
    retention: &Retention,
    cohort: &Cohort,
    entry: &Entry,
    text: &str,
    lang: Lang,
) -> String {
    let share = &entry.customers;
    let name = words::named(&cohort.name, cohort.cut_at_start, report.settings.cohort_by, lang);
    let when = match (entry.offset, lang) {
        (0, Lang::Zh) => "第 0 期".to_string(),
        (0, Lang::En) => "at the start".to_string(),
        (offset, _) => words::when(retention, offset, lang),
    };
    let head = match lang {
        Lang::Zh => format!("{name}，{when}：{text}"),
        Lang::En => format!("{name}, {when}: {text}"),
    };
    let of_sums = |sums: Sums| {
        let money = format::money(sums.revenue, &report.results.currency);
        match lang {
            Lang::Zh => format!("{} 笔订单，{money}\n", count(sums.orders)),
            Lang::En => format!("{}, {money}\n", plural(sums.orders, "order", "orders")),
        }
    };
    let what = entry.sums.map_or_else(|| format!("{}\n", format::sureness(share, lang)), of_sums);
    let people = match lang {
        Lang::Zh => format!("{} / {} 位客户", count(share.part), count(share.whole)),
        Lang::En => format!("{} of {}", count(share.part), plural(share.whole, "customer", "customers")),
    };
    let small = view::small_suffix(share.is_small(), lang);
    let unfinished = view::unfinished_suffix(!entry.complete, lang);
    format!("{head}\n{what}{people}{}{small}{unfinished}", observed(cohort, share, lang))
}

/// How many of the cohort have been observed so long, where that is not all.
fn observed(cohort: &Cohort, share: &Share, lang: Lang) -> String {
    if share.whole == cohort.size {
        return String::new();
    }
    let percent = format::rate(&Share::of(share.whole, cohort.size));
    match lang {
        Lang::Zh => format!("（全群 {} 位中 {percent} 已观察满）", count(cohort.size)),
        Lang::En => format!(" ({percent} of all {} observed so long)", count(cohort.size)),
    }
}

fn table(report: &Report, retention: &Retention, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let row_title = words::row_title(report.settings.cohort_by);
    let mut headings = vec![column(row_title.zh, row_title.en, false), column("人数", "Customers", true)];
    let has_ranges = retention.cohorts.iter().any(|cohort| cohort.not_new.is_some());
    if has_ranges {
        headings.push(column("估计早已买过", "Estimated not new", false));
    }
    let first = u32::from(report.settings.measure == CohortMeasure::Customers);
    let step = |k: u32| match (k, lang) {
        (0, Lang::Zh) => "第 0 期".to_string(),
        (0, Lang::En) => "Start".to_string(),
        (_, Lang::Zh) => format!("第 {}", words::offset(retention, k, lang)),
        (_, Lang::En) => words::offset(retention, k, lang),
    };
    headings.extend((first..=columns(retention) as u32).map(|k| Column::new(&step(k), true)));
    let rows = retention.cohorts.iter().map(|cohort| {
        let mut cells = vec![Cell::text(row_name(report, cohort, lang)), Cell::count(cohort.size)];
        if has_ranges {
            cells.push(Cell::text(cohort.not_new.map_or_else(format::undefined, format::interval)));
        }
        cells.extend(
            entries(cohort)
                .iter()
                .map(|entry| Cell { unfinished: !entry.complete, ..measured(report, entry, lang).cell() }),
        );
        cells.resize_with(headings.len(), || Cell::text(""));
        cells
    });
    Table {
        caption: COHORTS.get(lang).into(),
        rows: rows.listed(),
        columns: headings,
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
