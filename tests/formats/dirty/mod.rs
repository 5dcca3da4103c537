//! Clean order files made dirty in thousands of ways: what is read is the same, or it is told what is unsure.

mod around;
mod clean;
mod dirt;
mod writer;

use std::collections::BTreeMap;

use huitou::intake::ledger::Note;
use huitou::intake::{self, Choices, Intake};

use super::in_slices;
use crate::chance::Chance;
use clean::{SHAPES, Sums};
use dirt::Dirty;

/// How many files are made dirty.
const VARIANTS: u64 = 2_100;

/// What came of a dirty file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Orders, customers and revenue are those of the clean file.
    Equal,
    /// They are those of the rows that were not set aside.
    SetAside,
    /// A note says what is unsure.
    Noted,
    /// A question is open.
    Asked,
    /// The file was refused.
    Refused,
    /// None of these.
    Wrong,
}

fn variant(seed: u64) -> Dirty {
    let mut chance = Chance::seeded(seed);
    let clean = clean::clean(seed as usize % SHAPES, &mut chance);
    dirt::dirty(&clean, &mut chance)
}

fn sums(intake: &Intake) -> Sums {
    let super::Numbers { orders, customers, revenue, .. } = super::numbers(intake);
    (orders, customers, revenue)
}

fn outcome(dirty: &Dirty) -> Outcome {
    let read = intake::read(&[("orders.csv", &dirty.bytes)], &Choices::default());
    let Ok(intake) = read else { return Outcome::Refused };
    assert!(intake.ledger.balances());
    let (found, whole) = (sums(&intake), clean::sums(dirty.rows.iter()));
    let kept = |(_, line): &(_, &u32)| !intake.set_aside.iter().any(|(_, place)| place.line == **line);
    let left = || clean::sums(dirty.rows.iter().zip(&dirty.lines).filter(kept).map(|(row, _)| row));
    let is_note = |note: &Note| {
        matches!(note, Note::StrayQuotes { .. } | Note::QuotesAreText { .. } | Note::NoHeader { .. })
    };
    // Without one customer the page shows orders alone, and says why.
    let has_no_key = intake.ledger.orders_with_key == 0;
    if found == whole {
        Outcome::Equal
    } else if !intake.questions.is_empty() || has_no_key && (found.0, found.2) == (whole.0, whole.2) {
        Outcome::Asked
    } else if found == left() {
        Outcome::SetAside
    } else if intake.ledger.notes.iter().any(is_note) {
        Outcome::Noted
    } else {
        Outcome::Wrong
    }
}

/// What came of the files of these seeds, with their kinds of dirt.
fn outcomes(seeds: impl Iterator<Item = u64>) -> Vec<(u64, Vec<&'static str>, Outcome)> {
    let one = |seed| {
        let dirty = variant(seed);
        let outcome = outcome(&dirty);
        (seed, dirty.kinds, outcome)
    };
    seeds.map(one).collect()
}

fn print(all: &[(u64, Vec<&'static str>, Outcome)]) {
    let mut table: BTreeMap<&str, BTreeMap<Outcome, usize>> = BTreeMap::new();
    for (_, kinds, outcome) in all {
        for kind in kinds.iter().chain(&["all"]) {
            *table.entry(kind).or_default().entry(*outcome).or_default() += 1;
        }
    }
    let columns =
        [Outcome::Equal, Outcome::SetAside, Outcome::Noted, Outcome::Asked, Outcome::Refused, Outcome::Wrong];
    println!("{:24}{}", "", columns.map(|column| format!("{:>10}", format!("{column:?}"))).concat());
    for (kind, counts) in table {
        let count = |column| format!("{:>10}", counts.get(&column).copied().unwrap_or(0));
        println!("{kind:24}{}", columns.map(count).concat());
    }
}

#[test]
fn dirty_files_are_read_as_the_clean_ones_or_told() {
    let halves = std::thread::scope(|scope| {
        let half = |odd| scope.spawn(move || outcomes((0..VARIANTS).filter(move |seed| seed % 2 == odd)));
        [half(0), half(1)].map(|half| half.join().unwrap())
    });
    let all = halves.concat();
    print(&all);
    let of = |outcome| all.iter().filter(move |(_, _, found)| *found == outcome);
    for outcome in [Outcome::Wrong, Outcome::Noted, Outcome::Asked, Outcome::Refused, Outcome::SetAside] {
        of(outcome).take(12).for_each(|(seed, kinds, _)| println!("{outcome:?} {seed}: {kinds:?}"));
    }
    assert_eq!(of(Outcome::Wrong).count(), 0);
    let equal = of(Outcome::Equal).count();
    assert!(equal * 100 >= all.len() * 97, "{equal} of {}", all.len());
}

#[test]
fn slices_of_dirty_files_give_the_same() {
    for seed in (0..VARIANTS).step_by(40) {
        let dirty = variant(seed);
        let whole = intake::read(&[("orders.csv", &dirty.bytes)], &Choices::default());
        for size in [1, 7, 1000] {
            match (&whole, in_slices(&[("orders.csv", &dirty.bytes)], size)) {
                (Ok(whole), Ok(sliced)) => {
                    assert_eq!(whole.orders, sliced.orders, "{seed} by {size}");
                    assert_eq!(whole.ledger, sliced.ledger, "{seed} by {size}");
                    assert_eq!(whole.set_aside, sliced.set_aside, "{seed} by {size}");
                }
                (whole, sliced) => {
                    assert_eq!(whole.as_ref().err(), sliced.err().as_ref(), "{seed} by {size}")
                }
            }
        }
    }
}

/// One file to look at: `HUITOU_DIRTY=17 cargo test dirty_file -- --nocapture`.
#[test]
fn a_dirty_file_to_look_at() {
    let Some(seed) = std::env::var("HUITOU_DIRTY").ok().and_then(|seed| seed.parse().ok()) else { return };
    let dirty = variant(seed);
    println!(
        "{}\n{:?} {:?}",
        String::from_utf8_lossy(&dirty.bytes).replace('\r', "\u{240D}"),
        dirty.kinds,
        outcome(&dirty)
    );
    let read = intake::read(&[("orders.csv", &dirty.bytes)], &Choices::default());
    println!("{:?}", read.map(|intake| (sums(&intake), intake.ledger)));
    println!("expected {:?}", clean::sums(dirty.rows.iter()));
}
