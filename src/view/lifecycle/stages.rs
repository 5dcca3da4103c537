//! The stages on the as-of day.

use super::{note, nothing};
use crate::analysis::lifecycle::{Lifecycle, Stage};
use crate::analysis::rfm::CustomerGroup;
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure};
use crate::view::format::{self, count, plural};
use crate::view::settings::group_option;
use crate::view::states::{self, State};
use crate::view::{self, Group, Lang, Panel, Text};

const STAGES: Text = Text { zh: "用户生命周期", en: "Lifecycle" };
pub(super) const HOW: [Text; 2] = [
    Text {
        zh: "g 是距最后一次购买的天数，c 是客户自己的复购周期（见“谁该回来了”）。引入期：只买过一次，g ≤ c；成长期：2–3 次，g ≤ 1.5c；\
             成熟期：4 次及以上，g ≤ 1.5c；休眠期：超出以上，g ≤ 3c；流失期：g > 3c。倍数、次数和统一的周期都可以在设置里改。",
        en: "g is the days since the last order, c the customer's own cycle (see “Who is due”). New: one purchase, g ≤ c. \
             Growing: 2 or 3, g ≤ 1.5c. Mature: 4 or more, g ≤ 1.5c. Dormant: beyond that, g ≤ 3c. Lost: g > 3c. The \
             multiples, the counts and one cycle for all can be set.",
    },
    Text {
        zh: "购买次数按“购买次数按”的设置计。周期由所有客户得出，筛选客户不会改变谁在哪个阶段。",
        en: "Purchases count as “Count by” says. Cycles are held towards those of all customers, so a filter on customers \
             changes nobody's stage.",
    },
];

pub(in crate::view) fn name(stage: Stage) -> Text {
    match stage {
        Stage::New => Text { zh: "引入期", en: "New" },
        Stage::Growing => Text { zh: "成长期", en: "Growing" },
        Stage::Mature => Text { zh: "成熟期", en: "Mature" },
        Stage::Dormant => Text { zh: "休眠期", en: "Dormant" },
        Stage::Lost => Text { zh: "流失期", en: "Lost" },
    }
}

pub(in crate::view) fn advice(stage: Stage) -> Text {
    match stage {
        Stage::New => Text {
            zh: "欢迎，教会使用，引出第二单。",
            en: "Welcome them and lead them to a second order.",
        },
        Stage::Growing => Text {
            zh: "推荐相关商品，养成习惯。",
            en: "Suggest what goes with it; make it a habit.",
        },
        Stage::Mature => Text {
            zh: "会员权益和新品优先，别用折扣惯坏。",
            en: "Perks and first looks rather than discounts.",
        },
        Stage::Dormant => Text {
            zh: "趁还记得，用理由唤醒。",
            en: "Wake them with a reason while they remember.",
        },
        Stage::Lost => Text {
            zh: "低成本触达，了解为什么走。",
            en: "Reach out cheaply, and ask why they left.",
        },
    }
}

pub(super) fn panel(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("lifecycle", Group::Segments, STAGES, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(report, lifecycle, lang);
    if !lifecycle.stages.is_empty() {
        panel.figures = vec![figure(report, lifecycle, lang)];
        panel.notes = vec![note(report, lifecycle, lang)];
        let heading = Text { zh: "阶段", en: "Stage" };
        panel.table = Some(states::table(STAGES, heading, &rows(lifecycle), &report.results.currency, lang));
        panel.lists = Stage::ALL.map(|stage| group_option(CustomerGroup::Stage(stage), lang)).into();
    }
    panel
}

fn finding(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> String {
    if let Some(sentence) = nothing(report, lifecycle, lang) {
        return sentence;
    }
    let of = |stage: Stage| &lifecycle.stages[stage as usize].customers;
    let active: u64 = lifecycle.stages[..3].iter().map(|row| row.customers.part).sum();
    let all = of(Stage::New).whole;
    let active = crate::analysis::Share::of(active, all);
    let rate = |stage| format::rate(of(stage));
    match lang {
        Lang::Zh => format!(
            "{} 位客户中，活跃的（引入、成长、成熟期）占 {}，其中成熟期 {}；休眠 {}，流失 {}。",
            count(all),
            format::rate(&active),
            rate(Stage::Mature),
            rate(Stage::Dormant),
            rate(Stage::Lost)
        ),
        Lang::En => format!(
            "Of {}, {} are active (new, growing or mature; {} are mature), {} are dormant and {} lost.",
            plural(all, "customer", "customers"),
            format::rate(&active),
            rate(Stage::Mature),
            rate(Stage::Dormant),
            rate(Stage::Lost)
        ),
    }
}

fn figure(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> Figure {
    let title =
        Text { zh: "截止日各生命周期阶段的客户", en: "Customers by stage on the as-of day" };
    let caption = Caption {
        title: title.get(lang).into(),
        subtitle: note(report, lifecycle, lang),
        description: finding(report, lifecycle, lang),
    };
    states::figure(caption, &rows(lifecycle), lang)
}

fn rows(lifecycle: &Lifecycle) -> Vec<State<'_>> {
    let rows = lifecycle.stages.iter().map(|row| State {
        name: name(row.stage),
        customers: &row.customers,
        orders: row.orders,
        revenue: row.revenue,
        advice: advice(row.stage),
    });
    rows.listed()
}
