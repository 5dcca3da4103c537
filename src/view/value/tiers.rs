//! Value tiers: by what customers have paid, or by that and what they are expected to pay.

use super::{no_revenue, note};
use crate::analysis::value::{Tier, Value};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure};
use crate::view::format::{self, count, percent, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const TIERS: Text = Text { zh: "客户价值分层", en: "Value tiers" };
const HOW: [Text; 1] = [Text {
    zh: "客户按净销售额从高到低分层：前 1%、1–5%、5–20%、20–50% 和其余，人数向上取整，所以客户很少时有的层没有人。门槛是该层最低的金额；\
         金额相同的客户可能分在相邻两层。",
    en: "Customers by net revenue, the largest first: the top 1 %, from there to 5, 20 and 50 %, and the rest; numbers are \
         rounded up, so with few customers a tier may be empty. A tier begins at its smallest amount; customers of equal \
         amounts may stand in two tiers.",
}];

pub(super) fn panel(report: &Report, value: &Value, lang: Lang) -> Panel {
    let mut panel = Panel::new("value_tiers", Group::Value, TIERS, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = no_revenue(report, value, lang).unwrap_or_default();
    if value.concentration.revenue.0 > 0 {
        let (tiers, of) = (&value.concentration.tiers[..], Some(value.concentration.revenue));
        Tiers { report, tiers, of, note: note(report, value, lang), lang }.fill(&mut panel);
    }
    panel
}

/// Tiers that have been counted.
pub(in crate::view) struct Tiers<'a> {
    pub(in crate::view) report: &'a Report,
    pub(in crate::view) tiers: &'a [Tier],
    /// The net revenue that they share; `None`: they share what was paid and is expected, all of it.
    pub(in crate::view) of: Option<Money>,
    pub(in crate::view) note: String,
    pub(in crate::view) lang: Lang,
}

impl Tiers<'_> {
    /// Puts the finding, the figure and the table into a panel.
    pub(in crate::view) fn fill(&self, panel: &mut Panel) {
        panel.finding = self.finding();
        panel.figures = vec![self.figure()];
        panel.notes = vec![self.note.clone()];
        panel.table = Some(self.table(&panel.title));
    }

    /// The one where they share revenue, else the other.
    fn words(&self, paid: Text, expected: Text) -> &'static str {
        if self.of.is_some() { paid.get(self.lang) } else { expected.get(self.lang) }
    }

    fn share(&self, tier: &Tier) -> Option<f64> {
        tier.revenue.share_of(self.of.unwrap_or_else(|| self.tiers.iter().map(|tier| tier.revenue).sum()))
    }

    fn finding(&self) -> String {
        let [top, .., rest] = self.tiers else { return view::left_out_sentence(self.lang) };
        let first = name(top, self.lang);
        let on_average = if top.customers == 1 { "" } else { " each on average" };
        let currency = &self.report.results.currency;
        let money = |tier: &Tier| {
            mean(tier).map_or_else(format::undefined, |m| format::money_compact(m, currency, self.lang))
        };
        let written = |tier: &Tier| self.share(tier).map_or_else(format::undefined, percent);
        let n = |tier: &Tier| match self.lang {
            Lang::Zh => format!("{} 位", count(tier.customers)),
            Lang::En => plural(tier.customers, "customer", "customers"),
        };
        let (top_n, top_money, top_share) = (n(top), money(top), written(top));
        let (rest_n, rest_money, rest_share) = (n(rest), money(rest), written(rest));
        match (self.lang, self.of) {
            (Lang::Zh, Some(_)) => format!(
                "{first}的客户（{top_n}）人均 {top_money}，占销售额 {top_share}；后一半客户（{rest_n}）人均 {rest_money}，占 \
                 {rest_share}。"
            ),
            (Lang::Zh, None) => format!(
                "已支付与未来 12 个月预期合计，{first}的客户（{top_n}）人均 {top_money}，占 {top_share}；后一半客户（{rest_n}）\
                 人均 {rest_money}，占 {rest_share}。"
            ),
            (Lang::En, Some(_)) => format!(
                "The {first} ({top_n}) paid {top_money}{on_average}, {top_share} of the revenue; the lower half ({rest_n}) \
                 {rest_money}, {rest_share}."
            ),
            (Lang::En, None) => format!(
                "With what is expected in 12 months the {first} ({top_n}) come to {top_money}{on_average}, {top_share} of \
                 it all; the lower half ({rest_n}) {rest_money}, {rest_share}."
            ),
        }
    }

    fn figure(&self) -> Figure {
        let lang = self.lang;
        let of = self.words(
            Text { zh: "占销售额", en: "of the revenue" },
            Text { zh: "占已支付与预期", en: "of what was paid and is expected" },
        );
        let bars = self.tiers.iter().map(|tier| {
            let (part, name) = (self.share(tier).unwrap_or(0.0), name(tier, lang));
            let n = tier.customers;
            Bar {
                // A loss has no height; its label says it.
                values: vec![part.max(0.0)],
                label: percent(part),
                unfinished: false,
                tip: match lang {
                    Lang::Zh => format!("{name}：{} 位客户，{of} {}", count(n), percent(part)),
                    Lang::En => {
                        format!("{name}: {}, {} {of}", plural(n, "customer", "customers"), percent(part))
                    }
                },
            }
        });
        let bars = bars.listed();
        let highest = bars.iter().map(|bar| bar.values[0]).fold(0.04, f64::max);
        let title = self.words(
            Text { zh: "各价值层占销售额的比例", en: "Share of revenue of each value tier" },
            Text {
                zh: "各价值层占已支付与预期金额的比例",
                en: "Share of what was paid and is expected of each value tier",
            },
        );
        let caption =
            Caption { title: title.into(), subtitle: self.note.clone(), description: self.finding() };
        let labels = self.tiers.iter().map(|tier| name(tier, lang).to_string()).listed();
        Bars::plain(
            caption,
            Text { zh: "客户，从高到低", en: "customers, the largest first" }.get(lang),
            labels,
            format::share_axis(highest),
            bars,
        )
    }

    fn table(&self, caption: &str) -> Table {
        let (column, currency) = (Column::in_language(self.lang), &self.report.results.currency);
        let money = |amount: Option<Money>| {
            amount.map_or(Cell::text(format::undefined()), |amount| Cell::money(amount, currency))
        };
        let rows = self.tiers.iter().map(|tier| {
            vec![
                Cell::text(name(tier, self.lang)),
                Cell::count(tier.customers),
                Cell::money(tier.revenue, currency),
                Cell::part(self.share(tier)),
                money(mean(tier)),
                money(tier.least),
            ]
        });
        let sum = self.words(
            Text { zh: "净销售额", en: "Net revenue" },
            Text { zh: "已支付与预期", en: "Paid and expected" },
        );
        let share =
            self.words(Text { zh: "占销售额", en: "Share of revenue" }, Text { zh: "占比", en: "Share" });
        Table {
            caption: caption.into(),
            columns: vec![
                column("层", "Tier", false),
                column("客户", "Customers", true),
                Column::new(sum, true),
                Column::new(share, true),
                column("人均", "Mean", true),
                column("门槛", "From", true),
            ],
            rows: rows.listed(),
            ..Table::default()
        }
    }
}

/// A shared report lacks some.
fn name(tier: &Tier, lang: Lang) -> &'static str {
    let words = match tier.to_percent {
        1 => Text { zh: "前 1%", en: "top 1%" },
        5 => Text { zh: "1–5%", en: "1–5%" },
        20 => Text { zh: "5–20%", en: "5–20%" },
        50 => Text { zh: "20–50%", en: "20–50%" },
        _ => Text { zh: "其余", en: "the rest" },
    };
    words.get(lang)
}

fn mean(tier: &Tier) -> Option<Money> {
    Money::ratio(tier.revenue.0.into(), tier.customers.into())
}
