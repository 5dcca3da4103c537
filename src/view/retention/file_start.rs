//! What is said of customers who had bought before the file begins.

use crate::analysis::retention::{Cohort, DoubtfulCohorts, FileStart, Retention};
use crate::list::Listed;
use crate::report::Report;
use crate::view::format::{self, plural};
use crate::view::{Lang, Text};

const HOW: [Text; 2] = [
    Text {
        zh: "文件总从某天开始，在那之前买过的人看上去像新客。估计的办法：对每位客户每个有订单的周期，看周期开始前隔了多少天才有上一单，看不到的算“比文件开头更久”，用 Kaplan-Meier 估计，再推出每个同期群里早已买过的占比范围。下限是文件平均能证明的，上限假设尾部照旧延续。",
        en: "A file begins somewhere, and who bought before looks new. For each customer and each period with an order, the days \
             back from the period's start to the order before are taken, longer than the file where none is seen; Kaplan and \
             Meier's estimate of them gives between which shares of each cohort had bought before. The lower end is what the \
             file proves on average, the upper one holds if the tail goes on alike.",
    },
    Text {
        zh: "下限超过 10% 的同期群（在“同期群留存”里标 †）不计入平均（可在设置里改）。如果店铺正是在文件开头那天开张的，就没有人早已买过，请把设置改为计入。",
        en: "Cohorts whose lower end exceeds 10% (marked † among the repurchase cohorts) stay out of the mean, unless the \
             setting says otherwise. Where the shop opened on the day the file begins nobody had bought before: set it to keep them.",
    },
];

/// How it is estimated.
pub(super) fn how(lang: Lang) -> Vec<String> {
    HOW.iter().map(|text| text.get(lang).into()).listed()
}

/// That the first cohorts stay out of the mean, and why; empty where none does.
pub(super) fn left_out(retention: &Retention, lang: Lang) -> String {
    let n = retention.left_out;
    let worst =
        retention.cohorts.iter().find(|cohort| cohort.is_doubtful()).and_then(|cohort| cohort.not_new);
    let Some(range) = worst.filter(|_| n > 0).map(format::interval) else { return String::new() };
    match lang {
        Lang::Zh => format!(
            "最早的 {n} 个同期群没有计入：其中不少“新客”在文件开始之前可能就买过（第一个群估计 {range}）；如果店铺那时才开张，可在设置里计入。"
        ),
        Lang::En => format!(
            " {} left out: many of their customers may have bought before the file begins ({range} of the first); \
             if the shop opened then, a setting keeps them.",
            plural(n, "early cohort is", "early cohorts are")
        ),
    }
}

/// What the file says of its own start; `is_marked` where the cohorts that it is about bear their mark.
pub(super) fn note(report: &Report, retention: &Retention, is_marked: bool, lang: Lang) -> Option<String> {
    let keeps = report.settings.doubtful_cohorts == DoubtfulCohorts::Keep;
    let doubtful = retention.cohorts.iter().any(Cohort::is_doubtful);
    let text = match retention.file_start {
        FileStart::Extract => Text {
            zh: "最近几乎没有新客：文件只含某段时间首单的客户，他们都是新客。",
            en: "There are hardly any new customers lately: the file holds the customers of some first orders, and all of \
                 them are new.",
        },
        FileStart::Ranges if doubtful && retention.left_out == 0 && keeps => Text {
            zh: "{}里不少人在文件开始之前可能就买过；它们仍计入平均。",
            en: "Many customers of {} may have bought before the file begins; they are part of the \
                 mean all the same.",
        },
        FileStart::Ranges if doubtful && retention.left_out == 0 => Text {
            zh: "{}里不少人在文件开始之前可能就买过；除去它们剩不到三个群，因此仍计入平均，留存率偏高。",
            en: "Many customers of {} may have bought before the file begins. Fewer than three others \
                 would be left, so they are part of the mean, which is too high.",
        },
        FileStart::Ranges if doubtful => Text {
            zh: "{}里不少人在文件开始之前可能就买过；它们不计入平均。",
            en: "Many customers of {} may have bought before the file begins; they stay out of the mean.",
        },
        FileStart::Ranges | FileStart::Unknown => return None,
    };
    let cohorts = match is_marked {
        true => Text { zh: "标 † 的同期群", en: "the cohorts marked †" },
        false => Text { zh: "最早的同期群", en: "the earliest cohorts" },
    };
    Some(text.get(lang).replace("{}", cohorts.get(lang)))
}
