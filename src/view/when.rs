//! The words and pictures of [`When`]: weekdays, hours, and when each octant orders.

use super::figure::{Bar, Bars, Caption, Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use super::format::{self, count, percent, plural};
use super::rfm::groups;
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text, associations};
use crate::analysis::rfm::CustomerGroup;
use crate::analysis::when::When;
use crate::list::Listed;
use crate::report::Report;

const TITLE: Text = Text { zh: "什么时候下单", en: "When customers order" };
const BY_OCTANT: Text = Text { zh: "各人群几点下单", en: "Hours of each segment" };
const HOW: [Text; 2] = [
    Text {
        zh: "计入的订单按下单时刻的星期几和钟点计数，匿名订单也算；时刻按店铺的时区。正好 00:00:00 的视为没有时刻（只有日期的导出读出来就是零点）：\
             它算进星期几，不算进钟点。",
        en: "Orders that count, anonymous ones too, by weekday and hour of their moment in the shop's zone. One at 00:00:00 \
             sharp is taken to have no time, as exports of dates alone are read as midnight: it counts on its weekday and in no \
             hour.",
    },
    Text {
        zh: "同一位客户的订单不独立，所以不给区间。颜色深浅是订单数（或该人群订单的占比）。",
        en: "Orders of one customer are not independent, so there is no interval. The shade is the number of orders, or the share \
             of the segment's.",
    },
];

/// The panels of when orders are placed.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(when) = &report.results.when else { return Vec::new() };
    let shop = Shop { report, when, lang };
    let mut all = vec![shop.all()];
    all.extend(shop.octants());
    all
}

struct Shop<'a> {
    report: &'a Report,
    when: &'a When,
    lang: Lang,
}

