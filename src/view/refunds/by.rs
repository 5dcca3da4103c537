//! Where refunds and cancellations are: by product, category, channel, region and buyer.

use super::measure::{self, MEASURES, Measure};
use super::months;
use crate::analysis::Share;
use crate::analysis::associations::{AspectGroup, AspectValue};
use crate::analysis::refunds::{OutcomeBy, RefundGroups, RefundRow, Refunds};
use crate::list::Listed;
use crate::report::Report;
use crate::view::associations::{interval_row, of_so_many_of};
use crate::view::comparison::points;
use crate::view::figure::{Caption, Figure, Intervals, Tick};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const HOW: [Text; 4] = [
    Text {
        zh: "看的是文件里的全部订单，有效的和无效的都在内，不随筛选和截止日变化。退款率 = 全额或部分退款的订单 ÷ 既没取消也不是没付款的订单；\
             取消率 = 已取消、已关闭或未付款的订单 ÷ 全部订单。按商品和品类看时，数的是订单里的行：行里写了自己的状态或退款，按它算，否则随整单；\
             多行订单部分退款而没写明是哪一行时，每一行都算，金额不分摊到行。",
        en: "All orders of the files are looked at, valid or not; filters and the as-of day change nothing. Refunded are orders \
             that came back in full or in part, over those neither cancelled nor unpaid; cancelled are those that were \
             cancelled, closed or never paid, over all. By product and category lines of orders are counted: a line with a \
             status or a refund of its own goes by that, else by its order; where an order of several lines came back in part \
             and no line says which, each counts, and the amount is told of no line.",
    },
    Text {
        zh: "每组与其余全部比：差附 Newcombe 方法 10 的区间，p 来自合并方差的 z 检验，两边都满 30 才检验。实心点：退款与取消的全部检验放在一起，\
             按 Benjamini-Hochberg（5%）仍站得住。不足 30 的值（以及最大的 30 个以外）合并成一行，不检验。",
        en: "Each group against all others: the difference with Newcombe's interval (method 10), p of the pooled z-test, tested \
             only where both have at least 30. A filled disc stands up among all tests of refunds and cancellations by \
             Benjamini and Hochberg's rule at 5%. Values of fewer than 30 (and all beyond the 30 largest) are one row, not \
             tested.",
    },
    Text {
        zh: "首次购买：客户在更早的日子没有过有效订单；再次购买：有过。退款金额是文件写明退回的金额；只有状态写明全额退款的，取订单金额。",
        en: "A first purchase: its customer has no valid order on an earlier day; a repeat purchase: has one. Given back is what \
             the files say; of an order refunded by its status alone, its amount.",
    },
    Text {
        zh: "同一客户的订单互相关联，所以区间略窄于实际。看到的是相关，不是因果。",
        en: "Orders of one customer depend on each other, so intervals are somewhat too narrow. These are associations, no causes.",
    },
];
/// So many rows are drawn; the table has all.
const DRAWN: usize = 15;

/// The panels of where refunds and cancellations are; none where there are none.
pub(in crate::view) fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(found) = report.results.refunds.as_ref().filter(|found| found.all.orders > 0) else {
        return Vec::new();
    };
    let by_group = found.groups.iter().map(|groups| By { report, found, groups, lang }.panel());
    by_group.chain(months::panel(report, found, lang)).listed()
}

/// The id and the name of what groups are by.
fn names(by: OutcomeBy) -> (&'static str, Text) {
    match by {
        OutcomeBy::Product => ("product", Text { zh: "商品", en: "product" }),
        OutcomeBy::Category => ("category", Text { zh: "品类", en: "category" }),
        OutcomeBy::Channel => ("channel", Text { zh: "渠道", en: "channel" }),
        OutcomeBy::Region => ("region", Text { zh: "地区", en: "region" }),
        OutcomeBy::Attribute => ("attribute", Text { zh: "自选分组", en: "own attribute" }),
        OutcomeBy::Buyer => ("buyer", Text { zh: "首次与再次购买", en: "first and repeat purchase" }),
    }
}

/// The groups by one thing.
struct By<'a> {
    report: &'a Report,
    found: &'a Refunds,
    groups: &'a RefundGroups,
    lang: Lang,
}

