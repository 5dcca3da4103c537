//! Two cohorts side by side.

use super::{nobody, words};
use crate::analysis::retention::{Cohort, CohortBy, Retention};
use crate::analysis::{Comparison, Share};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, Line, Lines, Point, StepAxis};
use crate::view::format::{self, count, plural, trimmed};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, comparison};

const TITLE: Text = Text { zh: "两群对比", en: "Two cohorts compared" };
const HOW: [Text; 2] = [
    Text {
        zh: "比的是两群在同一列的留存率之差，附 Newcombe 95% 区间（方法 10，由两个 Wilson 区间合成）。区间含 0 就是分不出高低，不等于两群一样。",
        en: "What is compared is the difference of the two retention rates in one column, with Newcombe's 95% interval \
             (method 10, made of two Wilson intervals). Where it holds 0 the two cannot be told apart; that does not make \
             them equal.",
    },
    Text {
        zh: "比哪两群在设置里选；默认是最近两个看得出结果的周期，或人数最多的两类。一次看很多列时，偶尔有一列“不像偶然”是正常的。",
        en: "The settings choose which two; by default the last two periods that can be read, or the two largest groups. Of \
             many columns one will now and then look like more than chance.",
    },
];

pub(super) fn panel(report: &Report, retention: &Retention, lang: Lang) -> Panel {
    let mut panel = Panel::new("retention_comparison", Group::Retention, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    let pair = retention.compared.and_then(|[first, second]| {
        Some(Pair {
            retention,
            by: report.settings.cohort_by,
            first: retention.cohorts.get(first as usize)?,
            second: retention.cohorts.get(second as usize)?,
            lang,
        })
    });
    panel.finding = match (nobody(report, lang), &pair) {
        (Some(sentence), _) => sentence,
        (None, Some(pair)) => pair.finding(),
        (None, None) => view::none_or_few(report, only_one(lang), lang),
    };
    if let Some(pair) = pair.filter(|pair| pair.columns() > 0) {
        let note = pair.note(&view::window_words(report, lang));
        panel.figures = vec![pair.figure(&note, &panel.finding)];
        panel.table = Some(pair.table());
        panel.notes = vec![note];
    }
    panel
}

fn only_one(lang: Lang) -> String {
    match lang {
        Lang::Zh => "还没有两个群可以比。".into(),
        Lang::En => "There are no two cohorts to compare yet.".into(),
    }
}

/// Two cohorts of one matrix.
struct Pair<'a> {
    retention: &'a Retention,
    by: CohortBy,
    first: &'a Cohort,
    second: &'a Cohort,
    lang: Lang,
}