impl Shop<'_> {
    fn all(&self) -> Panel {
        let mut panel = Panel::new("when", Group::Why, TITLE, self.lang);
        panel.how = super::paragraphs(&HOW, self.lang);
        panel.finding = self.finding();
        if self.orders() > 0 {
            panel.figures = vec![if self.when.timed > 0 && self.when.hours.len() == 7 {
                self.heatmap(&panel.finding)
            } else {
                self.bars(&panel.finding)
            }];
            panel.notes = vec![self.note()];
            panel.table = Some(self.table());
        }
        panel
    }

    fn orders(&self) -> u64 {
        self.when.weekdays.iter().copied().fold(0, u64::saturating_add)
    }

    fn note(&self) -> String {
        let (n, timed) = (self.orders(), self.when.timed);
        let window = super::window_words(self.report, self.lang);
        match self.lang {
            Lang::Zh => format!("n = {} 单，其中 {} 单有时刻。{window}", count(n), count(timed)),
            Lang::En => {
                format!("n = {}, {} with a time. {window}", plural(n, "order", "orders"), count(timed))
            }
        }
    }

    fn finding(&self) -> String {
        let lang = self.lang;
        let n = self.orders();
        let Some((day, most)) = largest(&self.when.weekdays).filter(|(_, most)| *most > 0) else {
            let none = Text {
                zh: "所选范围内没有可以看的订单。",
                en: "There are no orders to look at in what is chosen.",
            };
            // Weekdays of few orders are left out of a shared report, all of them.
            let is_left_out = self.when.weekdays.is_empty();
            return if is_left_out { super::left_out_sentence(lang) } else { none.get(lang).into() };
        };
        let weekday = associations::weekday(day as u32).get(lang);
        let share = percent(most as f64 / n as f64);
        let days = match lang {
            Lang::Zh => format!("{weekday}订单最多，占 {share}（平均为 14.3%）。"),
            Lang::En => format!("Most orders are placed on a {weekday}: {share} (1/7 is 14.3%)."),
        };
        let hours = self.hours();
        if self.when.timed > 0 && self.when.hours.is_empty() {
            return days;
        }
        let Some((hour, most)) = largest(&hours).filter(|(_, most)| *most > 0) else {
            let none = Text {
                zh: "导出里没有时刻，看不出钟点。",
                en: " The export has no times, so hours cannot be told.",
            };
            return days + none.get(lang);
        };
        let share = percent(most as f64 / self.when.timed.max(1) as f64);
        match lang {
            Lang::Zh => format!("{days}一天里 {hour} 点到 {} 点最多，占有时刻的订单的 {share}。", hour + 1),
            Lang::En => format!(
                "{days} The busiest hour begins at {hour}:00, with {share} of the orders that have a time."
            ),
        }
    }

    /// Orders of each hour, over all weekdays.
    fn hours(&self) -> Vec<u64> {
        let of = |hour: usize| {
            let hours = self.when.hours.iter().filter_map(|hours| hours.get(hour));
            hours.copied().fold(0, u64::saturating_add)
        };
        (0..24).map(of).listed()
    }

    /// Of customers who are known: others are in no segment.
    fn octants_note(&self) -> String {
        let n = self.when.octants.iter().flat_map(|row| &row.hours).copied().fold(0, u64::saturating_add);
        let window = super::window_words(self.report, self.lang);
        match self.lang {
            Lang::Zh => format!("n = {} 单：有时刻，也知道客户是谁。{window}", count(n)),
            Lang::En => {
                format!("n = {} with a time and a known customer. {window}", plural(n, "order", "orders"))
            }
        }
    }

    fn caption(&self, title: Text, finding: &str) -> Caption {
        Caption { title: title.get(self.lang).into(), subtitle: self.note(), description: finding.into() }
    }

    fn bars(&self, finding: &str) -> Figure {
        let bar = |(day, orders): (u32, &u64)| Bar {
            values: vec![*orders as f64],
            label: count(*orders),
            unfinished: false,
            tip: match self.lang {
                Lang::Zh => format!("{}：{} 单", associations::weekday(day).zh, count(*orders)),
                Lang::En => {
                    format!("{}: {}", associations::weekday(day).en, plural(*orders, "order", "orders"))
                }
            },
        };
        let bars = (0..).zip(&self.when.weekdays).map(bar).listed();
        let labels = (0..self.when.weekdays.len() as u32).map(|day| short(day, self.lang)).listed();
        let most = self.when.weekdays.iter().max().copied().unwrap_or(0);
        let caption = self.caption(Text { zh: "各星期几的订单数", en: "Orders by weekday" }, finding);
        Bars::plain(caption, "", labels, format::number_axis(most as f64, self.lang), bars)
    }

    fn heatmap(&self, finding: &str) -> Figure {
        let most = self.when.hours.iter().flatten().max().copied().unwrap_or(0);
        let row = |(day, hours): (u32, &Vec<u64>)| {
            let name = associations::weekday(day).get(self.lang);
            let cell = |(hour, orders): (usize, &u64)| {
                let tip = match self.lang {
                    Lang::Zh => format!("{name} {hour} 点：{} 单", count(*orders)),
                    Lang::En => format!("{name} {hour}:00: {}", plural(*orders, "order", "orders")),
                };
                Some(HeatCell { value: *orders as f64, label: count(*orders), unfinished: false, tip })
            };
            HeatRow {
                label: name.into(),
                size: count(self.when.weekdays.get(day as usize).copied().unwrap_or(0)),
                cells: hours.iter().enumerate().map(cell).listed(),
            }
        };
        let rows = (0..).zip(&self.when.hours).map(row).listed();
        let title = Text { zh: "各星期几、各钟点的订单数", en: "Orders by weekday and hour" };
        self.matrix(self.caption(title, finding), Text { zh: "星期", en: "Weekday" }, rows, most as f64)
    }

    fn matrix(&self, caption: Caption, row_title: Text, rows: Vec<HeatRow>, max: f64) -> Figure {
        Figure::Heatmap(Heatmap {
            caption,
            row_title: row_title.get(self.lang).into(),
            size_title: Text { zh: "订单", en: "Orders" }.get(self.lang).into(),
            columns: StepAxis {
                title: Text { zh: "钟点", en: "hour" }.get(self.lang).into(),
                labels: (0..24).map(|hour: u32| hour.to_string()).listed(),
            },
            rows,
            max: max.max(f64::MIN_POSITIVE),
        })
    }

    fn table(&self) -> Table {
        let column = Column::in_language(self.lang);
        let is_timed = self.when.hours.len() == 7;
        let rows = (0..).zip(&self.when.weekdays).map(|(day, orders): (u32, &u64)| {
            let mut cells = vec![Cell::text(associations::weekday(day).get(self.lang)), Cell::count(*orders)];
            let hours = self.when.hours.get(day as usize).filter(|_| is_timed);
            cells.extend(
                hours
                    .into_iter()
                    .flat_map(|hours| (0..24).map(|hour| hours.get(hour).copied().unwrap_or(0)))
                    .map(Cell::count),
            );
            cells
        });
        let mut columns = vec![column("星期", "Weekday", false), column("订单", "Orders", true)];
        if is_timed {
            columns.extend(hour_columns());
        }
        Table { caption: TITLE.get(self.lang).into(), columns, rows: rows.listed(), ..Table::default() }
    }

    /// `None` where no order has a time, or there are no customers.
    fn octants(&self) -> Option<Panel> {
        if self.when.octants.is_empty() {
            return None;
        }
        let lang = self.lang;
        let mut panel = Panel::new("when_segments", Group::Why, BY_OCTANT, lang);
        panel.how = super::paragraphs(&HOW, lang);
        let peaks = self.when.octants.iter().filter_map(|row| {
            let name = groups::name(CustomerGroup::Octant(row.octant)).get(lang);
            let (hour, most) = largest(&row.hours)?;
            let n: u64 = row.hours.iter().copied().fold(0, u64::saturating_add);
            let share = percent(most as f64 / n.max(1) as f64);
            Some(match lang {
                Lang::Zh => format!("{name} {hour} 点（{share}）"),
                Lang::En => format!("{name} {hour}:00 ({share})"),
            })
        });
        let peaks = peaks.listed();
        panel.finding = match lang {
            Lang::Zh => format!("各人群下单最多的钟点：{}。", peaks.join("，")),
            Lang::En => format!("The busiest hour of each segment: {}.", peaks.join(", ")),
        };
        let shares = self.when.octants.iter().flat_map(|row| {
            let n = row.hours.iter().copied().fold(0, u64::saturating_add).max(1) as f64;
            row.hours.iter().map(move |orders| *orders as f64 / n)
        });
        let most = shares.fold(0.0_f64, f64::max);
        let rows = self.when.octants.iter().map(|row| {
            let name = groups::name(CustomerGroup::Octant(row.octant)).get(lang);
            let n = row.hours.iter().copied().fold(0, u64::saturating_add);
            let cell = |(hour, orders): (usize, &u64)| {
                let value = *orders as f64 / n.max(1) as f64;
                let tip = match lang {
                    Lang::Zh => format!("{name} {hour} 点：{}（{} 单）", percent(value), count(*orders)),
                    Lang::En => {
                        format!(
                            "{name} {hour}:00: {} ({})",
                            percent(value),
                            plural(*orders, "order", "orders")
                        )
                    }
                };
                Some(HeatCell { value, label: percent(value), unfinished: false, tip })
            };
            HeatRow {
                label: name.into(),
                size: count(n),
                cells: row.hours.iter().take(24).enumerate().map(cell).listed(),
            }
        });
        let title =
            Text { zh: "各人群的订单落在几点", en: "Share of each segment's orders by hour" };
        let caption = Caption { subtitle: self.octants_note(), ..self.caption(title, &panel.finding) };
        panel.figures = vec![self.matrix(caption, Text { zh: "人群", en: "Segment" }, rows.listed(), most)];
        panel.notes = vec![self.octants_note()];
        panel.table = Some(self.octants_table());
        Some(panel)
    }

    fn octants_table(&self) -> Table {
        let column = Column::in_language(self.lang);
        let rows = self.when.octants.iter().map(|row| {
            let name = groups::name(CustomerGroup::Octant(row.octant)).get(self.lang);
            let mut cells = vec![Cell::text(name), Cell::count(row.customers)];
            cells.extend((0..24).map(|hour| Cell::count(row.hours.get(hour).copied().unwrap_or(0))));
            cells
        });
        let mut columns = vec![column("人群", "Segment", false), column("客户", "Customers", true)];
        columns.extend(hour_columns());
        Table { caption: BY_OCTANT.get(self.lang).into(), columns, rows: rows.listed(), ..Table::default() }
    }
}

fn hour_columns() -> impl Iterator<Item = Column> {
    (0..24).map(|hour: u32| Column::new(&hour.to_string(), true))
}

/// The first of the largest, and where it is.
fn largest(counts: &[u64]) -> Option<(usize, u64)> {
    let most = counts.iter().max()?;
    Some((counts.iter().position(|count| count == most)?, *most))
}

fn short(day: u32, lang: Lang) -> String {
    let name = associations::weekday(day).get(lang);
    let letters = name.chars();
    match lang {
        Lang::Zh => letters.collect(),
        Lang::En => letters.take(3).collect(),
    }
}