impl By<'_> {
    fn panel(&self) -> Panel {
        let (id, lang) = (names(self.groups.by).0, self.lang);
        let mut panel = Panel::new(&format!("refunds_by_{id}"), Group::Why, Text { zh: "", en: "" }, lang);
        panel.title = self.title();
        panel.how = view::paragraphs(&HOW, lang);
        panel.finding = self.finding();
        let figures = MEASURES.iter().filter(|measure| (measure.of_all)(self.found).part > 0);
        panel.figures = figures.map(|measure| self.figure(measure, &panel.finding)).listed();
        panel.notes = vec![self.note()];
        let all = self.groups.rows.len();
        panel.notes.extend(view::rows_note(all.min(DRAWN), all, lang));
        panel.table = Some(self.table());
        panel
    }

    fn title(&self) -> String {
        let name = names(self.groups.by).1;
        match self.lang {
            Lang::Zh => format!("退款与取消：按{}", name.zh),
            Lang::En => format!("Refunds and cancellations, by {}", name.en),
        }
    }

    fn counts_lines(&self) -> bool {
        matches!(self.groups.by, OutcomeBy::Product | OutcomeBy::Category)
    }

    fn measure_word(&self) -> &'static str {
        if self.counts_lines() { "行" } else { "单" }
    }

    /// Orders or lines, of all groups together.
    fn note(&self) -> String {
        let n = self.groups.rows.iter().map(|row| row.counts.orders).fold(0, u64::saturating_add);
        let window = measure::window(self.found, self.lang);
        match (self.lang, self.counts_lines()) {
            (Lang::Zh, _) => format!("n = {} {}，文件里的全部订单{window}。", count(n), self.measure_word()),
            (Lang::En, true) => {
                format!("n = {} of all orders in the files{window}.", plural(n, "line", "lines"))
            }
            (Lang::En, false) => format!("n = {}: all in the files{window}.", plural(n, "order", "orders")),
        }
    }

    fn name(&self, value: &AspectValue) -> String {
        let name = match (value, self.groups.by) {
            (AspectValue::Named(name), OutcomeBy::Buyer) if name == "first" => {
                Text { zh: "首次购买", en: "first purchases" }
            }
            (AspectValue::Named(name), OutcomeBy::Buyer) if name == "repeat" => {
                Text { zh: "再次购买", en: "repeat purchases" }
            }
            (AspectValue::Named(name), _) => return name.clone(),
            (AspectValue::Missing, OutcomeBy::Buyer) => {
                Text { zh: "没有客户标识", en: "customer unknown" }
            }
            (AspectValue::Missing, _) => Text { zh: "没有写明", en: "not given" },
            _ => Text { zh: "其余小组", en: "smaller groups" },
        };
        name.get(self.lang).into()
    }

    /// The orders of a group, as the subject of a sentence.
    fn subject(&self, value: &AspectValue) -> String {
        let name = format::isolated(&self.name(value));
        match (self.groups.by, self.lang) {
            (OutcomeBy::Buyer, _) => view::capitalised(&name),
            (by, Lang::Zh) => format!("{}“{name}”", names(by).1.zh),
            (OutcomeBy::Product | OutcomeBy::Category, Lang::En) => format!("Lines of “{name}”"),
            (OutcomeBy::Channel, Lang::En) => format!("Orders through “{name}”"),
            (OutcomeBy::Region, Lang::En) => format!("Orders from “{name}”"),
            (OutcomeBy::Attribute, Lang::En) => format!("Orders with “{name}” as own attribute"),
        }
    }

    fn sentence(&self, measure: &Measure, group: &AspectGroup) -> String {
        let subject = self.subject(&group.value);
        let [own, rest] = of_so_many_of(self.measure_word(), &group.comparison, self.lang);
        let more = if is_more(group) { measure.more } else { measure.less };
        match self.lang {
            Lang::Zh => format!("{subject}{}：{own}，其余{rest}。", more.zh),
            Lang::En => format!("{subject} {}: {own}, against {rest} of the others.", more.en),
        }
    }

    /// The find that is furthest above the others; where none is above, the one that is furthest below.
    fn told(&self, measure: &Measure) -> Option<&AspectGroup> {
        let finds = || self.rows(measure).filter(|group| group.is_find);
        let difference = |group: &&AspectGroup| group.comparison.difference.map_or(0.0, |it| it.value);
        let most = finds().max_by(|a, b| difference(a).total_cmp(&difference(b)));
        let least = finds().min_by(|a, b| difference(a).total_cmp(&difference(b)));
        most.filter(|group| is_more(group)).or(least)
    }

    /// What stands out in each share.
    fn finding(&self) -> String {
        let told = MEASURES.iter().filter_map(|measure| Some(self.sentence(measure, self.told(measure)?)));
        let told = told.listed();
        let gap = if self.lang == Lang::Zh { "" } else { " " };
        if !told.is_empty() {
            let caution =
                Text { zh: "这是相关，不是因果。", en: "This is an association, no cause." };
            return told.join(gap) + gap + caution.get(self.lang);
        }
        let tested = |row: &&RefundRow| row.lost.p.is_some() || row.came_back.p.is_some();
        let tested = self.groups.rows.iter().filter(tested).count() as u64;
        let name = names(self.groups.by).1.get(self.lang);
        let none = match (self.lang, tested) {
            (Lang::Zh, 0) => format!("按{name}分，还没有两边都满 30 {}的组，暂时不比。", self.measure_word()),
            (Lang::Zh, n) => {
                format!("按{name}分，看不出哪组退款或取消更多：比了 {} 组，没有一组超出偶然。", count(n))
            }
            (Lang::En, 0) => format!("By {name} there are no 30 beside 30 others yet: nothing is compared."),
            (Lang::En, n) => format!(
                "By {name} none stands out: {} compared, none differs from the others by more than chance.",
                if n == 1 { "1 group was".into() } else { format!("{} groups were", count(n)) }
            ),
        };
        none + gap + &measure::of_all(self.found, self.lang)
    }

    fn rows(&self, measure: &Measure) -> impl Iterator<Item = &AspectGroup> {
        self.groups.rows.iter().map(measure.of_row)
    }

    fn figure(&self, measure: &Measure, description: &str) -> Figure {
        let lang = self.lang;
        let groups = self.rows(measure).filter(|group| group.comparison.first.rate().is_some()).listed();
        let named = self.told(measure).into_iter().listed();
        let rows = view::drawn_rows(&groups, DRAWN, &named).into_iter().filter_map(|group| {
            interval_row(self.name(&group.value), &group.comparison, group.is_find, lang)
        });
        let rows = rows.listed();
        let top = rows.iter().map(|row| row.ends[1]).fold(0.04_f64, f64::max);
        let all = self.rows(measure).next().map(|group| {
            let [own, rest] = [&group.comparison.first, &group.comparison.second];
            Share::of(own.part.saturating_add(rest.part), own.whole.saturating_add(rest.whole))
        });
        let reference = all.and_then(|all| {
            let label = match lang {
                Lang::Zh => format!("全部 {}", format::rate(&all)),
                Lang::En => format!("all: {}", format::rate(&all)),
            };
            Some(Tick { at: all.rate()?, label })
        });
        Figure::Intervals(Intervals {
            caption: Caption {
                title: measure.title.get(lang).into(),
                subtitle: view::with_rows_note(self.note(), rows.len(), groups.len(), lang),
                description: description.into(),
            },
            x: format::share_axis(top.min(1.0)),
            reference,
            rows,
        })
    }

    fn table(&self) -> Table {
        let (lang, currency) = (self.lang, &self.report.results.currency);
        let column = Column::in_language(lang);
        let rows = self.groups.rows.iter().map(|row| {
            let counts = &row.counts;
            let small = view::small_suffix(counts.orders < Share::SMALL, lang);
            let mut cells = vec![Cell::text(self.name(&row.lost.value) + small)];
            cells.extend(measure::ends(counts, currency));
            MEASURES.iter().for_each(|measure| cells.extend(share_cells((measure.of_row)(row), lang)));
            cells
        });
        let orders = if self.counts_lines() { ("行", "Lines") } else { ("订单", "Orders") };
        let mut columns = vec![column("组", "Group", false), column(orders.0, orders.1, true)];
        columns.extend(measure::end_columns(lang));
        for measure in &MEASURES {
            columns.extend([
                Column::new(measure.short.get(lang), true),
                column("与其余之差（百分点）", "Difference to the others (points)", true),
                column("95% 区间", "95% interval", false),
                column("判断", "Judgement", false),
            ]);
        }
        Table { caption: self.title(), columns, rows: rows.listed(), ..Table::default() }
    }
}

fn is_more(group: &AspectGroup) -> bool {
    group.comparison.difference.is_some_and(|difference| difference.value > 0.0)
}

/// A share, how far it is from that of the others, and whether that is more than chance.
fn share_cells(group: &AspectGroup, lang: Lang) -> [Cell; 4] {
    let undefined = || Cell::text(format::undefined());
    let judgement = match group.is_find {
        _ if group.p.is_none() => Text { zh: "未检验", en: "not tested" },
        true if is_more(group) => Text { zh: "更多", en: "more" },
        true => Text { zh: "更少", en: "less" },
        false => Text { zh: "分不出", en: "cannot be told apart" },
    };
    let difference = group.comparison.difference;
    [
        Cell::share(&group.comparison.first),
        difference.map_or_else(undefined, |it| Cell::number(points(it.value), it.value)),
        difference
            .map_or_else(undefined, |it| Cell::text(format!("{} … {}", points(it.low), points(it.high)))),
        Cell::text(judgement.get(lang)),
    ]
}