impl Pair<'_> {
    fn name(&self, cohort: &Cohort) -> String {
        words::named(&cohort.name, cohort.cut_at_start, self.by, self.lang)
    }

    /// As far as either goes.
    fn columns(&self) -> usize {
        self.first.cells.len().max(self.second.cells.len())
    }

    /// What can be compared at each offset, from 1.
    fn comparisons(&self) -> Vec<Option<Comparison>> {
        (1..=self.columns() as u32).map(|offset| self.first.compare(self.second, offset)).listed()
    }

    fn finding(&self) -> String {
        let (first, second) = (self.name(self.first), self.name(self.second));
        let all = self.comparisons();
        let Some(comparison) = all.first().copied().flatten() else {
            return match self.lang {
                Lang::Zh => format!("{first}和{second}首单之后还没有一段两边都走完，暂时不能比。"),
                Lang::En => format!(
                    "Nothing after the first orders of {first} and {second} is over for both yet, so they cannot be compared."
                ),
            };
        };
        let when = words::when(self.retention, 1, self.lang);
        let rate = |share: &Share| format!("{} / {}", count(share.part), count(share.whole));
        let (one, other) = (&comparison.first, &comparison.second);
        let rates = (format::rate(one), format::rate(other));
        let words = comparison::words(&comparison, self.lang);
        let sentence = match self.lang {
            Lang::Zh => format!(
                "首单后{when}又下单的，{first}有 {}（{}），{second}有 {}（{}）。{words}",
                rates.0,
                rate(one),
                rates.1,
                rate(other)
            ),
            Lang::En => format!(
                "Of {first} {} ordered again {when} ({}), of {second} {} ({}). {words}",
                rates.0,
                rate(one),
                rates.1,
                rate(other)
            ),
        };
        sentence + &self.apart(&all)
    }

    /// In how many columns the two can be told apart.
    fn apart(&self, all: &[Option<Comparison>]) -> String {
        let both = all.iter().flatten().filter_map(|comparison| comparison.difference).listed();
        let apart = both.iter().filter(|difference| difference.tells_apart()).count() as u64;
        let n = both.len() as u64;
        match self.lang {
            _ if n < 2 => String::new(),
            Lang::Zh => format!("{n} 列里有 {apart} 列分得出高低。"),
            Lang::En => format!(" They can be told apart in {apart} of {}.", plural(n, "column", "columns")),
        }
    }

    fn note(&self, window: &str) -> String {
        let (first, second) = (self.name(self.first), self.name(self.second));
        let (m, n) = (self.first.size, self.second.size);
        match self.lang {
            Lang::Zh => format!("n = {} 位客户（{first}）和 {} 位（{second}）。{window}", count(m), count(n)),
            Lang::En => format!(
                "n = {} ({first}) and {} ({second}). {window}",
                plural(m, "customer", "customers"),
                count(n)
            ),
        }
    }

    fn figure(&self, note: &str, finding: &str) -> Figure {
        let main = vec![self.line(self.first, 0), self.line(self.second, 1)];
        let tops = main.iter().flat_map(|line| &line.points).filter_map(|point| Some(point.band?[1]));
        let top = tops.fold(0.0_f64, f64::max).min(1.0);
        Figure::Lines(Lines {
            caption: Caption {
                title: Text { zh: "两群的留存率", en: "Retention of two cohorts" }.get(self.lang).into(),
                subtitle: note.into(),
                description: finding.into(),
            },
            x: StepAxis {
                title: words::axis(self.retention, self.lang),
                labels: words::labels(self.retention, self.columns()),
            },
            y: format::axis_from_zero(String::new(), top, |v| format!("{}%", trimmed(v * 100.0, 1))),
            faint: Vec::new(),
            main,
        })
    }

    fn line(&self, cohort: &Cohort, series: u8) -> Line {
        let name = self.name(cohort);
        let points = cohort.cells.iter().filter_map(|cell| {
            let share = &cell.retained;
            let when = words::when(self.retention, cell.offset, self.lang);
            let (colon, rate) = (view::colon(self.lang), format::rate(share));
            let state = format!(
                "{}{}",
                view::small_suffix(share.is_small(), self.lang),
                view::unfinished_suffix(!cell.complete, self.lang)
            );
            let sure = format::sureness(share, self.lang);
            let people = format!("{} / {}", count(share.part), count(share.whole));
            Some(Point {
                step: cell.offset.saturating_sub(1),
                value: share.rate()?,
                band: share.interval.map(|ends| [ends.low, ends.high]),
                unfinished: !cell.complete,
                tip: format!("{name}, {when}{colon}{rate}\n{sure}\n{people}{state}"),
            })
        });
        Line { points: points.listed(), label: name.clone(), series }
    }

    fn table(&self) -> Table {
        let column = Column::in_language(self.lang);
        let cell = |comparison: Option<Comparison>| {
            let share =
                |share: Option<Share>| share.map_or(Cell::text(format::undefined()), |it| Cell::share(&it));
            let people = |share: Option<Share>| {
                let text = share.map(|it| format!("{} / {}", count(it.part), count(it.whole)));
                Cell::text(text.unwrap_or_else(format::undefined))
            };
            let (first, second) = (comparison.map(|it| it.first), comparison.map(|it| it.second));
            let difference = comparison.and_then(|it| it.difference);
            let points = |value: f64| comparison::points(value);
            [
                share(first),
                people(first),
                share(second),
                people(second),
                difference
                    .map_or(Cell::text(format::undefined()), |it| Cell::number(points(it.value), it.value)),
                Cell::text(difference.map_or_else(format::undefined, |it| {
                    format!("{} … {}", points(it.low), points(it.high))
                })),
                Cell::text(comparison.map_or("", |it| comparison::verdict(&it).get(self.lang))),
            ]
        };
        let rows = self.comparisons().into_iter().zip(1..).map(|(comparison, offset)| {
            let mut cells = vec![Cell::text(words::offset(self.retention, offset, self.lang))];
            cells.extend(cell(comparison));
            cells
        });
        let (first, second) = (self.name(self.first), self.name(self.second));
        Table {
            caption: TITLE.get(self.lang).into(),
            columns: vec![
                column("首单之后", "After the first", false),
                Column::new(&first, true),
                column("客户", "Customers", false),
                Column::new(&second, true),
                column("客户", "Customers", false),
                column("差（百分点）", "Difference (points)", true),
                column("95% 区间", "95% interval", false),
                column("判断", "Judgement", false),
            ],
            rows: rows.listed(),
            ..Table::default()
        }
    }
}
